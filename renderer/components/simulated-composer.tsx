// Writing to the Page as the simulated Facebook user, well or badly behaved.
import { Button, Textarea } from "@mantine/core";
import { IconCheck, IconSend } from "@tabler/icons-react";
import { useId, useRef, useState, type KeyboardEvent } from "react";
import type { PayloadVersion } from "../../preload/contract/event.ts";
import type { PageId, Psid } from "../../preload/contract/ids.ts";
import { SIMULATED_GREETING, type SimulatorFault } from "../../preload/contract/simulator.ts";
import { useAct } from "../bridge/use-call.ts";
import { ErrorNotice } from "./error-notice.tsx";
import { useSettings } from "./use-settings.ts";
import { KeyHint } from "../keyboard/key-hint.tsx";
import { ChoiceChips } from "./choice-chips.tsx";
import { readComposerKey } from "./composer-keys.ts";
import composerClasses from "./composer-frame.module.css";
import classes from "./simulated-composer.module.css";

interface SimulatedComposerProps {
  readonly psid: Psid;
  readonly pageId: PageId;
}

type Behaviour = "normal" | SimulatorFault;

const BEHAVIOURS: readonly { readonly value: Behaviour; readonly label: string }[] = [
  { value: "normal", label: "Normal" },
  { value: "duplicate", label: "Duplicate" },
  { value: "bad-signature", label: "Bad signature" },
  { value: "unsigned", label: "Unsigned" },
  { value: "wrong-hash", label: "Wrong hash" },
  { value: "late", label: "Late" },
];

const VERSIONS: readonly { readonly value: PayloadVersion; readonly label: string }[] = [
  { value: "v0.1", label: "v0.1 payload" },
  { value: "v1", label: "v1 payload" },
];

/** Field, behaviour chips and "Send as user". The behaviour holds for one message, then it is Normal again. */
export function SimulatedComposer({ psid, pageId }: SimulatedComposerProps) {
  const [{ enterSends }] = useSettings();
  const [text, setText] = useState(SIMULATED_GREETING);
  const [behaviour, setBehaviour] = useState<Behaviour>("normal");
  const [payloadVersion, setPayloadVersion] = useState<PayloadVersion>("v0.1");
  const field = useRef<HTMLTextAreaElement>(null);
  const receive = useAct("simulator.receive");
  const chipsId = useId();

  async function send(): Promise<void> {
    if (text.trim() === "" || receive.isRunning) return;
    const fault = behaviour === "normal" ? null : behaviour;
    const sent = await receive.run({ type: "text", text, psid, pageId, payloadVersion, fault });
    if (!sent.ok) return;
    setText("");
    setBehaviour("normal");
    field.current?.focus();
  }

  function onKeyDown(event: KeyboardEvent<HTMLTextAreaElement>): void {
    const act = readComposerKey(event, {
      enterSends,
      isComposing: event.nativeEvent.isComposing,
      isEmpty: text === "",
    });
    if (act === "edit-last") {
      event.preventDefault();
      setText(SIMULATED_GREETING);
    }
    if (act === "new-line") {
      event.preventDefault();
      const { selectionStart, selectionEnd } = event.currentTarget;
      event.currentTarget.setRangeText("\n", selectionStart, selectionEnd, "end");
      setText(event.currentTarget.value);
    }
    if (act === "send") {
      event.preventDefault();
      void send();
    }
  }

  return (
    <form
      aria-label="Write as the simulated person"
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <div className={classes.behaviour}>
        <p id={chipsId} className={classes.label}>
          Next message behaves like
        </p>
        <ChoiceChips
          labelledBy={chipsId}
          icon={IconCheck}
          choices={BEHAVIOURS}
          value={behaviour}
          onChange={setBehaviour}
        />
        <ChoiceChips
          label="Payload version"
          icon={IconCheck}
          choices={VERSIONS}
          value={payloadVersion}
          onChange={setPayloadVersion}
        />
      </div>
      <div className={composerClasses.composer}>
        {receive.error !== null && <ErrorNotice error={receive.error} />}
        <Textarea
          ref={field}
          aria-label="Message of the simulated person"
          placeholder="Write as the person"
          autosize
          minRows={2}
          maxRows={8}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          onKeyDown={onKeyDown}
          classNames={{ input: composerClasses.field ?? "" }}
        />
        <div className={composerClasses.foot}>
          <p className={classes.to}>
            To Page <span className="mono">{pageId}</span>
          </p>
          <Button
            type="submit"
            disabled={text.trim() === "" || receive.isRunning}
            leftSection={<IconSend size={16} stroke={1.75} aria-hidden="true" />}
            rightSection={<KeyHint keys={enterSends ? "Enter" : "mod+Enter"} />}
          >
            Send as user
          </Button>
        </div>
      </div>
    </form>
  );
}
