// From one row of the list to another, whether the list is drawn or an event has its place.
import { useEffect, useEffectEvent, useRef } from "react";
import type { EventId } from "../../../preload/contract/ids.ts";
import type { EventLog } from "./event-log.ts";

interface RowStepsParts {
  readonly log: EventLog;
  /** Where a step begins; null = at the topmost row in view. */
  readonly rowId: EventId | null;
  readonly firstVisible: () => number;
  /** Brings a row into view, or at least to hand. */
  readonly scrollTo: (index: number) => void;
  readonly onGoTo: (id: EventId) => void;
}

/** What goes through the rows. */
export interface RowSteps {
  /** 1 = the next, older one; -1 = the newer one. */
  readonly step: (by: number) => void;
  readonly toNewest: () => void;
  readonly toOldest: () => void;
}

/** Steps through the rows of the log. A row that is not at hand yet is gone to as soon as its page is. */
export function useRowSteps({ log, rowId, firstVisible, scrollTo, onGoTo }: RowStepsParts): RowSteps {
  const wanted = useRef<number | null>(null);

  function goTo(index: number): void {
    const { count } = log.view();
    if (count === 0) return;
    const target = Math.max(0, Math.min(count - 1, index));
    scrollTo(target);
    const row = log.rowAt(target);
    wanted.current = row === null ? target : null;
    if (row !== null) onGoTo(row.id);
  }

  function step(by: number): void {
    const current = rowId === null ? null : log.indexOf(rowId);
    goTo(current === null ? firstVisible() : current + by);
  }

  function toNewest(): void {
    log.showWaiting();
    goTo(0);
  }

  const goToWanted = useEffectEvent(() => {
    const row = wanted.current === null ? null : log.rowAt(wanted.current);
    if (row === null) return;
    wanted.current = null;
    onGoTo(row.id);
  });
  useEffect(() => log.subscribe(() => goToWanted()), [log]);

  return { step, toNewest, toOldest: () => goTo(log.view().count - 1) };
}
