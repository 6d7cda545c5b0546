// The exact bytes of a body, whichever way they crossed the bridge.
import { NOT_JSON, type LoggedEvent } from "../../../preload/contract/event.ts";
import {
  findJsonProblem,
  formatJson,
  type FormattedJson,
  type JsonProblem,
} from "../../../preload/contract/format-json.ts";

/** Up to this size a body is laid out, or shown in hexadecimal, without being asked twice. */
export const SHOWN_AT_ONCE_BYTES = 256 * 1024;

/** The bytes that were kept: all of the body, or its first part when it was over the limit. */
export function bodyBytes(event: Pick<LoggedEvent, "raw" | "rawBase64">): Uint8Array<ArrayBuffer> {
  if (event.raw !== null) return new TextEncoder().encode(event.raw);
  return Uint8Array.from(atob(event.rawBase64 ?? ""), (character) => character.charCodeAt(0));
}

/** The body as text; bytes that are not UTF-8 become replacement characters. */
export function bodyText(event: Pick<LoggedEvent, "raw" | "rawBase64">): string {
  return event.raw ?? new TextDecoder("utf-8", { ignoreBOM: true }).decode(bodyBytes(event));
}

/** Whether the listener took the body for no JSON: true before a byte of it was looked at here. */
export function isRefusedAsJson(event: Pick<LoggedEvent, "kind" | "text">): boolean {
  return event.kind === "unparsed" && event.text?.startsWith(NOT_JSON) === true;
}

/** A body laid out, or why it cannot be. As in the listener, a byte order mark before the JSON is skipped. */
export function formatBody(text: string): FormattedJson {
  const formatted = formatJson(text.startsWith(BYTE_ORDER_MARK) ? text.slice(1) : text);
  if (formatted.isJson || !text.startsWith(BYTE_ORDER_MARK)) return formatted;
  const { message, at } = formatted.problem;
  return { isJson: false, problem: { message, at: at + 1 } };
}

const BYTE_ORDER_MARK = "\uFEFF";

/** The same problem without laying the body out; null when there is none. */
export function findBodyProblem(text: string): JsonProblem | null {
  const problem = findJsonProblem(text.startsWith(BYTE_ORDER_MARK) ? text.slice(1) : text);
  if (problem === null || !text.startsWith(BYTE_ORDER_MARK)) return problem;
  return { message: problem.message, at: problem.at + 1 };
}

const REPLACEMENT = "\uFFFD";
const REPLACEMENT_BYTES = [0xef, 0xbf, 0xbd] as const;

/**
 * Where bytes stop being UTF-8: at a replacement character in their text that is none in the bytes. Null when they are.
 * @param text the bytes as {@link bodyText} reads them
 */
export function findNonUtf8(bytes: Uint8Array, text: string): JsonProblem | null {
  let byte = 0;
  let readTo = 0;
  for (let at = text.indexOf(REPLACEMENT); at !== -1; at = text.indexOf(REPLACEMENT, readTo)) {
    byte += new TextEncoder().encode(text.slice(readTo, at)).length;
    if (REPLACEMENT_BYTES.some((expected, index) => bytes[byte + index] !== expected)) {
      const found = (bytes[byte] ?? 0).toString(16).toUpperCase().padStart(2, "0");
      return { message: `0x${found} is not UTF-8`, at };
    }
    byte += REPLACEMENT_BYTES.length;
    readTo = at + REPLACEMENT.length;
  }
  return null;
}

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

/** Where a byte stands in {@link hexLines} joined by line breaks, in characters; it takes two. */
export function hexPlace(lines: readonly string[], byte: number): number {
  const line = Math.floor(byte / WIDTH);
  const column = byte % WIDTH;
  const before = lines.slice(0, line).reduce((length, text) => length + text.length + 1, 0);
  return before + 10 + 3 * column + (column < WIDTH / 2 ? 0 : 1);
}
