// In-process publish/subscribe of what just happened, by the topics of the contract. It informs; it steers nothing.
import type { TopicName, TopicValue } from "../../preload/contract/contract.ts";
import type { Log } from "../ports.ts";

/** Publishes to whoever listens. */
export interface EventFeed {
  /**
   * Lists (`events.appended`, `events.answered`) are gathered and handed on once a turn of the event loop, so that one
   * group commit is one publication; every other topic is handed on at once.
   */
  publish<N extends TopicName>(topic: N, value: TopicValue<N>): void;
  /** Returns what ends the subscription. A listener that throws is logged and disturbs nobody. */
  subscribe<N extends TopicName>(topic: N, listener: (value: TopicValue<N>) => void): () => void;
  /** Hands on at once what is gathered; for a clean stop. */
  flush(): void;
}

type Listener = (value: unknown) => void;

/** Makes an empty feed. */
export function createEventFeed({ log }: { readonly log: Log }): EventFeed {
  const listeners = new Map<TopicName, Set<Listener>>();
  let gathered = new Map<TopicName, unknown[]>();
  let scheduled: NodeJS.Immediate | null = null;

  function flush(): void {
    if (scheduled !== null) clearImmediate(scheduled);
    scheduled = null;
    const batches = gathered;
    // Another map, not a cleared one: in V8 the former table of a Map points to the next, so that each that has grown old
    // keeps all rows that come later from being collected while they are young.
    gathered = new Map();
    for (const [topic, rows] of batches) hand(topic, rows);
  }

  function hand(topic: TopicName, value: unknown): void {
    // A copy: a listener may end its own subscription, or begin another.
    for (const listener of Array.from(listeners.get(topic) ?? [])) {
      try {
        listener(value);
      } catch (error) {
        log.error("feed.listener", error);
      }
    }
  }

  return {
    publish: (topic, value) => {
      if ((listeners.get(topic)?.size ?? 0) === 0) return;
      if (!Array.isArray(value)) {
        hand(topic, value);
        return;
      }
      const rows = gathered.get(topic);
      if (rows === undefined) gathered.set(topic, [...value]);
      else for (const row of value) rows.push(row);
      scheduled ??= setImmediate(flush);
    },
    subscribe: (topic, listener) => {
      // `topic` ties the listener to its value; a map over all topics cannot express that.
      const entry: Listener = (value) => listener(value as TopicValue<typeof topic>);
      const set = listeners.get(topic) ?? new Set<Listener>();
      set.add(entry);
      listeners.set(topic, set);
      return () => {
        set.delete(entry);
      };
    },
    flush,
  };
}
