// The virtualised list of events: one tab stop, fixed row height, at most 80 rows in the page.
import { useVirtualizer, type Range } from "@tanstack/react-virtual";
import { useEffect, useLayoutEffect, useRef, useState, type MouseEvent, type Ref } from "react";
import { EventId } from "../../../preload/contract/ids.ts";
import { formatCount } from "../../components/format.ts";
import { drawableRows } from "./drawable-rows.ts";
import type { EventLog } from "./event-log.ts";
import { isAtTop, type ScrollMemory } from "./event-places.tsx";
import { EventRow } from "./event-row.tsx";
import { rowSentence } from "./event-words.ts";
import { linePart } from "./line-gutter.tsx";
import { ListEnd } from "./list-end.tsx";
import { createRowSlots } from "./row-slots.ts";
import { useRowTime } from "./row-times.ts";
import { useLogView } from "./use-event-log.ts";
import { useListNavigation, type ListNavigation } from "./use-list-navigation.ts";
import { isSeen, useScrollToSelected } from "./use-scroll-to-selected.ts";
import classes from "./event-list.module.css";

interface EventListProps {
  readonly log: EventLog;
  readonly rowHeight: number;
  readonly isCompact: boolean;
  /** The row that is marked. */
  readonly selectedId: EventId | null;
  /** No event stands beside the list: keys go through its rows, and Enter opens one in its place. */
  readonly isAlone: boolean;
  /** Ids on the line of the selected event, oldest first. */
  readonly related: readonly EventId[];
  /** Rows of several workspaces stand here. */
  readonly isMixed: boolean;
  /** Where the list was when it was last seen; kept here when it goes. */
  readonly scrollMemory: ScrollMemory;
  readonly listRef: Ref<HTMLDivElement>;
  readonly onSelect: (id: EventId) => void;
  /** A row was clicked. */
  readonly onOpen: (id: EventId) => void;
  /** Enter on the selected row. */
  readonly onFocusDetail: () => void;
  readonly onNavigation: (navigation: ListNavigation) => void;
}

/** More rows than this are never in the page, however tall the window. */
const MOST_ROWS = 80;

/** The virtualiser rebuilds its table when the count changes; told in such steps it hardly ever does. */
const COUNT_STEP = 512;

/** Rows drawn beyond those in view: few at the top, where a burst would draw them for nobody, more for who scrolls. */
const OVERSCAN = { atTop: 2, scrolled: 8 };

/** What stands below the last row describes the list. */
const END_ID = "events-list-end";

/** Native options hold text alone; these hold two lines of parts. */
const OPTION = { role: "option" } as const;

