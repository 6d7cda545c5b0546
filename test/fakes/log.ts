// A log that a test can read.
import type { Log } from "../../main/ports.ts";

/** One line as it was logged. */
export type LogLine =
  | { readonly level: "info"; readonly event: string; readonly details: Readonly<Record<string, unknown>> }
  | { readonly level: "error"; readonly event: string; readonly error: unknown };

/** A {@link Log} that keeps its lines. */
export interface MemoryLog extends Log {
  readonly lines: readonly LogLine[];
}

/** Starts empty. */
export function createMemoryLog(): MemoryLog {
  const lines: LogLine[] = [];
  return {
    lines,
    info: (event, details = {}) => {
      lines.push({ level: "info", event, details });
    },
    error: (event, error) => {
      lines.push({ level: "error", event, error });
    },
  };
}
