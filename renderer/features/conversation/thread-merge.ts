// Joins what is already known of a thread with what was just fetched or pushed.
import type { DeliveryStop, Thread, ThreadMessage } from "../../../preload/contract/conversation.ts";
import type { EventRow } from "../../../preload/contract/event.ts";

/**
 * Puts the newest page of a thread on top of the older messages that were loaded before. When more arrived in between
 * than a page holds, the older ones are let go: a gap would look as if nothing had been said.
 */
export function mergeNewest(known: Thread | undefined, newest: Thread): Thread {
  const first = newest.messages[0];
  if (known === undefined || first === undefined || !newest.hasOlder) return newest;
  const older = known.messages.filter((message) => message.event.id < first.event.id);
  const isJoined = known.messages.some((message) => message.event.id >= first.event.id);
  if (older.length === 0 || !isJoined) return newest;
  return { ...newest, messages: [...older, ...newest.messages], hasOlder: known.hasOlder };
}

/** Puts an older page below what is known. */
export function mergeOlder(known: Thread, older: Thread): Thread {
  const first = known.messages[0];
  const messages =
    first === undefined
      ? older.messages
      : older.messages.filter((message) => message.event.id < first.event.id);
  return { ...known, messages: [...messages, ...known.messages], hasOlder: older.hasOlder };
}

/** Adds a status that just arrived to the message it belongs to; the same thread when there is none. */
export function applyStatus(thread: Thread, row: EventRow): Thread {
  const { status, messageUuid } = row;
  if (row.kind !== "status" || status === null || messageUuid === null) return thread;
  const index = thread.messages.findIndex(
    (message) => message.event.kind === "reply" && message.event.messageUuid === messageUuid,
  );
  const message = thread.messages[index];
  if (message === undefined) return thread;
  return { ...thread, messages: thread.messages.with(index, withStop(message, { ...row, status })) };
}

/** Adds a reply that Vonage just answered, unless it is there already. */
export function addReply(thread: Thread, reply: EventRow): Thread {
  if (thread.messages.some((message) => message.event.id === reply.id)) return thread;
  return { ...thread, messages: [...thread.messages, { event: reply, copies: 1, stops: [] }] };
}

function withStop(message: ThreadMessage, row: EventRow & { readonly status: string }): ThreadMessage {
  const known = message.stops.findIndex((stop) => stop.status === row.status);
  const stop = message.stops[known];
  if (stop === undefined) {
    const added: DeliveryStop = {
      status: row.status,
      eventId: row.id,
      receivedAt: row.receivedAt,
      error: row.error,
      count: 1,
    };
    return { ...message, stops: [...message.stops, added] };
  }
  return {
    ...message,
    stops: message.stops.with(known, { ...stop, count: Math.max(stop.count, row.attempt) }),
  };
}
