// A Messages API in tests that answers each message when the test says so, and what it says.
import { once } from "node:events";
import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo, Socket } from "node:net";

/** The server. */
export interface HeldVonage {
  readonly url: string;
  /** What the messages said that came, in order: each as often as it came. */
  readonly texts: readonly string[];
  /** Resolves once a message that says so waits for its answer. */
  arrived(text: string): Promise<void>;
  /** Takes the message that waits. */
  take(text: string): Promise<void>;
  /** Refuses it: too many requests. */
  throttle(text: string): Promise<void>;
  /** Resolves once no connection stands. */
  idle(): Promise<void>;
  stop(): Promise<void>;
}

/** Starts it on a free port. */
export async function startHeldVonage(): Promise<HeldVonage> {
  const texts: string[] = [];
  const held = new Map<string, ServerResponse>();
  const heard: (() => void)[] = [];
  let taken = 0;

  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const { text } = JSON.parse(Buffer.concat(chunks).toString("utf8")) as { text: string }; // Messages are texts here.
      texts.push(text);
      held.set(text, response);
      for (const resolve of heard.splice(0)) resolve();
    });
  });
  const sockets = new Set<Socket>();
  server.on("connection", (socket) => {
    sockets.add(socket);
    socket.once("close", () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));

  async function arrived(text: string): Promise<void> {
    while (!held.has(text)) await new Promise<void>((resolve) => heard.push(resolve));
  }

  async function answer(text: string, status: number, body: unknown): Promise<void> {
    await arrived(text);
    held.get(text)?.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
    held.delete(text);
  }

  return {
    // A TCP server that listens has an address object.
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    texts,
    arrived,
    take(text) {
      taken += 1;
      const messageUuid = `bbbbbbbb-cccc-4ddd-8eee-${String(taken).padStart(12, "0")}`;
      return answer(text, 202, { message_uuid: messageUuid });
    },
    throttle: (text) => answer(text, 429, { title: "Rate Limit Hit", detail: "Wait.", instance: "a-b" }),
    async idle() {
      await Promise.all([...sockets].map((socket) => once(socket, "close")));
    },
    async stop() {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}
