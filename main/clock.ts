// The system's time and timers.
import type { Clock } from "./ports.ts";

/** Node's timers hold 31 bits of milliseconds; longer waits are made of several. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** The real {@link Clock}. */
export function createSystemClock(): Clock {
  return {
    now: () => Date.now(),
    elapsed: () => performance.now(),
    after: (delayMs, callback) => {
      let timer: NodeJS.Timeout;
      const wait = (leftMs: number): void => {
        timer =
          leftMs > LONGEST_TIMER_MS
            ? setTimeout(() => wait(leftMs - LONGEST_TIMER_MS), LONGEST_TIMER_MS)
            : setTimeout(callback, leftMs);
      };
      wait(delayMs);
      return () => clearTimeout(timer);
    },
  };
}
