// The simulator over real HTTP: a person writes, a reply is accepted, its statuses follow.
import { createHash } from "node:crypto";
import { decodeProtectedHeader, jwtVerify } from "jose";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { PageId, Psid } from "../../preload/contract/ids.ts";
import type { SimulatedMessage, SimulatorFault } from "../../preload/contract/simulator.ts";
import type { SimulatorIdentity } from "../../main/simulator/identity.ts";
import { createSimulator, type Simulator } from "../../main/simulator/simulator.ts";
import type { FrozenClock } from "../fakes/clock.ts";
import { createMemoryLog } from "../fakes/log.ts";
import {
  mintFor,
  startSimulator,
  type RunningSimulator,
  type SimulatorChanges,
} from "../fakes/running-simulator.ts";
import type { ReceivedWebhook, WebhookReceiver } from "../fakes/webhook-receiver.ts";

let running: RunningSimulator;
let identity: SimulatorIdentity;
let clock: FrozenClock;
let receiver: WebhookReceiver;
let simulator: Simulator;
let url: string;

beforeEach(() => start());
afterEach(() => running.stop());

/** With the identity of the first one: making a key pair takes long. */
async function start(changes: SimulatorChanges = {}): Promise<void> {
  running = await startSimulator({ ...(identity === undefined ? {} : { identity }), ...changes });
  ({ identity, clock, receiver, simulator, url } = running);
}

async function restart(changes: SimulatorChanges): Promise<void> {
  await running.stop();
  await start(changes);
}

function message(changes: Partial<SimulatedMessage> = {}): SimulatedMessage {
  return { type: "text", ...changes };
}

async function send(
  body: unknown,
  { path = "/v1/messages", authorization }: { path?: string; authorization?: string } = {},
): Promise<{ status: number; body: Record<string, unknown>; headers: Headers }> {
  const response = await fetch(`${url}${path}`, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      authorization: authorization ?? `Bearer ${await mintFor(running)}`,
    },
    body: JSON.stringify(body),
  });
  // Every answer of the endpoint is a JSON object.
  return {
    status: response.status,
    body: (await response.json()) as Record<string, unknown>,
    headers: response.headers,
  };
}

const TEXT = {
  message_type: "text",
  text: "Hello from Vonage!",
  to: "1111111111111111",
  from: "0000000000000000",
  channel: "messenger",
};

async function verifyToken(webhook: ReceivedWebhook | undefined): Promise<Record<string, unknown>> {
  const token = webhook?.headers.authorization?.replace("Bearer ", "") ?? "";
  const { payload } = await jwtVerify(token, new TextEncoder().encode(identity.signatureSecret), {
    currentDate: new Date(clock.now()),
  });
  return payload;
}

function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

/** Answers the statuses in their order of arrival, moving the clock from one to the next. */
async function statusesAfter(count: number): Promise<readonly Record<string, unknown>[]> {
  const before = receiver.received.length;
  for (const [index, delay] of [400, 800, 2_800].slice(0, count).entries()) {
    clock.advance(delay);
    // oxlint-disable-next-line no-await-in-loop -- each status is awaited before time moves on
    await receiver.arrivals(before + index + 1);
  }
  return receiver.received.slice(before).map(({ json }) => json as Record<string, unknown>);
}

function withFault(fault: SimulatorFault): Promise<unknown> {
  return simulator.receive(message({ fault }));
}

async function retriesAfter(status: number): Promise<number> {
  await simulator.receive(message());
  receiver.answerWith(status);
  await send(TEXT);
  clock.advance(400);
  await receiver.arrivals(2);
  // The answer has arrived once the retry is on the list, or once another webhook made the round trip.
  await simulator.sendStatus({ status: "read", psid: Psid.parse("other") });
  return simulator.state().waitingRetries;
}

