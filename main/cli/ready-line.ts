// The one line that scripts wait for, once everything listens.
import type { ReadyInfo } from "../app-shape.ts";

/** What the ready line says; null where that part does not run. */
export interface ReadyLine {
  readonly host: ReadyInfo["host"] | null;
  /** The page's address with its key. */
  readonly ui: string | null;
  readonly dataDir: string;
  readonly listener: ReadyInfo["listener"] | null;
  readonly simulator: ReadyInfo["simulator"];
  readonly tunnel: string | null;
}

/** The line as JSON, in the order that is documented. */
export function readyLine({ host, ui, dataDir, listener, simulator, tunnel }: ReadyLine): string {
  return JSON.stringify({
    event: "ready",
    host,
    pid: process.pid,
    ui,
    dataDir,
    listener,
    simulator,
    tunnel,
  });
}
