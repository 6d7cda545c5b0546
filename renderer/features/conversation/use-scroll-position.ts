// Where the reader is in the thread: at the bottom, where new messages show by themselves, or further up.
import { useEffect, useLayoutEffect, useRef, useState, type RefObject } from "react";

const BOTTOM_WITHIN_PX = 24;

/** The scrolling element, its content, and what to do when it was scrolled. */
export interface ScrollPosition {
  readonly scroller: RefObject<HTMLElement | null>;
  readonly content: RefObject<HTMLOListElement | null>;
  readonly isAtBottom: boolean;
  readonly readPosition: () => void;
  readonly goToBottom: () => void;
  /** Brings a line into sight, where the reader then is. */
  readonly show: (line: Element) => void;
}

/** The line at the top of the view, and how far from the top it stands. */
interface Anchor {
  readonly line: HTMLElement;
  readonly offset: number;
}

/**
 * Sticks to the bottom while the reader is there. Further up, the line at the top of the view stays where it is, whatever
 * comes in above or grows: not every browser anchors by itself, and none does at the very top.
 * @param ownCount replies being sent: one's own message always comes into sight
 */
export function useScrollPosition(ownCount: number): ScrollPosition {
  const scroller = useRef<HTMLElement>(null);
  const content = useRef<HTMLOListElement>(null);
  const [isAtBottom, setAtBottom] = useState(true);
  const sticks = useRef(true);
  const anchor = useRef<Anchor | null>(null);
  /** Where a line was shown for which the bottom was left: however close the bottom is, the reader is not there. */
  const shownAt = useRef<number | null>(null);
  const formerOwnCount = useRef(ownCount);

  useLayoutEffect(() => {
    if (ownCount > formerOwnCount.current) sticks.current = true;
    formerOwnCount.current = ownCount;
    keepPlace(scroller.current, sticks.current ? null : anchor.current);
  });

  useEffect(() => {
    const [element, list] = [scroller.current, content.current];
    if (element === null || list === null) return undefined;
    // Heights also change without a render: the composer grows, a far message is laid out for the first time.
    const observer = new ResizeObserver(() => keepPlace(element, sticks.current ? null : anchor.current));
    observer.observe(element);
    observer.observe(list);
    return () => observer.disconnect();
  }, []);

  function readPosition(): void {
    const element = scroller.current;
    if (element === null) return;
    const isNearBottom = element.scrollHeight - element.scrollTop - element.clientHeight < BOTTOM_WITHIN_PX;
    sticks.current = isNearBottom && element.scrollTop !== shownAt.current;
    anchor.current = readAnchor(element, content.current);
    setAtBottom(sticks.current);
  }

  function goToBottom(): void {
    sticks.current = true;
    setAtBottom(true);
    keepPlace(scroller.current, null);
  }

  function show(line: Element): void {
    const element = scroller.current;
    if (element === null) return;
    const former = element.scrollTop;
    line.scrollIntoView({ block: "nearest", behavior: "instant" });
    if (element.scrollTop < former) shownAt.current = element.scrollTop;
    // At once: the list may be laid out anew before the browser tells of the scrolling.
    readPosition();
  }

  return { scroller, content, isAtBottom, readPosition, goToBottom, show };
}

/** Scrolls to where the anchor stands as it stood; without one to the bottom. */
function keepPlace(scroller: HTMLElement | null, anchor: Anchor | null): void {
  if (scroller === null) return;
  if (anchor === null) return scroller.scrollTo({ top: scroller.scrollHeight, behavior: "instant" });
  if (!anchor.line.isConnected) return;
  const top = anchor.line.offsetTop - anchor.offset;
  if (Math.abs(top - scroller.scrollTop) >= 1) scroller.scrollTo({ top, behavior: "instant" });
}

/** The first message that shows at least in part, found by halves. */
function readAnchor(scroller: HTMLElement, list: HTMLElement | null): Anchor | null {
  const lines = list?.querySelectorAll<HTMLElement>(":scope > [data-event]");
  if (lines === undefined || lines.length === 0) return null;
  let [low, high] = [0, lines.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    const line = lines[middle];
    if (line !== undefined && line.offsetTop + line.offsetHeight > scroller.scrollTop) high = middle;
    else low = middle + 1;
  }
  const line = lines[low];
  return line === undefined ? null : { line, offset: line.offsetTop - scroller.scrollTop };
}
