// The bridge of the browser host: one WebSocket that says hello, reconnects by itself and takes up its topics again.
import { CONTRACT_VERSION } from "../../preload/contract/app-state.ts";
import type {
  Bridge,
  CallName,
  CallOutput,
  Result,
  TopicName,
  TopicValue,
} from "../../preload/contract/contract.ts";
import { AppError, toErrorValue } from "../../preload/contract/errors.ts";
import type { HostMessage, PageMessage } from "../../preload/contract/socket.ts";
import { measureAhead, type Clock } from "./host-clock.ts";
import { watchForSilence, type SilenceWatch } from "./silence-watch.ts";

/** What the bridge uses of a WebSocket. */
export interface Socket {
  send(text: string): void;
  close(): void;
}

/** What a WebSocket tells the bridge. */
export interface SocketEvents {
  readonly opened: () => void;
  readonly heard: (data: unknown) => void;
  readonly closed: () => void;
}

/** Why the host will not talk to this page: its key is of another run, or the page is of another version. */
export type Refusal = "key" | "version";

/** A bridge that a host may refuse. */
export interface WebSocketBridge extends Bridge {
  readonly now: Clock;
  onConnection(listener: (connected: boolean) => void): () => void;
  onRefused(listener: (refusal: Refusal) => void): () => void;
  /** Tries now instead of when the back-off is over: the network or the tab came back. */
  retryNow(): void;
  stop(): void;
}

interface WebSocketBridgeParts {
  readonly key: string;
  readonly openSocket: (events: SocketEvents) => Socket;
  readonly setTimer: (run: () => void, delayMs: number) => () => void;
  /** The page's own clock. */
  readonly now: Clock;
}

const FIRST_RETRY_MS = 400;
const LONGEST_RETRY_MS = 5_000;
/** Asked for a sign of life: the host answers it out of its memory, in a few bytes. */
const SIGN_OF_LIFE = "tunnel.traffic" satisfies CallName;

type Answer = (result: Result<unknown>) => void;
type Phase = "starting" | "open" | "lost" | "ended";

/**
 * Connects at once. Calls wait for the first connection; once it was lost they answer `CONTRACT_HOST_LOST`. One that went out
 * before that may have been heard, and answers `CONTRACT_ANSWER_LOST`. A host that falls silent is lost, too.
 */
