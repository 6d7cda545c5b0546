// The exact bytes of a body, whichever way they crossed the bridge.
import type { LoggedEvent } from "../../../preload/contract/event.ts";
import { formatJson, type FormattedJson } from "../../../preload/contract/format-json.ts";

/** Up to this size a body is laid out, or shown in hexadecimal, without being asked twice. */
export const SHOWN_AT_ONCE_BYTES = 256 * 1024;

/** The bytes that were kept: all of the body, or its first part when it was over the limit. */
export function bodyBytes(event: Pick<LoggedEvent, "raw" | "rawBase64">): Uint8Array<ArrayBuffer> {
  if (event.raw !== null) return new TextEncoder().encode(event.raw);
  return Uint8Array.from(atob(event.rawBase64 ?? ""), (character) => character.charCodeAt(0));
}

/** The body as text; bytes that are not UTF-8 become replacement characters. */
export function bodyText(event: Pick<LoggedEvent, "raw" | "rawBase64">): string {
  return event.raw ?? new TextDecoder().decode(bodyBytes(event));
}

/** A body laid out, or why it cannot be. As in the listener, a byte order mark before the JSON is skipped. */
export function formatBody(text: string): FormattedJson {
  const formatted = formatJson(text.startsWith(BYTE_ORDER_MARK) ? text.slice(1) : text);
  if (formatted.isJson || !text.startsWith(BYTE_ORDER_MARK)) return formatted;
  const { message, at } = formatted.problem;
  return { isJson: false, problem: { message, at: at + 1 } };
}

const BYTE_ORDER_MARK = "\uFEFF";

/** Position in bytes of a position in UTF-16 units. */
export function byteAt(text: string, at: number): number {
  return new TextEncoder().encode(text.slice(0, at)).length;
}

const WIDTH = 16;

/** Sixteen bytes a line: offset, hexadecimal, and what is printable of it. */
export function hexLines(bytes: Uint8Array): readonly string[] {
  const lines: string[] = [];
  for (let at = 0; at < bytes.length; at += WIDTH) {
    const part = [...bytes.subarray(at, at + WIDTH)];
    const hex = part.map((byte) => byte.toString(16).padStart(2, "0"));
    const left = hex.slice(0, 8).join(" ").padEnd(23);
    const right = hex.slice(8).join(" ").padEnd(23);
    const shown = part
      .map((byte) => (byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : "."))
      .join("");
    lines.push(`${at.toString(16).padStart(8, "0")}  ${left}  ${right}  ${shown}`);
  }
  return lines;
}