describe("a person writes", () => {
  it("posts the documented v1 payload, signed", async () => {
    const { messageUuid } = await simulator.receive(message({ text: "Hi" }));

    const [webhook] = receiver.received;
    expect(webhook?.path).toBe("/webhooks/inbound");
    expect(webhook?.json).toEqual({
      channel: "messenger",
      message_uuid: messageUuid,
      to: "0000000000000000",
      from: "1111111111111111",
      timestamp: "2020-01-01T14:00:00Z",
      message_type: "text",
      text: "Hi",
    });
    expect(await verifyToken(webhook)).toEqual({
      iat: 1_577_887_200,
      jti: expect.any(String),
      iss: "Vonage",
      payload_hash: sha256(webhook?.body ?? ""),
      api_key: identity.apiKey,
      application_id: identity.applicationId,
    });
    expect(decodeProtectedHeader(webhook?.headers.authorization?.slice(7) ?? "")).toEqual({
      alg: "HS256",
      typ: "JWT",
    });
  });

  it("posts the v0.1 payload of the tutorials when asked to", async () => {
    const { messageUuid } = await simulator.receive(message({ payloadVersion: "v0.1" }));

    expect(receiver.received[0]?.json).toEqual({
      message_uuid: messageUuid,
      to: { type: "messenger", id: "0000000000000000" },
      from: { type: "messenger", id: "1111111111111111" },
      timestamp: "2020-01-01T14:00:00.000Z",
      message: { content: { type: "text", text: "Hello from Facebook Messenger!" } },
    });
  });

  it.each(["image", "audio", "video", "file"] as const)("sends %s as an address", async (type) => {
    await simulator.receive(message({ type, url: "https://example.com/it" }));

    expect(receiver.received[0]?.json).toMatchObject({
      message_type: type,
      [type]: { url: "https://example.com/it" },
    });
  });

  it("sends what Vonage cannot relay without content", async () => {
    await simulator.receive(message({ type: "unsupported", payloadVersion: "v0.1" }));

    expect(receiver.received[0]?.json).toMatchObject({ message: { content: { type: "unsupported" } } });
  });

  it("counts an answer of 401 as delivered", async () => {
    receiver.answerWith(401);

    await expect(simulator.receive(message())).resolves.toEqual({
      messageUuid: expect.any(String),
      count: 1,
      host: new URL(receiver.url).host,
      faults: [],
      answer: { status: 401, durationMs: expect.any(Number), reason: null },
    });
  });

  it("says so when nobody answers", async () => {
    await receiver.stop();

    await expect(simulator.receive(message())).rejects.toMatchObject({
      code: "SIMULATOR_DELIVERY_FAILED",
      details: { reason: expect.stringContaining("connection refused") },
    });
  });

  it("says so when no address is known", async () => {
    await restart({ webhookTargets: () => null });

    await expect(simulator.receive(message())).rejects.toMatchObject({ code: "SIMULATOR_DELIVERY_FAILED" });
  });

  it("calls this computer only", async () => {
    const elsewhere = "http://bot.example.com/webhooks/inbound";
    await restart({ webhookTargets: () => ({ inbound: elsewhere, status: elsewhere }) });

    await expect(simulator.receive(message())).rejects.toMatchObject({
      code: "SIMULATOR_CALLBACK_REFUSED",
      details: { host: "bot.example.com" },
    });
  });

  it("does not follow a redirect", async () => {
    receiver.answerWith({ status: 307, headers: { location: receiver.status } });

    await simulator.receive(message());

    expect(receiver.received.map(({ path }) => path)).toEqual(["/webhooks/inbound"]);
  });
});

describe("faults of a webhook", () => {
  it("leaves out the token: unsigned", async () => {
    await withFault("unsigned");
    expect(receiver.received[0]?.headers.authorization).toBeUndefined();
  });

  it("signs with another secret: bad-signature", async () => {
    await withFault("bad-signature");
    await expect(verifyToken(receiver.received[0])).rejects.toMatchObject({
      code: "ERR_JWS_SIGNATURE_VERIFICATION_FAILED",
    });
  });

  it("hashes another body: wrong-hash", async () => {
    await withFault("wrong-hash");

    const claims = await verifyToken(receiver.received[0]);
    expect(claims["payload_hash"]).toMatch(/^[0-9a-f]{64}$/);
    expect(claims["payload_hash"]).not.toBe(sha256(receiver.received[0]?.body ?? ""));
  });

  it("sends the same bytes and token twice: duplicate", async () => {
    await withFault("duplicate");

    const [first, second] = receiver.received;
    expect(receiver.received).toHaveLength(2);
    expect(second?.body).toBe(first?.body);
    expect(second?.headers.authorization).toBe(first?.headers.authorization);
  });

  it("dates message and token 90 s back: late", async () => {
    await withFault("late");

    expect(receiver.received[0]?.json).toMatchObject({ timestamp: "2020-01-01T13:58:30Z" });
    expect(await verifyToken(receiver.received[0])).toMatchObject({ iat: 1_577_887_110 });
  });
});

