// What people and Pages wrote to each other in this run, as it stands on the person's own screen.
import type { SimulatedConversationMessage } from "../../preload/contract/simulator-state.ts";
import type { PageId, Psid } from "../../preload/contract/ids.ts";
import { forgetOldest } from "../forget-oldest.ts";

/** A message as it was written; its statuses are looked up where they are kept. */
export type WrittenMessage = Omit<SimulatedConversationMessage, "statuses">;

/** Conversations by person and Page. */
export interface Conversations {
  add(psid: Psid, pageId: PageId, message: WrittenMessage): void;
  /** The newest, oldest first. */
  of(psid: Psid, pageId: PageId): readonly WrittenMessage[];
  forget(psid: Psid, pageId: PageId): void;
  clear(): void;
}

const MOST_CONVERSATIONS = 1_000;
const MOST_MESSAGES = 200;
const LONGEST_TEXT = 2_000;

/** Makes an empty list. `changed` is called after every message: some lead to no webhook, which would tell of them. */
export function createConversations(changed: () => void): Conversations {
  const conversations = new Map<string, WrittenMessage[]>();

  return {
    add(psid, pageId, message) {
      const key = personKey(psid, pageId);
      const messages = conversations.get(key) ?? [];
      messages.push({ ...message, text: message.text === null ? null : shortened(message.text) });
      // Cut now and then, not with every message.
      if (messages.length > MOST_MESSAGES * 2) messages.splice(0, messages.length - MOST_MESSAGES);
      // Back to the end, so that the one that rested longest is the first to be forgotten.
      conversations.delete(key);
      conversations.set(key, messages);
      forgetOldest(conversations, MOST_CONVERSATIONS);
      changed();
    },
    of: (psid, pageId) => (conversations.get(personKey(psid, pageId)) ?? []).slice(-MOST_MESSAGES),
    forget: (psid, pageId) => void conversations.delete(personKey(psid, pageId)),
    clear: () => conversations.clear(),
  };
}

/** One key for a person at a Page. */
export function personKey(psid: Psid, pageId: PageId): string {
  // Unlike with a separator, no two pairs can be taken for each other.
  return `${psid.length}:${psid}${pageId}`;
}

/** Never half of a character. */
function shortened(text: string): string {
  if (text.length <= LONGEST_TEXT) return text;
  return text.slice(0, LONGEST_TEXT).replace(/[\ud800-\udbff]$/, "");
}
