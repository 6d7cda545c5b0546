// The selected event: what it is, what can be done with it, its facts, its bytes and their timing.
import { Button } from "@mantine/core";
import { useEffect, useRef, useState, type ReactNode, type Ref } from "react";
import type { EventRow, LoggedEvent } from "../../../preload/contract/event.ts";
import type { EventId } from "../../../preload/contract/ids.ts";
import { useCall } from "../../bridge/use-call.ts";
import { useTopic } from "../../bridge/use-topic.ts";
import { PartBoundary } from "../../components/drawing-boundary.tsx";
import { ErrorNotice } from "../../components/error-notice.tsx";
import { useWorkspaces } from "../../workspace/active-workspace.tsx";
import { DetailHeader } from "./detail-header.tsx";
import { DetailTabs, FIRST_TAB, type ChosenTab } from "./detail-tabs.tsx";
import { EventFacts } from "./event-facts.tsx";
import { NoticeLine } from "./notice-line.tsx";
import { TimingWaterfall } from "./timing-waterfall.tsx";
import { toRow } from "./to-row.ts";
import classes from "./event-detail.module.css";

interface EventDetailProps {
  readonly id: EventId;
  readonly detailRef?: Ref<HTMLElement>;
  readonly threadTab?: ReactNode;
  readonly beginsWithThread?: boolean;
  readonly onShow?: ((row: EventRow | null) => void) | undefined;
  /** More of it than its thread is on the screen. */
  readonly onInspect?: (() => void) | undefined;
  readonly onReply?: ((row: EventRow) => void) | undefined;
  /** Goes to the next older (1) or newer (-1) event; left out where there is no list to go through. */
  readonly onStep?: ((by: number) => void) | null;
  /** Returns to the list; left out where it is in view. */
  readonly onBack?: (() => void) | null;
  /** Takes it off the screen; left out where it always has its place. */
  readonly onClose?: (() => void) | null;
}

type FoundProps = Omit<EventDetailProps, "detailRef">;

/** The event, or why it cannot be shown, in a region of its own. */
export function EventDetail({ detailRef, ...props }: EventDetailProps) {
  return (
    <div className={classes.frame} data-ring="frame">
      <section
        ref={detailRef}
        className={classes.detail}
        tabIndex={-1}
        aria-label="Selected event"
        data-region="Event"
      >
        <PartBoundary of={String(props.id)}>
          <Found {...props} />
        </PartBoundary>
      </section>
    </div>
  );
}

/** The former event stays until the new one is there or is refused, so that nothing blinks while stepping through the list. */
function Found(props: FoundProps) {
  const { id, onShow, onBack = null } = props;
  const { data: event, error, refetch } = useCall("events.get", { id }, { keepPrevious: true });
  useTopic("events.answered", (answers) => {
    if (answers.some((answer) => answer.id === id)) void refetch();
  });
  const shown = useRef<LoggedEvent | null>(null);
  // What was read of it does not outlive it.
  const isMissing = error !== null && (event?.id !== id || error.value.code === "EVENT_NOT_FOUND");
  useEffect(() => {
    if (isMissing) {
      shown.current = null;
      onShow?.(null);
      return;
    }
    if (event === undefined || event.id !== id || shown.current === event) return;
    shown.current = event;
    onShow?.(toRow(event));
  }, [event, id, isMissing, onShow]);
  if (isMissing) {
    return (
      <div className={classes.failed}>
        <ErrorNotice
          error={error.value}
          action={onBack === null ? undefined : <Button onClick={onBack}>Back to the list</Button>}
        />
      </div>
    );
  }
  return event === undefined ? null : <Shown {...props} event={event} />;
}

function Shown(props: FoundProps & { readonly event: LoggedEvent }) {
  const { event, onReply, onInspect, threadTab, beginsWithThread = false } = props;
  const [chosen, setChosen] = useState<ChosenTab>(
    beginsWithThread && threadTab !== undefined ? { tab: "thread", at: event.id } : FIRST_TAB,
  );
  // A thread needs the room, and is about the person rather than this one event.
  const isThread = chosen.tab === "thread" && threadTab !== undefined;
  const beginReply = (begin: NonNullable<typeof onReply>): void => {
    if (threadTab !== undefined) setChosen({ tab: "thread", at: event.id });
    begin(toRow(event));
  };
  const canReply = useHasSender(event);
  const reply = onReply !== undefined && canReply ? () => beginReply(onReply) : null;
  useEffect(() => {
    if (!isThread) onInspect?.();
  }, [isThread, onInspect]);
  return (
    <>
      <DetailHeader
        event={event}
        onReply={reply}
        onStep={props.onStep ?? null}
        onBack={props.onBack ?? null}
        onClose={props.onClose ?? null}
      />
      {!isThread && (
        <>
          <NoticeLine event={event} />
          <EventFacts event={event} />
        </>
      )}
      <DetailTabs event={event} chosen={chosen} onChoose={setChosen} threadTab={threadTab} />
      {!isThread && <TimingWaterfall event={event} />}
    </>
  );
}

/** A reply goes to a person, and out from the workspace of the event: where there is none, nothing can answer it. */
function useHasSender({ psid, pageId, workspace }: LoggedEvent): boolean {
  const { workspaces } = useWorkspaces();
  return psid !== null && pageId !== null && workspaces.some(({ id }) => id === workspace);
}
