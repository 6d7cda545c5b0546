// From one row of the list to another, whether the list is drawn or an event has its place.
import { useEffect, useEffectEvent, useRef } from "react";
import type { EventId } from "../../../preload/contract/ids.ts";
import type { EventLog } from "./event-log.ts";
import type { FindPlace } from "./use-place-finder.ts";

interface RowStepsParts {
  readonly log: EventLog;
  /** The list draws no more: it ends there, and an event beyond is none of its rows. Left out where no list is drawn. */
  readonly mostRows?: number;
  /** Where a step begins; null = at the topmost row in view. */
  readonly rowId: EventId | null;
  readonly firstVisible: () => number;
  /** Where there are no rows in view: a step from one that is not at hand is made from its place. */
  readonly findPlace?: FindPlace;
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

/** Where somebody wants to go. */
interface Wish {
  /** null = that is being found out. */
  readonly index: number | null;
  /** Its page is awaited; otherwise the list itself still is. */
  readonly isSought: boolean;
}

/** Steps through the rows of the log. A row that is not at hand yet is gone to as soon as its page is. */
export function useRowSteps(parts: RowStepsParts): RowSteps {
  const { log, mostRows = Infinity, rowId, firstVisible, findPlace, scrollTo, onGoTo } = parts;
  const wish = useRef<Wish | null>(null);
  const goneToId = useRef(rowId);

  // Gone elsewhere meanwhile, nobody wants it any more.
  useEffect(() => {
    if (rowId !== goneToId.current) wish.current = null;
    goneToId.current = rowId;
  }, [rowId]);

  function goToRow(id: EventId): void {
    goneToId.current = id;
    onGoTo(id);
  }

  function goTo(index: number): void {
    const { count, phase } = log.view();
    if (count === 0) {
      // They may be on their way.
      wish.current = phase === "loading" ? { index, isSought: false } : null;
      return;
    }
    const target = Math.max(0, Math.min(count - 1, mostRows - 1, index));
    scrollTo(target);
    const row = log.rowAt(target);
    wish.current = row === null ? { index: target, isSought: true } : null;
    if (row !== null) goToRow(row.id);
  }

  function step(by: number): void {
    const current = rowId === null ? null : log.indexOf(rowId);
    if (current !== null && current < mostRows) goTo(current + by);
    else if (rowId !== null && findPlace !== undefined) void stepFrom(rowId, by, findPlace);
    else goTo(firstVisible());
  }

  async function stepFrom(id: EventId, by: number, find: FindPlace): Promise<void> {
    // A key that is held down would ask again and again.
    if (wish.current?.index === null) return;
    const own: Wish = { index: null, isSought: true };
    wish.current = own;
    const place = await find(id);
    // Another wish came meanwhile, or it was dropped.
    if (wish.current !== own) return;
    wish.current = null;
    if (place === null) return;
    // Where the list leaves it out, the next older row stands in its place.
    const target = place.newer + (by > 0 && !place.isListed ? by - 1 : by);
    // Beyond the ends there is nothing older, or newer.
    if (by > 0 ? target < log.view().count : target >= 0) goTo(target);
  }

  function toNewest(): void {
    log.showWaiting();
    goTo(0);
  }

  const goToWanted = useEffectEvent(() => {
    const { index = null, isSought = true } = wish.current ?? {};
    if (index === null || log.view().count === 0) return;
    // Once: the list may be scrolled elsewhere while the row's page is awaited.
    if (!isSought || log.rowAt(index) !== null) goTo(index);
  });
  useEffect(() => log.subscribe(() => goToWanted()), [log]);

  return { step, toNewest, toOldest: () => goTo(Infinity) };
}
