// What the listener turned away, a line for each kind.
import type { ListenerState, TurnedAway } from "../../../preload/contract/listener.ts";

/** One line. */
export interface TurnedAwayLine {
  readonly id: string;
  readonly what: string;
  /** As it came, not in our words. */
  readonly isCode: boolean;
  readonly count: number;
  /** Epoch ms. */
  readonly lastAt: number;
}

/** Other paths first, the newest on top; then what was no request, too much, or found no room. */
export function turnedAwayLines({
  misdirected,
  malformed,
  flooded,
  dropped,
}: Pick<ListenerState, "misdirected" | "malformed" | "flooded" | "dropped">): readonly TurnedAwayLine[] {
  return [
    ...misdirected.map(({ method, path, count, lastAt }) => {
      const what = `${method} ${path}`;
      return { id: what, what, isCode: true, count, lastAt };
    }),
    ...lineOf("Could not be read. The newest:", malformed),
    ...lineOf("Too many at once (429):", flooded),
    ...lineOf("No connection was free:", dropped),
  ];
}

function lineOf(what: string, turnedAway: TurnedAway | null): readonly TurnedAwayLine[] {
  if (turnedAway === null) return [];
  const { count, lastAt, reason } = turnedAway;
  return [{ id: what, what: `${what} ${reason}.`, isCode: false, count, lastAt }];
}
