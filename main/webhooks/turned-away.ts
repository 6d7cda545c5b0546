// Counts requests that were turned away and are no events, so that nothing that arrives is hidden.
import type { TurnedAway } from "../../preload/contract/listener.ts";

/** One kind of them. */
export interface TurnedAwayCount {
  add(reason: string, at: number): void;
  /** null = there was none. */
  state(): TurnedAway | null;
}

/** Counts from none. */
export function countTurnedAway(): TurnedAwayCount {
  let newest: TurnedAway | null = null;
  return {
    add(reason, at) {
      newest = { count: (newest?.count ?? 0) + 1, lastAt: at, reason };
    },
    state: () => newest,
  };
}
