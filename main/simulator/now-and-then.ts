// Thins out news: told at once, then now and then as long as more of it comes, the last of it always.
import type { Clock } from "../ports.ts";

/** News that comes too often to be passed on each time. */
export interface NowAndThen<T> {
  tell(news: T): void;
  /** Forgets what was to be told. */
  stop(): void;
}

/** Passes on the newest, at most every `everyMs`. */
export function createNowAndThen<T>(
  { clock, everyMs }: { readonly clock: Pick<Clock, "after">; readonly everyMs: number },
  pass: (news: T) => void,
): NowAndThen<T> {
  let cancel: (() => void) | null = null;
  let waiting: { readonly news: T } | null = null;

  const rest = (): void => {
    cancel = clock.after(everyMs, () => {
      cancel = null;
      if (waiting === null) return;
      const { news } = waiting;
      waiting = null;
      pass(news);
      rest();
    });
  };

  return {
    tell(news) {
      if (cancel !== null) {
        waiting = { news };
        return;
      }
      pass(news);
      rest();
    },
    stop() {
      cancel?.();
      cancel = null;
      waiting = null;
    },
  };
}
