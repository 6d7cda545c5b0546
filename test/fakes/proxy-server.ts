// A proxy as companies have them, over real HTTP: it opens tunnels (CONNECT) and carries plain requests. Names that it is
// asked for lead where the test says, which stands in for the internet behind it.
import {
  createServer as createHttp,
  request as requestHttp,
  type IncomingMessage,
  type RequestListener,
} from "node:http";
import { createServer as createHttps } from "node:https";
import { connect, type AddressInfo, type Socket } from "node:net";
import type { Duplex } from "node:stream";
import type { ServerCertificate } from "./test-authority.ts";

/** One request that came to the proxy. */
export interface ProxiedRequest {
  readonly method: string;
  /** What it was asked for: `host:port`, or a whole address. */
  readonly target: string;
  /** Value of its Proxy-Authorization header; null when there was none. */
  readonly login: string | null;
}

/** What it does with a request for a tunnel. */
export type ProxyManner =
  | "open"
  /** Answers with this status. */
  | number
  /** Takes it and says nothing. */
  | "silent"
  /** Says yes, and closes the connection with the first byte that it is to carry. */
  | "close after yes"
  /** Answers what is no HTTP. */
  | "nonsense";

/** The proxy. */
export interface ProxyServer {
  /** Without user name and password. */
  readonly url: string;
  readonly port: number;
  readonly requests: readonly ProxiedRequest[];
  /** Waits until so many have come in all. */
  arrivals(count: number): Promise<void>;
  behave(manner: ProxyManner): void;
  /** Connections of its clients that stand now. */
  openSockets(): number;
  stop(): Promise<void>;
}

interface ProxyOptions {
  /** `host:port` as it is asked for, to a port of this computer; anything else is answered 502. */
  readonly routes: Readonly<Record<string, number>>;
  /** `user:password` that it wants to hear. */
  readonly login?: string;
  /** What it says it takes when it wants a login. */
  readonly scheme?: string;
  /** Its own, to be spoken to by TLS. */
  readonly certificate?: ServerCertificate;
}

/** Starts it on a free port. */
export async function startProxy({
  routes,
  login,
  scheme = 'Basic realm="office"',
  certificate,
}: ProxyOptions): Promise<ProxyServer> {
  const requests: ProxiedRequest[] = [];
  const watchers = new Set<() => void>();
  let manner: ProxyManner = "open";

  const note = ({ method = "", url = "", headers }: IncomingMessage): { readonly isWelcome: boolean } => {
    const given = headers["proxy-authorization"] ?? null;
    requests.push({ method, target: url, login: given });
    for (const watcher of watchers) watcher();
    return { isWelcome: login === undefined || given === `Basic ${Buffer.from(login).toString("base64")}` };
  };

  const carry: RequestListener = (incoming, response) => {
    const { isWelcome } = note(incoming);
    const target = URL.parse(incoming.url ?? "");
    const port = routes[`${target?.hostname}:${target?.port || 80}`];
    if (!isWelcome) response.writeHead(407, { "proxy-authenticate": scheme }).end();
    else if (typeof manner === "number") response.writeHead(manner).end();
    else if (target === null || port === undefined) response.writeHead(502).end();
    else {
      const { "proxy-authorization": _login, ...headers } = incoming.headers;
      const path = target.pathname + target.search;
      const upstream = requestHttp(
        { host: "127.0.0.1", port, path, method: incoming.method, headers },
        (answer) => {
          response.writeHead(answer.statusCode ?? 502, answer.headers);
          answer.pipe(response);
        },
      );
      upstream.on("error", () => response.destroy());
      incoming.pipe(upstream);
    }
  };

  const openTunnel = (incoming: IncomingMessage, client: Duplex): void => {
    const { isWelcome } = note(incoming);
    client.on("error", () => client.destroy());
    // The server would leave its half open for ever.
    client.on("end", () => client.end());
    const refuse = (status: number, header = ""): void => {
      client.end(`HTTP/1.1 ${status} No\r\n${header}content-length: 0\r\n\r\n`);
    };
    if (!isWelcome) return refuse(407, `proxy-authenticate: ${scheme}\r\n`);
    if (typeof manner === "number") return refuse(manner);
    if (manner === "silent") return void client.resume();
    if (manner === "nonsense") return void client.end("220 mail.example ESMTP\r\n");
    if (manner === "close after yes") {
      client.once("data", () => client.destroy());
      return void client.write("HTTP/1.1 200 Yes\r\n\r\n");
    }
    const port = routes[incoming.url ?? ""];
    if (port === undefined) return refuse(502);
    const host = connect(port, "127.0.0.1", () => {
      client.write("HTTP/1.1 200 Connection established\r\n\r\n");
      client.pipe(host).pipe(client);
    });
    host.on("error", () => client.destroy());
    client.on("close", () => host.destroy());
    // A pipe stops reading when its other end is gone, and so would never see this one close.
    host.on("close", () => client.resume());
    return undefined;
  };

  const server = certificate === undefined ? createHttp(carry) : createHttps({ ...certificate }, carry);
  server.on("connect", openTunnel);
  const sockets = new Set<Socket>();
  server.on("connection", (socket: Socket) => {
    sockets.add(socket);
    socket.once("close", () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  // A TCP server that listens has an address object.
  const { port } = server.address() as AddressInfo;

  return {
    url: `${certificate === undefined ? "http" : "https"}://127.0.0.1:${port}`,
    port,
    requests,
    arrivals: (count) =>
      new Promise((resolve) => {
        const look = (): void => {
          if (requests.length < count) return;
          watchers.delete(look);
          resolve();
        };
        watchers.add(look);
        look();
      }),
    behave(changed) {
      manner = changed;
    },
    openSockets: () => sockets.size,
    async stop() {
      const closed = new Promise((resolve) => server.close(resolve));
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}
