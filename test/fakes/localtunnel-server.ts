// A localtunnel server for tests: the same wire protocol as the public one. It gives names, holds each client's raw
// connections, and hands a request that comes in under a client's Host to one of them.
import { randomBytes } from "node:crypto";
import { createServer, request as requestHttp, type IncomingMessage, type ServerResponse } from "node:http";
import {
  connect,
  createServer as createTcpServer,
  type AddressInfo,
  type Server,
  type Socket,
} from "node:net";

/** The server. */
export interface LocaltunnelServer {
  readonly url: string;
  readonly port: number;
  /** Raw connections of all clients that stand now. */
  connections(): number;
  /** Waits until `connections` gives that number. */
  connectionsReach(count: number): Promise<void>;
  /** What passed over the raw connections so far, those that are closed among them: seen from here, in and out swapped. */
  traffic(): { readonly opened: number; readonly sent: number; readonly taken: number };
  /** Connections of those who ask for a name, and of visitors. */
  askers(): number;
  /** Names given to clients, in order. */
  readonly given: readonly string[];
  /** Requests for a name, answered or not. */
  asked(count: number): Promise<void>;
  /** From now on requests for a name get: an answer, none, or this body. */
  answerWith(answer: "address" | "nothing" | { readonly status: number; readonly body: string }): void;
  /** From now on each raw connection is cut as it comes. */
  cutAtOnce(): void;
  /** Cuts every connection and stops listening. */
  stop(): Promise<void>;
}

interface Client {
  readonly free: Socket[];
  readonly waiting: ((socket: Socket) => void)[];
  readonly sockets: Set<Socket>;
  readonly door: Server;
}

const NAME = /^(?:[a-z0-9][a-z0-9-]{2,61}[a-z0-9]|[a-z0-9]{4,63})$/;

/**
 * Starts one. `taken` are names that other people have; with `address`, by which a network knows this computer, it is
 * found there, too, and gives public names below `domain`.
 */
