// Fans topics out to sockets: each value is cut to the topic's schema and written as JSON once, however many tabs listen.
import { contract, type TopicName } from "../../../preload/contract/contract.ts";
import type { HostMessage } from "../../../preload/contract/socket.ts";
import type { App } from "../../app-shape.ts";
import type { Log } from "../../ports.ts";

/** Takes one message, already written as JSON. */
export type SendText = (text: string) => void;

/** Who listens to what. */
export interface TopicHub {
  /** Returns what ends it. Joining twice with the same `send` counts once. */
  join(topic: TopicName, send: SendText): () => void;
}

/** Makes a {@link TopicHub}; it listens to a topic of the app only while somebody wants it. */
export function createTopicHub({
  app,
  log,
}: {
  readonly app: Pick<App, "subscribe">;
  readonly log: Log;
}): TopicHub {
  const listeners = new Map<TopicName, { readonly sends: Set<SendText>; readonly end: () => void }>();

  function open(topic: TopicName): { readonly sends: Set<SendText>; readonly end: () => void } {
    const sends = new Set<SendText>();
    const end = app.subscribe(topic, (value) => {
      const cut = contract.topics[topic].safeParse(value);
      if (!cut.success) return log.error(`topic ${topic} has the wrong form`, cut.error);
      const message: HostMessage = { type: "topic", topic, value: cut.data };
      const text = JSON.stringify(message);
      for (const send of sends) send(text);
      return undefined;
    });
    const entry = { sends, end };
    listeners.set(topic, entry);
    return entry;
  }

  return {
    join(topic, send) {
      const entry = listeners.get(topic) ?? open(topic);
      entry.sends.add(send);
      return () => {
        if (!entry.sends.delete(send) || entry.sends.size > 0) return;
        entry.end();
        if (listeners.get(topic) === entry) listeners.delete(topic);
      };
    },
  };
}