describe("a reply", () => {
  it("is accepted and then submitted, delivered and read", async () => {
    await simulator.receive(message());
    const { status, body, headers } = await send({ ...TEXT, client_ref: "abc" });
    const statuses = await statusesAfter(3);

    expect({ status, body }).toEqual({ status: 202, body: { message_uuid: expect.any(String) } });
    expect(headers.get("x-request-id")).toMatch(/^[0-9a-f-]{36}$/);
    const common = {
      message_uuid: body["message_uuid"],
      to: "1111111111111111",
      from: "0000000000000000",
      channel: "messenger",
      client_ref: "abc",
    };
    expect(statuses).toEqual([
      { ...common, status: "submitted", timestamp: "2020-01-01T14:00:00Z" },
      {
        ...common,
        status: "delivered",
        timestamp: "2020-01-01T14:00:01Z",
        usage: { currency: "EUR", price: "0.0333" },
      },
      { ...common, status: "read", timestamp: "2020-01-01T14:00:04Z" },
    ]);
    await expect(verifyToken(receiver.received[1])).resolves.toMatchObject({
      application_id: identity.applicationId,
    });
  });

  it("gets v0.1 statuses when it asks for them", async () => {
    await simulator.receive(message());
    await send({ ...TEXT, webhook_version: "v0.1" });

    expect(await statusesAfter(1)).toEqual([
      {
        message_uuid: expect.any(String),
        to: { type: "messenger", id: "1111111111111111" },
        from: { type: "messenger", id: "0000000000000000" },
        timestamp: "2020-01-01T14:00:00.400Z",
        status: "submitted",
      },
    ]);
  });

  it("gets statuses signed without an application when it was sent with key and secret", async () => {
    await simulator.receive(message());
    const basic = Buffer.from(`${identity.apiKey}:${identity.apiSecret}`).toString("base64");
    const { status } = await send(TEXT, { authorization: `Basic ${basic}` });
    await statusesAfter(1);

    expect(status).toBe(202);
    expect(await verifyToken(receiver.received[1])).not.toHaveProperty("application_id");
  });

  it("to somebody who never wrote is rejected with 1300", async () => {
    await send(TEXT);

    expect((await statusesAfter(2)).at(-1)).toMatchObject({
      status: "rejected",
      error: {
        type: "https://developer.vonage.com/api-errors/messages#1300",
        title: "1300",
        detail: expect.stringContaining("Not part of the provider network"),
        instance: expect.stringMatching(/^[0-9a-f]{32}$/),
      },
    });
  });

  it("to somebody who wrote 24 h ago is rejected with 1340, in v0.1 words when asked", async () => {
    await simulator.receive(message());
    clock.advance(24 * 60 * 60_000);
    await send({ ...TEXT, webhook_version: "v0.1" });

    expect((await statusesAfter(2)).at(-1)).toMatchObject({
      status: "rejected",
      error: { code: 1340, reason: "Outside of the allowed window" },
    });
  });

  it("with HUMAN_AGENT is delivered for seven days", async () => {
    await simulator.receive(message());
    clock.advance(6 * 24 * 60 * 60_000);
    await send({ ...TEXT, messenger: { category: "message_tag", tag: "HUMAN_AGENT" } });

    expect((await statusesAfter(2)).at(-1)).toMatchObject({ status: "delivered" });
  });

  it("with a retired tag is rejected with 1021", async () => {
    await simulator.receive(message());
    await send({ ...TEXT, messenger: { category: "message_tag", tag: "ACCOUNT_UPDATE" } });

    expect((await statusesAfter(2)).at(-1)).toMatchObject({ status: "rejected", error: { title: "1021" } });
  });

  it("knows who wrote before this run when it is told", async () => {
    await restart({ remembered: () => clock.now() - 1_000 });
    await send(TEXT);

    expect((await statusesAfter(2)).at(-1)).toMatchObject({ status: "delivered" });
  });

  it("has its statuses sent to its own webhook_url, on this computer only", async () => {
    await simulator.receive(message());
    await send({ ...TEXT, webhook_url: `${receiver.url}/mine` });
    await send({ ...TEXT, webhook_url: "https://example.com/status" });
    await statusesAfter(1);

    expect(receiver.received.map(({ path }) => path)).toEqual(["/webhooks/inbound", "/mine"]);
  });
});

