// One event as one line for a person: number, time, kind, what happened, who, text.
import type { LoggedEvent } from "../../preload/contract/event.ts";
import { printable } from "../reports/printable.ts";

const TEXT_WIDTH = 60;

/** The line. On a terminal control characters in it are written out; it is one line everywhere. */
export function eventLine(event: LoggedEvent, { isTerminal }: { readonly isTerminal: boolean }): string {
  const columns = [
    String(event.id).padStart(6),
    new Date(event.receivedAt).toISOString(),
    event.kind.padEnd(8),
    whatHappened(event).padEnd(14),
    (event.signature?.state ?? "–").padEnd(9),
    (event.psid ?? "–").padEnd(17),
    shorten(event.text ?? event.mediaUrl ?? event.messageUuid ?? ""),
  ];
  const line = columns.join("  ").trimEnd();
  return isTerminal ? printable(line) : line.replace(/[\r\n\u2028\u2029]/g, " ");
}

function whatHappened({ kind, status, messageType, response, attempt }: LoggedEvent): string {
  const again = attempt > 1 ? ` ×${attempt}` : "";
  if (kind === "status") return `${status ?? "?"}${again}`;
  if (kind === "reply") return response === null ? "no answer" : `answered ${response.status}`;
  return `${messageType ?? (response === null ? "–" : String(response.status))}${again}`;
}

/** Cuts between whole characters, not through one. */
function shorten(text: string): string {
  let kept = "";
  let count = 0;
  for (const { segment } of new Intl.Segmenter(undefined, { granularity: "grapheme" }).segment(text)) {
    count += 1;
    if (count > TEXT_WIDTH) return `${kept}…`;
    kept += segment;
  }
  return text;
}
