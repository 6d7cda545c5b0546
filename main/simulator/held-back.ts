// Fault `out-of-order`: keeps a webhook back until the next one of the same line has gone, or some time is over.
import type { Clock } from "../ports.ts";

/** What is kept back, one webhook a line. */
export interface HeldBack {
  /** Keeps it back. Whatever the line held already goes first. */
  hold(line: string, send: () => void): void;
  /** Whether the line holds one. */
  holds(line: string): boolean;
  /** Lets it go. */
  release(line: string): void;
  clear(): void;
}

const LONGEST_HOLD_MS = 5_000;

/** Holds nothing yet. */
export function createHeldBack(clock: Clock): HeldBack {
  const held = new Map<string, { readonly cancel: () => void; readonly send: () => void }>();

  const release = (line: string): void => {
    const entry = held.get(line);
    held.delete(line);
    entry?.cancel();
    entry?.send();
  };

  return {
    hold(line, send) {
      release(line);
      held.set(line, { send, cancel: clock.after(LONGEST_HOLD_MS, () => release(line)) });
    },
    holds: (line) => held.has(line),
    release,
    clear() {
      for (const { cancel } of held.values()) cancel();
      held.clear();
    },
  };
}