/** The list itself. It renders when the log changes; each row only when that row does. */
export function EventList(props: EventListProps) {
  const { log, rowHeight, selectedId, isAlone, related, scrollMemory, onSelect, onOpen } = props;
  const view = useLogView(log);
  const writeTime = useRowTime();
  const scroller = useRef<HTMLDivElement>(null);
  const { count } = view;
  const mostRows = drawableRows(rowHeight, window.devicePixelRatio);
  const listed = Math.min(count, mostRows);
  const isCut = listed < count;
  const paddedCount = Math.ceil(listed / COUNT_STEP) * COUNT_STEP;
  // oxlint-disable-next-line react/incompatible-library -- nothing the virtualiser returns is handed to a memoised part
  const virtualizer = useVirtualizer({
    count: paddedCount,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: scrollMemory.read().above < 1 ? OVERSCAN.atTop : OVERSCAN.scrolled,
    initialOffset: () => scrollMemory.read().above * rowHeight,
    rangeExtractor: (range) => rowsOf(range, listed),
    useFlushSync: false,
  });
  const items = virtualizer.getVirtualItems();
  const [slots] = useState(createRowSlots);
  const slotOf = slots.assign(items.flatMap(({ index }) => log.rowAt(index)?.id ?? []));
  const first = items[0]?.index ?? 0;
  const last = items.at(-1)?.index ?? 0;

  useEffect(() => {
    // Who came to this screen by a key was put on the screen as a whole while there was no list yet.
    if (document.activeElement?.id === "main") listIn(scroller.current)?.focus();
  }, []);
  // Lower rows, or a window that has grown meanwhile, leave less to scroll back to: no event tells of that.
  useLayoutEffect(() => void scroller.current?.dispatchEvent(new Event("scroll")), []);
  // Rows of another height, and a pane that is opened again, leave those in view where they are.
  const isOpen = (virtualizer.scrollRect?.height ?? 0) > 0;
  const drawn = useRef({ rowHeight, isOpen });
  useLayoutEffect(() => {
    if (drawn.current.rowHeight === rowHeight && drawn.current.isOpen === isOpen) return;
    drawn.current = { rowHeight, isOpen };
    virtualizer.measure();
    scroller.current?.scrollTo({ top: scrollMemory.read().above * rowHeight });
    scroller.current?.dispatchEvent(new Event("scroll"));
  }, [virtualizer, rowHeight, isOpen, scrollMemory]);
  useEffect(() => log.show(first, last), [log, first, last]);
  useScrollToSelected({ ...props, scroller, scrollTo, tellPlace });

  // Another filter is another list: it begins at its top.
  const { filter } = view;
  const shownFilter = useRef(filter);
  useLayoutEffect(() => {
    if (shownFilter.current === filter) return;
    shownFilter.current = filter;
    scroller.current?.scrollTo({ top: 0 });
  }, [filter]);

  function scrollTo(index: number): void {
    const element = scroller.current;
    // An event that is not listed has no place to scroll to.
    if (element === null || index >= mostRows) return;
    // The "new events" button lies over the top row, so a row stops short of it.
    const clearance = log.view().waiting > 0 && index > 0 ? rowHeight : 0;
    const top = index * rowHeight;
    // What stands below the last row that can be drawn comes into view with it.
    const bottom = index === mostRows - 1 ? element.scrollHeight : top + rowHeight;
    if (top - clearance < element.scrollTop) element.scrollTop = Math.max(0, top - clearance);
    else if (bottom > element.scrollTop + element.clientHeight)
      element.scrollTop = Math.min(top - clearance, bottom - element.clientHeight);
  }

  function tellPlace(): void {
    if (!isSeen(scroller.current)) return;
    const above = scroller.current.scrollTop / rowHeight;
    scrollMemory.note({ above });
    log.setAtTop(isAtTop(above));
  }

  const { onKeyDown, ...navigation } = useListNavigation({
    log,
    mostRows,
    selectedId,
    firstVisible: () => Math.ceil((scroller.current?.scrollTop ?? 0) / rowHeight),
    rowsInView: () => Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / rowHeight) - 1),
    scrollTo: (index) => {
      // Beside an event the detail tells what a key did; here only a list that has the focus does.
      if (isAlone) listIn(scroller.current)?.focus({ preventScroll: true });
      scrollTo(index);
    },
    onSelect,
    onEnter: () => {
      if (selectedId === null) return;
      // Its row may be hidden by a filter, or beyond those that are listed.
      if (isAlone && (log.indexOf(selectedId) ?? Infinity) >= mostRows) return;
      onOpen(selectedId);
      props.onFocusDetail();
    },
    onTogglePause: () => (log.view().isPaused ? log.resume() : log.pause()),
  });
  const { onNavigation } = props;
  useEffect(() => onNavigation(navigation));

  function onClick(event: MouseEvent): void {
    const option = event.target instanceof Element ? event.target.closest("[data-event-id]") : null;
    const id = EventId.safeParse(Number(option?.getAttribute("data-event-id"))).data;
    if (id !== undefined) onOpen(id);
  }

  const selectedIndex = selectedId === null ? null : log.indexOf(selectedId);
  const isSelectedDrawn = items.some(({ index }) => index === selectedIndex);
  // One tab stop that hears keys and clicks for all its rows: they come and go while the list is scrolled.
  const listbox = {
    role: "listbox",
    tabIndex: 0,
    "aria-activedescendant": isSelectedDrawn && selectedId !== null ? optionId(selectedId) : undefined,
    "aria-describedby": isCut ? END_ID : undefined,
    onKeyDown,
    onClick,
  };
  return (
    <div className={classes.frame} data-ring={isSelectedDrawn ? "row" : "list"}>
      {view.waiting > 0 && !view.isPaused && (
        <button type="button" className={classes.waiting} onClick={navigation.toNewest}>
          {formatCount(view.waiting)} new
        </button>
      )}
      <div ref={scroller} className={classes.scroller} onScroll={tellPlace}>
        <div
          ref={props.listRef}
          {...listbox}
          aria-label="Events"
          className={classes.list}
          style={{ height: listed * rowHeight }}
        >
          {/* Only the block of rows has a place: one that comes moves the others along, and changes the style of none. */}
          <div role="presentation" style={{ transform: `translateY(${first * rowHeight}px)` }}>
            {items.map(({ index }) => {
              const row = log.rowAt(index);
              const size = { height: rowHeight };
              if (row === null)
                return (
                  <div key={`empty-${index}`} className={classes.blank} style={size} aria-hidden="true" />
                );
              const { text: time, day, isFixed } = writeTime(row.receivedAt);
              return (
                <div
                  key={slotOf.get(row.id)}
                  id={optionId(row.id)}
                  data-event-id={row.id}
                  {...OPTION}
                  aria-selected={row.id === selectedId}
                  aria-setsize={count}
                  aria-posinset={index + 1}
                  className={classes.option}
                  style={size}
                >
                  {/* No label: a name must hold the words that are seen, in their order (WCAG 2.5.3). */}
                  <span className="visually-hidden">
                    {rowSentence(row, { time, isMixed: props.isMixed })}
                  </span>
                  <EventRow
                    row={row}
                    // One line has no room for more than the day.
                    time={props.isCompact ? (day ?? time) : time}
                    isTimeFixed={isFixed}
                    line={linePart(row.id, related)}
                    isSelected={row.id === selectedId}
                    isFresh={view.freshFromId !== null && row.id >= view.freshFromId}
                    isCompact={props.isCompact}
                    isMixed={props.isMixed}
                  />
                </div>
              );
            })}
          </div>
        </div>
        {isCut && <ListEnd id={END_ID} listed={listed} count={count} />}
      </div>
    </div>
  );
}

function optionId(id: EventId): string {
  return `event-${id}`;
}

function rowsOf({ startIndex, endIndex, overscan }: Range, count: number): number[] {
  const first = Math.max(0, startIndex - overscan);
  const last = Math.min(count - 1, endIndex + overscan, first + MOST_ROWS - 1);
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, at) => first + at);
}

function listIn(scroller: HTMLElement | null): HTMLElement | null {
  return scroller?.querySelector<HTMLElement>('[role="listbox"]') ?? null;
}
