// The one WebSocket of the browser host: hello with the key of this run, then calls and topics.
// Threat model: the upgrade was checked for Host and Origin (origin-guard.ts); the key keeps out other programs and
// users of this computer. Nothing is run or sent before a good hello, and a page that does not read cannot fill memory.
import { timingSafeEqual, hash } from "node:crypto";
import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import { WebSocketServer, type RawData, type WebSocket } from "ws";
import { CONTRACT_VERSION } from "../../../preload/contract/app-state.ts";
import { isTopicName, type Result } from "../../../preload/contract/contract.ts";
import { toAppError, toErrorValue } from "../../../preload/contract/errors.ts";
import {
  BRIDGE_PATH,
  HELLO_TIMEOUT_MS,
  MAX_MESSAGE_BYTES,
  PageMessage,
  SOCKET_CLOSE,
  type HostMessage,
} from "../../../preload/contract/socket.ts";
import type { App } from "../../app-shape.ts";
import type { Clock, Log } from "../../ports.ts";
import { createPageOutbox } from "./page-outbox.ts";
import { createTopicHub, type TopicHub } from "./topic-hub.ts";

const PING_INTERVAL_MS = 30_000;
/** More than this may still be on its way to a page that answers no ping: the pong comes after it. In units of text. */
const LARGE = 256 * 1024;
/** So many pings may such a page leave unanswered: about as long as its own patience with us, see silence-watch.ts. */
const MOST_UNANSWERED = 8;

/** What the socket side of the browser host needs. */
export interface SocketParts {
  readonly app: Pick<App, "call" | "subscribe">;
  /** The key of this run. */
  readonly key: string;
  readonly clock: Clock;
  readonly log: Log;
}

/** All tabs of one run. */
export interface BridgeSocket {
  /** Takes a request whose Host and Origin are fine; any other path is refused. */
  accept(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  stop(): Promise<void>;
}

/** Makes the {@link BridgeSocket}. */
export function createBridgeSocket(parts: SocketParts): BridgeSocket {
  const server = new WebSocketServer({
    noServer: true,
    perMessageDeflate: false,
    maxPayload: MAX_MESSAGE_BYTES,
  });
  const hub = createTopicHub(parts);
  return {
    accept(request, socket, head) {
      if (request.url !== BRIDGE_PATH) {
        socket.end("HTTP/1.1 404 Not Found\r\nconnection: close\r\ncontent-length: 0\r\n\r\n", () =>
          socket.destroy(),
        );
        return;
      }
      if ("setNoDelay" in socket && typeof socket.setNoDelay === "function") socket.setNoDelay(true);
      server.handleUpgrade(request, socket, head, (page) => serve(page, hub, parts));
    },
    async stop() {
      for (const page of server.clients) page.close(1001, "Hookline was stopped");
      const stragglers = parts.clock.after(500, () => {
        for (const page of server.clients) page.terminate();
      });
      await new Promise<void>((resolve) => server.close(() => resolve()));
      await allClosed(server.clients);
      stragglers();
    },
  };
}

function serve(page: WebSocket, hub: TopicHub, { app, key, clock, log }: SocketParts): void {
  const topics = new Map<string, () => void>();
  let isWelcome = false;
  let unanswered = 0;
  let readBefore = 0;
  let readForSure = 0;
  let cancelPing: (() => void) | null = null;
  const cancelHello = clock.after(HELLO_TIMEOUT_MS, () => page.close(SOCKET_CLOSE.refused, "no hello"));

  /** It connects again and fetches what it missed. */
  function cutOff(why: string): void {
    log.info(`a page was cut off because it ${why}`);
    page.terminate();
  }

  const outbox = createPageOutbox({ page, clock, cutOff });
  const sendTopic = (text: string): void => outbox.send("topic", text);
  const sendAnswer = (text: string): void => outbox.send("answer", text);
  const send = (message: HostMessage): void => sendAnswer(JSON.stringify(message));

  /** A call is answered in any case: also when its value cannot be written down. */
  function sendResult(id: number, result: Result<unknown>): void {
    let text: string;
    try {
      text = JSON.stringify({ type: "result", id, result } satisfies HostMessage);
    } catch (error) {
      log.error("an answer could not be sent", error);
      return send({ type: "result", id, result: { ok: false, error: toErrorValue(toAppError(error)) } });
    }
    return sendAnswer(text);
  }

  /**
   * The pong of a page that reads slowly comes after all that waited for it: it lives as long as it reads. What was handed
   * over may lie in the buffers of a slow forward, where nothing shows that it is read until the first pong.
   */
  function ping(): void {
    const read = outbox.readSoFar();
    if (read !== readBefore) unanswered = 0;
    const isMuchOnItsWay = outbox.handedOver() - readForSure > LARGE;
    if (unanswered > (isMuchOnItsWay ? MOST_UNANSWERED : 0)) return cutOff("answers no ping");
    readBefore = read;
    unanswered += 1;
    page.ping(String(outbox.handedOver()));
    cancelPing = clock.after(PING_INTERVAL_MS, ping);
    return undefined;
  }

  function greet(message: Extract<PageMessage, { type: "hello" }>): void {
    cancelHello();
    if (!isEqualSecret(message.key, key)) {
      send({ type: "refused" });
      return page.close(SOCKET_CLOSE.refused, "wrong key");
    }
    if (message.contractVersion !== CONTRACT_VERSION) {
      send({ type: "outdated", contractVersion: CONTRACT_VERSION });
      return page.close(SOCKET_CLOSE.outdated, "reload the page");
    }
    isWelcome = true;
    cancelPing = clock.after(PING_INTERVAL_MS, ping);
    return send({ type: "welcome", contractVersion: CONTRACT_VERSION, now: clock.now() });
  }

  async function take(message: Exclude<PageMessage, { type: "hello" }>): Promise<void> {
    switch (message.type) {
      case "call":
        return sendResult(message.id, await app.call(message.name, message.input));
      case "subscribe":
        if (isTopicName(message.topic) && !topics.has(message.topic)) {
          topics.set(message.topic, hub.join(message.topic, sendTopic));
        }
        return undefined;
      case "unsubscribe":
        topics.get(message.topic)?.();
        topics.delete(message.topic);
        return undefined;
    }
  }

  page.on("message", (data, isBinary) => {
    const message = isBinary ? null : read(data);
    if (message === null || (message.type === "hello") === isWelcome) {
      page.close(SOCKET_CLOSE.malformed, "not understood");
    } else if (message.type === "hello") greet(message);
    else take(message).catch((error: unknown) => log.error("a message of the page failed", error));
  });
  page.on("pong", (echo) => {
    unanswered = 0;
    // All that was handed over before its ping.
    readForSure = Number(echo);
  });
  page.on("error", (error) => log.info("a page broke its connection", { reason: error.message }));
  page.on("close", () => {
    cancelHello();
    cancelPing?.();
    outbox.stop();
    for (const end of topics.values()) end();
    topics.clear();
  });
}

function read(data: RawData): PageMessage | null {
  try {
    const parsed = PageMessage.safeParse(JSON.parse(data.toString()));
    return parsed.success ? parsed.data : null;
  } catch {
    return null; // not JSON: the caller closes the socket
  }
}

/** Compares by hash, so that neither content nor length shows in the time it takes. */
function isEqualSecret(given: string, expected: string): boolean {
  return timingSafeEqual(hash("sha256", given, "buffer"), hash("sha256", expected, "buffer"));
}

function allClosed(pages: Set<WebSocket>): Promise<unknown> {
  return Promise.all(
    [...pages].map((page) => new Promise<void>((resolve) => page.once("close", () => resolve()))),
  );
}
