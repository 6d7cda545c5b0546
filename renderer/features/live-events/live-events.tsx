// The Events screen: the live list, and beside it (or, on a narrow screen, instead of it) the selected event.
import { useDebouncedValue } from "@mantine/hooks";
import { useCallback, useEffect, useRef, useState, type ReactNode } from "react";
import type { EventRow } from "../../../preload/contract/event.ts";
import type { EventId } from "../../../preload/contract/ids.ts";
import { useHostClock } from "../../bridge/bridge.tsx";
import { SidePane } from "../../components/side-pane.tsx";
import { useMediaWidth, type MediaWidth } from "../../components/use-media-width.ts";
import { useSettings } from "../../components/use-settings.ts";
import { navigate } from "../../router/router.ts";
import { useActiveWorkspace } from "../../workspace/active-workspace.tsx";
import { EventDetail } from "./event-detail.tsx";
import { useEventPlace } from "./event-places.tsx";
import { EventsPane } from "./events-pane.tsx";
import { NoEventSelected } from "./no-event-selected.tsx";
import { runnableQuery } from "./row-test.ts";
import { useDetailFocus } from "./use-detail-focus.ts";
import { letIn, useEventLog } from "./use-event-log.ts";
import { useEventSelection } from "./use-event-selection.ts";
import { useEventShortcuts } from "./use-event-shortcuts.ts";
import type { ListNavigation } from "./use-list-navigation.ts";
import { usePlaceFinder } from "./use-place-finder.ts";
import { useRelatedEvents } from "./use-related-events.ts";
import { useRowSteps } from "./use-row-steps.ts";
import classes from "./live-events.module.css";

/** What the app puts into this screen, and hears from it. */
export interface LiveEventsProps {
  /** The thread of the selected event's person, where there is no room for it beside the detail: a sixth tab. */
  readonly threadTab?: ReactNode;
  /** The first event that is shown opens at its thread, where that is a tab. */
  readonly beginsWithThread?: boolean;
  /** The event that is shown changed; null = none is. */
  readonly onSelect?: ((row: EventRow | null) => void) | undefined;
  /** More of an event than its thread is on the screen. */
  readonly onInspect?: (() => void) | undefined;
  /** The person wants to reply to an event. */
  readonly onReply?: ((row: EventRow) => void) | undefined;
}

/** A query runs when typing paused for this long. */
const TYPING_PAUSE_MS = 120;

const LIST = { initial: 384, min: 320, max: 560 } as const;