export async function startLocaltunnelServer({
  port = 0,
  maxConnections = 3,
  taken = [],
  address = "127.0.0.1",
  domain = "localhost",
}: {
  readonly port?: number;
  readonly maxConnections?: number;
  readonly taken?: readonly string[];
  readonly address?: string;
  readonly domain?: string;
} = {}): Promise<LocaltunnelServer> {
  const clients = new Map<string, Client>();
  const given: string[] = [];
  const everySocket: Socket[] = [];
  const watchers = new Set<() => void>();
  let askedTimes = 0;
  let isCutting = false;
  let answer: Parameters<LocaltunnelServer["answerWith"]>[0] = "address";

  const changed = (): void => {
    for (const watcher of watchers) watcher();
  };
  const until = (isTrue: () => boolean): Promise<void> =>
    new Promise((resolve) => {
      const check = (): void => {
        if (!isTrue()) return;
        watchers.delete(check);
        resolve();
      };
      watchers.add(check);
      check();
    });
  const connections = (): number => [...clients.values()].reduce((sum, { sockets }) => sum + sockets.size, 0);

  const server = createServer((request, response) => {
    const host = (request.headers.host ?? "").replace(/:\d+$/, "");
    const name = host.endsWith(`.${domain}`) ? host.slice(0, -domain.length - 1) : null;
    if (name === null) void giveName(request, response);
    else forward(clients.get(name), request, response);
  });
  const askers = new Set<Socket>();
  server.on("connection", (socket) => {
    askers.add(socket);
    socket.once("close", () => askers.delete(socket));
  });
  const listenAt = address === "127.0.0.1" ? address : "0.0.0.0";
  await new Promise<void>((resolve) => server.listen(port, listenAt, resolve));
  const ownPort = portOf(server);

  async function giveName(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? "/", "http://server");
    const wanted = url.pathname.slice(1);
    if (wanted === "" && !url.searchParams.has("new")) {
      response.writeHead(302, { location: "https://example.com/" }).end();
      return;
    }
    askedTimes += 1;
    changed();
    if (answer === "nothing") return;
    response.setHeader("content-type", "application/json");
    if (answer !== "address") {
      response.writeHead(answer.status).end(answer.body);
      return;
    }
    if (wanted !== "" && !NAME.test(wanted)) {
      response.writeHead(403).end(JSON.stringify({ message: "Invalid subdomain." }));
      return;
    }
    const isFree = wanted !== "" && !clients.has(wanted) && !taken.includes(wanted);
    const name = isFree ? wanted : randomBytes(4).toString("hex");
    const client = await openDoor();
    clients.set(name, client);
    given.push(name);
    response.end(
      JSON.stringify({
        id: name,
        ip: address,
        port: portOf(client.door),
        max_conn_count: maxConnections,
        url: `http://${name}.${domain}:${ownPort}`,
      }),
    );
  }

  async function openDoor(): Promise<Client> {
    const client: Client = {
      free: [],
      waiting: [],
      sockets: new Set(),
      door: createTcpServer((socket) => {
        client.sockets.add(socket);
        everySocket.push(socket);
        if (isCutting) socket.destroy();
        // A client that is cut off resets its connections; `close` follows.
        socket.on("error", () => socket.destroy());
        socket.on("close", () => {
          client.sockets.delete(socket);
          if (client.free.includes(socket)) client.free.splice(client.free.indexOf(socket), 1);
          changed();
        });
        const next = client.waiting.shift();
        if (next === undefined) client.free.push(socket);
        else next(socket);
        changed();
      }),
    };
    await new Promise<void>((resolve) => client.door.listen(0, listenAt, resolve));
    return client;
  }

  return {
    url: `http://${address}:${ownPort}`,
    port: ownPort,
    connections,
    traffic: () => ({
      opened: everySocket.length,
      sent: everySocket.reduce((sum, { bytesWritten }) => sum + bytesWritten, 0),
      taken: everySocket.reduce((sum, { bytesRead }) => sum + bytesRead, 0),
    }),
    askers: () => askers.size,
    connectionsReach: (count) => until(() => connections() === count),
    given,
    asked: (count) => until(() => askedTimes >= count),
    answerWith(changedAnswer) {
      answer = changedAnswer;
    },
    cutAtOnce() {
      isCutting = true;
    },
    async stop() {
      for (const { door, sockets } of clients.values()) {
        door.close();
        for (const socket of sockets) socket.destroy();
      }
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}

function forward(client: Client | undefined, request: IncomingMessage, response: ServerResponse): void {
  if (client === undefined) {
    response.writeHead(404).end("404");
    return;
  }
  const through = (socket: Socket): void => {
    const upstream = requestHttp(
      {
        createConnection: () => socket,
        method: request.method,
        path: request.url,
        // One request a connection: the client opens another one when this is closed.
        headers: { ...request.headers, connection: "close" },
      },
      (answer) => {
        response.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(response);
      },
    );
    upstream.on("error", () => response.writeHead(502).end("502"));
    request.pipe(upstream);
  };
  const socket = client.free.shift();
  if (socket === undefined) client.waiting.push(through);
  else through(socket);
}

/** Posts through the tunnel as somebody on the internet would: by its public name. */
export function postThroughTunnel(
  publicUrl: string,
  path: string,
  body: string | Uint8Array,
): Promise<number> {
  const { host, port } = new URL(publicUrl);
  return new Promise((resolve, reject) => {
    const request = requestHttp({
      host: "127.0.0.1",
      port,
      method: "POST",
      path,
      headers: { host, "content-type": "application/json" },
      createConnection: () => connect(Number(port), "127.0.0.1"),
    });
    request.on("response", (response) => {
      response.resume();
      response.on("end", () => resolve(response.statusCode ?? 0));
    });
    request.on("error", reject);
    request.end(body);
  });
}

function portOf(server: Server): number {
  // A TCP server that listens has an address object.
  return (server.address() as AddressInfo).port;
}
