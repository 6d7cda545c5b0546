// Keeps for the tab what a conversation has on its way and what failed in it: a page that is loaded anew meanwhile hears of no
// answer, and would hold neither the words nor a bubble.
import { z } from "zod";
import { AppError, AppErrorValue, toErrorValue } from "../../../preload/contract/errors.ts";
import { ReplyDraft } from "../../../preload/contract/reply.ts";
import { fieldsOf, StoredFields } from "./composer/composer-draft.ts";
import type { KeptMessage, Replies } from "./failed-replies.ts";

/** Gives the tab's storage; a browser that blocks it throws. */
export type TabStorage = () => Pick<Storage, "getItem" | "setItem" | "removeItem">;

const Stored = z.object({
  fields: StoredFields,
  at: z.number(),
  state: z.discriminatedUnion("is", [
    z.object({ is: z.literal("on-its-way") }),
    z.object({ is: z.literal("kept"), error: AppErrorValue.nullable(), isInField: z.boolean() }),
  ]),
});
type Stored = z.output<typeof Stored>;

/** A former form had what was on its way alone, as it was sent. */
const Message = z.union([
  Stored,
  ReplyDraft.transform((draft): Stored => ({
    fields: fieldsOf(draft),
    at: 0,
    state: { is: "on-its-way" },
  })),
]);

/** Keeps what is on its way and what failed, instead of what was kept before. */
export function keepReplies(storage: TabStorage, conversation: string, { kept, pending }: Replies): void {
  const failed = kept.map(({ key, fields, at, error, isInField }): [string, Stored] => [
    key,
    { fields, at, state: { is: "kept", error, isInField } },
  ]);
  const sent = pending.map(({ key, fields, at }): [string, Stored] => [
    key,
    { fields, at, state: { is: "on-its-way" } },
  ]);
  try {
    if (failed.length + sent.length === 0) storage().removeItem(keyOf(conversation));
    // Keys that are no number alone keep their order.
    else storage().setItem(keyOf(conversation), JSON.stringify(Object.fromEntries([...failed, ...sent])));
  } catch {
    // Blocked or full storage: only a page that is loaded anew would miss it.
  }
}

/**
 * What a former life of the page kept. Nothing is on its way any more: what was may have been sent, and was left behind.
 * @param now our clock, epoch ms
 */
export function findKept(storage: TabStorage, conversation: string, now: number): readonly KeptMessage[] {
  return Object.entries(read(storage, conversation)).map(([key, { fields, at, state }]) =>
    state.is === "kept"
      ? { key, fields, at, error: state.error, isInField: state.isInField }
      : { key, fields, at: now, error: toErrorValue(new AppError("REPLY_LEFT_BEHIND")), isInField: false },
  );
}

function read(storage: TabStorage, conversation: string): Readonly<Record<string, Stored>> {
  try {
    const kept = z
      .record(z.string(), z.unknown())
      .parse(JSON.parse(storage().getItem(keyOf(conversation)) ?? "{}"));
    // Of another version's messages, those that can be read are.
    return Object.fromEntries(
      Object.entries(kept).flatMap(([key, message]) => {
        const { data } = Message.safeParse(message);
        return data === undefined ? [] : [[key, data] as const];
      }),
    );
  } catch {
    // Blocked storage, or what somebody else kept: nothing is known of then.
    return {};
  }
}

function keyOf(conversation: string): string {
  return `hookline.on-its-way.${conversation}`;
}
