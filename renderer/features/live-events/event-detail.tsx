// The selected event: what it is, what can be done with it, its facts, its bytes and their timing.
import { Button } from "@mantine/core";
import { useEffect, useRef, useState, type MouseEvent, type ReactNode, type Ref } from "react";
import type { EventRow, LoggedEvent } from "../../../preload/contract/event.ts";
import type { EventId } from "../../../preload/contract/ids.ts";
import { PartBoundary } from "../../components/drawing-boundary.tsx";
import { ErrorNotice } from "../../components/error-notice.tsx";
import { HostAway } from "../../components/host-away.tsx";
import { useShortcuts } from "../../keyboard/shortcuts.tsx";
import { useWorkspaces } from "../../workspace/active-workspace.tsx";
import { AwaitedHeader, DetailHeader } from "./detail-header.tsx";
import { DetailTabs, FIRST_TAB, type ChosenTab } from "./detail-tabs.tsx";
import { EventFacts } from "./event-facts.tsx";
import { NoticeLine } from "./notice-line.tsx";
import { TimingWaterfall } from "./timing-waterfall.tsx";
import { toRow } from "./to-row.ts";
import { useAwaitedEvent, type AwaitedEvent } from "./use-awaited-event.ts";
import { useCopyKeys } from "./use-copy-keys.ts";
import { useEventWishes } from "./use-event-wishes.ts";
import classes from "./event-detail.module.css";

