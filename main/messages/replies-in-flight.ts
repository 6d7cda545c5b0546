// Replies in flight when Hookline stops. Whoever sent one wants to know what became of it, so their answers are awaited for a
// while; then their requests are given up, which is told and logged like any broken connection while the store is still open.
import type { Clock } from "../ports.ts";
import type { SendReply } from "./send-reply.ts";

/** Under the limit of all doors, with room to log and tell what was given up. */
const STOP_GRACE_MS = 4_000;

/** Those of one run. */
export interface RepliesInFlight {
  /** Ends their requests. */
  readonly signal: AbortSignal;
  /** The same use case, whose replies are known here. */
  watched(sendReply: SendReply): SendReply;
  /** Resolves when none is in flight any more. */
  stop(): Promise<void>;
}

/** Makes them. */
export function createRepliesInFlight({ clock }: { readonly clock: Pick<Clock, "after"> }): RepliesInFlight {
  const inFlight = new Set<Promise<unknown>>();
  const ending = new AbortController();

  async function noneLeft(): Promise<void> {
    // One may begin while another is awaited.
    while (inFlight.size > 0) {
      // oxlint-disable-next-line no-await-in-loop -- likewise
      await Promise.allSettled(inFlight);
    }
  }

  return {
    signal: ending.signal,
    watched: (sendReply) => async (draft) => {
      const reply = sendReply(draft);
      inFlight.add(reply);
      try {
        return await reply;
      } finally {
        inFlight.delete(reply);
      }
    },
    async stop() {
      const cancel = clock.after(STOP_GRACE_MS, () => ending.abort());
      await noneLeft();
      cancel();
      ending.abort();
    },
  };
}
