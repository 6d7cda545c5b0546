// Between the columns of the store and the rows of the contract.
import type { SQLOutputValue } from "node:sqlite";
import {
  ROW_TEXT_LIMIT,
  type EventError,
  type EventKind,
  type EventRow,
  type PayloadVersion,
  type Usage,
} from "../../preload/contract/event.ts";
import type { EventId, MessageUuid, PageId, Psid, WorkspaceId } from "../../preload/contract/ids.ts";
import { isNotTaken } from "../../preload/contract/not-taken.ts";
import { answerColumn } from "./answer-runs.ts";
import { readSignatureReason, toSignatureOutcome, type SignatureFinding } from "./signature-reasons.ts";
import type { NewEvent } from "./new-event.ts";

/** A row as node:sqlite hands it over. */
export type Columns = Readonly<Record<string, SQLOutputValue>>;

/** No unit of a text takes more than three bytes; one character more may be cut in two. */
const ROW_TEXT_BYTES = 3 * ROW_TEXT_LIMIT + 3;

/** The text of `e` for a row. `substr` of a text stops at a NUL, that of bytes does not; {@link rowText} makes the cut itself. */
export const ROW_TEXT = `iif(octet_length(e.text) <= ${ROW_TEXT_BYTES}, e.text,
  CAST(substr(CAST(e.text AS BLOB), 1, ${ROW_TEXT_BYTES}) AS TEXT))`;

/** Columns of {@link toEventRow}, for a query over `events e` and {@link joinAnswer}. */
export const ROW_COLUMNS = `e.id, e.workspace_id, e.simulated, e.kind, e.received_at, e.payload_version, e.message_uuid,
  e.channel, e.psid, e.page_id, e.sent_at, e.message_type, ${ROW_TEXT} AS text, e.media_url,
  e.status, e.error_code, e.error_title, e.error_detail, e.client_ref, e.usage, e.signature_state, e.signature_reason,
  e.attempt, ${answerColumn("status", "e")} AS answer_status, ${answerColumn("duration_us", "e")} AS duration_us,
  ${answerColumn("sent", "e")} AS answer_sent`;

/** The event of one stored row. The casts are sound: only {@link NewEvent}s, which are typed, are ever written. */
export function toEventRow(columns: Columns, workspaceName: (id: string) => string | null): EventRow {
  const workspace = text(columns["workspace_id"]);
  const finding = toFinding(columns);
  const answerStatus = columns["answer_status"];
  const usage = text(columns["usage"]);
  return {
    id: Number(columns["id"]) as EventId,
    kind: text(columns["kind"]) as EventKind,
    receivedAt: Number(columns["received_at"]),
    workspace: workspace as WorkspaceId | null,
    workspaceName: workspace === null ? null : workspaceName(workspace),
    simulated: columns["simulated"] === 1,
    payloadVersion: text(columns["payload_version"]) as PayloadVersion | null,
    messageUuid: text(columns["message_uuid"]) as MessageUuid | null,
    channel: text(columns["channel"]),
    psid: text(columns["psid"]) as Psid | null,
    pageId: text(columns["page_id"]) as PageId | null,
    timestamp: isoTime(columns["sent_at"]),
    messageType: text(columns["message_type"]),
    text: rowText(columns["text"]),
    mediaUrl: text(columns["media_url"]),
    status: text(columns["status"]),
    error: toError(columns),
    clientRef: text(columns["client_ref"]),
    usage: usage === null ? null : (JSON.parse(usage) as Usage),
    signature: finding === null ? null : toSignatureOutcome(finding),
    attempt: Number(columns["attempt"]),
    answer:
      typeof answerStatus === "number"
        ? {
            status: answerStatus,
            durationMs: Number(columns["duration_us"]) / 1000,
            sent: columns["answer_sent"] === 1,
          }
        : null,
  };
}

