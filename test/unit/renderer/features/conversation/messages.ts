// Rows and thread messages for the tests of the conversation.
import type { DeliveryStop, ThreadMessage } from "../../../../../preload/contract/conversation.ts";
import { EventRow } from "../../../../../preload/contract/event.ts";
import { EventId } from "../../../../../preload/contract/ids.ts";

/** Noon of 1 January 2020 where the test runs: days are separated by the local calendar. */
export const NOON = new Date(2020, 0, 1, 12).getTime();

type Fields = Partial<Record<Exclude<keyof EventRow, "id">, unknown>>;

/** A row with the fields a test cares about; the rest are those of a verified inbound text. */
export function row(fields: { readonly id: number } & Fields): EventRow {
  return EventRow.parse({
    kind: "inbound",
    receivedAt: NOON,
    workspace: "simulated",
    workspaceName: "Simulated Page",
    simulated: true,
    payloadVersion: "v0.1",
    messageUuid: `uuid-${fields.id}`,
    channel: "messenger",
    psid: "1111111111111111",
    pageId: "0000000000000000",
    timestamp: null,
    messageType: "text",
    text: "Hi",
    mediaUrl: null,
    status: null,
    error: null,
    clientRef: null,
    usage: null,
    signature: { state: "verified", reason: null },
    attempt: 1,
    answer: { status: 200, durationMs: 1, sent: true },
    ...fields,
  });
}

/** An inbound message. */
export function inbound(id: number, fields: Fields = {}): ThreadMessage {
  return { event: row({ id, ...fields }), copies: 1, stops: [] };
}

/** A reply with its statuses. */
export function reply(id: number, stops: readonly DeliveryStop[], fields: Fields = {}): ThreadMessage {
  const event = row({
    id,
    kind: "reply",
    signature: null,
    answer: { status: 202, durationMs: 9, sent: true },
    ...fields,
  });
  return { event, copies: 1, stops: [...stops] };
}

/** A status of a reply, `afterMs` after noon. */
export function stop(id: number, status: string, afterMs: number, code?: string): DeliveryStop {
  const error = code === undefined ? null : { code, title: null, detail: null };
  const receivedAt = NOON + afterMs;
  return { status, eventId: EventId.parse(id), receivedAt, timestamp: null, error, count: 1 };
}