export function createWebSocketBridge({
  key,
  openSocket,
  setTimer,
  now,
}: WebSocketBridgeParts): WebSocketBridge {
  const answers = new Map<number, Answer>();
  const topics = new Map<TopicName, Set<(value: never) => void>>();
  const onConnection = new Set<(connected: boolean) => void>();
  const onRefused = new Set<(refusal: Refusal) => void>();
  const early: PageMessage[] = [];
  let phase: Phase = "starting";
  let refusal: Refusal | null = null;
  let lastId = 0;
  let askedAt = 0;
  let hostAheadMs = 0;
  let failures = 0;
  let socket: Socket | null = null;
  let stopTimer: (() => void) | null = null;
  let silence: SilenceWatch | null = null;
  /** How many sockets were given up, since the last sign of life, because the host fell silent. */
  let givenUp = 0;

  function send(message: PageMessage): void {
    if (phase === "starting") early.push(message);
    else if (phase === "open") socket?.send(JSON.stringify(message));
  }

  function connect(): void {
    const current = openSocket({
      opened: () => {
        askedAt = now();
        current.send(
          JSON.stringify({ type: "hello", key, contractVersion: CONTRACT_VERSION } satisfies PageMessage),
        );
      },
      heard: (data) => {
        if (socket !== current) return;
        silence?.heard();
        // The host is of this version, or its first message says otherwise; it checked every payload on its side.
        hear(JSON.parse(String(data)) as HostMessage);
      },
      closed: () => {
        if (socket === current) closed();
      },
    });
    socket = current;
    silence = watchForSilence({
      setTimer,
      givenUp,
      ask: askForSign,
      onSign: () => {
        givenUp = 0;
      },
      onSilent: giveUpSocket,
    });
  }

  /** Nobody waits for this answer: that something is heard is enough. */
  function askForSign(): void {
    send({ type: "call", id: ++lastId, name: SIGN_OF_LIFE, input: {} });
  }

  /** The close of a socket with nobody at its other end is told late: nothing waits for that. */
  function giveUpSocket(): void {
    const silent = socket;
    if (phase === "open") givenUp += 1;
    closed();
    silent?.close();
  }

  function hear(message: HostMessage): void {
    switch (message.type) {
      case "welcome":
        hostAheadMs = measureAhead({ askedAt, hostNow: message.now, answeredAt: now() });
        return welcomed();
      case "refused":
        return refuse("key");
      case "outdated":
        return refuse("version");
      case "result": {
        // The host validated the output by the same table; the id ties it to the call that asked.
        answers.get(message.id)?.(message.result as Result<unknown>);
        answers.delete(message.id);
        return undefined;
      }
      case "topic":
        for (const listener of topics.get(message.topic as TopicName) ?? []) listener(message.value as never);
        return undefined;
    }
  }

  function welcomed(): void {
    phase = "open";
    failures = 0;
    for (const topic of topics.keys()) send({ type: "subscribe", topic });
    for (const message of early.splice(0)) if (message.type === "call") send(message);
    for (const listener of onConnection) listener(true);
  }

  function closed(): void {
    socket = null;
    silence?.stop();
    if (phase === "ended") return;
    const wasOpen = phase === "open";
    phase = "lost";
    early.length = 0;
    giveUpAnswers({ wasOpen });
    for (const listener of onConnection) listener(false);
    stopTimer = setTimer(connect, Math.min(LONGEST_RETRY_MS, FIRST_RETRY_MS * 2 ** failures));
    failures += 1;
  }

  function refuse(why: Refusal): void {
    refusal = why;
    end();
    for (const listener of onRefused) listener(why);
  }

  function end(): void {
    const wasOpen = phase === "open";
    phase = "ended";
    stopTimer?.();
    silence?.stop();
    socket?.close();
    // What it had still to say must not set the bridge going again.
    socket = null;
    giveUpAnswers({ wasOpen });
  }

  /** What waits while the connection stands went out over it. */
  function giveUpAnswers({ wasOpen }: { readonly wasOpen: boolean }): void {
    const waiting = [...answers.values()];
    answers.clear();
    for (const answer of waiting) answer(lost(wasOpen ? "CONTRACT_ANSWER_LOST" : "CONTRACT_HOST_LOST"));
  }

  connect();

  return {
    call<N extends CallName>(name: N, input: unknown): Promise<Result<CallOutput<N>>> {
      if (phase === "lost" || phase === "ended") return Promise.resolve(lost("CONTRACT_HOST_LOST"));
      const id = ++lastId;
      return new Promise((resolve) => {
        // The host answers a call by its own row of the table, which is what CallOutput is made of.
        answers.set(id, resolve as Answer);
        send({ type: "call", id, name, input });
      });
    },
    subscribe<N extends TopicName>(name: N, listener: (value: TopicValue<N>) => void) {
      const listeners = topics.get(name) ?? new Set();
      if (listeners.size === 0) {
        topics.set(name, listeners);
        if (phase === "open") send({ type: "subscribe", topic: name });
      }
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
        if (listeners.size > 0 || topics.get(name) !== listeners) return;
        topics.delete(name);
        if (phase === "open") send({ type: "unsubscribe", topic: name });
      };
    },
    now: () => now() + hostAheadMs,
    onConnection(listener) {
      onConnection.add(listener);
      return () => onConnection.delete(listener);
    },
    onRefused(listener) {
      onRefused.add(listener);
      if (refusal !== null) listener(refusal);
      return () => onRefused.delete(listener);
    },
    retryNow() {
      if (phase !== "lost" || socket !== null) return;
      stopTimer?.();
      connect();
    },
    stop: end,
  };
}

function lost(code: "CONTRACT_HOST_LOST" | "CONTRACT_ANSWER_LOST"): {
  readonly ok: false;
  readonly error: ReturnType<typeof toErrorValue>;
} {
  return { ok: false, error: toErrorValue(new AppError(code)) };
}
