// Sending a reply: the bubble at once, the draft back when it fails.
import { useRef, useState } from "react";
import type { AppErrorValue } from "../../../preload/contract/errors.ts";
import type { EventRow } from "../../../preload/contract/event.ts";
import type { ReplyContent, ReplyDraft } from "../../../preload/contract/reply.ts";
import { useAct } from "../../bridge/use-call.ts";

/** A reply on its way to Vonage: no answer yet. */
export interface PendingReply {
  readonly key: string;
  readonly content: ReplyContent;
  readonly at: number;
}

/** What the composer needs for sending. */
export interface SendReply {
  readonly pending: readonly PendingReply[];
  readonly error: AppErrorValue | null;
  /** Answers whether Vonage took the reply. Never rejects. */
  readonly send: (draft: ReplyDraft) => Promise<boolean>;
  readonly dismissError: () => void;
}

/** Sends replies, several at once if need be. `onStored` gets the event of each as soon as there is one. */
export function useSendReply(onStored: (reply: EventRow) => void): SendReply {
  const act = useAct("messages.sendReply");
  const [pending, setPending] = useState<readonly PendingReply[]>([]);
  const [error, setError] = useState<AppErrorValue | null>(null);
  const sends = useRef(0);

  async function send(draft: ReplyDraft): Promise<boolean> {
    // Counted, not drawn: an address without https has no crypto.randomUUID.
    sends.current += 1;
    const key = String(sends.current);
    setError(null);
    setPending((list) => [...list, { key, content: draft.content, at: Date.now() }]);
    const sent = await act.run(draft);
    setPending((list) => list.filter((reply) => reply.key !== key));
    if (!sent.ok) {
      setError(sent.error);
      return false;
    }
    onStored(sent.value.event);
    setError(sent.value.refusal);
    return sent.value.refusal === null;
  }

  return { pending, error, send, dismissError: () => setError(null) };
}
