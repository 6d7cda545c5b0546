// The row of the selected event, in view: wherever it was selected, and whatever takes the room of the list.
import { useEffect, useEffectEvent, type RefObject } from "react";
import type { EventId } from "../../../preload/contract/ids.ts";
import type { EventLog } from "./event-log.ts";
import { isAtTop, type ScrollMemory } from "./event-places.tsx";
import { usePlaceFinder } from "./use-place-finder.ts";

interface ScrollToSelectedParts {
  readonly log: EventLog;
  readonly scroller: RefObject<HTMLElement | null>;
  readonly rowHeight: number;
  readonly selectedId: EventId | null;
  readonly isAlone: boolean;
  readonly scrollMemory: ScrollMemory;
  readonly scrollTo: (index: number) => void;
  readonly tellPlace: () => void;
}

/**
 * Brings an event that was selected elsewhere (the thread, a link) into view, once; and anew where the list's room is another,
 * or, in a list that is scrolled, where a notice takes the room that its row stands in.
 */
export function useScrollToSelected(parts: ScrollToSelectedParts): void {
  const { log, scroller, rowHeight, selectedId, isAlone, scrollMemory, scrollTo, tellPlace } = parts;
  const findPlace = usePlaceFinder(log);
  const room = isAlone ? "narrow" : "wide";

  /** Where its row is not at hand, the list is scrolled to its place, and the row is read for that. */
  async function scrollToPlaceOf(id: EventId): Promise<void> {
    const top = scroller.current?.scrollTop;
    const place = await findPlace(id);
    // Somebody went elsewhere meanwhile.
    if (scrollMemory.read().shownId !== id || scroller.current?.scrollTop !== top) return;
    // Nobody could tell: it is asked anew as the list is drawn next.
    if (place === null) scrollMemory.note({ shownId: null });
    else if (place.isListed) scrollTo(place.newer);
  }

  useEffect(() => {
    const { shownId, shownIn } = scrollMemory.read();
    if (selectedId === null || (selectedId === shownId && room === (shownIn ?? room))) return;
    const index = log.indexOf(selectedId);
    // Its pane is closed: once it is opened.
    if (!isSeen(scroller.current)) return;
    // It waits above the list, or the list is still awaited.
    if (index === null && selectedId > (log.place.reach ?? 0)) {
      // A search that only the store can do may find it a moment after it is shown.
      if (!log.place.isPaused && log.isWaiting(selectedId) === true) log.showWaiting();
      return;
    }
    scrollMemory.note({ shownId: selectedId, shownIn: room });
    if (index === null) void scrollToPlaceOf(selectedId);
    else scrollTo(index);
    // Where it was in view already, nothing is scrolled; and where rows came in for it, they did wherever the list stands.
    tellPlace();
  });

  const onLowered = useEffectEvent((formerHeight: number): void => {
    const index = selectedId === null ? null : log.indexOf(selectedId);
    // At the top new rows move it anyway.
    if (index === null || scroller.current === null || isAtTop(scrollMemory.read().above)) return;
    const { scrollTop, clientHeight } = scroller.current;
    const bottom = (index + 1) * rowHeight - scrollTop;
    // Only where its lower edge was in view and is not any more. Heights are told without their fractions.
    if (bottom > clientHeight && bottom <= formerHeight + 1) scrollTo(index);
  });
  useEffect(() => onLower(scroller.current, (formerHeight) => onLowered(formerHeight)), [scroller]);
}

/** Tells when an element that is seen has become lower, and how high it was. Returns what ends it. */
function onLower(element: HTMLElement | null, tell: (formerHeight: number) => void): () => void {
  let height = element?.clientHeight ?? 0;
  const observer = new ResizeObserver(() => {
    const formerHeight = height;
    height = element?.clientHeight ?? 0;
    if (height > 0 && height < formerHeight) tell(formerHeight);
  });
  if (element !== null) observer.observe(element);
  return () => observer.disconnect();
}

/** Whether it has a place to be read: what is in a closed pane has none, and says that it is scrolled to its top. */
export function isSeen(scroller: HTMLElement | null): scroller is HTMLElement {
  return scroller !== null && scroller.clientHeight > 0;
}
