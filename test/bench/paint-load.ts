// Numbered, signed webhooks at a steady pace, whatever the server does with them.
import { Agent, request } from "node:http";
import { setTimeout as wait } from "node:timers/promises";
import { signToken } from "../fakes/webhook-token.ts";

/** Whom the webhooks are addressed to, and what signs them. */
export interface PaintTarget {
  readonly inbound: string;
  readonly secret: string;
  readonly apiKey: string;
  readonly applicationId: string;
  readonly pageId: string;
}

/** Which numbers to send, and how fast. */
export interface PaintPace {
  readonly first: number;
  readonly count: number;
  readonly perSecond: number;
}

const PEOPLE = 20;
const CONNECTIONS = 16;

/**
 * Sends the events, each at its own time with a jitter of one interval, so that no frame rate can fall in step with them.
 * @returns when each was written, by number, in epoch milliseconds with a fraction
 */
export async function sendNumbered(target: PaintTarget, pace: PaintPace): Promise<Map<number, number>> {
  const { first, count, perSecond } = pace;
  const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });
  const intervalMs = 1000 / perSecond;
  const written = new Map<number, number>();
  const answers: Promise<void>[] = [];
  const startedAt = performance.now();
  for (let index = 0; index < count; index++) {
    const number = first + index;
    const delivery = makeDelivery(number, target);
    const dueMs = (index + ((index * 0.618_033_988_75) % 1)) * intervalMs;
    const early = startedAt + dueMs - performance.now();
    if (early > 0) await wait(early);
    written.set(number, performance.timeOrigin + performance.now());
    answers.push(post(target.inbound, delivery, agent));
  }
  await Promise.all(answers);
  agent.destroy();
  return written;
}

interface NumberedDelivery {
  readonly body: string;
  readonly authorization: string;
}

function makeDelivery(
  number: number,
  { secret, apiKey, applicationId, pageId }: PaintTarget,
): NumberedDelivery {
  const digits = String(number).padStart(8, "0");
  const body = JSON.stringify({
    message_uuid: `${digits}-bbbb-4ccc-8ddd-0123456789ab`,
    to: { type: "messenger", id: pageId },
    from: { type: "messenger", id: `11111111111111${String(number % PEOPLE).padStart(2, "0")}` },
    timestamp: new Date().toISOString(),
    message: {
      content: { type: "text", text: `#${number} ${"how long may this text be? ".repeat(number % 8)}` },
    },
  });
  const claims = {
    api_key: apiKey,
    application_id: applicationId,
    iat: Math.floor(Date.now() / 1000),
    jti: `${digits}-1a14-4c10-bfdf-3fbe8ce511b5`,
  };
  return { body, authorization: `Bearer ${signToken({ secret, body, claims })}` };
}

function post(url: string, { body, authorization }: NumberedDelivery, agent: Agent): Promise<void> {
  return new Promise((resolve, reject) => {
    const headers = {
      "content-type": "application/json",
      "content-length": Buffer.byteLength(body),
      authorization,
    };
    const sent = request(url, { method: "POST", agent, headers }, (response) => {
      response.resume();
      response.on("end", () => {
        if (response.statusCode === 200) resolve();
        else reject(new Error(`The listener answered ${response.statusCode}.`));
      });
    });
    sent.on("error", reject);
    sent.end(body);
  });
}
