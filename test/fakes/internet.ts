// A small internet behind a proxy: names that lead to https servers of the test's own, which its own authority certifies.
import { createServer, type Server } from "node:https";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { createNetwork } from "../../main/network/network.ts";
import type { Network } from "../../main/ports.ts";
import { startProxy, type ProxyServer } from "./proxy-server.ts";
import { createTestAuthority, type ServerCertificate, type TestAuthority } from "./test-authority.ts";

/** One request that came to a server. */
export interface InternetRequest {
  readonly host: string;
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingMessage["headers"];
  readonly body: string;
}

/** The internet. */
export interface Internet {
  readonly authority: TestAuthority;
  readonly requests: readonly InternetRequest[];
  /** Makes a name lead to an https server that answers so. Its certificate is of the authority, for the name. */
  host(name: string, options?: HostOptions): Promise<void>;
  /** Makes `name:port` lead to a port of this computer. */
  route(place: string, port: number): void;
  /** The port to which `name:port` leads. */
  portOf(place: string): number;
  /** Starts a proxy that knows the names. */
  proxy(options?: Omit<Parameters<typeof startProxy>[0], "routes">): Promise<ProxyServer>;
  stop(): Promise<void>;
}

interface HostOptions {
  readonly answer?: (request: InternetRequest, response: ServerResponse) => void;
  readonly certificate?: ServerCertificate;
}

/** The way out by these variables, trusting the authority as a company's computers do. */
export function networkBehind(
  environment: Readonly<Record<string, string>>,
  authority: TestAuthority | null,
): Network {
  return createNetwork({
    environment,
    systemAuthorities: () => (authority === null ? [] : [authority.pem]),
  });
}

/** Makes one without any name. */
export function createInternet(): Internet {
  const authority = createTestAuthority();
  const requests: InternetRequest[] = [];
  const routes: Record<string, number> = {};
  const servers: Server[] = [];
  const proxies: ProxyServer[] = [];
  return {
    authority,
    requests,
    async host(name, { answer = ok, certificate = authority.certify(name) } = {}) {
      const server = createServer({ ...certificate }, (incoming, response) => {
        const chunks: Buffer[] = [];
        incoming.on("data", (chunk: Buffer) => chunks.push(chunk));
        incoming.on("end", () => {
          const { method = "", url: path = "", headers } = incoming;
          const body = Buffer.concat(chunks).toString("utf8");
          const request = { host: headers.host ?? "", method, path, headers, body };
          requests.push(request);
          answer(request, response);
        });
      });
      await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
      servers.push(server);
      // A TCP server that listens has an address object.
      routes[`${name}:443`] = (server.address() as AddressInfo).port;
    },
    route(place, port) {
      routes[place] = port;
    },
    portOf: (place) => routes[place] ?? 0,
    async proxy(options = {}) {
      const proxy = await startProxy({ routes, ...options });
      proxies.push(proxy);
      return proxy;
    },
    async stop() {
      await Promise.all(proxies.map((proxy) => proxy.stop()));
      for (const server of servers) server.closeAllConnections();
      await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
      authority.remove();
    },
  };
}

function ok(_request: InternetRequest, response: ServerResponse): void {
  response.writeHead(200, { "content-type": "application/json" }).end("{}");
}
