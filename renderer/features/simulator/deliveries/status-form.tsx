// A status that is sent by hand, of a message of the Page or of one nobody sent.
import { Button, NativeSelect, TextInput } from "@mantine/core";
import { useState } from "react";
import { MESSAGE_STATUSES, type MessageStatus } from "../../../../preload/contract/event.ts";
import { MessageUuid } from "../../../../preload/contract/ids.ts";
import type { SimulatedDelivery } from "../../../../preload/contract/simulator.ts";
import { nameSteering } from "../../../../preload/contract/steering-characters.ts";
import type { SimulatedPerson } from "../../../../preload/contract/simulator-state.ts";
import { useAct, useCall } from "../../../bridge/use-call.ts";
import { ErrorNotice } from "../../../components/error-notice.tsx";
import { shortenId } from "../../../components/format.ts";
import { statusAppearance } from "../../../theme/status-colors.ts";
import { answerWords } from "./delivery-words.ts";
import classes from "./deliveries.module.css";

interface StatusFormProps {
  readonly person: SimulatedPerson;
}

/** So many of the Page's messages are offered. */
const OFFERED = 20;
/** Choices beside those messages, whose ids may be any text but none of these. */
const [NEWEST, ANOTHER] = ["", " "] as const;
const LONGEST_UUID = 200;

/** Status, message, and the code of a failure. */
export function StatusForm({ person: { psid, pageId } }: StatusFormProps) {
  const [status, setStatus] = useState<MessageStatus>("delivered");
  const [message, setMessage] = useState<string>(NEWEST);
  const [typedUuid, setTypedUuid] = useState("");
  const [errorCode, setErrorCode] = useState("");
  const [sent, setSent] = useState<SimulatedDelivery | null>(null);
  const send = useAct("simulator.sendStatus");
  const conversation = useCall("simulator.conversation", { psid, pageId });
  const messages = (conversation.data?.messages ?? [])
    .filter(({ from }) => from === "page")
    .slice(-OFFERED)
    .toReversed();
  const isAnother = message === ANOTHER;
  const isFailure = status === "rejected" || status === "undeliverable";

  async function submit(): Promise<void> {
    if (send.isRunning) return;
    setSent(null);
    const result = await send.run({
      status,
      psid,
      pageId,
      ...(message === NEWEST
        ? {}
        : { messageUuid: isAnother ? readUuid(typedUuid) : MessageUuid.parse(message) }),
      ...(isFailure && errorCode.trim() !== "" ? { errorCode: errorCode.trim() } : {}),
    });
    if (result.ok) setSent(result.value);
  }

  return (
    <form
      className={classes.form}
      aria-label="Send a status"
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <NativeSelect
        label="Status"
        value={status}
        onChange={(event) => {
          const chosen = MESSAGE_STATUSES.find((each) => each === event.currentTarget.value);
          if (chosen !== undefined) setStatus(chosen);
        }}
        data={MESSAGE_STATUSES.map((each) => ({ value: each, label: statusAppearance(each).word }))}
      />
      <NativeSelect
        label="Of the message"
        value={message}
        onChange={(event) => setMessage(event.currentTarget.value)}
        data={[
          { value: NEWEST, label: messages.length === 0 ? "One that nobody sent" : "The newest one" },
          ...messages.map(({ messageUuid, text, type }) => ({
            value: messageUuid,
            label: `${nameSteering((text ?? type).slice(0, 40))} (${shortenId(messageUuid)})`,
          })),
          { value: ANOTHER, label: "Another one" },
        ]}
      />
      {isAnother && (
        <TextInput
          className={classes.uuid ?? ""}
          label="message_uuid"
          description="Any text. Leave empty for an invented one that nobody sent."
          placeholder="aaaaaaaa-bbbb-cccc-dddd-0123456789ab"
          maxLength={LONGEST_UUID}
          autoComplete="off"
          spellCheck={false}
          value={typedUuid}
          onChange={(event) => setTypedUuid(event.currentTarget.value)}
        />
      )}
      {isFailure && (
        <TextInput
          label="Error code"
          description="From the published list. Leave empty for a usual one."
          inputMode="numeric"
          placeholder="1340"
          maxLength={10}
          autoComplete="off"
          value={errorCode}
          onChange={(event) => setErrorCode(event.currentTarget.value)}
        />
      )}
      {send.error !== null && <ErrorNotice error={send.error} />}
      <div className={classes.submit}>
        <Button type="submit" loading={send.isRunning}>
          Send status
        </Button>
        <p role="status">{sent === null ? "" : sentWords(sent)}</p>
      </div>
    </form>
  );
}

function sentWords({ answer }: SimulatedDelivery): string {
  return answer === null ? "Held back for now" : `Sent, ${answerWords(answer)}`;
}

/** As it was typed, but for spaces around it that came along when it was copied; null = one that nobody sent. */
function readUuid(typed: string): MessageUuid | null {
  return MessageUuid.safeParse(typed.trim()).data ?? null;
}
