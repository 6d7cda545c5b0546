// Moving the selection through the list by keyboard.
import { useEffect, useRef, type KeyboardEvent } from "react";
import type { EventId } from "../../../preload/contract/ids.ts";
import type { EventLog } from "./event-log.ts";

interface ListNavigationParts {
  readonly log: EventLog;
  readonly selectedId: EventId | null;
  /** Where a first press begins: the topmost row in view. */
  readonly firstVisible: () => number;
  readonly rowsInView: () => number;
  readonly scrollTo: (index: number) => void;
  readonly onSelect: (id: EventId) => void;
  readonly onEnter: () => void;
  readonly onTogglePause: () => void;
}

/** What the list offers to keys. */
export interface ListNavigation {
  /** 1 = the next, older one; -1 = the newer one. */
  readonly step: (by: number) => void;
  readonly toNewest: () => void;
  readonly toOldest: () => void;
  readonly onKeyDown: (event: KeyboardEvent) => void;
}

/** Selection by keys. A row that is not at hand yet is selected as soon as its page is. */
export function useListNavigation(parts: ListNavigationParts): ListNavigation {
  const { log, selectedId, scrollTo, onSelect } = parts;
  const wanted = useRef<number | null>(null);

  function goTo(index: number): void {
    const { count } = log.view();
    if (count === 0) return;
    const target = Math.max(0, Math.min(count - 1, index));
    scrollTo(target);
    const row = log.rowAt(target);
    wanted.current = row === null ? target : null;
    if (row !== null) onSelect(row.id);
  }

  function step(by: number): void {
    const current = selectedId === null ? null : log.indexOf(selectedId);
    goTo(current === null ? parts.firstVisible() : current + by);
  }

  function toNewest(): void {
    log.showWaiting();
    goTo(0);
  }

  useEffect(() => {
    if (wanted.current === null) return;
    const row = log.rowAt(wanted.current);
    if (row === null) return;
    wanted.current = null;
    onSelect(row.id);
  });

  function onKeyDown(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    const act = new Map<string, () => void>([
      ["ArrowDown", () => step(1)],
      ["ArrowUp", () => step(-1)],
      ["PageDown", () => step(parts.rowsInView())],
      ["PageUp", () => step(-parts.rowsInView())],
      ["Home", toNewest],
      ["End", () => goTo(log.view().count - 1)],
      ["Enter", parts.onEnter],
      [" ", parts.onTogglePause],
    ]).get(event.key);
    if (act === undefined) return;
    event.preventDefault();
    act();
  }

  return { step, toNewest, toOldest: () => goTo(log.view().count - 1), onKeyDown };
}
