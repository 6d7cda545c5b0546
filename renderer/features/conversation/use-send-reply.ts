// Sending a reply: the bubble at once, and its words kept until it is sent for sure.
import { skipToken, useQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback } from "react";
import type { AppErrorValue } from "../../../preload/contract/errors.ts";
import type { EventRow } from "../../../preload/contract/event.ts";
import type { ReplyDraft } from "../../../preload/contract/reply.ts";
import { useHostClock } from "../../bridge/bridge.tsx";
import { useAct, useReadKept } from "../../bridge/use-call.ts";
import { showFailure } from "../../components/show-failure.ts";
import type { ComposerDraft } from "./composer/composer-draft.ts";
import type { ChangeDraft } from "./composer/use-draft.ts";
import {
  bringBack,
  dismiss,
  fail,
  letGo,
  sendOff,
  settle,
  type Desk,
  type Replies,
} from "./failed-replies.ts";
import { findKept, keepReplies, type TabStorage } from "./left-behind.ts";
import { isRemoved, sayRemoved, sayTaken } from "./removed-meanwhile.ts";

/** What the composer needs for sending. Each act gets how the fields are changed, which go with what failed. */
export interface SendReply extends Replies {
  /** Sends what was written, and takes it out of the fields. Never rejects. */
  readonly send: (draft: ReplyDraft, fields: ComposerDraft, change: ChangeDraft) => Promise<void>;
  /** Tells what stands in the fields now that they were written in. The same function in every render. */
  readonly written: (fields: ComposerDraft) => void;
  /** Puts a message that failed, or was put aside, into the fields. */
  readonly putBack: (key: string, change: ChangeDraft) => void;
  /** Forgets a failure, with what is set aside of it. */
  readonly dismiss: (key: string) => void;
}

const NOTHING: Replies = { pending: [], kept: [] };

const tabStorage: TabStorage = () => sessionStorage;

function keyOf(conversation: string): readonly [string, string] {
  return ["sending", conversation];
}

/** An address without https has no `crypto.randomUUID`. */
function newKey(): string {
  return crypto.getRandomValues(new Uint32Array(4)).join("-");
}

/**
 * Sends replies, several at once if need be. What is on its way outlives a look at somebody else, and so does a failure.
 * @param conversation which one it is
 * @param thread gets the event of each as soon as there is one; `newestId` is of its newest event, 0 = there is none
 */
export function useSendReply(
  conversation: string,
  thread: { readonly newestId: number; readonly onStored: (reply: EventRow) => void },
): SendReply {
  const act = useAct("messages.sendReply");
  const client = useQueryClient();
  const readKept = useReadKept();
  const clock = useHostClock();
  const { data: replies = NOTHING } = useQuery<Replies>({
    queryKey: keyOf(conversation),
    // Nobody is asked: it is only kept here.
    queryFn: skipToken,
    initialData: () => ({ pending: [], kept: findKept(tabStorage, conversation, clock()) }),
    gcTime: Number.POSITIVE_INFINITY,
    staleTime: Number.POSITIVE_INFINITY,
  });

  const step = useCallback(
    (next: (now: Replies) => Replies): void => {
      const now = client.getQueryData<Replies>(keyOf(conversation)) ?? NOTHING;
      const { pending, kept } = next(now);
      if (pending === now.pending && kept === now.kept) return;
      // Before the fields are written: words that are in both places for a moment are better than in none.
      keepReplies(tabStorage, conversation, { pending, kept });
      client.setQueryData<Replies>(keyOf(conversation), { pending, kept });
    },
    [client, conversation],
  );
  const written = useCallback((fields: ComposerDraft) => step((now) => letGo(now, fields)), [step]);

  /** One step of both: what failed and what stands in the fields. */
  function stepWith(change: ChangeDraft, next: (desk: Desk) => Desk): void {
    change((fields) => {
      let changed = fields;
      step((now) => {
        const desk = next({ ...now, fields });
        changed = desk.fields;
        return desk;
      });
      return changed;
    });
  }

  async function send(draft: ReplyDraft, fields: ComposerDraft, change: ChangeDraft): Promise<void> {
    const key = newKey();
    const reply = { key, content: draft.content, fields, at: clock(), afterId: thread.newestId };
    stepWith(change, (desk) => sendOff(desk, reply));
    const failed = (error: AppErrorValue): void =>
      stepWith(change, (desk) => fail(desk, key, error, clock()));
    const former = readKept("workspaces.list", {});
    const sent = await act.run(draft);
    const refusal = sent.ok ? sent.value.refusal : sent.error;
    if (isRemoved(draft.workspace, readKept("workspaces.list", {}), refusal)) {
      const { name = draft.workspace } = former?.workspaces.find(({ id }) => id === draft.workspace) ?? {};
      if (refusal !== null) showFailure(sayRemoved(refusal, name));
      else if (sent.ok) showFailure(sayTaken(sent.value, name));
      return step((now) => ({ ...settle(now, key), kept: [] }));
    }
    if (sent.ok) thread.onStored(sent.value.event);
    if (refusal !== null) return failed(refusal);
    step((now) => settle(now, key));
  }

  return {
    ...replies,
    send,
    written,
    putBack: (key, change) =>
      stepWith(change, (desk) => bringBack(desk, key, { key: newKey(), at: clock() })),
    dismiss: (key) => step((now) => dismiss(now, key)),
  };
}
