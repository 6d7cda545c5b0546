// Stands between a program and the simulator's account, and stops a POST at the point a test is about.
import { createServer as createHttpServer } from "node:http";
import { createServer as createTcpServer, type AddressInfo, type Server } from "node:net";
import { buffer } from "node:stream/consumers";

/**
 * Where a POST comes to rest: `arrived` = read, and never carried out; `carried-out` = made, and its answer never sent;
 * `answered` = its answer is sent, after `onCarriedOut` had its say.
 */
export type PostRest = "arrived" | "carried-out" | "answered";

/** The account behind it. */
export interface HeldAccount {
  readonly url: string;
  /** null = everything is passed on. */
  rest: PostRest | null;
  /** Called between the making and the answer. */
  onCarriedOut: () => void;
  /** Resolves when a POST came to rest. */
  rested(): Promise<void>;
  stop(): Promise<void>;
}

/** Starts it in front of an address. */
export async function startHeldAccount(behind: string): Promise<HeldAccount> {
  const rested = Promise.withResolvers<void>();
  const server = createHttpServer((incoming, outgoing) => {
    void (async () => {
      const { method = "", url = "", headers } = incoming;
      const body = await buffer(incoming);
      const rest = method === "POST" ? account.rest : null;
      if (rest === "arrived") return rested.resolve();
      const answer = await fetch(`${behind}${url}`, {
        method,
        headers: {
          authorization: headers.authorization ?? "",
          accept: headers.accept ?? "",
          ...(body.length === 0 ? {} : { "content-type": "application/json" }),
        },
        ...(body.length === 0 ? {} : { body }),
      });
      const text = await answer.text();
      if (rest === "carried-out") return rested.resolve();
      if (rest === "answered") account.onCarriedOut();
      outgoing.writeHead(answer.status, { "content-type": "application/json" });
      outgoing.end(answer.status === 204 ? undefined : text, () => {
        if (rest === "answered") rested.resolve();
      });
    })();
  });
  const account: HeldAccount = {
    url: await listen(server),
    rest: null,
    onCarriedOut: () => undefined,
    rested: () => rested.promise,
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return account;
}

/** Takes connections and says nothing: TLS begins and never ends, so that no request leaves for it. */
export async function startSilentHost(): Promise<{
  readonly url: string;
  readonly called: Promise<void>;
  stop(): Promise<void>;
}> {
  const sockets = new Set<{ destroy(): unknown }>();
  const called = Promise.withResolvers<void>();
  const server = createTcpServer((socket) => {
    sockets.add(socket);
    // The other side is killed.
    socket.on("error", () => sockets.delete(socket));
    socket.once("data", () => called.resolve());
  });
  const url = (await listen(server)).replace("http:", "https:");
  return {
    url,
    called: called.promise,
    async stop() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function listen(server: Server): Promise<string> {
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", () => resolve());
  });
  const { port } = server.address() as AddressInfo; // a TCP server's address is never a text
  return `http://127.0.0.1:${port}`;
}