/** What was found out about the signature; null for what is no webhook. */
export function toFinding(columns: Columns): SignatureFinding | null {
  // Only ever written from a finding.
  const state = text(columns["signature_state"]) as SignatureFinding["state"] | null;
  return state === null ? null : { state, reason: readSignatureReason(text(columns["signature_reason"])) };
}

/** The row of an event that was just written, without reading it back. */
export function toNewRow(
  id: number,
  attempt: number,
  event: NewEvent,
  workspaceName: (id: string) => string | null,
): EventRow {
  return {
    // The store's own counter gave it.
    id: id as EventId,
    kind: event.kind,
    receivedAt: event.receivedAt,
    workspace: event.workspace,
    workspaceName: event.workspace === null ? null : workspaceName(event.workspace),
    simulated: event.simulated,
    payloadVersion: event.payloadVersion,
    messageUuid: event.messageUuid,
    channel: event.channel,
    psid: event.psid,
    pageId: event.pageId,
    timestamp: isoTime(event.timestamp),
    messageType: event.messageType,
    text: cutText(event.text),
    mediaUrl: event.mediaUrl,
    status: event.status,
    error: event.error,
    clientRef: event.clientRef,
    usage: event.usage,
    signature: event.signature === null ? null : toSignatureOutcome(event.signature),
    attempt,
    answer: null,
  };
}

/**
 * Whether an event is a problem by itself; an answer of 400 or more makes any other event one too. An unsigned delivery
 * is one only with a reason, that is while a secret is stored. A reply is one that Vonage named no message for.
 */
export function isProblem(event: Pick<NewEvent, "kind" | "messageUuid" | "status" | "signature">): boolean {
  return (
    event.kind === "unparsed" ||
    isNotTaken(event) ||
    event.status === "rejected" ||
    event.status === "undeliverable" ||
    event.signature?.state === "bad" ||
    (event.signature?.state === "unsigned" && event.signature.reason !== null)
  );
}

function text(value: SQLOutputValue | undefined): string | null {
  return typeof value === "string" ? value : null;
}

/** What a row shows of a column {@link ROW_TEXT}. */
export function rowText(value: SQLOutputValue | undefined): string | null {
  return cutText(text(value));
}

function cutText(value: string | null): string | null {
  return value === null || value.length <= ROW_TEXT_LIMIT ? value : value.slice(0, ROW_TEXT_LIMIT);
}

/** Longest time a JavaScript date can hold; the payload parser keeps within it too. */
const LAST_DATE_MS = 8.64e15;

/** ISO 8601 of the store's epoch milliseconds; null of null. */
export function isoTime(value: SQLOutputValue | undefined): string | null {
  return typeof value === "number" && Math.abs(value) <= LAST_DATE_MS ? toIso(Math.trunc(value)) : null;
}

const DAY_MS = 86_400_000;
/** Of the last time that was written: nearly all are of one day, and `toISOString` costs a hundredth of an acknowledgement. */
let day = { startsAt: Number.NaN, text: "" };

/** The same as `toISOString`. */
function toIso(at: number): string {
  let ofDay = at - day.startsAt;
  if (!(ofDay >= 0 && ofDay < DAY_MS)) {
    const startsAt = Math.floor(at / DAY_MS) * DAY_MS;
    day = { startsAt, text: new Date(startsAt).toISOString().slice(0, -"00:00:00.000Z".length) };
    ofDay = at - startsAt;
  }
  const seconds = Math.floor(ofDay / 1000);
  const minutes = Math.floor(seconds / 60);
  return `${day.text}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}:${two(seconds % 60)}.${String(ofDay % 1000).padStart(3, "0")}Z`;
}

function two(value: number): string {
  return value < 10 ? `0${value}` : `${value}`;
}

function toError(columns: Columns): EventError | null {
  const code = text(columns["error_code"]);
  const title = text(columns["error_title"]);
  const detail = text(columns["error_detail"]);
  // Of an older log: an error without a code was stored with none.
  return code === null && title === null && detail === null ? null : { code: code ?? "", title, detail };
}
