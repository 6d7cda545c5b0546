// Replies that are on their way, kept for the tab as drafts are: a page that is loaded anew meanwhile hears of no answer to
// them, and would hold neither their words nor a bubble.
import { z } from "zod";
import { AppError, toErrorValue, type AppErrorValue } from "../../../preload/contract/errors.ts";
import { ReplyDraft } from "../../../preload/contract/reply.ts";

/** Gives the tab's storage; a browser that blocks it throws. */
export type TabStorage = () => Pick<Storage, "getItem" | "setItem" | "removeItem">;

/** A reply that a former life of the page sent and never heard of again. */
export interface LeftBehind {
  readonly draft: ReplyDraft;
  readonly error: AppErrorValue;
}

/** By the number of the reply. */
const Stored = z.record(z.string(), ReplyDraft);

/** Keeps a reply until it is answered. */
export function keepOnItsWay(
  storage: TabStorage,
  conversation: string,
  key: string,
  draft: ReplyDraft,
): void {
  write(storage, conversation, { ...read(storage, conversation), [key]: draft });
}

/** It was answered. */
export function forgetOnItsWay(storage: TabStorage, conversation: string, key: string): void {
  const { [key]: _answered, ...rest } = read(storage, conversation);
  write(storage, conversation, rest);
}

/** Takes what was left behind: the last of it. To be asked before anything is kept. */
export function takeLeftBehind(storage: TabStorage, conversation: string): LeftBehind | null {
  const draft = Object.values(read(storage, conversation)).at(-1);
  write(storage, conversation, {});
  return draft === undefined ? null : { draft, error: toErrorValue(new AppError("REPLY_LEFT_BEHIND")) };
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
