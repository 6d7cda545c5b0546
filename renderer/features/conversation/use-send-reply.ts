// Sending a reply: the bubble at once, the draft back when it fails.
import { skipToken, useQuery, useQueryClient } from "@tanstack/react-query";
import type { AppErrorValue } from "../../../preload/contract/errors.ts";
import type { EventRow } from "../../../preload/contract/event.ts";
import type { ReplyContent, ReplyDraft } from "../../../preload/contract/reply.ts";
import { useAct } from "../../bridge/use-call.ts";
import { fieldsOf, type ComposerDraft } from "./composer/composer-draft.ts";
import { forgetOnItsWay, keepOnItsWay, findLeftBehind, type TabStorage } from "./left-behind.ts";

/** A reply on its way to Vonage: no answer yet. */
export interface PendingReply {
  readonly key: string;
  readonly content: ReplyContent;
}

/** A message that has no place in the fields: one that failed, or what stood where it was put back. */
export interface SetAside {
  readonly key: string;
  readonly fields: ComposerDraft;
  readonly was: "sent" | "typed";
}

/** A reply that failed, the last one of its conversation. */
export interface FailedReply {
  readonly error: AppErrorValue;
  /** When it did, epoch ms. */
  readonly at: number;
  /** What can be put back, of this reply and of those before; empty = the fields hold all of it. */
  readonly setAside: readonly SetAside[];
}

/** What of a conversation is on its way, and the last reply that failed. */
interface Sending {
  readonly pending: readonly PendingReply[];
  readonly failed: FailedReply | null;
}

/** What the composer needs for sending. */
export interface SendReply extends Sending {
  /** Answers whether Vonage took the reply. Never rejects. */
  readonly send: (draft: ReplyDraft) => Promise<boolean>;
  /** Keeps what has no place in the fields, beside the failure. */
  readonly setAside: (fields: ComposerDraft, was: SetAside["was"]) => void;
  /** It was put back. */
  readonly takeBack: (aside: SetAside) => void;
  /** Forgets the failure, and all that was set aside. */
  readonly dismiss: () => void;
}

const NOTHING: Sending = { pending: [], failed: null };

const tabStorage: TabStorage = () => sessionStorage;

/** Nothing is on its way, but perhaps something was before the page was loaded anew. */
function atFirst(conversation: string): Sending {
  const left = findLeftBehind(tabStorage, conversation);
  if (left === null) return NOTHING;
  const setAside = left.replies.map(({ key, draft }): SetAside => ({
    key,
    fields: fieldsOf(draft),
    was: "sent",
  }));
  return { pending: [], failed: { error: left.error, at: Date.now(), setAside } };
}

/** Counted over all conversations, not drawn: an address without https has no crypto.randomUUID. */
let keys = 0;

/** Of a life of the page that starts anew there may be some kept: the time tells them apart. */
function newKey(): string {
  keys += 1;
  return `${Date.now()}-${keys}`;
}

/**
 * Sends replies, several at once if need be. What is on its way outlives a look at somebody else, and so does a failure.
 * @param conversation which one it is
 * @param onStored gets the event of each as soon as there is one
 */
export function useSendReply(conversation: string, onStored: (reply: EventRow) => void): SendReply {
  const act = useAct("messages.sendReply");
  const client = useQueryClient();
  const queryKey = ["sending", conversation];
  const { data: sending = NOTHING } = useQuery<Sending>({
    queryKey,
    // Nobody is asked: it is only kept here.
    queryFn: skipToken,
    initialData: () => atFirst(conversation),
    gcTime: Number.POSITIVE_INFINITY,
    staleTime: Number.POSITIVE_INFINITY,
  });

  function change(next: (now: Sending) => Sending): void {
    client.setQueryData<Sending>(queryKey, (now = NOTHING) => next(now));
  }

  /** One that is taken says nothing of another that was not. */
  function end(key: string, error: AppErrorValue | null): boolean {
    forgetOnItsWay(tabStorage, conversation, key);
    change((now) => ({
      pending: now.pending.filter((reply) => reply.key !== key),
      failed: error === null ? now.failed : { error, at: Date.now(), setAside: now.failed?.setAside ?? [] },
    }));
    return error === null;
  }

  async function send(draft: ReplyDraft): Promise<boolean> {
    const key = newKey();
    const reply: PendingReply = { key, content: draft.content };
    change(({ pending, failed }) => ({
      pending: [...pending, reply],
      // What it says holds no longer, unless words are kept nowhere else.
      failed: failed === null || failed.setAside.length === 0 ? null : failed,
    }));
    keepOnItsWay(tabStorage, conversation, key, draft);
    const sent = await act.run(draft);
    if (!sent.ok) return end(key, sent.error);
    onStored(sent.value.event);
    return end(key, sent.value.refusal);
  }

  function changeAside(next: (now: readonly SetAside[]) => readonly SetAside[]): void {
    change(({ pending, failed }) => ({
      pending,
      failed: failed === null ? null : { ...failed, setAside: next(failed.setAside) },
    }));
  }

  function setAside(fields: ComposerDraft, was: SetAside["was"]): void {
    changeAside((now) => [...now, { key: newKey(), fields, was }]);
  }

  function takeBack({ key }: SetAside): void {
    forgetOnItsWay(tabStorage, conversation, key);
    changeAside((now) => now.filter((aside) => aside.key !== key));
  }

  function dismiss(): void {
    for (const { key } of sending.failed?.setAside ?? []) forgetOnItsWay(tabStorage, conversation, key);
    change((now) => ({ ...now, failed: null }));
  }

  return { ...sending, send, setAside, takeBack, dismiss };
}
