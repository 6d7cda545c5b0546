// The simulator's HTTP server. Loopback only: requests under another Host, or from a web page (Origin), are refused,
// since any page in a browser on this computer could reach the port.
import { randomUUID } from "node:crypto";
import fastify, { type FastifyInstance } from "fastify";
import type { MessageUuid } from "../../preload/contract/ids.ts";
import type { FaultsInForce, SimulatorTiming } from "../../preload/contract/simulator.ts";
import { isLoopbackHost } from "../../preload/contract/workspace.ts";
import type { PortWish } from "../app-shape.ts";
import { bindPort, type BoundPort } from "../network/port-wish.ts";
import type { Clock, Log } from "../ports.ts";
import type { AccountBook } from "./account-book.ts";
import { addApplicationsEndpoint } from "./applications-endpoint.ts";
import { addControlEndpoint } from "./control-endpoint.ts";
import type { SimulatorIdentity } from "./identity.ts";
import { addExternalAccountsEndpoint } from "./external-accounts-endpoint.ts";
import type { AcceptMessage } from "./outbox.ts";
import { addMediaEndpoint } from "./media-endpoint.ts";
import { addMessagesEndpoint } from "./messages-endpoint.ts";
import { sendProblem, TRACE_HEADER } from "./bodies.ts";
import { notFound } from "./problems.ts";
import type { Random } from "./random.ts";
import type { SeenRequest } from "./happenings.ts";
import type { Sandbox } from "./sandbox.ts";
import type { Simulator } from "./simulator-shape.ts";
import type { VerifiedTokens } from "./verified-tokens.ts";

/** Where the simulator listens, and which default port it had to leave. */
export interface StartedAt extends BoundPort {
  readonly url: string;
}

/** The server of one simulator. */
export interface SimulatorServer {
  start(wish: PortWish, portOption: string): Promise<StartedAt>;
  stop(): Promise<void>;
  url(): string | null;
}

/** What the endpoints work with. */
export interface SimulatorServerPorts {
  readonly identity: SimulatorIdentity;
  readonly book: AccountBook;
  /** The computer's: callers live by it. */
  readonly clock: Clock;
  readonly log: Log;
  readonly random: Random;
  readonly verifiedTokens: VerifiedTokens;
  readonly simulator: Simulator;
  readonly accept: AcceptMessage;
  /** Whether a message of that id was sent or received. */
  readonly knows: (messageUuid: MessageUuid) => boolean;
  /** Told of every send request, before it is answered. */
  readonly requested: (request: SeenRequest) => void;
  readonly sandbox: Sandbox;
  readonly faults: () => FaultsInForce;
  readonly timing: () => SimulatorTiming;
}

const HOST = "127.0.0.1";
const BODY_LIMIT = 1024 * 1024;

/** Makes the server; `start` opens it. */
export function createSimulatorServer(ports: SimulatorServerPorts): SimulatorServer {
  let app: FastifyInstance | null = null;
  let address: string | null = null;

  return {
    async start(wish, portOption) {
      const { port, movedFrom } = await bindPort(
        wish,
        { server: "simulator", option: portOption },
        async (tried) => {
          // A fastify that failed to listen cannot be used again.
          const server = buildApp(ports);
          try {
            const bound = new URL(await server.listen({ host: HOST, port: tried }));
            app = server;
            // The URL leaves out port 80.
            return Number(bound.port) || tried;
          } catch (error) {
            await server.close();
            throw error;
          }
        },
      );
      address = `http://${HOST}:${port}`;
      return { url: address, port, movedFrom };
    },
    async stop() {
      const closing = app;
      app = null;
      address = null;
      await closing?.close();
    },
    url: () => address,
  };
}

function buildApp(ports: SimulatorServerPorts): FastifyInstance {
  const app = fastify({
    // Callers keep connections open that would otherwise hold the server up when it closes.
    forceCloseConnections: true,
    bodyLimit: BODY_LIMIT,
    requestTimeout: 30_000,
    routerOptions: { ignoreTrailingSlash: true },
    genReqId: () => randomUUID(),
  });
  const newInstance = (): string => ports.random.hex(16);

  // Bodies are read by the endpoints: Vonage's answer to broken JSON is not the framework's.
  app.removeAllContentTypeParsers();
  app.addContentTypeParser("*", { parseAs: "buffer" }, (_request, body, done) => done(null, body));

  const dateHeader = createDateHeader(ports.clock);
  app.addHook("onRequest", (request, reply, done) => {
    reply
      .header("x-request-id", request.id)
      .header(TRACE_HEADER, request.id.replaceAll("-", ""))
      .header("date", dateHeader());
    const { host, origin } = request.raw.headers;
    if (isOfThisComputer(host) && origin === undefined) return done();
    reply.code(403).send({
      title: "Forbidden",
      detail: "The simulator answers programs on this computer only: Host must be loopback, Origin absent.",
    });
  });
  app.setErrorHandler((error, _request, reply) => {
    const status = statusOf(error);
    if (status >= 500) ports.log.error("simulator.request-failed", error);
    return reply.code(status).send({ title: "Request not read", detail: wordsOf(error) });
  });
  app.setNotFoundHandler((request, reply) =>
    sendProblem(reply, notFound(`${request.method} ${request.url} does not exist`, newInstance)),
  );

  addMessagesEndpoint(app, ports);
  addApplicationsEndpoint(app, ports);
  addExternalAccountsEndpoint(app, ports);
  addMediaEndpoint(app, newInstance);
  addControlEndpoint(app, ports);
  return app;
}

/** Like everything here by the clock handed in: callers compare a JWT's life with it. Written once a second. */
function createDateHeader(clock: Clock): () => string {
  let second = Number.NaN;
  let text = "";
  return () => {
    const now = Math.floor(clock.now() / 1000);
    if (now !== second) {
      second = now;
      text = new Date(now * 1000).toUTCString();
    }
    return text;
  };
}

/** By the header of a request, in which capitals mean nothing. */
function isOfThisComputer(host: string | undefined): boolean {
  return host !== undefined && isLoopbackHost(`http://${host.toLowerCase()}`);
}

function statusOf(error: unknown): number {
  const code =
    error instanceof Error && "statusCode" in error && typeof error.statusCode === "number"
      ? error.statusCode
      : 500;
  return code >= 400 && code < 600 ? code : 500;
}

function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
