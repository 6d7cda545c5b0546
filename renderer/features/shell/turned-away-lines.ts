// What the listener turned away, a line for each kind.
import type { ListenerState, TurnedAway } from "../../../preload/contract/listener.ts";
import { formatCount } from "../../components/format.ts";

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
  unnamed,
  malformed,
  flooded,
  crowded,
  dropped,
}: Pick<
  ListenerState,
  "misdirected" | "unnamed" | "malformed" | "flooded" | "crowded" | "dropped"
>): readonly TurnedAwayLine[] {
  return [
    ...misdirected.map(({ method, path, count, lastAt }) => {
      const what = `${method} ${path}`;
      return { id: what, what, isCode: true, count, lastAt };
    }),
    ...lineOf("Further paths:", unnamed),
    ...lineOf("Unreadable:", malformed),
    ...lineOf("Answered 429:", flooded),
    ...lineOf("Answered 503:", crowded),
    ...lineOf("No connection was free:", dropped),
  ];
}

/** How many there were, e.g. "5 requests refused"; null = none. */
export function turnedAwayWords(lines: readonly TurnedAwayLine[]): string | null {
  const total = lines.reduce((sum, { count }) => sum + count, 0);
  if (total === 0) return null;
  return total === 1 ? "1 request refused" : `${formatCount(total)} requests refused`;
}

function lineOf(what: string, turnedAway: TurnedAway | null): readonly TurnedAwayLine[] {
  if (turnedAway === null) return [];
  const { count, lastAt, reason } = turnedAway;
  return [{ id: what, what: `${what} ${reason}.`, isCode: false, count, lastAt }];
}
