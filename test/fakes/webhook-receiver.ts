// Somebody else's server in tests: takes POSTs over real HTTP, keeps them, and answers what the test says.
import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo, Socket } from "node:net";

/** One webhook as it came. */
export interface ReceivedWebhook {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly bytes: Uint8Array;
  readonly body: string;
  readonly json: unknown;
}

/** What the server answers: a status alone, a whole answer, or none. */
export type CannedAnswer =
  | number
  | "wait"
  | "hang up"
  | {
      readonly status: number;
      readonly headers?: Readonly<Record<string, string>>;
      readonly body?: string | Uint8Array;
    };

/** The server. */
export interface WebhookReceiver {
  readonly url: string;
  readonly inbound: string;
  readonly status: string;
  readonly received: readonly ReceivedWebhook[];
  /** Waits until `count` webhooks have come in all. */
  arrivals(count: number): Promise<readonly ReceivedWebhook[]>;
  /** The answer from now on. `wait` takes the request and never answers, `hang up` closes the connection instead. */
  answerWith(answer: CannedAnswer): void;
  /** Connections that stand now. */
  openSockets(): number;
  stop(): Promise<void>;
}

/** Starts it on a free port. */
export async function startWebhookReceiver(): Promise<WebhookReceiver> {
  const received: ReceivedWebhook[] = [];
  let waiting: { count: number; resolve: () => void }[] = [];
  let answer: CannedAnswer = 200;

  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const bytes = Buffer.concat(chunks);
      const body = bytes.toString("utf8");
      // The system's clock has no place beside a frozen one.
      response.sendDate = false;
      if (answer === "hang up") request.socket.destroy();
      else if (typeof answer === "number") response.writeHead(answer).end();
      else if (answer !== "wait") response.writeHead(answer.status, answer.headers).end(answer.body);
      received.push({ path: request.url ?? "", headers: request.headers, bytes, body, json: parse(body) });
      for (const { resolve } of waiting.filter(({ count }) => count <= received.length)) resolve();
      waiting = waiting.filter(({ count }) => count > received.length);
    });
  });
  const sockets = new Set<Socket>();
  server.on("connection", (socket) => {
    sockets.add(socket);
    socket.once("close", () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  // A TCP server that listens has an address object.
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  return {
    url,
    inbound: `${url}/webhooks/inbound`,
    status: `${url}/webhooks/status`,
    received,
    async arrivals(count) {
      if (received.length < count) await new Promise<void>((resolve) => waiting.push({ count, resolve }));
      return received;
    },
    answerWith(changed) {
      answer = changed;
    },
    openSockets: () => sockets.size,
    async stop() {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}

function parse(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    // Not every webhook of a test is JSON.
    return null;
  }
}
