// Replies that are on their way, kept for the tab as drafts are: a page that is loaded anew meanwhile hears of no answer to
// them, and would hold neither their words nor a bubble.
import { z } from "zod";
import { AppError, toErrorValue, type AppErrorValue } from "../../../preload/contract/errors.ts";
import { ReplyDraft } from "../../../preload/contract/reply.ts";

/** Gives the tab's storage; a browser that blocks it throws. */
export type TabStorage = () => Pick<Storage, "getItem" | "setItem" | "removeItem">;

/** Replies that a former life of the page sent and never heard of again, the first of them first. */
export interface LeftBehind {
  readonly replies: readonly { readonly key: string; readonly draft: ReplyDraft }[];
  readonly error: AppErrorValue;
}

/** By the key of the reply. */
const Stored = z.record(z.string(), ReplyDraft);

/** Keeps a reply until it is answered. Keys that are no number alone keep their order. */
export function keepOnItsWay(
  storage: TabStorage,
  conversation: string,
  key: string,
  draft: ReplyDraft,
): void {
  write(storage, conversation, { ...read(storage, conversation), [key]: draft });
}

/** It was answered, or its words were taken over. */
export function forgetOnItsWay(storage: TabStorage, conversation: string, key: string): void {
  const { [key]: _answered, ...rest } = read(storage, conversation);
  write(storage, conversation, rest);
}

/** What was left behind, and stays so until it is forgotten; null = nothing. To be asked before anything is kept. */
export function findLeftBehind(storage: TabStorage, conversation: string): LeftBehind | null {
  const replies = Object.entries(read(storage, conversation)).map(([key, draft]) => ({ key, draft }));
  if (replies.length === 0) return null;
  return { replies, error: toErrorValue(new AppError("REPLY_LEFT_BEHIND")) };
}

function read(storage: TabStorage, conversation: string): z.output<typeof Stored> {
  try {
    return Stored.parse(JSON.parse(storage().getItem(keyOf(conversation)) ?? "{}"));
  } catch {
    // Blocked storage, or what another version kept: nothing is known of then.
    return {};
  }
}

function write(storage: TabStorage, conversation: string, kept: z.output<typeof Stored>): void {
  try {
    if (Object.keys(kept).length === 0) storage().removeItem(keyOf(conversation));
    else storage().setItem(keyOf(conversation), JSON.stringify(kept));
  } catch {
    // Blocked or full storage: only a page that is loaded anew would miss it.
  }
}

function keyOf(conversation: string): string {
  return `hookline.on-its-way.${conversation}`;
}
