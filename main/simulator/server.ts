// The simulator's HTTP server. Loopback only: requests under another Host, or from a web page (Origin), are refused,
// since any page in a browser on this computer could reach the port.
import { randomUUID } from "node:crypto";
import fastify, { type FastifyInstance } from "fastify";
import { AppError } from "../../preload/contract/errors.ts";
import { FIRST_SPARE_PORT, type PortWish } from "../app-shape.ts";
import type { Clock, Log } from "../ports.ts";
import { addControlEndpoint } from "./control-endpoint.ts";
import type { SimulatorIdentity } from "./identity.ts";
import { addMessagesEndpoint, type AcceptMessage } from "./messages-endpoint.ts";
import { sendProblem } from "./bodies.ts";
import { notFound } from "./problems.ts";
import type { Random } from "./random.ts";
import type { Faults } from "./faults.ts";
import type { Simulator } from "./simulator.ts";

/** Where the simulator listens, and which default port it had to leave. */
export interface StartedAt {
  readonly url: string;
  readonly port: number;
  readonly movedFrom: number | null;
}

/** The server of one simulator. */
export interface SimulatorServer {
  start(wish: PortWish): Promise<StartedAt>;
  stop(): Promise<void>;
  url(): string | null;
}

/** What the endpoints work with. */
export interface SimulatorServerPorts {
  readonly identity: SimulatorIdentity;
  readonly clock: Clock;
  readonly log: Log;
  readonly random: Random;
  readonly simulator: Simulator;
  readonly accept: AcceptMessage;
  readonly faults: () => Faults;
}

const HOST = "127.0.0.1";
const BODY_LIMIT = 1024 * 1024;
const SPARE_PORTS_TRIED = 100;

/** Makes the server; `start` opens it. */
export function createSimulatorServer(ports: SimulatorServerPorts): SimulatorServer {
  let app: FastifyInstance | null = null;
  let address: string | null = null;

  return {
    async start(wish) {
      const { server, port } = await listen(wish, () => buildApp(ports));
      app = server;
      address = `http://${HOST}:${port}`;
      const hasMoved = wish.port !== 0 && port !== wish.port;
      return { url: address, port, movedFrom: hasMoved ? wish.port : null };
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
    genReqId: () => randomUUID(),
  });
  const newInstance = (): string => ports.random.hex(16);

  // Bodies are read by the endpoints: Vonage's answer to broken JSON is not the framework's.
  app.removeAllContentTypeParsers();
  app.addContentTypeParser("*", { parseAs: "buffer" }, (_request, body, done) => done(null, body));

  app.addHook("onRequest", async (request, reply) => {
    reply.header("x-request-id", request.id);
    const { host, origin } = request.raw.headers;
    if (isLoopbackHost(host) && origin === undefined) return undefined;
    return reply.code(403).send({
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
  addControlEndpoint(app, ports);
  return app;
}

/** Tries the wished port and, when it is a taken default, the spare ones. A fastify that failed to listen is not reused. */
async function listen(
  { port: wished, isExplicit }: PortWish,
  build: () => FastifyInstance,
): Promise<{ readonly server: FastifyInstance; readonly port: number }> {
  const spares = Array.from({ length: SPARE_PORTS_TRIED }, (_, index) => FIRST_SPARE_PORT + index);
  for (const port of isExplicit || wished === 0 ? [wished] : [wished, ...spares]) {
    const server = build();
    try {
      const address = await server.listen({ host: HOST, port });
      // The URL leaves out port 80.
      return { server, port: Number(new URL(address).port) || port };
    } catch (error) {
      await server.close();
      if (!isTaken(error)) {
        throw new AppError("LISTENER_FAILED", { reason: wordsOf(error) }, { cause: error });
      }
    }
  }
  throw new AppError("LISTENER_PORT_TAKEN", { port: wished, option: "--simulator-port" });
}

function isTaken(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "EADDRINUSE";
}

function isLoopbackHost(host: string | undefined): boolean {
  return host !== undefined && /^(127\.0\.0\.1|localhost|\[::1\])(:\d{1,5})?$/i.test(host);
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
