// A developer's bot in tests, good or with one thing wrong: it takes webhooks over real HTTP and replies by the API.
import { createHash, createHmac } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { z } from "zod";

/** What is wrong with it. */
export type BotFlaw =
  | "answers-500"
  | "never-answers"
  | "believes-everything"
  | "crashes-on-unknown"
  | "repeats-itself"
  | "writes-to-a-stranger"
  | "says-nothing"
  | "takes-get"
  | "replies-one-by-one";

/** What it has to know of the simulator, known when that listens. */
export interface BotSurroundings {
  readonly apiUrl: string;
  readonly apiKey: string;
  readonly apiSecret: string;
  readonly signatureSecret: string;
}

/** The bot. */
export interface SmallBot {
  readonly url: string;
  readonly inbound: string;
  readonly status: string;
  /** Tells it where the API is. */
  connect(surroundings: BotSurroundings): void;
  /** Answers 500 so many times from now on. */
  failNext(count: number): void;
  /** How many replies it is about to send. */
  pendingReplies(): number;
  stop(): Promise<void>;
}

const Body = z.looseObject({ message_uuid: z.string(), text: z.string().optional() });
const Ids = z.union([
  z.object({ from: z.string(), to: z.string() }),
  z
    .object({ from: z.object({ id: z.string() }), to: z.object({ id: z.string() }) })
    .transform(({ from, to }) => ({ from: from.id, to: to.id })),
]);
/** All that the documentation names. */
const KNOWN_MEMBERS = new Set(
  "channel message_uuid to from timestamp message_type text image audio video file message status usage error client_ref workflow".split(
    " ",
  ),
);
const LARGEST_BODY = 1024 * 1024;

/** Starts it, on a free port unless one is given. */
export async function startSmallBot(flaw: BotFlaw | null = null, port = 0): Promise<SmallBot> {
  let surroundings: BotSurroundings | null = null;
  let failures = 0;
  const handled = new Set<string>();

  let pending = 0;
  let former: Promise<void> = Promise.resolve();

  const reply = async (to: string, from: string, text: string): Promise<void> => {
    pending += 1;
    const before = flaw === "replies-one-by-one" ? former : Promise.resolve();
    former = before.then(() => send(to, from, text)).finally(() => (pending -= 1));
    await former;
  };

  const send = async (to: string, from: string, text: string): Promise<void> => {
    if (surroundings === null) throw new Error("The bot knows no API.");
    const { apiUrl, apiKey, apiSecret } = surroundings;
    const response = await fetch(`${apiUrl}/v1/messages`, {
      method: "POST",
      headers: {
        "content-type": "application/json",
        authorization: `Basic ${Buffer.from(`${apiKey}:${apiSecret}`).toString("base64")}`,
      },
      body: JSON.stringify({ channel: "messenger", message_type: "text", to, from, text }),
    });
    await response.arrayBuffer();
  };

  const take = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    if (request.method !== "POST") {
      response.writeHead(flaw === "takes-get" ? 200 : 405).end();
      return;
    }
    if (flaw === "never-answers") {
      request.resume();
      return;
    }
    const bytes = await readBody(request);
    if (bytes === null) {
      response.writeHead(413, { connection: "close" }).end();
      return;
    }
    if (flaw === "answers-500" || failures > 0) {
      failures -= 1;
      response.writeHead(500).end();
      return;
    }
    if (flaw !== "believes-everything" && !isGenuine(request, bytes, surroundings)) {
      response.writeHead(401).end();
      return;
    }
    const json: unknown = JSON.parse(bytes.toString("utf8"));
    const body = Body.parse(json);
    if (flaw === "crashes-on-unknown" && Object.keys(body).some((name) => !KNOWN_MEMBERS.has(name))) {
      throw new TypeError("What is this?");
    }
    response.writeHead(200).end();
    if (request.url !== "/webhooks/inbound" || flaw === "says-nothing") return;
    if (handled.has(body.message_uuid) && flaw !== "repeats-itself") return;
    handled.add(body.message_uuid);
    const { from, to } = Ids.parse(json);
    await reply(flaw === "writes-to-a-stranger" ? "999" : from, to, `You wrote: ${body.text ?? "something"}`);
  };

  const server = createServer((request, response) => {
    take(request, response).catch(() => {
      // What a framework does with an exception.
      if (!response.headersSent) response.writeHead(500).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  // A TCP server that listens has an address object.
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url,
    inbound: `${url}/webhooks/inbound`,
    status: `${url}/webhooks/status`,
    connect(known) {
      surroundings = known;
    },
    failNext(count) {
      failures = count;
    },
    pendingReplies: () => pending,
    async stop() {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}

/** null = too large. Rejects when the connection breaks. */
async function readBody(request: IncomingMessage): Promise<Buffer | null> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request) {
    // Without an encoding a request gives buffers.
    const bytes = chunk as Buffer;
    length += bytes.byteLength;
    if (length <= LARGEST_BODY) chunks.push(bytes);
  }
  return length > LARGEST_BODY ? null : Buffer.concat(chunks);
}

/** The checks of Vonage's page on signed webhooks, by hand. */
function isGenuine(request: IncomingMessage, body: Buffer, surroundings: BotSurroundings | null): boolean {
  const [head, claims, signature] = (request.headers.authorization ?? "").replace(/^Bearer /, "").split(".");
  if (surroundings === null || head === undefined || claims === undefined || signature === undefined)
    return false;
  const expected = createHmac("sha256", surroundings.signatureSecret)
    .update(`${head}.${claims}`)
    .digest("base64url");
  const { payload_hash: hash } = z
    .object({ payload_hash: z.string() })
    .parse(JSON.parse(Buffer.from(claims, "base64url").toString("utf8")));
  return signature === expected && hash === createHash("sha256").update(body).digest("hex");
}
