// What is wanted of the selected event while it is not here yet: it waits for that event, and for no other.
import { useCallback, useEffect, useLayoutEffect, useRef } from "react";
import type { LoggedEvent } from "../../../preload/contract/event.ts";
import type { EventId } from "../../../preload/contract/ids.ts";

/** Does something with the selected event: at once, or as soon as it is here. */
export type ActOnEvent = (act: (event: LoggedEvent) => void) => void;

interface WishesOf {
  readonly id: EventId;
  /** null = it is awaited, or will not come. */
  readonly event: LoggedEvent | null;
  /** Whether it will come soon; what is wanted of one that may come some minutes later is dropped. */
  readonly isAwaited: boolean;
}

interface Wish {
  readonly of: EventId;
  readonly act: (event: LoggedEvent) => void;
}

/** Keeps the wishes. The function stays the same, and knows the selection of the moment it is called in. */
export function useEventWishes({ id, event, isAwaited }: WishesOf): ActOnEvent {
  const latest = useRef<WishesOf>({ id, event, isAwaited });
  const wishes = useRef<readonly Wish[]>([]);
  useLayoutEffect(() => {
    latest.current = { id, event, isAwaited };
  }, [id, event, isAwaited]);
  useEffect(() => {
    const granted = event === null ? [] : wishes.current.filter(({ of }) => of === id);
    // Another one was selected meanwhile, or it will not come.
    wishes.current = isAwaited ? wishes.current.filter(({ of }) => of === id) : [];
    if (event !== null) for (const { act } of granted) act(event);
  }, [id, event, isAwaited]);
  return useCallback((act) => {
    const { id: of, event: here, isAwaited: isComing } = latest.current;
    if (here !== null) act(here);
    else if (isComing) wishes.current = [...wishes.current, { of, act }];
  }, []);
}
