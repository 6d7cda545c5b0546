// One event as one line for a person: number, time, kind, what happened, who, text.
import type { LoggedEvent } from "../../preload/contract/event.ts";
import { printable } from "../reports/printable.ts";

const TEXT_WIDTH = 60;
/** As long as the longest status, so that a stranger's word moves no other column. */
const WORD_WIDTH = 13;
/** A character is what looks like one, and may be made of thousands of code units: the longest that means something has 35. */
const UNITS_PER_CHARACTER = 40;

/** The line. On a terminal control characters in it are written out; it is one line everywhere. */
export function eventLine(event: LoggedEvent, { isTerminal }: { readonly isTerminal: boolean }): string {
  const columns = [
    String(event.id).padStart(6),
    new Date(event.receivedAt).toISOString(),
    event.kind.padEnd(8),
    whatHappened(event).padEnd(14),
    (event.signature?.state ?? "–").padEnd(9),
    (event.psid ?? "–").padEnd(17),
    shorten(event.text ?? event.mediaUrl ?? event.messageUuid ?? "", TEXT_WIDTH),
  ];
  const line = columns.join("  ").trimEnd();
  return isTerminal ? printable(line) : line.replace(/[\r\n\u2028\u2029]/g, " ");
}

function whatHappened({ kind, status, messageType, response, attempt }: LoggedEvent): string {
  const again = attempt > 1 ? ` ×${attempt}` : "";
  if (kind === "status") return `${shorten(status ?? "?", WORD_WIDTH)}${again}`;
  if (kind === "reply") return response === null ? "no answer" : `answered ${response.status}`;
  const type = messageType ?? (response === null ? "–" : String(response.status));
  return `${shorten(type, WORD_WIDTH)}${again}`;
}

/** Cuts between whole characters, not through one, and never more than a few marks on top of each other. */
function shorten(text: string, width: number): string {
  let kept = "";
  let count = 0;
  for (const { segment } of new Intl.Segmenter(undefined, { granularity: "grapheme" }).segment(text)) {
    count += 1;
    if (count > width || segment.length > UNITS_PER_CHARACTER) return `${kept}…`;
    kept += segment;
  }
  return text;
}