interface EventDetailProps {
  readonly id: EventId;
  readonly detailRef?: Ref<HTMLElement>;
  readonly threadTab?: ReactNode;
  readonly beginsWithThread?: boolean;
  readonly onShow?: ((row: EventRow | null) => void) | undefined;
  /** No event is shown, until the selected one is here; that may take long. */
  readonly onAwait?: (() => void) | undefined;
  /** The row of an event, where a list has it; null where it is not at hand. */
  readonly rowOf?: (id: EventId) => EventRow | null;
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

/** What stands there until the event does; what is wanted of it meanwhile waits for it. */
function Found(props: FoundProps) {
  const { id, onReply, onBack = null, threadTab, beginsWithThread = false } = props;
  const found = useAwaitedEvent(id);
  const isHere = found.is === "here";
  const event = "event" in found ? found.event : undefined;
  const isAwaited = found.is === "former" || found.is === "nothing" || found.is === "late";
  useTellShown(found, props);
  const act = useEventWishes({ id, event: isHere ? found.event : null, isAwaited });
  const copies = useCopyKeys({ event, isSelected: isHere, canCopy: isHere || isAwaited, act });
  const [chosen, setChosen] = useState<ChosenTab>(
    beginsWithThread && threadTab !== undefined ? { tab: "thread", at: id } : FIRST_TAB,
  );
  const hasSender = useSenderTest();
  // A thread is of the person of the selected row: it stays, with what is being typed, while that event is late.
  const isThread = chosen.tab === "thread" && threadTab !== undefined;
  const former = found.is === "former" ? found.event : found.is === "late" ? found.former : undefined;
  const reply = (row: EventRow): void => {
    if (!hasSender(row)) return;
    if (threadTab !== undefined) setChosen({ tab: "thread", at: row.id });
    onReply?.(row);
  };
  const beginReply = (): void => {
    // At once where that can be: what is typed next is for its person, and no key of the screen.
    const hasComposer =
      threadTab === undefined || found.is === "former" || (isThread && former !== undefined);
    const row = isAwaited && hasComposer ? (props.rowOf?.(id) ?? null) : null;
    if (row === null) act((selected) => reply(toRow(selected)));
    else reply(row);
  };
  const canReply = onReply !== undefined && (isHere ? hasSender(found.event) : isAwaited);
  useShortcuts(
    "Selected event",
    canReply ? [{ id: "reply", keys: "r", label: "Reply", run: beginReply }] : [],
  );
  const awaitedHeader = (
    <AwaitedHeader id={id} onStep={props.onStep ?? null} onBack={onBack} onClose={props.onClose ?? null} />
  );
  if (found.is === "late" && isThread && former !== undefined) {
    return (
      <Shown
        {...props}
        event={former}
        isFormer={false}
        chosen={chosen}
        onChoose={setChosen}
        header={awaitedHeader}
      />
    );
  }
  switch (found.is) {
    case "missing":
      return (
        <div className={classes.failed}>
          <ErrorNotice
            error={found.error}
            action={onBack === null ? undefined : <Button onClick={onBack}>Back to the list</Button>}
          />
        </div>
      );
    case "nothing":
      // For a moment only; the way back need not wait for it.
      return onBack === null ? null : awaitedHeader;
    case "late":
    case "away":
      return (
        <>
          {awaitedHeader}
          {found.is === "away" ? (
            <HostAway />
          ) : (
            <p className={classes.late}>The event is shown once it has been read.</p>
          )}
        </>
      );
    case "here":
    case "former":
      return (
        <Shown
          {...props}
          event={found.event}
          isFormer={!isHere}
          chosen={chosen}
          onChoose={setChosen}
          header={
            <DetailHeader
              event={found.event}
              copies={copies}
              onReply={onReply !== undefined && hasSender(found.event) ? beginReply : null}
              onStep={props.onStep ?? null}
              onBack={onBack}
              onClose={props.onClose ?? null}
            />
          }
        />
      );
  }
}

/** Tells the screen around it what is shown. */
function useTellShown(found: AwaitedEvent, { onShow, onAwait }: FoundProps): void {
  const shown = useRef<LoggedEvent | null>(null);
  const { is } = found;
  const event = is === "here" ? found.event : null;
  useEffect(() => {
    if (event !== null) {
      if (shown.current !== event) onShow?.(toRow(event));
      shown.current = event;
      return;
    }
    // The row of another one may be told meanwhile: this one is told anew when it is selected again.
    shown.current = null;
    if (is === "missing") onShow?.(null);
    else if (is === "late" || is === "away") onAwait?.();
  }, [event, is, onShow, onAwait]);
}

interface ShownProps extends FoundProps {
  readonly event: LoggedEvent;
  /** Another one is selected, and will take its place. */
  readonly isFormer: boolean;
  readonly chosen: ChosenTab;
  readonly onChoose: (chosen: ChosenTab) => void;
  readonly header: ReactNode;
}

function Shown(props: ShownProps) {
  const { event, isFormer, chosen, onChoose, onInspect, threadTab, header } = props;
  // A thread needs the room, and is about the person rather than this one event.
  const isThread = chosen.tab === "thread" && threadTab !== undefined;
  useEffect(() => {
    if (!isThread) onInspect?.();
  }, [isThread, onInspect]);
  return (
    <div
      className={classes.shown}
      data-former={isFormer ? (isThread ? "head" : "all") : undefined}
      aria-busy={isFormer}
      onClickCapture={isFormer ? keepFromActing : undefined}
    >
      {header}
      {!isThread && (
        <>
          <NoticeLine event={event} />
          <EventFacts event={event} />
        </>
      )}
      <DetailTabs event={event} chosen={chosen} onChoose={onChoose} threadTab={threadTab} />
      {!isThread && <TimingWaterfall event={event} />}
    </div>
  );
}

/** The header acts on the selected event, tabs on the pane, and a thread is of its person. */
const ACTS_ALL_THE_SAME = 'header, [role="menu"], [role="tab"], [data-thread]';

/** Its links and buttons would act on an event that is no longer selected. */
function keepFromActing(click: MouseEvent): void {
  if (!(click.target instanceof Element) || click.target.closest(ACTS_ALL_THE_SAME) !== null) return;
  // What opens over the page, as a menu of the composer, is no part of it.
  if (!click.currentTarget.contains(click.target)) return;
  click.preventDefault();
  click.stopPropagation();
}

/** A reply goes to a person, and out from the workspace of the event: where there is none, nothing can answer it. */
function useSenderTest(): (event: Pick<EventRow, "psid" | "pageId" | "workspace">) => boolean {
  const { workspaces } = useWorkspaces();
  return ({ psid, pageId, workspace }) =>
    psid !== null && pageId !== null && workspaces.some(({ id }) => id === workspace);
}
