// Writes an event whole: its row, what was requested, what was answered, and the bytes. One line of the documented format.
import { isUtf8 } from "node:buffer";
import { hash } from "node:crypto";
import type { EventResponse, Headers, LoggedEvent } from "../../preload/contract/event.ts";
import { maskHeader } from "../../preload/contract/mask-header.ts";
import { answerColumn, joinAnswer } from "./answer-runs.ts";
import { ROW_COLUMNS, toEventRow, type Columns } from "./event-rows.ts";

/** The columns of {@link toLoggedEvent}, of the event with one id. */
export const SELECT_WHOLE = `SELECT ${ROW_COLUMNS}, e.text AS full_text, e.secret_tried, r.method, r.path, r.headers, r.body,
    r.cut_from, ${answerColumn("headers", "e")} AS answer_headers, ${answerColumn("body", "e")} AS answer_body,
    ${(["read_us", "verify_us", "store_us", "answer_us"] as const).map((column) => `${answerColumn(column, "e")} AS ${column}`).join(", ")}
  FROM events e ${joinAnswer("e")} LEFT JOIN requests r ON r.event_id = e.id WHERE e.id = ?`;

/** The event of one whole row. What authorised it, of a webhook JWT the signature part, is masked unless asked for. */
export function toLoggedEvent(
  columns: Columns,
  {
    workspaceName,
    signatures,
  }: {
    readonly workspaceName: (id: string) => string | null;
    readonly signatures: "masked" | "exact";
  },
): LoggedEvent {
  const { answer: _answer, ...row } = toEventRow(columns, workspaceName);
  const fullText = columns["full_text"];
  return {
    ...row,
    text: typeof fullText === "string" ? fullText : null,
    // In the order of the documented line: request, response, then the body.
    request: requestOf(columns, signatures),
    response: responseOf(columns),
    ...bodyOf(columns),
  };
}

function requestOf(columns: Columns, signatures: "masked" | "exact"): LoggedEvent["request"] {
  const { body, cut_from: cutFrom } = columns;
  if (!(body instanceof Uint8Array)) return null;
  const headers = headersOf(columns);
  return {
    method: String(columns["method"]),
    path: String(columns["path"]),
    headers: signatures === "exact" ? headers : maskAll(headers),
    bodyBytes: typeof cutFrom === "number" ? cutFrom : body.byteLength,
    bodySha256: sha256Of(columns),
  };
}

/** SHA-256 of the body in hex; null when there is none, or not all of it. */
export function sha256Of({ body, cut_from: cutFrom }: Columns): string | null {
  return body instanceof Uint8Array && cutFrom === null ? hash("sha256", body, "hex") : null;
}

function bodyOf({ body, cut_from: cutFrom }: Columns): Pick<LoggedEvent, "raw" | "rawBase64" | "truncated"> {
  if (!(body instanceof Uint8Array)) return { raw: null };
  const bytes = Buffer.from(body.buffer, body.byteOffset, body.byteLength);
  return {
    ...(isUtf8(bytes) ? { raw: bytes.toString("utf8") } : { raw: null, rawBase64: bytes.toString("base64") }),
    ...(cutFrom !== null ? { truncated: true as const } : {}),
  };
}

function maskAll(headers: Headers): Headers {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, maskHeader(name, value)]));
}

function responseOf(columns: Columns): EventResponse | null {
  const { answer_status: status } = columns;
  if (typeof status !== "number") return null;
  const timings = {
    readBodyMs: milliseconds(columns["read_us"]),
    verifyMs: milliseconds(columns["verify_us"]),
    storeMs: milliseconds(columns["store_us"]),
    answerMs: milliseconds(columns["answer_us"]),
  };
  return {
    status,
    durationMs: Number(columns["duration_us"]) / 1000,
    headers: parseHeaders(columns["answer_headers"]),
    body: textOf(columns["answer_body"]),
    timings: Object.values(timings).every((step) => step === null) ? null : timings,
    sent: columns["answer_sent"] === 1,
  };
}

/** The headers of the request; none of an event that was no request. */
export function headersOf(columns: Columns): Headers {
  return parseHeaders(columns["headers"]);
}

/** Written by JSON.stringify of a `Headers`; only an older log may hold a list, for a repeated set-cookie. */
function parseHeaders(value: unknown): Headers {
  if (typeof value !== "string") return {};
  const headers = JSON.parse(value) as Readonly<Record<string, string | readonly string[]>>;
  const cookies = headers["set-cookie"];
  // Every other member is a string.
  return (
    typeof cookies === "object" ? { ...headers, "set-cookie": cookies.join(", ") } : headers
  ) as Headers;
}

function textOf(value: unknown): string | null {
  return typeof value === "string" ? value : null;
}

function milliseconds(value: unknown): number | null {
  return typeof value === "number" ? value / 1000 : null;
}
