// Waits for work that may hang, and no longer than it may.
import type { Clock } from "./ports.ts";

/** How long to wait, and what to say when that was not enough. */
export interface Limit {
  readonly limitMs: number;
  readonly clock: Pick<Clock, "after">;
  readonly onLimit: () => void;
}

/** Resolves when the work, which never fails, is done, and at the limit in any case. */
export function withinLimit(work: Promise<unknown>, { limitMs, clock, onLimit }: Limit): Promise<void> {
  return new Promise((resolve) => {
    const cancel = clock.after(limitMs, () => {
      onLimit();
      resolve();
    });
    void work.finally(() => {
      cancel();
      resolve();
    });
  });
}
