// A whole event as the row it has in the list.
import { ROW_TEXT_LIMIT, type EventRow, type LoggedEvent } from "../../../preload/contract/event.ts";

/** The row of an event: what threads and lists know of it. */
export function toRow(event: LoggedEvent): EventRow {
  const { request: _request, response, raw: _raw, rawBase64: _base64, truncated: _truncated, ...row } = event;
  const answer = response === null ? null : { status: response.status, durationMs: response.durationMs };
  return { ...row, text: row.text?.slice(0, ROW_TEXT_LIMIT) ?? null, answer };
}
