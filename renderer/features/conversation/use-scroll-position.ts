// Where the reader is in the thread: at the bottom, where new messages show by themselves, or further up.
import { useEffect, useLayoutEffect, useRef, useState, type RefObject } from "react";
import type { EventId } from "../../../preload/contract/ids.ts";

const BOTTOM_WITHIN_PX = 24;

/** What moves the ends of the thread. */
export interface ThreadEnds {
  /** The oldest message shown. */
  readonly firstId: EventId | null;
  /** Replies being sent: one's own message always comes into sight. */
  readonly ownCount: number;
}

/** The scrolling element, its content, and what to do when it was scrolled. */
export interface ScrollPosition {
  readonly scroller: RefObject<HTMLElement | null>;
  readonly content: RefObject<HTMLOListElement | null>;
  readonly isAtBottom: boolean;
  readonly readPosition: () => void;
  readonly goToBottom: () => void;
}

/** Sticks to the bottom while the reader is there, and keeps the place when older messages come in above. */
export function useScrollPosition({ firstId, ownCount }: ThreadEnds): ScrollPosition {
  const scroller = useRef<HTMLElement>(null);
  const content = useRef<HTMLOListElement>(null);
  const [isAtBottom, setAtBottom] = useState(true);
  const sticks = useRef(true);
  const former = useRef({ firstId, ownCount, height: 0 });

  useLayoutEffect(() => {
    const element = scroller.current;
    if (element === null) return;
    const before = former.current;
    const wasPrepended = before.firstId !== null && firstId !== null && firstId < before.firstId;
    if (ownCount > before.ownCount) sticks.current = true;
    if (sticks.current) scrollTo(element, element.scrollHeight);
    else if (wasPrepended) scrollTo(element, element.scrollTop + element.scrollHeight - before.height);
    former.current = { firstId, ownCount, height: element.scrollHeight };
  });

  useEffect(() => {
    const [element, list] = [scroller.current, content.current];
    if (element === null || list === null) return undefined;
    // Heights also change without a render: the composer grows, a far message is laid out for the first time.
    const observer = new ResizeObserver(() => {
      if (sticks.current) scrollTo(element, element.scrollHeight);
      former.current = { ...former.current, height: element.scrollHeight };
    });
    observer.observe(element);
    observer.observe(list);
    return () => observer.disconnect();
  }, []);

  function readPosition(): void {
    const element = scroller.current;
    if (element === null) return;
    sticks.current = element.scrollHeight - element.scrollTop - element.clientHeight < BOTTOM_WITHIN_PX;
    setAtBottom(sticks.current);
  }

  function goToBottom(): void {
    sticks.current = true;
    setAtBottom(true);
    if (scroller.current !== null) scrollTo(scroller.current, scroller.current.scrollHeight);
  }

  return { scroller, content, isAtBottom, readPosition, goToBottom };
}

function scrollTo(element: HTMLElement, top: number): void {
  element.scrollTo({ top, behavior: "instant" });
}
