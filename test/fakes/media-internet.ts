// A small internet for the fetcher of media: real https servers behind names and public addresses of the test's choice.
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import type { IncomingMessage, ServerResponse } from "node:http";
import { createServer, type Server } from "node:https";
import { connect, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { MediaNetwork } from "../../main/ports.ts";

/** One request as a server of this internet got it. */
export interface MediaAsk {
  readonly host: string;
  readonly path: string;
  readonly authorization: string | undefined;
  readonly headers: IncomingMessage["headers"];
}

/** How a server answers. */
export type AnswerAsk = (ask: MediaAsk, response: ServerResponse) => void;

/** The internet. */
export interface MediaInternet {
  readonly network: MediaNetwork;
  /** All requests that reached a server, in order. */
  readonly asks: readonly MediaAsk[];
  /** Names that were looked up, in order. */
  readonly lookUps: readonly string[];
  /** Addresses that were connected to, in order, as `93.184.216.1:443`. */
  readonly dialled: readonly string[];
  /** Puts a server behind a name, at a public address of its own which is answered. */
  serve(name: string, answer: AnswerAsk): Promise<string>;
  /** The port of this computer behind such an address. */
  portOf(address: string): number;
  /** What a look-up of a name gives: the first list at first, the last one from then on. An empty list: no such name. */
  point(name: string, ...answers: readonly (readonly string[])[]): void;
  /** Resolves when so many requests have come in all. */
  arrivals(count: number): Promise<void>;
  stop(): Promise<void>;
}

/** Names the certificate of every server holds. */
const CERTIFIED = ["*.nexmo.com", "*.vonage.com", "*.fbcdn.net", "*.cdn.pictures", "*.tunnel.site"];

interface Certificate {
  readonly key: string;
  readonly cert: string;
}

let certificate: Certificate | null = null;

/** Starts it without any server. */
export function startMediaInternet(): MediaInternet {
  certificate ??= makeCertificate();
  const { key, cert } = certificate;
  const servers: Server[] = [];
  const portOf = new Map<string, number>();
  const names = new Map<string, (readonly string[])[]>();
  const asks: MediaAsk[] = [];
  const lookUps: string[] = [];
  const dialled: string[] = [];
  const watchers = new Set<() => void>();

  return {
    asks,
    lookUps,
    dialled,
    network: {
      authorities: [cert],
      resolve: async (hostname) => {
        lookUps.push(hostname);
        const answers = names.get(hostname) ?? [[]];
        const answer = (answers.length > 1 ? answers.shift() : answers[0]) ?? [];
        if (answer.length === 0) {
          throw Object.assign(new Error(`getaddrinfo ENOTFOUND ${hostname}`), { code: "ENOTFOUND" });
        }
        return answer.map((address) => ({ address, family: address.includes(":") ? 6 : 4 }));
      },
      connect: ({ address, port }) => {
        dialled.push(`${address}:${port}`);
        // This computer is itself. Everywhere else nobody listens, as at port 1.
        return connect({
          host: "127.0.0.1",
          port: address === "127.0.0.1" ? port : (portOf.get(address) ?? 1),
        });
      },
    },
    async serve(name, answer) {
      const server = createServer({ key, cert }, (request, response) => {
        const ask: MediaAsk = {
          host: request.headers.host ?? "",
          path: request.url ?? "",
          authorization: request.headers.authorization,
          headers: request.headers,
        };
        asks.push(ask);
        response.sendDate = false;
        answer(ask, response);
        for (const watcher of watchers) watcher();
      });
      // Whoever is cut off breaks its connection.
      server.on("tlsClientError", () => undefined);
      await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
      servers.push(server);
      const address = `93.184.216.${servers.length}`;
      // A TCP server that listens has an address object.
      portOf.set(address, (server.address() as AddressInfo).port);
      names.set(name, [[address]]);
      return address;
    },
    portOf: (address) => {
      const port = portOf.get(address);
      if (port === undefined) throw new Error(`Nobody serves at ${address}.`);
      return port;
    },
    point: (name, ...answers) => {
      names.set(name, [...answers]);
    },
    arrivals: (count) =>
      new Promise((resolve) => {
        const check = (): void => {
          if (asks.length < count) return;
          watchers.delete(check);
          resolve();
        };
        watchers.add(check);
        check();
      }),
    async stop() {
      for (const server of servers) {
        const closed = new Promise((resolve) => server.close(resolve));
        server.closeAllConnections();
        await closed;
      }
    },
  };
}

/** Its own authority; it is trusted because the network says so. */
function makeCertificate(): Certificate {
  const folder = mkdtempSync(join(tmpdir(), "hookline-tls-"));
  try {
    const names = CERTIFIED.map((name) => `DNS:${name}`).join(",");
    execFileSync(
      "openssl",
      ["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=Test internet"].concat([
        "-addext",
        `subjectAltName=${names}`,
        "-keyout",
        "key.pem",
        "-out",
        "cert.pem",
      ]),
      { cwd: folder, stdio: "ignore" },
    );
    const read = (name: string): string => readFileSync(join(folder, name), "utf8");
    return { key: read("key.pem"), cert: read("cert.pem") };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