/** List and detail of the active workspace's events. Which event is selected stands in the address. */
export function LiveEvents(props: LiveEventsProps) {
  const { threadTab, beginsWithThread = false, onSelect, onInspect, onReply } = props;
  const width = useMediaWidth();
  const isNarrow = width === "narrow";
  const [settings, changeSettings] = useSettings();
  const workspace = useActiveWorkspace();
  const place = useEventPlace(workspace.id);
  const [text, setText] = useState(() => place.search.read().text);
  const [isEverywhere, setEverywhere] = useState(() => place.search.read().isEverywhere);
  const clock = useHostClock();
  const [typed] = useDebouncedValue(text, TYPING_PAUSE_MS);
  const query = runnableQuery(text === "" ? "" : typed, clock);
  const shownWorkspace = isEverywhere ? null : workspace.id;
  // Of this list alone: another filter is another one. It may be gone while its rows are awaited.
  const scrollMemory = place.scrollOf(`${shownWorkspace ?? ""} ${query}`);
  const log = useEventLog({ workspace: shownWorkspace, query }, { hold: place.hold, scroll: scrollMemory });
  const events = useEventSelection({ log, selection: place.selection, isNarrow });
  const { selectedId, rowId, noteShown } = events;
  const isPage = isNarrow && selectedId !== null;
  const related = useRelatedEvents(rowId);
  const listRef = useRef<HTMLDivElement>(null);
  const searchRef = useRef<HTMLInputElement>(null);
  const navigation = useRef<ListNavigation | null>(null);
  const detailFocus = useDetailFocus({ isNarrow });
  const focusList = useCallback(() => listRef.current?.focus(), []);
  const open = (id: EventId): void => {
    events.open(id);
    if (!isNarrow) focusList();
  };
  const show = useCallback(
    (row: EventRow | null) => {
      // One of another workspace was named by a link, or belongs to the workspace that was just left.
      if (row !== null && (isEverywhere || row.workspace === workspace.id)) {
        noteShown(row.id);
        letIn(log, row, clock);
      }
      onSelect?.(row);
    },
    [noteShown, log, clock, isEverywhere, workspace.id, onSelect],
  );
  const rowOf = useCallback(
    (id: EventId) => {
      const index = log.indexOf(id);
      return index === null ? null : log.rowAt(index);
    },
    [log],
  );
  const showRow = useCallback(() => {
    onSelect?.(selectedId === null ? null : rowOf(selectedId));
  }, [selectedId, rowOf, onSelect]);
  const search = (next: string): void => {
    place.search.note({ text: next });
    setText(next);
  };
  const searchEverywhere = (next: boolean): void => {
    place.search.note({ isEverywhere: next });
    setEverywhere(next);
  };
  useEffect(() => {
    // Its row tells all that a reply needs, and the event itself may be long on its way: what is typed meanwhile is for its person.
    const row = selectedId === null ? null : rowOf(selectedId);
    if (row !== null || selectedId === null) onSelect?.(row);
  }, [selectedId, rowOf, onSelect]);

  useEventShortcuts({
    log,
    navigation,
    focusSearch: () => searchRef.current?.focus(),
    focusDetail: isNarrow ? () => navigation.current?.enter() : detailFocus.focus,
    focusList: isPage ? back : focusList,
  });
  const findPlace = usePlaceFinder(log);
  const pageSteps = useRowSteps({
    log,
    rowId: isPage ? selectedId : null,
    firstVisible: () => Math.ceil(scrollMemory.read().above),
    findPlace,
    scrollTo: (index) => log.show(index, index),
    onGoTo: events.goTo,
  });
  useEffect(() => {
    // The list says so itself while it is there.
    if (isPage) navigation.current = { ...pageSteps, enter: detailFocus.focus };
  });

  const list = (
    <EventsPane
      log={log}
      workspace={shownWorkspace}
      width={width}
      text={text}
      onText={search}
      isEverywhere={isEverywhere}
      onEverywhere={searchEverywhere}
      selectedId={rowId}
      related={related}
      scrollMemory={scrollMemory}
      listRef={listRef}
      searchRef={searchRef}
      onFocusList={focusList}
      onSelect={events.goTo}
      onOpen={open}
      onFocusDetail={detailFocus.focus}
      onNavigation={(next) => {
        navigation.current = next;
      }}
    />
  );
  const detail =
    selectedId === null ? (
      <NoEventSelected log={log} />
    ) : (
      <EventDetail
        id={selectedId}
        detailRef={detailFocus.attach}
        threadTab={threadTab}
        beginsWithThread={beginsWithThread}
        onShow={show}
        // Its row is enough to tell whose conversation it is of.
        onAwait={showRow}
        rowOf={rowOf}
        onInspect={onInspect}
        onReply={onReply}
        onStep={isNarrow ? null : (by) => navigation.current?.step(by)}
        onBack={isNarrow ? back : null}
      />
    );

  if (isNarrow) return <div className={classes.screen}>{isPage ? detail : list}</div>;
  return (
    <div className={classes.screen}>
      <SidePane
        label="Event list width"
        side="start"
        width={Math.min(settings.listWidth, widestList(width))}
        min={LIST.min}
        max={LIST.max}
        initial={LIST.initial}
        onResized={(listWidth) => changeSettings({ listWidth })}
      >
        {list}
      </SidePane>
      {detail}
    </div>
  );
}

function back(): void {
  navigate({ page: "events", id: null });
}

/** The list gives way before the detail falls under its 400 px. */
function widestList(width: MediaWidth): number {
  if (width === "wide") return LIST.max;
  return width === "rail" ? 352 : 340;
}