describe("statuses that are not taken", () => {
  it.each([429, 500, 503])("are sent again after %i", async (status) => {
    expect(await retriesAfter(status)).toBeGreaterThan(0);
  });

  it.each([200, 204, 400, 404])("are not sent again after %i", async (status) => {
    expect(await retriesAfter(status)).toBe(0);
  });

  it("are sent again after 5 s, then 10 s, with the same bytes and token, until taken", async () => {
    await simulator.receive(message());
    receiver.answerWith(503);
    await simulator.sendStatus({ status: "submitted" });

    clock.advance(4_999);
    expect(receiver.received).toHaveLength(2);
    clock.advance(1);
    await receiver.arrivals(3);
    await expect.poll(() => simulator.state().waitingRetries).toBe(1);
    receiver.answerWith(200);
    clock.advance(10_000);
    await receiver.arrivals(4);

    const [, first, second, third] = receiver.received;
    expect(new Set([first?.body, second?.body, third?.body]).size).toBe(1);
    expect(third?.headers.authorization).toBe(first?.headers.authorization);
    await expect.poll(() => simulator.state().waitingRetries).toBe(0);
  });
});

describe("what a script asks for", () => {
  it("sends a status with an error of any code", async () => {
    await simulator.sendStatus({ status: "rejected", errorCode: "1370", payloadVersion: "v0.1" });

    expect(receiver.received[0]).toMatchObject({
      path: "/webhooks/status",
      json: { status: "rejected", error: { code: 1370, reason: "Expired access Token" } },
    });
  });

  it("sends a status of the newest message when none is named", async () => {
    await simulator.receive(message());
    const { body } = await send(TEXT);

    const { messageUuid } = await simulator.sendStatus({ status: "undeliverable" });

    expect(messageUuid).toBe(body["message_uuid"]);
  });

  it("reads delivered messages at once, and not a second time later", async () => {
    await simulator.receive(message());
    const { body } = await send(TEXT);
    await statusesAfter(2);

    const uuids = simulator.read({ psid: identity.psid });
    await receiver.arrivals(4);
    clock.advance(10_000);

    expect(uuids).toEqual([body["message_uuid"]]);
    expect(simulator.state().messages[0]?.statuses).toEqual(["submitted", "delivered", "read"]);
  });

  it("starts over", async () => {
    await simulator.receive(message());
    await send(TEXT);
    simulator.setFaults({ api: "throttled", webhooks: "unsigned" });

    simulator.reset();

    expect(simulator.state()).toMatchObject({
      people: [{ psid: "1111111111111111", lastInboundAt: null }],
      messages: [],
      faults: { api: null, webhooks: [] },
      waitingRetries: 0,
    });
    expect(clock.pending()).toBe(0);
  });

  it("writes to another Page as another person", async () => {
    await simulator.receive(message({ psid: Psid.parse("007"), pageId: PageId.parse("42") }));

    expect(receiver.received[0]?.json).toMatchObject({ from: "007", to: "42" });
  });
});

describe("running", () => {
  it("invents the same ids in every run with the same seed", async () => {
    await restart({ seed: 7 });
    const first = await simulator.receive(message());
    await restart({ seed: 7 });
    const second = await simulator.receive(message());

    // The receiver has another port in each.
    expect({ ...second, host: null }).toEqual({ ...first, host: null });
  });

  it("leaves no timer behind when it stops", async () => {
    await simulator.receive(message());
    await send(TEXT);
    receiver.answerWith(503);
    await simulator.sendStatus({ status: "read" });

    await simulator.stop();

    expect(clock.pending()).toBe(0);
    await expect(fetch(url)).rejects.toThrow("fetch failed");
  });

  it("moves on from a taken default port, and says from where", async () => {
    const taken = Number(new URL(url).port);
    const other = createSimulator({ identity, clock, log: createMemoryLog(), webhookTargets: () => null });

    const started = await other.start({ port: taken, isExplicit: false });
    await other.stop();

    expect(started).toMatchObject({ movedFrom: taken });
    expect(started.port).toBeGreaterThanOrEqual(4819);
  });

  it("refuses a taken port that was asked for", async () => {
    const taken = Number(new URL(url).port);
    const other = createSimulator({ identity, clock, log: createMemoryLog(), webhookTargets: () => null });

    await expect(other.start({ port: taken, isExplicit: true })).rejects.toMatchObject({
      code: "LISTENER_PORT_TAKEN",
      details: { port: taken },
    });
  });
});
