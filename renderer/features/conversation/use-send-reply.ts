// Sending a reply: the bubble at once, the draft back when it fails.
import { skipToken, useQuery, useQueryClient } from "@tanstack/react-query";
import type { AppErrorValue } from "../../../preload/contract/errors.ts";
import type { EventRow } from "../../../preload/contract/event.ts";
import type { ReplyContent, ReplyDraft } from "../../../preload/contract/reply.ts";
import { useAct } from "../../bridge/use-call.ts";
import { fieldsOf, type ComposerDraft } from "./composer/composer-draft.ts";
import { forgetOnItsWay, keepOnItsWay, takeLeftBehind, type TabStorage } from "./left-behind.ts";

/** A reply on its way to Vonage: no answer yet. */
export interface PendingReply {
  readonly key: string;
  readonly content: ReplyContent;
}

/** A reply that failed, the last one of its conversation. */
export interface FailedReply {
  readonly error: AppErrorValue;
  /** When it did, epoch ms. */
  readonly at: number;
  /** What was sent, where it could not be given back by itself; null = it was. */
  readonly notKept: ComposerDraft | null;
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
  /** What failed could not be given back; null = it was put back by hand. */
  readonly keepAside: (sent: ComposerDraft | null) => void;
}

const NOTHING: Sending = { pending: [], failed: null };

const tabStorage: TabStorage = () => sessionStorage;

/** Nothing is on its way, but perhaps something was before the page was loaded anew. */
function atFirst(conversation: string): Sending {
  const left = takeLeftBehind(tabStorage, conversation);
  if (left === null) return NOTHING;
  return { pending: [], failed: { error: left.error, at: Date.now(), notKept: fieldsOf(left.draft) } };
}

/** Counted over all conversations, not drawn: an address without https has no crypto.randomUUID. */
let sends = 0;

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
      failed: error === null ? now.failed : { error, at: Date.now(), notKept: null },
    }));
    return error === null;
  }

  async function send(draft: ReplyDraft): Promise<boolean> {
    sends += 1;
    const key = String(sends);
    const reply: PendingReply = { key, content: draft.content };
    change(({ pending }) => ({ pending: [...pending, reply], failed: null }));
    keepOnItsWay(tabStorage, conversation, key, draft);
    const sent = await act.run(draft);
    if (!sent.ok) return end(key, sent.error);
    onStored(sent.value.event);
    return end(key, sent.value.refusal);
  }

  function keepAside(sent: ComposerDraft | null): void {
    change((now) => ({ ...now, failed: now.failed === null ? null : { ...now.failed, notKept: sent } }));
  }

  return { ...sending, send, keepAside };
}
