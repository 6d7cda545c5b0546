// The Facebook users of the simulator: who wrote to which Page, and when. It opens the window for a reply.
import { MESSAGING_WINDOW_MS } from "../../preload/contract/conversation.ts";
import type { PageId, Psid } from "../../preload/contract/ids.ts";
import { HUMAN_AGENT_WINDOW_MS, tagState } from "./tags.ts";

/** A person who wrote to a Page. */
export interface SimulatedPerson {
  readonly psid: Psid;
  readonly pageId: PageId;
  /** Epoch ms. */
  readonly lastInboundAt: number;
}

/** When a person last wrote to a Page, as known from before this run; null = never. */
export type RememberedInbound = (psid: Psid, pageId: PageId) => number | null;

/** Remembers who wrote. */
export interface People {
  wrote(psid: Psid, pageId: PageId, at: number): void;
  /** The code Messenger refuses a message with; null = it delivers it. */
  refusalOf(psid: Psid, pageId: PageId, tag: string | null, now: number): string | null;
  list(): readonly SimulatedPerson[];
  clear(): void;
}

const MOST_PEOPLE = 10_000;

/** Makes an empty list. `remembered` answers for people who wrote before this run. */
export function createPeople(remembered: RememberedInbound): People {
  const people = new Map<string, SimulatedPerson>();
  let isCleared = false;

  return {
    wrote(psid, pageId, at) {
      const key = keyOf(psid, pageId);
      // Back to the end of the map, so that the one who wrote longest ago is the first to be forgotten.
      people.delete(key);
      people.set(key, { psid, pageId, lastInboundAt: at });
      const oldest = people.size > MOST_PEOPLE ? people.keys().next() : { done: true as const };
      if (oldest.done !== true) people.delete(oldest.value);
    },
    refusalOf(psid, pageId, tag, now) {
      const lastInboundAt =
        people.get(keyOf(psid, pageId))?.lastInboundAt ?? (isCleared ? null : remembered(psid, pageId));
      if (lastInboundAt === null) return "1300";
      const state = tag === null ? null : tagState(tag);
      if (state === "retired") return "1021";
      const windowMs = state === "valid" ? HUMAN_AGENT_WINDOW_MS : MESSAGING_WINDOW_MS;
      return now - lastInboundAt >= windowMs ? "1340" : null;
    },
    list: () => [...people.values()],
    clear() {
      people.clear();
      isCleared = true;
    },
  };
}

function keyOf(psid: Psid, pageId: PageId): string {
  return JSON.stringify([psid, pageId]);
}
