// Picks the payload version and kind of a delivery by its shape. Unknown shapes become "unparsed", never an exception.
import { isUtf8 } from "node:buffer";
import { NOT_JSON } from "../../preload/contract/event.ts";
import { nestsDeeperThan } from "./nesting.ts";
import { parseInboundV01, parseStatusV01 } from "./payload-v0-1.ts";
import { parseInboundV1, parseStatusV1 } from "./payload-v1.ts";
import type { ParsedPayload, UnknownShape } from "./payload.ts";

/** Which URL a delivery came to; it decides only where the shape does not. */
export type WebhookPath = "inbound" | "status";

/** What became of the bytes. `isJson` tells an unknown shape (answered 200) from bytes that are no JSON (400). */
export type ParseResult = ParsedPayload | (UnknownShape & { readonly isJson: boolean });

/** Deeper than any message. */
const DEEPEST = 500;
/** What fits into so little is parsed in a millisecond or two, however deep it is; most webhooks do. */
const SHALLOW_BYTES = 4_096;

/** Reads the bytes of one delivery. Never throws. */
export function parse(body: Uint8Array, path: WebhookPath, encoding?: string): ParseResult {
  if (body.length > SHALLOW_BYTES && nestsDeeperThan(body, DEEPEST)) {
    const reason = `It nests more than ${DEEPEST} levels deep, so it was not read.`;
    return { ...unknownShape(reason), isJson: true };
  }
  const json = readJson(body, encoding);
  if (!json.ok) return { kind: "unparsed", reason: json.reason, isJson: false };
  const result = readShape(json.value, path);
  return result.kind === "unparsed" ? { ...result, isJson: true } : result;
}

/** The value of a JSON body (a byte order mark is skipped), or what is wrong with it in words. */
function readJson(
  body: Uint8Array,
  encoding = "identity",
): { ok: true; value: unknown } | { ok: false; reason: string } {
  if (body.length === 0) return { ok: false, reason: "The body is empty." };
  if (!isUtf8(body)) {
    const compressed =
      encoding === "identity" ? "" : ` Its Content-Encoding is ${encoding}; send it uncompressed.`;
    return { ok: false, reason: `${NOT_JSON}: it is not UTF-8 text.${compressed}` };
  }
  const text = utf8Text(body);
  try {
    return { ok: true, value: JSON.parse(text.charCodeAt(0) === BYTE_ORDER_MARK ? text.slice(1) : text) };
  } catch {
    // Where it stops being JSON is found when somebody looks at its bytes.
    return { ok: false, reason: `${NOT_JSON}.` };
  }
}

function utf8Text(bytes: Uint8Array): string {
  const buffer = Buffer.isBuffer(bytes)
    ? bytes
    : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return buffer.toString("utf8");
}

const BYTE_ORDER_MARK = 0xfeff;

/** What arrived is stored whatever happens here: a delivery that cannot be read must not be lost. */
function readShape(value: unknown, path: WebhookPath): ParsedPayload | UnknownShape {
  try {
    return parseShape(value, path);
  } catch (error) {
    return unknownShape(`It could not be read: ${error instanceof Error ? error.message : String(error)}.`);
  }
}

function parseShape(value: unknown, path: WebhookPath): ParsedPayload | UnknownShape {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    return unknownShape(`The JSON is ${nameOf(value)}; a webhook is an object.`);
  }
  if (!("message_uuid" in value) || !("timestamp" in value)) {
    return unknownShape(
      "to" in value && "from" in value
        ? "It has no message_uuid and timestamp: it looks like a request to send a message, not like a webhook."
        : "It has no message_uuid and timestamp, so it is not a webhook of the Messages API.",
    );
  }
  const { to, from } = value as { to?: unknown; from?: unknown };
  const isV01 = typeof to === "object" && to !== null && typeof from === "object" && from !== null;
  if (!isV01 && !(typeof to === "string" && typeof from === "string")) {
    return unknownShape("`to` and `from` are neither both texts (v1) nor both objects (v0.1).");
  }
  const hasStatus = "status" in value;
  const hasMessage = isV01 ? "message" in value : "message_type" in value;
  if (!hasStatus && !hasMessage) {
    return unknownShape(`It has neither a status nor a ${isV01 ? "message" : "message_type"}.`);
  }
  const isStatus = hasStatus && hasMessage ? path === "status" : hasStatus;
  if (isV01) return isStatus ? parseStatusV01(value) : parseInboundV01(value);
  return isStatus ? parseStatusV1(value) : parseInboundV1(value);
}

function unknownShape(reason: string): UnknownShape {
  return { kind: "unparsed", reason };
}

function nameOf(value: unknown): string {
  if (value === null) return "null";
  if (Array.isArray(value)) return "an array";
  return `a ${typeof value}`;
}
