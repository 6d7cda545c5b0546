// What the chosen person sees and writes: their side of the conversation with the Page.
import { Button } from "@mantine/core";
import { IconDeviceMobile, IconMessages } from "@tabler/icons-react";
import { useEffect, useRef } from "react";
import type { SimulatedPerson, SimulatorState } from "../../../../preload/contract/simulator-state.ts";
import { useCall } from "../../../bridge/use-call.ts";
import { EmptyState } from "../../../components/empty-state.tsx";
import { ErrorNotice } from "../../../components/error-notice.tsx";
import { SimulatedComposer, type SimulatedComposerHandle } from "../../../components/simulated-composer.tsx";
import { useShortcuts } from "../../../keyboard/shortcuts.tsx";
import { hrefOf } from "../../../router/router.ts";
import type { PersonAt } from "../people/person-words.ts";
import { PhoneHead } from "./phone-head.tsx";
import { PhoneMessage } from "./phone-message.tsx";
import { SandboxNotice } from "./sandbox-notice.tsx";
import classes from "./phone.module.css";

interface PhoneProps {
  readonly state: SimulatorState;
  readonly person: SimulatedPerson;
  readonly onChoose: (person: PersonAt) => void;
  /** Another object whenever the composer shall take the focus. */
  readonly focusWish: object | null;
  /** After the person was removed. */
  readonly onRemoved: () => void;
  /** Back to the people, where they are a page of their own. */
  readonly onBack?: (() => void) | undefined;
}

/** Head, messages, composer. One instance a person. */
export function Phone({ state, person, focusWish, onChoose, onRemoved, onBack }: PhoneProps) {
  const { psid, pageId } = person;
  const conversation = useCall("simulator.conversation", { psid, pageId });
  const composer = useRef<SimulatedComposerHandle>(null);
  useEffect(() => {
    if (focusWish !== null) composer.current?.focus();
  }, [focusWish]);
  const messages = conversation.data?.messages;
  useShortcuts("Simulator", [
    { id: "write", keys: "r", label: "Write as the person", run: () => composer.current?.focus() },
  ]);

  return (
    <section className={classes.phone} aria-label="You, as the Facebook user" data-region="Person">
      <PhoneHead
        person={person}
        clock={state.clock}
        sandbox={state.sandbox}
        onRemoved={onRemoved}
        onBack={onBack}
      />
      {conversation.error !== null && (
        <div className={classes.error}>
          <ErrorNotice
            error={conversation.error.value}
            action={<Button onClick={() => void conversation.refetch()}>Retry</Button>}
          />
        </div>
      )}
      {messages?.length === 0 && <NoMessages person={person} />}
      {messages === undefined && conversation.error === null && <div className={classes.scroller} />}
      {messages !== undefined && messages.length > 0 && (
        // It scrolls, so the keyboard must reach it; drawn from the bottom, it stays there while messages come in.
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        <div className={classes.scroller} tabIndex={0} role="group" aria-label="Messages">
          <ol className={classes.list}>
            {messages.length >= MOST_MESSAGES && (
              <li className={classes.older}>Older messages are not shown</li>
            )}
            {messages.map((message) => (
              <li key={`${message.from} ${message.messageUuid}`}>
                <PhoneMessage message={message} aheadMs={state.clock.aheadMs} />
              </li>
            ))}
          </ol>
        </div>
      )}
      {state.sandbox.isOn && (
        <SandboxNotice
          sandbox={state.sandbox}
          person={person}
          onChoose={onChoose}
          onFillJoin={() => {
            composer.current?.setText(state.sandbox.joinText);
            composer.current?.focus();
          }}
        />
      )}
      <SimulatedComposer ref={composer} psid={psid} pageId={pageId} isPhone />
    </section>
  );
}

/** Of a person who wrote in an earlier run, the log knows it alone: the simulator keeps its messages while it runs. */
function NoMessages({ person: { psid, pageId, lastInboundAt } }: Pick<PhoneProps, "person">) {
  if (lastInboundAt === null) {
    return (
      <EmptyState icon={IconMessages} title="No messages yet">
        A Facebook user must write first. Send one below and it reaches the webhook.
      </EmptyState>
    );
  }
  return (
    <EmptyState icon={IconMessages} title="No messages in this run">
      The simulator forgets messages when it ends. Earlier ones are in{" "}
      <a href={hrefOf({ page: "conversations", psid, pageId })}>Conversations</a>.
    </EmptyState>
  );
}

/** The contract gives the newest of this many. */
const MOST_MESSAGES = 200;

/** Where nobody is chosen. */
export function NoPerson() {
  return (
    <div className={classes.phone}>
      <EmptyState icon={IconDeviceMobile} title="Nobody to play">
        Add a person, then write to the Page as them.
      </EmptyState>
    </div>
  );
}
