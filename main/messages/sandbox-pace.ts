// Whose turn it is to send: the sandbox refuses what comes faster than its pace.
import { SANDBOX_PACE_MS } from "../../preload/contract/workspace.ts";
import type { Clock } from "../ports.ts";

/** Resolves when it is the turn of one more message of this account, in the order in which they asked. */
export type SandboxTurn = (apiKey: string) => Promise<void>;

/** Makes the {@link SandboxTurn}. The first message of an account waits for nothing. */
export function createSandboxPace({
  clock,
}: {
  readonly clock: Pick<Clock, "elapsed" | "after">;
}): SandboxTurn {
  const nextFree = new Map<string, number>();
  return (apiKey) => {
    const now = clock.elapsed();
    const turnAt = Math.max(now, nextFree.get(apiKey) ?? now);
    nextFree.set(apiKey, turnAt + SANDBOX_PACE_MS);
    if (turnAt === now) return Promise.resolve();
    return new Promise((resolve) => {
      clock.after(turnAt - now, resolve);
    });
  };
}
