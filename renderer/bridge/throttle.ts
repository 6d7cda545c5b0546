// Doing something at once, but no more often than it may cost.

/** Runs when it is asked to, see {@link throttle}. */
export interface Throttle {
  readonly ask: () => void;
  /** Nothing runs any more. */
  readonly stop: () => void;
}

interface ThrottleOptions {
  /** Never rejects, so that nothing is left waiting. */
  readonly run: () => Promise<unknown>;
  /** From the end of a run to the beginning of the next, in ms; `tookMs` is how long the run took. */
  readonly pauseMs: (tookMs: number) => number;
  /** In ms; grows evenly, whatever the time of day. */
  readonly now: () => number;
}

/** The first wish after quiet runs at once, all that come during the pause after it as one. The last wish is never lost. */
export function throttle({ run, pauseMs, now }: ThrottleOptions): Throttle {
  let timer: ReturnType<typeof setTimeout> | null = null;
  let isBusy = false;
  let isWanted = false;
  let isStopped = false;

  async function runNow(): Promise<void> {
    isBusy = true;
    isWanted = false;
    const began = now();
    await run();
    timer = setTimeout(rested, pauseMs(now() - began));
  }

  function rested(): void {
    isBusy = false;
    if (isWanted && !isStopped) void runNow();
  }

  return {
    ask: () => {
      isWanted = true;
      if (!isBusy && !isStopped) void runNow();
    },
    stop: () => {
      isStopped = true;
      if (timer !== null) clearTimeout(timer);
    },
  };
}

const BEAT_MS = 250;

/** For what costs next to nothing: it begins anew every quarter of a second. */
export function pauseToBeat(tookMs: number): number {
  return Math.max(0, BEAT_MS - tookMs);
}

const MOST_PAUSE_MS = 1_000;
/** What costs something takes one part in so many of the time. */
const SHARE = 20;

/** For what costs the more, the more there is: it rests for a quarter of a second at least, and never for more than a second. */
export function pauseByCost(tookMs: number): number {
  return Math.min(MOST_PAUSE_MS, Math.max(BEAT_MS, SHARE * tookMs));
}
