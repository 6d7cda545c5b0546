// The log of a command that owns no data folder, and so has no file to write to.
import type { Log } from "../ports.ts";

/** A {@link Log} that keeps nothing: what matters to the person, the command says itself. */
export function createSilentLog(): Log {
  return { info: () => undefined, error: () => undefined };
}
