// When a connection to the tunnel's server is opened anew: one that closes each as it is opened would otherwise have us
// open thousands a second.
import type { Clock } from "../ports.ts";

/** A connection that is closed. */
export interface EndedConnection {
  readonly bytesRead: number;
  readonly lastedMs: number;
}

/** Decides for all connections of one tunnel. */
export interface Reopening {
  /** Hears how one ended, before its successor is asked for. */
  ended(connection: EndedConnection): void;
  /** Opens the next one: at once after one that was of use, else after a pause that grows, or gives up when none stands. */
  again(): void;
}

/** After so long a connection was of use although nothing came over it: servers close those that idle. */
const LASTING_MS = 5_000;
const PAUSES_MS = [100, 200, 400, 800] as const;
/** Some servers take fewer connections than they say: then others stand, and there is time. */
const LAST_PAUSE_MS = 15_000;

/** Makes it. `connections` are opened together: so many failures make the pause grow. */
export function createReopening({
  clock,
  connections,
  isStanding,
  open,
  giveUp,
}: {
  readonly clock: Pick<Clock, "after">;
  readonly connections: number;
  /** Whether any connection stands. */
  readonly isStanding: () => boolean;
  readonly open: () => void;
  readonly giveUp: () => void;
}): Reopening {
  let failures = 0;
  return {
    ended({ bytesRead, lastedMs }) {
      failures = bytesRead > 0 || lastedMs >= LASTING_MS ? 0 : failures + 1;
    },
    again() {
      if (failures === 0) return open();
      const pauseMs = PAUSES_MS[Math.floor((failures - 1) / connections)];
      if (pauseMs === undefined && !isStanding()) return giveUp();
      clock.after(pauseMs ?? LAST_PAUSE_MS, open);
    },
  };
}
