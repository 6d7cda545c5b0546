// What becomes of the messages of one conversation that are not sent for sure: pure steps, in which no two become one, none is
// lost, and none that may have been sent goes back into the field by itself.
import type { AppErrorValue } from "../../../preload/contract/errors.ts";
import type { EventRow } from "../../../preload/contract/event.ts";
import type { ReplyContent } from "../../../preload/contract/reply.ts";
import {
  contentOf,
  displacedBy,
  fieldOf,
  isBlank,
  putBack,
  standingAt,
  withoutContent,
  type ComposerDraft,
} from "./composer/composer-draft.ts";
import { mayHaveBeenSent } from "./may-have-been-sent.ts";

/** A reply on its way to Vonage: no answer yet. */
export interface PendingReply {
  readonly key: string;
  readonly content: ReplyContent;
  /** All that was written, to be given back. */
  readonly fields: ComposerDraft;
  /** When it was sent, epoch ms. */
  readonly at: number;
  /** The newest event of the thread at that time; 0 = there was none. */
  readonly afterId: number;
}

/**
 * Those whose event is not in the thread yet. What Vonage refused may stand there sooner than its cause is known, and is on its way
 * no more.
 */
export function notStored(
  pending: readonly PendingReply[],
  events: readonly Pick<EventRow, "id" | "kind" | "messageType">[],
): readonly PendingReply[] {
  const replies = new Set(events.filter(({ kind }) => kind === "reply"));
  return pending.filter(({ content, afterId }) => {
    const stored = [...replies].find(({ id, messageType }) => id > afterId && messageType === content.type);
    // Each stands for one of them.
    return stored === undefined || !replies.delete(stored);
  });
}

/** A message that failed, or that was put out of the way of one. */
export interface KeptMessage {
  readonly key: string;
  readonly fields: ComposerDraft;
  /** Why it was not sent, or may not have been; null = it was never tried, it stood where another was put back. */
  readonly error: AppErrorValue | null;
  /** When it failed or was put aside, epoch ms. */
  readonly at: number;
  /** It stands in its field, perhaps edited there; else it is set aside and `fields` is all there is of it. */
  readonly isInField: boolean;
}

/** What of a conversation is on its way, and what failed, the oldest first. */
export interface Replies {
  readonly pending: readonly PendingReply[];
  readonly kept: readonly KeptMessage[];
}

/** That, and what stands in the fields. */
export interface Desk extends Replies {
  readonly fields: ComposerDraft;
}

/** What can be done of a kept message. `over` = its words were deleted, so there is nothing to say of it. */
export type Offer = "act" | "put-back" | "none" | "over";

/** What can be done of a message, and so what its notice offers. To act is to send once more what stands in the field. */
export function offerOf({ error, fields: { type }, isInField }: KeptMessage, now: ComposerDraft): Offer {
  if (!isInField) return "put-back";
  if (isBlank(now[fieldOf(type)])) return "over";
  // Another field is shown, and that is what Send would send.
  if (fieldOf(now.type) !== fieldOf(type)) return "put-back";
  return error === null || mayHaveBeenSent(error) ? "none" : "act";
}

/** A message whose words were deleted from its field is over: what is written there next is another one. */
export function letGo<T extends Replies>(desk: T, now: ComposerDraft): T {
  const isOver = (message: KeptMessage): boolean => offerOf(message, now) === "over";
  // The same object with nearly every key that is typed.
  return desk.kept.some(isOver) ? { ...desk, kept: desk.kept.filter((message) => !isOver(message)) } : desk;
}

/** The message that is shown goes out, and with it the failure it stood for. */
export function sendOff(desk: Desk, reply: PendingReply): Desk {
  const { fields, pending, kept } = desk;
  return {
    // What came into the field after it was read stays there.
    fields: contentOf(fields) === contentOf(reply.fields) ? withoutContent(fields) : fields,
    pending: [...pending, reply],
    kept: kept.filter((message) => !message.isInField || offerOf(message, reply.fields) === "put-back"),
  };
}

/** It was taken. */
export function settle<T extends Replies>(desk: T, key: string): T {
  return { ...desk, pending: desk.pending.filter((reply) => reply.key !== key) };
}

/** It failed. Its words go back only into a field that is free, and only if they were surely not sent. */
export function fail(desk: Desk, key: string, error: AppErrorValue, at: number): Desk {
  const reply = desk.pending.find((one) => one.key === key);
  if (reply === undefined) return desk;
  const { fields: sent } = reply;
  const now = desk.fields;
  // Another field is shown by now: to show this one again would take the focus from it.
  const isShown = fieldOf(now.type) === fieldOf(sent.type);
  const isInField =
    isShown && !mayHaveBeenSent(error) && isBlank(contentOf(now)) && displacedBy(now, sent) === null;
  const { kept } = letGo(desk, now);
  return {
    fields: isInField ? putBack(now, sent) : now,
    pending: settle(desk, key).pending,
    kept: [...kept, { key, fields: sent, error, at, isInField }],
  };
}

/** Puts a message into its field. What stands there is set aside in turn: as the failure it is, or as what was written. */
export function bringBack(
  desk: Desk,
  key: string,
  aside: { readonly key: string; readonly at: number },
): Desk {
  const message = desk.kept.find((one) => one.key === key);
  if (message === undefined) return desk;
  const { fields: now } = desk;
  if (message.isInField) return { ...desk, fields: standingAt(now, message.fields) };
  const slot = fieldOf(message.fields.type);
  const stands = (one: KeptMessage): boolean => one.isInField && fieldOf(one.fields.type) === slot;
  const standing = desk.kept.find((one) => stands(one) && offerOf(one, now) !== "over");
  const displaced = displacedBy(now, message.fields);
  const kept = desk.kept.flatMap((one): readonly KeptMessage[] => {
    // What was never tried is a draft like any other once it stands in the field.
    if (one === message) return message.error === null ? [] : [{ ...message, isInField: true }];
    if (one === standing) return [{ ...one, fields: standingAt(now, one.fields), isInField: false }];
    return stands(one) ? [] : [one];
  });
  return {
    ...desk,
    fields: putBack(now, message.fields),
    kept:
      standing === undefined && displaced !== null
        ? [...kept, { ...aside, fields: displaced, error: null, isInField: false }]
        : kept,
  };
}

/** Its notice was read, and what is set aside with it is not wanted. What stands in the field stays. */
export function dismiss<T extends Replies>(desk: T, key: string): T {
  return { ...desk, kept: desk.kept.filter((message) => message.key !== key) };
}
