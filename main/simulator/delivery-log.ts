// What became of the webhooks of this run: the newest of them, with every attempt.
import type {
  DeliveryAttempt,
  DeliveryStory,
  WebhookDelivery,
} from "../../preload/contract/simulator-state.ts";
import type { HandlerAnswer } from "../../preload/contract/simulator.ts";
import { forgetOldest } from "../forget-oldest.ts";

/** What is known of a webhook before it is sent. */
export type DeliveryFacts = Pick<
  WebhookDelivery,
  "kind" | "messageUuid" | "psid" | "pageId" | "status" | "payloadVersion" | "faults" | "url" | "startedAt"
>;

/** The page on one webhook, for whoever sends it. */
export interface DeliveryEntry {
  readonly id: number;
  /** An attempt was answered, or was not. */
  attempted(at: number, answer: HandlerAnswer): void;
  /** It will be sent again; `at` is epoch ms. */
  waits(at: number): void;
  /** It came to its end. */
  ended(state: Exclude<WebhookDelivery["state"], "under-way" | "waiting">): void;
}

/** The log. */
export interface DeliveryLog {
  begin(facts: DeliveryFacts): DeliveryEntry;
  /** A webhook for which there is no address. */
  notSent(facts: DeliveryFacts, reason: string): void;
  /** Newest first. */
  newest(count: number): readonly WebhookDelivery[];
  /** Those that wait to be sent again, in the order in which they are due. */
  waiting(count: number): readonly WebhookDelivery[];
  story(id: number): DeliveryStory | null;
  clear(): void;
}

/** Those that wait are kept besides, as long as they do. */
const MOST_KEPT = 1_000;

interface Kept {
  readonly id: number;
  readonly facts: DeliveryFacts;
  readonly story: DeliveryAttempt[];
  state: WebhookDelivery["state"];
  nextAttemptAt: number | null;
}

/** Makes an empty log. `changed` is called after every entry, `attempted` besides with every attempt. */
export function createDeliveryLog(
  changed: () => void,
  attempted: (delivery: WebhookDelivery, attempt: DeliveryAttempt) => void = () => undefined,
): DeliveryLog {
  const kept = new Map<number, Kept>();
  const waiting = new Map<number, Kept>();
  let lastId = 0;

  const keep = (facts: DeliveryFacts, state: Kept["state"]): Kept => {
    lastId += 1;
    const entry: Kept = { id: lastId, facts, story: [], state, nextAttemptAt: null };
    kept.set(entry.id, entry);
    forgetOldest(kept, MOST_KEPT);
    return entry;
  };

  return {
    begin(facts) {
      const entry = keep(facts, "under-way");
      changed();
      return {
        id: entry.id,
        attempted(at, answer) {
          entry.story.push({ at, ...answer });
          entry.state = "under-way";
          entry.nextAttemptAt = null;
          waiting.delete(entry.id);
          attempted(shown(entry), { at, ...answer });
          changed();
        },
        waits(at) {
          entry.state = "waiting";
          entry.nextAttemptAt = at;
          waiting.set(entry.id, entry);
          changed();
        },
        ended(state) {
          entry.state = state;
          entry.nextAttemptAt = null;
          waiting.delete(entry.id);
          changed();
        },
      };
    },
    notSent(facts, reason) {
      const entry = keep(facts, "not-sent");
      entry.story.push({ at: facts.startedAt, status: null, durationMs: 0, reason });
      changed();
    },
    newest: (count) => [...kept.values()].slice(-count).reverse().map(shown),
    waiting: (count) =>
      [...waiting.values()]
        .sort((a, b) => (a.nextAttemptAt ?? 0) - (b.nextAttemptAt ?? 0) || a.id - b.id)
        .slice(0, count)
        .map(shown),
    story(id) {
      const entry = kept.get(id) ?? waiting.get(id);
      return entry === undefined ? null : { ...shown(entry), story: [...entry.story] };
    },
    clear() {
      kept.clear();
      waiting.clear();
    },
  };
}

function shown({ id, facts, story, state, nextAttemptAt }: Kept): WebhookDelivery {
  const last = story.at(-1);
  const isSent = state !== "not-sent";
  return {
    id,
    ...facts,
    state,
    attempts: isSent ? story.length : 0,
    answer:
      last === undefined ? null : { status: last.status, durationMs: last.durationMs, reason: last.reason },
    nextAttemptAt,
  };
}
