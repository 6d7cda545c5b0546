// A person who types, sends, and is told of failures, in any order; and what must still be there of their words.
import * as fc from "fast-check";
import type { AppErrorValue } from "../../../../../preload/contract/errors.ts";
import {
  contentOf,
  EMPTY_DRAFT,
  type ComposerDraft,
} from "../../../../../renderer/features/conversation/composer/composer-draft.ts";
import {
  bringBack,
  dismiss,
  fail,
  letGo,
  sendOff,
  settle,
  type Desk,
  type KeptMessage,
} from "../../../../../renderer/features/conversation/failed-replies.ts";
import {
  findKept,
  keepReplies,
  type TabStorage,
} from "../../../../../renderer/features/conversation/left-behind.ts";

/** What happens. `at` picks one of those there are. */
export type Happening =
  | { readonly is: "type" | "go on" | "delete" | "send" | "reload" }
  | { readonly is: "choose"; readonly type: "text" | "image" | "video" }
  | { readonly is: "set client_ref"; readonly clientRef: string }
  | {
      readonly is: "taken" | "refused" | "uncertain" | "put back" | "dismiss";
      readonly at: number;
    };

/** Any life of a conversation. */
export const anyLife: fc.Arbitrary<readonly Happening[]> = fc.array(
  fc.oneof(
    { weight: 5, arbitrary: fc.record({ is: fc.constantFrom("type" as const, "send" as const) }) },
    { weight: 3, arbitrary: fc.record({ is: fc.constantFrom("go on" as const, "delete" as const) }) },
    { weight: 1, arbitrary: fc.record({ is: fc.constant("reload" as const) }) },
    {
      weight: 1,
      arbitrary: fc.record({
        is: fc.constant("choose" as const),
        type: fc.constantFrom("text" as const, "image" as const, "video" as const),
      }),
    },
    {
      weight: 1,
      arbitrary: fc.record({
        is: fc.constant("set client_ref" as const),
        clientRef: fc.constantFrom("", "7"),
      }),
    },
    {
      weight: 6,
      arbitrary: fc.record({
        is: fc.constantFrom(
          "taken" as const,
          "refused" as const,
          "uncertain" as const,
          "put back" as const,
          "dismiss" as const,
        ),
        at: fc.nat(5),
      }),
    },
  ),
  // Long ones: most needs several of them to fail.
  { maxLength: 50, size: "max" },
);

export const REFUSED: AppErrorValue = { code: "REPLY_THROTTLED", details: {} };
export const UNCERTAIN: AppErrorValue = { code: "CONTRACT_ANSWER_LOST", details: {} };

/** Storage of one tab. */
export function tabStorage(): TabStorage {
  const kept = new Map<string, string>();
  const storage = {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  };
  return () => storage;
}

/** All that a desk holds of anybody's words, each message by itself. */
export function wordsOf({ fields, pending, kept }: Desk): readonly string[] {
  return [
    fields.text,
    fields.url,
    ...pending.map((reply) => contentOf(reply.fields)),
    ...kept.filter(({ isInField }) => !isInField).map((message) => contentOf(message.fields)),
  ]
    .filter((text) => text !== "")
    .toSorted();
}

/** Lives it, and shows each state with the words that must be in it. */
export function live(
  life: readonly Happening[],
  look: (now: Desk, words: ReadonlySet<string>, before: Desk, what: Happening) => void,
): void {
  const words = new Set<string>();
  const storage = tabStorage();
  let desk: Desk = { fields: EMPTY_DRAFT, pending: [], kept: [] };
  let count = 0;

  for (const what of life) {
    const before = desk;
    count += 1;
    desk = happen(desk, what);
    look(desk, words, before, what);
  }

  function happen(now: Desk, what: Happening): Desk {
    const { fields, pending, kept } = now;
    const key = `key-${count}`;
    switch (what.is) {
      case "type":
        return write(now, `word ${count}`);
      case "go on":
        return write(now, `${contentOf(fields)}, and ${count}`);
      case "delete":
        return write(now, "");
      case "choose":
        return { ...now, fields: { ...fields, type: what.type } };
      case "set client_ref":
        return { ...now, fields: { ...fields, clientRef: what.clientRef } };
      case "send":
        if (contentOf(fields) === "") return now;
        return sendOff(now, {
          key,
          content: { type: "text", text: contentOf(fields) },
          fields,
          at: count,
          afterId: 0,
        });
      case "reload":
        keepReplies(storage, "one", now);
        return { fields, pending: [], kept: findKept(storage, "one", count) };
      case "put back": {
        const message = kept[what.at % kept.length];
        return message === undefined ? now : bringBack(now, message.key, { key, at: count });
      }
      case "dismiss": {
        const message = kept[what.at % kept.length];
        if (message === undefined) return now;
        if (!message.isInField) words.delete(contentOf(message.fields));
        return dismiss(now, message.key);
      }
      case "taken":
      case "refused":
      case "uncertain": {
        const reply = pending[what.at % pending.length];
        if (reply === undefined) return now;
        if (what.is !== "taken") {
          return fail(now, reply.key, what.is === "refused" ? REFUSED : UNCERTAIN, count);
        }
        words.delete(contentOf(reply.fields));
        return settle(now, reply.key);
      }
    }
  }

  /** Whoever writes over what stands there wants it no more. */
  function write(now: Desk, text: string): Desk {
    words.delete(contentOf(now.fields));
    if (text !== "") words.add(text);
    const field = now.fields.type === "text" ? "text" : "url";
    const fields = { ...now.fields, [field]: text };
    return letGo({ ...now, fields }, fields);
  }
}

/** The messages whose fate is not known and that are not in the field. */
export function warnedOf({ kept }: Desk): readonly KeptMessage[] {
  return kept.filter(
    ({ error, isInField }) =>
      !isInField && error !== null && ["CONTRACT_ANSWER_LOST", "REPLY_LEFT_BEHIND"].includes(error.code),
  );
}

/** A text message. */
export function textOf(text: string, changes: Partial<ComposerDraft> = {}): ComposerDraft {
  return { ...EMPTY_DRAFT, text, ...changes };
}
