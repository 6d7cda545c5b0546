// Serves the built interface and redeems secret tickets. The WebSocket is upgraded on the same server.
// Threat model: see origin-guard.ts; besides, the page itself must not run or load anything that is not ours (CSP).
import { randomBytes } from "node:crypto";
import { readFile } from "node:fs/promises";
import type { IncomingMessage, Server } from "node:http";
import { join } from "node:path";
import type { Duplex } from "node:stream";
import fastifyStatic from "@fastify/static";
import { fastify, type FastifyInstance, type FastifyReply } from "fastify";
import type { App } from "../../app-shape.ts";
import type { Log } from "../../ports.ts";
import { addFileRoutes } from "./file-routes.ts";
import type { FileTickets } from "./file-tickets.ts";
import type { OriginGuard } from "./origin-guard.ts";
import { TICKET_PATH, type SecretTickets } from "./secret-tickets.ts";

const NONCE_PLACEHOLDER = "__CSP_NONCE__";

/** What the HTTP side of the browser host needs. */
export interface HttpParts {
  /** Folder of the built interface; it holds index.html. */
  readonly rendererFolder: string;
  readonly guard: OriginGuard;
  readonly tickets: SecretTickets;
  readonly files: FileTickets;
  readonly picture: App["picture"];
  readonly log: Log;
  /** Takes over a request that wants to become a WebSocket; its Host was already checked. */
  readonly onUpgrade: (request: IncomingMessage, socket: Duplex, head: Buffer) => void;
}

/** The browser host's web server. */
export interface BrowserHttp {
  /** Resolves to the port. Rejects with node's own error when it is taken. */
  listen(address: string, port: number): Promise<number>;
  stop(): Promise<void>;
}

/** Makes the {@link BrowserHttp}. */
export async function createHttp(parts: HttpParts): Promise<BrowserHttp> {
  const { guard, log, rendererFolder } = parts;
  const server = fastify({
    logger: false,
    // An offer of anything else, as curl makes it of HTTP/2, is passed over (RFC 9110, 7.8): the page is served as it is.
    http: { shouldUpgradeCallback: ({ headers }) => headers.upgrade?.toLowerCase() === "websocket" },
    forceCloseConnections: true,
    bodyLimit: 1_024,
    // An address that cannot be decoded is answered before any hook runs.
    frameworkErrors: (_error, _request, reply) => {
      setSecurityHeaders(reply);
      void refuse(reply, 400, "Not possible.");
    },
  });

  server.addHook("onRequest", async (request, reply) => {
    const host = guard.allowedHost(request.headers);
    setSecurityHeaders(reply);
    if (host === null) return refuse(reply, 421, "This Hookline does not answer to that host name.");
    return undefined;
  });
  server.setErrorHandler((error, _request, reply) => {
    const status = statusOf(error);
    if (status >= 500) log.error("the web server failed", error);
    return refuse(reply, status, status >= 500 ? "Something went wrong inside Hookline." : "Not possible.");
  });
  server.setNotFoundHandler((_request, reply) => refuse(reply, 404, "There is nothing here."));

  for (const path of ["/", "/index.html"]) {
    server.get(path, async (request, reply) => {
      const page = await readFile(join(rendererFolder, "index.html"), "utf8");
      const nonce = randomBytes(16).toString("base64");
      const host = guard.allowedHost(request.headers) ?? "";
      return reply
        .header("content-security-policy", contentSecurityPolicy(nonce, host))
        .header("cache-control", "no-store")
        .type("text/html; charset=utf-8")
        .send(page.replaceAll(NONCE_PLACEHOLDER, nonce));
    });
  }
  server.post<{ Params: { ticket: string } }>(`${TICKET_PATH}:ticket`, async (request, reply) => {
    if (!guard.isSameOrigin(request.headers)) return refuse(reply, 403, "Only Hookline’s own page may ask.");
    const secret = await parts.tickets.redeem(request.params.ticket);
    if (secret === null) return refuse(reply, 410, "This address was used or has expired.");
    return reply.header("cache-control", "no-store").type("text/plain; charset=utf-8").send(secret);
  });
  await addFileRoutes(server, { ...parts, refuse });
  await server.register(fastifyStatic, {
    root: rendererFolder,
    index: false,
    dotfiles: "deny",
    decorateReply: false,
    cacheControl: false,
    setHeaders: (response, path) => {
      // Names under assets/ carry a hash of their content; nothing else does.
      const isHashed = path.includes("/assets/") || path.includes("\\assets\\");
      response.header("cache-control", isHashed ? "public, max-age=31536000, immutable" : "no-cache");
    },
  });

  const node: Server = server.server;
  node.on("upgrade", (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    socket.on("error", () => {
      // The peer is gone; there is nobody to tell.
    });
    if (guard.allowedHost(request.headers) === null) return endRaw(socket, "421 Misdirected Request");
    if (!guard.isSameOrigin(request.headers)) return endRaw(socket, "403 Forbidden");
    return parts.onUpgrade(request, socket, head);
  });
  return lifecycle(server, node);
}

function lifecycle(server: FastifyInstance, node: Server): BrowserHttp {
  return {
    async listen(address, port) {
      await server.listen({ host: address, port });
      const bound = node.address();
      return typeof bound === "object" && bound !== null ? bound.port : port;
    },
    stop: () => server.close(),
  };
}

/** Only what is ours, from here; styles and scripts of the page carry the nonce. */
function contentSecurityPolicy(nonce: string, host: string): string {
  return [
    "default-src 'none'",
    `script-src 'self' 'nonce-${nonce}'`,
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data:",
    "font-src 'self'",
    // Spelled out, because older browsers do not count a WebSocket as 'self'.
    `connect-src 'self' ws://${host} wss://${host}`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join("; ");
}

function setSecurityHeaders(reply: FastifyReply): void {
  reply.headers({
    "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "cache-control": "no-store",
  });
}

function refuse(reply: FastifyReply, status: number, sentence: string): FastifyReply {
  return reply.code(status).type("text/plain; charset=utf-8").send(`${sentence}\n`);
}

function endRaw(socket: Duplex, status: string): void {
  // Destroyed, because a peer that keeps its half open would keep the server from closing.
  socket.end(`HTTP/1.1 ${status}\r\nconnection: close\r\ncontent-length: 0\r\n\r\n`, () => socket.destroy());
}

function statusOf(error: unknown): number {
  const status =
    typeof error === "object" && error !== null && "statusCode" in error ? error.statusCode : 500;
  return typeof status === "number" && status >= 400 ? status : 500;
}
