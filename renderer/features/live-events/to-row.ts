// A whole event as the row it has in the list.
import { ROW_TEXT_LIMIT, type EventRow, type LoggedEvent } from "../../../preload/contract/event.ts";

/** The row of an event: what threads and lists know of it. */
export function toRow(event: LoggedEvent): EventRow {
  const { request: _request, response, raw: _raw, rawBase64: _base64, truncated: _truncated, ...row } = event;
  return { ...row, text: row.text?.slice(0, ROW_TEXT_LIMIT) ?? null, answer: toAnswer(response) };
}

function toAnswer(response: LoggedEvent["response"]): EventRow["answer"] {
  if (response === null) return null;
  const { status, durationMs, sent } = response;
  return { status, durationMs, sent };
}
