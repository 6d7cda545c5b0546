// The webhook listener: raw bytes in, 200 out, and only after the event is durably on disk.
import type { IncomingMessage, ServerResponse } from "node:http";
import type { Headers } from "../../preload/contract/event.ts";
import type { EventId } from "../../preload/contract/ids.ts";
import { INBOUND_PATH, STATUS_PATH, type ListenerState } from "../../preload/contract/listener.ts";
import type { Settings } from "../../preload/contract/settings.ts";
import type { PortWish } from "../app-shape.ts";
import type { EventFeed } from "../events/event-feed.ts";
import type { EventStore } from "../events/event-store.ts";
import type { FileEndpoint } from "../media/file-endpoint.ts";
import { SERVED_PATH } from "../../preload/contract/media.ts";
import { bindPort, listenOn, type BoundPort } from "../network/port-wish.ts";
import type { Clock, Log } from "../ports.ts";
import { createBodyBudget } from "./body-budget.ts";
import type { WebhookDirectory } from "./directory.ts";
import { unwantedBody } from "./expect-continue.ts";
import { createFloodGuard } from "./flood-guard.ts";
import { createIdleConnections } from "./idle-connections.ts";
import { createIngest, timingsOf, type IngestAnswer } from "./ingest.ts";
import { LIMITS, type ListenerLimits } from "./listener-limits.ts";
import { createListenerServer, type ListenerServer } from "./listener-server.ts";
import { hasLeft, urlHost, type Arrived, type Moments, type Since } from "./listener-parts.ts";
import { createMisdirectedPaths } from "./misdirected.ts";
import { readBody, type OnRead, type ReadBody } from "./read-body.ts";
import { headersOf } from "./request-headers.ts";
import { originForm, pathOnly, webhookOf } from "./request-path.ts";
import { createStoreFault } from "./store-fault.ts";
import { countTurnedAway, type TurnedAwayCount } from "./turned-away.ts";

/** The running listener. Its port is the only one a tunnel ever opens. */
export interface Listener {
  /** @throws AppError `LISTENER_PORT_TAKEN`, `LISTENER_FAILED` */
  start(choice: PortWish): Promise<ListenerState>;
  /** Accepts no more, answers what is in flight, then closes what is left. Safe to call twice. */
  stop(): Promise<void>;
  state(): ListenerState;
}

/** What the listener needs. */
export interface ListenerPorts {
  readonly store: Pick<EventStore, "append" | "answered" | "expectCallers" | "tryWrite" | "damage">;
  readonly feed: EventFeed;
  readonly clock: Clock;
  readonly log: Log;
  readonly directory: WebhookDirectory;
  /** Read anew for each request. */
  readonly settings: () => Settings["webhooks"];
  /** The one thing that can be fetched here: files the person serves. Without it there are none. */
  readonly files?: FileEndpoint;
  /** Loopback unless the person asked for more. */
  readonly bindAddress?: string;
  readonly limits?: Partial<ListenerLimits>;
}

const NO_BODY: Headers = { "content-length": "0" };
const ANSWER_HEADERS: Readonly<Record<number, Headers>> = {
  405: { ...NO_BODY, allow: "POST" },
  413: { ...NO_BODY, connection: "close" },
  429: { ...NO_BODY, "retry-after": "10" },
  503: { ...NO_BODY, "retry-after": "5" },
};
const PUBLISH_EVERY_MS = 250;

