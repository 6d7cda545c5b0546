// A Messenger bot as one would write it with Vonage's own SDK: a plain server that believes signed webhooks only, answers
// at once, and replies to a person once for each message, however often the message is delivered.
import { createHash } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { Auth } from "@vonage/auth";
import { verifySignature } from "@vonage/jwt";
import { MessengerCategory, MessengerText } from "@vonage/messages";
import { Vonage } from "@vonage/server-sdk";

/** What a developer puts into the bot's environment. */
export interface BotSettings {
  readonly applicationId: string;
  readonly privateKey: string;
  readonly signatureSecret: string;
  /** Where the Messages API is; Vonage unless it is named. */
  readonly apiHost: string;
}

/** A bot that runs. */
export interface Bot {
  readonly inbound: string;
  readonly status: string;
  /** What it answered each webhook with, in their order. */
  readonly answers: readonly number[];
  /** Replies that the API accepted: `message_uuid`, and to which message. */
  readonly replies: readonly { readonly messageUuid: string; readonly to: string }[];
  /** Replies that the API refused, by HTTP status. */
  readonly refusals: readonly unknown[];
  /** What it was told of its replies, without what it was told twice. */
  readonly statuses: readonly { readonly messageUuid: string; readonly status: string }[];
  /** Waits until it has answered so many webhooks in all. */
  answered(count: number): Promise<void>;
  /** Waits until every reply under way has its answer. */
  idle(): Promise<void>;
  stop(): Promise<void>;
}

type Members = Readonly<Record<string, unknown>>;

/** Starts the bot on a free port. */
export async function startBot(settings: BotSettings): Promise<Bot> {
  const { applicationId, privateKey, signatureSecret, apiHost } = settings;
  const vonage = new Vonage(new Auth({ applicationId, privateKey }), { apiHost });
  const answers: number[] = [];
  const replies: { messageUuid: string; to: string }[] = [];
  const refusals: unknown[] = [];
  const statuses: { messageUuid: string; status: string }[] = [];
  const seen = new Set<string>();
  let underWay: Promise<unknown>[] = [];
  let waiting: { count: number; resolve: () => void }[] = [];

  const reply = async (message: Members): Promise<void> => {
    try {
      const { messageUUID } = await vonage.messages.send(
        new MessengerText({
          // The other way round: to the person, from the Page.
          to: String(idOf(message["from"])),
          from: String(idOf(message["to"])),
          text: `You said: ${textOf(message)}`,
          messenger: { category: MessengerCategory.RESPONSE },
        }),
      );
      replies.push({ messageUuid: messageUUID, to: String(message["message_uuid"]) });
    } catch (error) {
      refusals.push(error);
    }
  };

  const take = (path: string, message: Members): void => {
    const messageUuid = String(message["message_uuid"]);
    const { status } = message;
    const key = JSON.stringify([path, messageUuid, status]);
    if (seen.has(key)) return;
    seen.add(key);
    if (path === "/status") statuses.push({ messageUuid, status: String(status) });
    else underWay.push(reply(message));
  };

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const bytes = await read(request);
    const status = judge(request.headers.authorization, bytes, signatureSecret);
    // The answer first: whoever lets Vonage wait for the reply is sent the webhook again.
    response.writeHead(status).end();
    answers.push(status);
    // The signature was good, so this is the JSON of a webhook.
    if (status === 200) take(request.url ?? "", JSON.parse(bytes.toString("utf8")) as Members);
    for (const { resolve } of waiting.filter(({ count }) => count <= answers.length)) resolve();
    waiting = waiting.filter(({ count }) => count > answers.length);
  };

  const server = createServer((request, response) => {
    // A webhook that breaks off is not answered; it comes again.
    answer(request, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  return {
    inbound: `${url}/inbound`,
    status: `${url}/status`,
    answers,
    replies,
    refusals,
    statuses,
    async answered(count) {
      if (answers.length < count) await new Promise<void>((resolve) => waiting.push({ count, resolve }));
    },
    async idle() {
      while (underWay.length > 0) {
        const waited = underWay;
        underWay = [];
        await Promise.all(waited);
      }
    },
    async stop() {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}

async function read(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

/**
 * 200 for a signed webhook whose bytes are those that were signed; 401 for any other signature; 503 for none, which makes
 * Vonage send it again, signed.
 */
function judge(authorization: string | undefined, bytes: Uint8Array, secret: string): 200 | 401 | 503 {
  if (authorization === undefined) return 503;
  const token = authorization.replace(/^Bearer /, "");
  if (!verifySignature(token, secret)) return 401;
  const hash = createHash("sha256").update(bytes).digest("hex");
  const claims = JSON.parse(Buffer.from(token.split(".")[1] ?? "", "base64url").toString("utf8")) as Members;
  return claims["payload_hash"] === hash ? 200 : 401;
}

/** v1 names a party by its id, v0.1 by an object. */
function idOf(party: unknown): unknown {
  return typeof party === "string" ? party : (party as Members)["id"];
}

function textOf(message: Members): unknown {
  if ("text" in message) return message["text"];
  const { content } = (message["message"] ?? {}) as Members;
  return ((content ?? {}) as Members)["text"] ?? "something I cannot read";
}
