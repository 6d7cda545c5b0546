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

/** The scheduler of a real page. */
export function createFrameScheduler(page: Window): FrameScheduler {
  return {
    nextFrame(run) {
      const finish = (): void => {
        cancel();
        run();
      };
      const frame = page.requestAnimationFrame(finish);
      const timer = page.setTimeout(finish, HIDDEN_FLUSH_MS);
      const cancel = (): void => {
        page.cancelAnimationFrame(frame);
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