/** Makes a listener that is not started yet. */
export function createListener(ports: ListenerPorts): Listener {
  const { store, feed, clock, log, settings, files, bindAddress = "127.0.0.1" } = ports;
  const limits = { ...LIMITS, ...ports.limits };
  const ingest = createIngest({ ...ports, isFlooding: createFloodGuard({ clock, log }) });
  const budget = createBodyBudget({ mostBytes: limits.heldBytes, log });
  const misdirected = createMisdirectedPaths();
  const flooded = countTurnedAway();
  const crowded = countTurnedAway();
  const malformed = countTurnedAway();
  const dropped = countTurnedAway();
  const idle = createIdleConnections();
  const isListening = (): boolean => phase === "listening";
  const storeFault = createStoreFault({ store, clock, log, isListening, onChange: publish });
  let phase: ListenerState["state"] = "stopped";
  let port = 0;
  let wantedPort: number | null = null;
  let server: ListenerServer | null = null;
  let isPublishing = false;
  let cancelPublish: (() => void) | null = null;

  function state(): ListenerState {
    const url = `http://${urlHost(bindAddress)}:${port}`;
    return {
      state: phase,
      url,
      inbound: url + INBOUND_PATH,
      status: url + STATUS_PATH,
      port,
      wantedPort,
      misdirected: misdirected.list(),
      unnamed: misdirected.unnamed(),
      flooded: flooded.state(),
      crowded: crowded.state(),
      malformed: malformed.state(),
      dropped: dropped.state(),
      storeError: storeFault.current(),
    };
  }

  function publish(): void {
    feed.publish("listener.changed", state());
  }

  /** A scanner may try hundreds of paths a second; nobody needs to see each. */
  function publishSoon(): void {
    if (isPublishing) return;
    isPublishing = true;
    cancelPublish = clock.after(PUBLISH_EVERY_MS, () => {
      isPublishing = false;
      publish();
    });
  }

  function turnedAway(counter: TurnedAwayCount, reason: string): void {
    counter.add(reason, clock.now());
    publishSoon();
  }

  function handle(
    request: IncomingMessage,
    response: ServerResponse,
    unwanted: ReadBody | null = null,
  ): void {
    const startedAt = clock.elapsed();
    idle.asked(response);
    const path = originForm(request.url ?? "/");
    const webhook = webhookOf(path);
    if (webhook === null) {
      const bare = pathOnly(path);
      const isFile = files?.isMeant(bare) === true;
      if (isFile && files.answer(request, response, bare)) {
        response.on("close", () => idle.answered(response));
        return;
      }
      // An address that was right once, or nearly, is told to nobody.
      misdirected.add(request.method ?? "", isFile ? SERVED_PATH : bare, clock.now());
      publishSoon();
      send(response, 404);
      return;
    }
    const receivedAt = clock.now();
    const onRead: OnRead = (read, release) => {
      if (read === null) {
        release();
        // What follows of this body is not wanted either.
        response.setHeader("connection", "close");
        send(response, 503);
        turnedAway(crowded, "all room for bodies was taken; Vonage sends it again");
      } else void take(request, response, { webhook, path, receivedAt, startedAt, read, release });
    };
    if (unwanted === null) readBody(request, { limit: settings().bodyLimit, budget }, onRead);
    else
      void take(request, response, { webhook, path, receivedAt, startedAt, read: unwanted, release: null });
  }

  /** 404, 405 and 413 need no body: it is not asked for, and none can follow on this connection. */
  function handleExpecting(request: IncomingMessage, response: ServerResponse): void {
    const isOurs = webhookOf(originForm(request.url ?? "/")) !== null;
    const unwanted = unwantedBody(request, settings().bodyLimit);
    if (isOurs && unwanted === null) response.writeContinue();
    else response.setHeader("connection", "close");
    handle(request, response, unwanted);
  }

  async function take(request: IncomingMessage, response: ServerResponse, arrived: Arrived): Promise<void> {
    const { webhook, path, receivedAt, startedAt, read, release } = arrived;
    const readAt = clock.elapsed();
    try {
      const { body, bodyBytes, truncated } = read;
      const method = request.method ?? "";
      const headers = headersOf(request);
      const answer = await ingest.take(
        { webhook, method, path, headers, body, bodyBytes, truncated, receivedAt },
        readAt,
      );
      acknowledge(response, answer, { startedAt, readAt });
    } catch (error) {
      refuse(response, error);
    } finally {
      release?.();
    }
  }

  function acknowledge(response: ServerResponse, answer: IngestAnswer, { startedAt, readAt }: Since): void {
    storeFault.stored();
    const moments = { startedAt, readAt, answeredAt: clock.elapsed() };
    const isGone = response.closed;
    send(response, answer.status);
    const { eventId } = answer;
    if (eventId === null) {
      turnedAway(flooded, "more than 50 unverified ones a second came through the tunnel");
      return;
    }
    const keep = (sent: boolean): void => keepAnswer(eventId, answer, moments, sent);
    if (isGone || hasLeft(response)) keep(!isGone);
    // "close" comes once, after the bytes left or the caller did.
    else response.on("close", () => keep(response.writableFinished));
  }

  function keepAnswer(id: EventId, answer: IngestAnswer, at: Moments, sent: boolean): void {
    const now = clock.elapsed();
    ingest.answered(id, {
      status: answer.status,
      durationMs: now - at.startedAt,
      headers: ANSWER_HEADERS[answer.status] ?? NO_BODY,
      body: null,
      timings: timingsOf(at.readAt - at.startedAt, answer, now - at.answeredAt),
      sent,
    });
  }

  /** Nothing was stored, so nothing is acknowledged: Vonage sends it again. */
  function refuse(response: ServerResponse, error: unknown): void {
    storeFault.refused(error);
    send(response, 503);
  }

  function send(response: ServerResponse, status: number): void {
    const headers = ANSWER_HEADERS[status] ?? NO_BODY;
    response.writeHead(status, phase === "stopped" ? { ...headers, connection: "close" } : headers);
    // Before its bytes leave: then the response may have let go of its connection.
    idle.answered(response);
    response.end();
  }

  function createHttpServer(): ListenerServer {
    return createListenerServer({
      limits,
      idle,
      onRequest: (request, response) => handle(request, response),
      onExpecting: handleExpecting,
      onConnections: (count) => store.expectCallers(count),
      onDropped: () => {
        if (dropped.state() === null) log.info("listener.full", { connections: limits.connections });
        turnedAway(dropped, `all ${limits.connections} connections were busy`);
      },
      onMalformed: (reason) => turnedAway(malformed, reason),
    });
  }

  async function start(wish: PortWish): Promise<ListenerState> {
    const started = createHttpServer();
    let bound: BoundPort;
    try {
      bound = await bindPort(wish, { server: "webhook listener", option: "--listen-port" }, (tried) =>
        listenOn(started.http, bindAddress, tried),
      );
    } catch (error) {
      phase = "failed";
      publish();
      throw error;
    }
    server = started;
    port = bound.port;
    wantedPort = bound.movedFrom;
    phase = "listening";
    publish();
    return state();
  }

  async function stop(): Promise<void> {
    if (server === null) return;
    const stopping = server;
    server = null;
    phase = "stopped";
    cancelPublish?.();
    storeFault.stop();
    const closed = new Promise<void>((resolve) => {
      stopping.http.close(() => resolve());
    });
    stopping.http.closeIdleConnections();
    const cancel = clock.after(limits.stopMs, () => stopping.destroyAll());
    await closed;
    cancel();
    publish();
  }

  return { start, stop, state };
}
