// Writing to the Page as a simulated Facebook user, well or badly behaved.
import { GrowingTextarea } from "./growing-textarea.tsx";
import { Button, TextInput } from "@mantine/core";
import { IconCheck, IconSend } from "@tabler/icons-react";
import { useId, useImperativeHandle, useRef, useState, type KeyboardEvent, type Ref } from "react";
import type { PageId, Psid } from "../../preload/contract/ids.ts";
import {
  SIMULATED_GREETING,
  SIMULATED_MESSAGE_TYPES,
  type HandlerAnswer,
} from "../../preload/contract/simulator.ts";
import { useAct } from "../bridge/use-call.ts";
import { KeyHint } from "../keyboard/key-hint.tsx";
import { ChoiceChips } from "./choice-chips.tsx";
import composerClasses from "./composer-frame.module.css";
import { readComposerKey } from "./composer-keys.ts";
import { ErrorNotice } from "./error-notice.tsx";
import { FaultChips } from "./fault-chips.tsx";
import { formatDuration } from "./format.ts";
import {
  draftProblem,
  FIRST_SIMULATED_DRAFT,
  messageOf,
  readSimulatedDraft,
  withoutSent,
  type SimulatedDraft,
} from "./simulated-draft.ts";
import { TYPE_LOOKS, TypeChoice } from "./type-choice.tsx";
import { useSettings } from "./use-settings.ts";
import { useFaultCount } from "./use-simulator.ts";
import { useStoredDraft } from "./use-stored-draft.ts";
import classes from "./simulated-composer.module.css";

/** What the screen around it can do to the composer. */
export interface SimulatedComposerHandle {
  readonly focus: () => void;
  /** Puts a text where one is typed. */
  readonly setText: (text: string) => void;
}

interface SimulatedComposerProps {
  readonly psid: Psid;
  readonly pageId: PageId;
  /** As on a phone, Enter sends whatever the settings say; Shift+Enter is a new line. */
  readonly isPhone?: boolean;
  readonly ref?: Ref<SimulatedComposerHandle>;
}

const VERSIONS = [
  { value: "usual", label: "Usual payload" },
  { value: "v0.1", label: "v0.1 payload" },
  { value: "v1", label: "v1 payload" },
] as const;

/** Kind, content, behaviour and "Send as user". The behaviour holds for one message, then it is Normal again. */
export function SimulatedComposer({ psid, pageId, isPhone = false, ref }: SimulatedComposerProps) {
  const [settings] = useSettings();
  const enterSends = isPhone || settings.enterSends;
  const key = `simulated ${pageId} ${psid}`;
  const [draft, change] = useStoredDraft(key, FIRST_SIMULATED_DRAFT, readSimulatedDraft);
  const [answer, setAnswer] = useState<HandlerAnswer | null>(null);
  const countInForce = useFaultCount();
  const form = useRef<HTMLFormElement>(null);
  const receive = useAct("simulator.receive");
  const chipsId = useId();
  const { type } = draft;
  const problem = draftProblem(draft);

  const focus = (): void => form.current?.querySelector<HTMLElement>("textarea, input[type=url]")?.focus();
  useImperativeHandle(ref, () => ({
    focus,
    setText: (text) => change((now) => ({ ...now, type: "text", text })),
  }));

  function set(part: Partial<SimulatedDraft>): void {
    change((now) => ({ ...now, ...part }));
  }

  async function send(): Promise<void> {
    if (problem !== null || receive.isRunning) return;
    // Now, not once the handler has answered: by then the person may be writing elsewhere.
    focus();
    const sent = await receive.run(messageOf(draft, { psid, pageId }));
    setAnswer(sent.ok ? sent.value.answer : null);
    if (!sent.ok) return;
    change((now) => withoutSent(now, draft));
  }

  function onKeyDown(event: KeyboardEvent<HTMLTextAreaElement>): void {
    const read = readComposerKey(event, {
      enterSends,
      isComposing: event.nativeEvent.isComposing,
      isEmpty: draft.text === "",
    });
    // On a phone both send: whoever is used to the one does no harm by it.
    const act = isPhone && read === "new-line" ? "send" : read;
    if (act === null) return;
    event.preventDefault();
    if (act === "edit-last") set({ text: SIMULATED_GREETING });
    if (act === "send" && !event.repeat) void send();
    if (act === "new-line") {
      const { selectionStart, selectionEnd } = event.currentTarget;
      event.currentTarget.setRangeText("\n", selectionStart, selectionEnd, "end");
      set({ text: event.currentTarget.value });
    }
  }

  return (
    <form
      ref={form}
      className={classes.form}
      aria-label="Write as the simulated person"
      data-region="Message"
      // A bot has to bear what is no address at all.
      noValidate
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
          label="Payload version"
          icon={IconCheck}
          choices={VERSIONS}
          value={draft.payloadVersion ?? "usual"}
          onChange={(version) => set({ payloadVersion: version === "usual" ? null : version })}
        />
        <FaultChips
          labelledBy={chipsId}
          faults={draft.faults}
          countInForce={countInForce}
          onChange={(faults) => set({ faults: faults === null ? null : [...faults] })}
        />
      </div>
      <div className={composerClasses.composer}>
        {receive.error !== null && <ErrorNotice error={receive.error} aside="What you wrote is kept." />}
        <TypeChoice
          types={SIMULATED_MESSAGE_TYPES}
          type={type}
          onChange={(next) => {
            receive.reset();
            set({ type: next });
          }}
        />
        {type === "text" && (
          <GrowingTextarea
            aria-label="Message of the simulated person"
            placeholder="Write as the person"
            minRows={2}
            maxRows={8}
            value={draft.text}
            error={problem === "too-long" ? "At most 20,000 characters." : null}
            onChange={(event) => set({ text: event.currentTarget.value })}
            onKeyDown={onKeyDown}
            classNames={{ input: composerClasses.field ?? "" }}
          />
        )}
        {type === "unsupported" && (
          <p className={classes.note}>What Vonage cannot relay, such as a sticker or a location.</p>
        )}
        {type !== "text" && type !== "unsupported" && (
          <TextInput
            aria-label={`${TYPE_LOOKS[type].word} address of the simulated person`}
            placeholder="Left empty: a sample of the simulator"
            type="url"
            inputMode="url"
            autoComplete="off"
            spellCheck={false}
            value={draft.url}
            error={problem === "too-long" ? "At most 2,000 characters." : null}
            onChange={(event) => set({ url: event.currentTarget.value })}
            classNames={{ input: classes.address ?? "" }}
          />
        )}
        <div className={composerClasses.foot}>
          <p className={classes.to} role="status">
            {answer === null ? (
              <>
                To Page <span className="mono">{pageId}</span>
              </>
            ) : (
              answerWords(answer)
            )}
          </p>
          <Button
            type="submit"
            disabled={problem !== null}
            loading={receive.isRunning}
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

function answerWords({ status, durationMs, reason }: HandlerAnswer): string {
  return status === null
    ? `Sent, no answer: ${reason ?? "nobody knows why"}`
    : `Sent, answered ${status} in ${formatDuration(durationMs)}`;
}
