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
/** And no later than this, should the next key not come. */
const TYPING_PATIENCE_MS = 400;

/** What of a page it needs. */
export interface SchedulerPage extends Pick<
  Window,
  | "requestAnimationFrame"
  | "cancelAnimationFrame"
  | "setTimeout"
  | "clearTimeout"
  | "addEventListener"
  | "removeEventListener"
> {
  readonly performance: Pick<Performance, "now"> & {
    /** How many events of each kind there were; the page counts them by itself. */
    readonly eventCounts?: { readonly get?: (type: string) => number | undefined };
  };
}

/**
 * The scheduler of a real page. While somebody types, a frame is given right after the one that shows a typed character:
 * then the next key is the furthest away, and what is drawn for the list does not hold it up.
 */
export function createFrameScheduler(page: SchedulerPage): FrameScheduler {
  let presses = countPresses(page);
  let pressedAt = Number.NEGATIVE_INFINITY;
  let gaveAt = Number.NEGATIVE_INFINITY;

  function isTyping(now: number): boolean {
    const count = countPresses(page);
    if (count !== presses) pressedAt = now;
    presses = count;
    return now - pressedAt < TYPING_MS;
  }

  /** Calls back once a key was pressed, no sooner than the pause is over, and its character is painted. */
  function afterNextKey(run: () => void): () => void {
    let frame: number | null = null;
    let timer: number | null = null;
    const onKey = (): void => {
      if (frame !== null || page.performance.now() - gaveAt < TYPING_PAUSE_MS) return;
      frame = page.requestAnimationFrame(() => {
        timer = page.setTimeout(run, 0);
      });
    };
    page.addEventListener("keydown", onKey, { capture: true, passive: true });
    return () => {
      page.removeEventListener("keydown", onKey, { capture: true });
      if (frame !== null) page.cancelAnimationFrame(frame);
      if (timer !== null) page.clearTimeout(timer);
    };
  }

  function nextPaint(run: () => void): () => void {
    const frame = page.requestAnimationFrame(run);
    return () => page.cancelAnimationFrame(frame);
  }

  return {
    nextFrame(run) {
      const now = page.performance.now();
      const patienceMs = isTyping(now) ? gaveAt + TYPING_PATIENCE_MS - now : 0;
      const isHeldBack = patienceMs > 0;
      const finish = (): void => {
        cancel();
        gaveAt = page.performance.now();
        run();
      };
      const cancelWait = isHeldBack ? afterNextKey(finish) : nextPaint(finish);
      const timer = page.setTimeout(finish, isHeldBack ? patienceMs : HIDDEN_FLUSH_MS);
      const cancel = (): void => {
        cancelWait();
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
