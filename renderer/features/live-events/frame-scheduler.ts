// When the log may repaint: with the page's frames while it is seen, by a timer while it is hidden.

/** Time as the log needs it; tests hand in one they step by hand. */
export interface FrameScheduler {
  /** Calls back once, with the next painted frame. Returns what cancels it. */
  nextFrame(run: () => void): () => void;
  /** Calls back once after `delayMs`. Returns what cancels it. */
  after(delayMs: number, run: () => void): () => void;
  /** Milliseconds of a clock that never goes back. */
  now(): number;
}

/** A hidden page gets no frames, so each wait for one is also bounded by this. */
const HIDDEN_FLUSH_MS = 250;

/** Whoever pressed a key within this time is typing. */
const TYPING_MS = 500;
/** While somebody types, a frame is given no more often than this: typed characters need the others. */
const TYPING_PAUSE_MS = 150;

/** What of a page it needs. */
export interface SchedulerPage extends Pick<
  Window,
  "requestAnimationFrame" | "cancelAnimationFrame" | "setTimeout" | "clearTimeout"
> {
  readonly performance: Pick<Performance, "now"> & {
    /** How many events of each kind there were; the page counts them by itself. */
    readonly eventCounts?: { readonly get?: (type: string) => number | undefined };
  };
}

/** The scheduler of a real page. */
export function createFrameScheduler(page: SchedulerPage): FrameScheduler {
  let presses = countPresses(page);
  let pressedAt = Number.NEGATIVE_INFINITY;
  let gaveAt = Number.NEGATIVE_INFINITY;

  /** How long a frame has to wait for the sake of somebody who types. */
  function waitForTyping(): number {
    const now = page.performance.now();
    const count = countPresses(page);
    if (count !== presses) pressedAt = now;
    presses = count;
    return now - pressedAt < TYPING_MS ? Math.max(0, gaveAt + TYPING_PAUSE_MS - now) : 0;
  }

  return {
    nextFrame(run) {
      let frame: number | null = null;
      const finish = (): void => {
        cancel();
        gaveAt = page.performance.now();
        run();
      };
      const ask = (): void => {
        frame = page.requestAnimationFrame(finish);
      };
      const waitMs = waitForTyping();
      const delay = waitMs === 0 ? null : page.setTimeout(ask, waitMs);
      if (delay === null) ask();
      const timer = page.setTimeout(finish, waitMs + HIDDEN_FLUSH_MS);
      const cancel = (): void => {
        if (frame !== null) page.cancelAnimationFrame(frame);
        if (delay !== null) page.clearTimeout(delay);
        page.clearTimeout(timer);
      };
      return cancel;
    },
    after(delayMs, run) {
      const timer = page.setTimeout(run, delayMs);
      return () => page.clearTimeout(timer);
    },
    now: () => page.performance.now(),
  };
}

/** 0 for ever in a browser that does not count. */
function countPresses({ performance }: SchedulerPage): number {
  return performance.eventCounts?.get?.("keydown") ?? 0;
}
