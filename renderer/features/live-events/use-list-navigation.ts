// Moving through the list by keyboard.
import type { KeyboardEvent } from "react";
import type { EventId } from "../../../preload/contract/ids.ts";
import type { EventLog } from "./event-log.ts";
import { useRowSteps, type RowSteps } from "./use-row-steps.ts";

interface ListNavigationParts {
  readonly log: EventLog;
  /** The list draws no more. */
  readonly mostRows: number;
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
export interface ListNavigation extends RowSteps {
  /** Goes to the event of the row. */
  readonly enter: () => void;
}

/** Steps by keys: those of the whole screen, and those that the list hears. */
export function useListNavigation(
  parts: ListNavigationParts,
): ListNavigation & { readonly onKeyDown: (event: KeyboardEvent) => void } {
  const { step, toNewest, toOldest } = useRowSteps({
    ...parts,
    rowId: parts.selectedId,
    onGoTo: parts.onSelect,
  });

  function onKeyDown(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    const act = new Map<string, () => void>([
      ["ArrowDown", () => step(1)],
      ["ArrowUp", () => step(-1)],
      ["PageDown", () => step(parts.rowsInView())],
      ["PageUp", () => step(-parts.rowsInView())],
      ["Home", toNewest],
      ["End", toOldest],
      ["Enter", parts.onEnter],
      [" ", parts.onTogglePause],
    ]).get(event.key);
    if (act === undefined) return;
    event.preventDefault();
    act();
  }

  return { step, toNewest, toOldest, enter: parts.onEnter, onKeyDown };
}
