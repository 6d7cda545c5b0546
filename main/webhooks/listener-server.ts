// The listener's HTTP server and its connections: what it lets in, and what never becomes a request.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { Socket } from "node:net";
import { answerClientError, refuseConnect } from "./client-error.ts";
import type { IdleConnections } from "./idle-connections.ts";
import type { ListenerLimits } from "./listener-limits.ts";

/** A server that does not listen yet. */
export interface ListenerServer {
  readonly http: Server;
  /** Ends all connections: node:http does not count one whose request it could not read. */
  destroyAll(): void;
}

/** What the listener makes of what comes. */
export interface ListenerServerParts {
  readonly limits: ListenerLimits;
  readonly idle: IdleConnections;
  readonly onRequest: (request: IncomingMessage, response: ServerResponse) => void;
  /** It waits to be told whether to send its body. */
  readonly onExpecting: (request: IncomingMessage, response: ServerResponse) => void;
  /** How many connections are open now. */
  readonly onConnections: (count: number) => void;
  /** One was refused, as all were taken. */
  readonly onDropped: () => void;
  /** What came was no HTTP, or asked for a way through. */
  readonly onMalformed: (reason: string) => void;
}

/** Makes the server. */
export function createListenerServer(parts: ListenerServerParts): ListenerServer {
  const { limits, idle, onRequest, onExpecting, onConnections, onDropped, onMalformed } = parts;
  const sockets = new Set<Socket>();
  const http = createServer(
    {
      noDelay: true,
      headersTimeout: limits.headersMs,
      requestTimeout: limits.requestMs,
      keepAliveTimeout: limits.keepAliveMs,
      connectionsCheckingInterval: limits.checkMs,
      // Node would answer 400 to a webhook without one before anybody has seen it.
      requireHostHeader: false,
    },
    onRequest,
  );
  http.on("checkContinue", onExpecting);
  // Whatever else is expected, node:http would answer 417 before anybody has looked.
  http.on("checkExpectation", onRequest);
  http.maxConnections = limits.connections;
  // Who says that no more comes waits for the answer all the same: it comes later than node:http would wait for it.
  Object.assign(http, { httpAllowHalfOpen: true });
  http.on("connection", (socket) => {
    // Always one place free: without it, those that never ask for anything would keep webhooks out.
    if (sockets.size + 1 >= limits.connections) idle.closeIdlest();
    sockets.add(socket);
    idle.opened(socket);
    onConnections(sockets.size);
    socket.on("close", () => {
      sockets.delete(socket);
      idle.closed(socket);
      onConnections(sockets.size);
    });
  });
  http.on("drop", onDropped);
  http.on("clientError", (error, socket) => {
    // The socket of a server that listens by TCP.
    answerClientError(error, socket as Socket, onMalformed);
  });
  http.on("connect", (_request, socket) => {
    onMalformed("it asked for a way through (CONNECT)");
    refuseConnect(socket);
  });
  return {
    http,
    destroyAll() {
      for (const socket of sockets) socket.destroy();
    },
  };
}
