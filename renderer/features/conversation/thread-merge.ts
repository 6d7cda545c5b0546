// Joins what is already known of a thread with what was just fetched or pushed.
import { replaceEqualDeep } from "@tanstack/react-query";
import {
  isBelieved,
  type DeliveryStop,
  type Thread,
  type ThreadMessage,
} from "../../../preload/contract/conversation.ts";
import type { EventRow } from "../../../preload/contract/event.ts";

/**
 * Puts the newest page of a thread on top of the older messages that were loaded before. When more arrived in between
 * than a page holds, the older ones are let go: a gap would look as if nothing had been said.
 */
export function mergeNewest(known: Thread | undefined, newest: Thread): Thread {
  const first = newest.messages[0];
  if (known === undefined || first === undefined || !newest.hasOlder) return newest;
  const older = known.messages.slice(0, Math.max(0, positionOf(known, first.event)));
  const missing = withoutThose(newest.messages, older);
  if (missing.length === 0) return newest;
  return { ...newest, messages: [...missing, ...newest.messages], hasOlder: known.hasOlder };
}

/**
 * Puts the page before `oldest` below what is known; the same thread when it begins elsewhere by now, because that page
 * would not join on.
 */
export function mergeOlder(known: Thread, older: Thread, oldest: ThreadMessage): Thread {
  if (positionOf(known, oldest.event) !== 0) return known;
  const missing = withoutThose(known.messages, older.messages);
  return { ...known, messages: [...missing, ...known.messages], hasOlder: older.hasOlder };
}

/** Adds a status that just arrived to the reply it belongs to; the same thread when there is none, or it is not believed. */
export function applyStatus(thread: Thread, row: EventRow): Thread {
  const { status, messageUuid } = row;
  if (row.kind !== "status" || status === null || messageUuid === null) return thread;
  const index = thread.messages.findIndex(
    ({ event }) => event.kind === "reply" && event.messageUuid === messageUuid && isBelieved(row, event),
  );
  const message = thread.messages[index];
  if (message === undefined) return thread;
  return { ...thread, messages: thread.messages.with(index, withStop(message, { ...row, status })) };
}

/**
 * Counts a repeated delivery of a message that is shown, and shows it in its place when it is better signed. A page that
 * is fetched again brings the same, but only for the newest messages.
 */
export function applyDelivery(thread: Thread, row: EventRow): Thread {
  const index = row.kind === "inbound" ? positionOf(thread, row) : -1;
  const message = thread.messages[index];
  if (message === undefined) return thread;
  const copies = Math.max(message.copies, row.attempt);
  const event = trustOf(row) > trustOf(message.event) ? row : message.event;
  return { ...thread, messages: thread.messages.with(index, { ...message, event, copies }) };
}

/**
 * Applies what arrived to the messages that are known; what is new to the thread comes with its next page. In a burst all
 * of it is new, so that is found out once for all rows.
 */
export function applyArrivals(thread: Thread, rows: readonly EventRow[]): Thread {
  const known = new Set(thread.messages.map(({ event }) => identityOf(event)));
  const repeated = rows.filter((row) => known.has(identityOf(row)));
  return repeated.reduce(applyDelivery, rows.reduce(applyStatus, thread));
}

/** Adds a reply that Vonage just answered, unless it is there already. */
export function addReply(thread: Thread, reply: EventRow): Thread {
  if (positionOf(thread, reply) >= 0) return thread;
  return { ...thread, messages: [...thread.messages, { event: reply, copies: 1, stops: [] }] };
}

/**
 * The same thread, in which each message that says nothing new is the very object that was known: whoever shows it need not
 * look at it again, wherever in the list it stands by now.
 */
export function shareMessages(known: Thread | undefined, next: Thread): Thread {
  if (known === undefined || known === next) return next;
  const former = new Map(known.messages.map((message) => [identityOf(message.event), message]));
  const shared = next.messages.map((message) => {
    const same = former.get(identityOf(message.event));
    return same === undefined ? message : replaceEqualDeep(same, message);
  });
  const isUnchanged =
    shared.length === known.messages.length &&
    shared.every((message, index) => message === known.messages[index]);
  const messages = isUnchanged ? known.messages : shared;
  const person = replaceEqualDeep(known.person, next.person);
  return isUnchanged && person === known.person && next.hasOlder === known.hasOlder
    ? known
    : { person, messages, hasOlder: next.hasOlder };
}

function withStop(message: ThreadMessage, row: EventRow & { readonly status: string }): ThreadMessage {
  const known = message.stops.findIndex((stop) => stop.status === row.status);
  const stop = message.stops[known];
  if (stop === undefined) {
    const added: DeliveryStop = {
      status: row.status,
      eventId: row.id,
      receivedAt: row.receivedAt,
      timestamp: row.timestamp,
      error: row.error,
      count: 1,
    };
    return { ...message, stops: [...message.stops, added] };
  }
  // One more, unless a page counted it before. Forgeries have attempt numbers, too, and are not counted.
  const count = Math.min(stop.count + 1, Math.max(stop.count, row.attempt));
  return { ...message, stops: message.stops.with(known, { ...stop, count }) };
}

/**
 * The same for all deliveries of one message, whichever of them stands for it: ids say neither which message it is nor
 * where it belongs, because a later delivery that is better signed takes the place of the first.
 */
function identityOf({ id, kind, messageUuid, workspace }: EventRow): string {
  return messageUuid === null ? `id ${id}` : `${kind} ${workspace ?? ""} ${messageUuid}`;
}

function positionOf(thread: Thread, event: EventRow): number {
  const identity = identityOf(event);
  return thread.messages.findIndex((message) => identityOf(message.event) === identity);
}

function withoutThose(there: readonly ThreadMessage[], messages: readonly ThreadMessage[]): ThreadMessage[] {
  const identities = new Set(there.map(({ event }) => identityOf(event)));
  return messages.filter(({ event }) => !identities.has(identityOf(event)));
}

/** The order in which the log chooses the delivery that stands for a message. */
function trustOf({ signature }: EventRow): number {
  if (signature?.state === "verified") return 2;
  return signature?.state === "bad" ? 0 : 1;
}
