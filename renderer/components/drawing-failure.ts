// A fault in drawing as an error of the catalogue.
import type { AppErrorValue } from "../../preload/contract/errors.ts";

/** So much of the stack tells where it happened. */
const LINES_SHOWN = 6;

/** What was thrown is anything, by any code. */
export function drawingFailure(thrown: unknown): AppErrorValue {
  const { message, stack } = thrown instanceof Error ? thrown : new Error(String(thrown));
  const where = (stack ?? "").split("\n").slice(0, LINES_SHOWN).join("\n");
  return { code: "DRAWING_FAILED", details: { message: message === "" ? "no message" : message, where } };
}
