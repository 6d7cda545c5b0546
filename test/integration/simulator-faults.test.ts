// What goes wrong with webhooks when it is asked for, singly or mixed, standing or of one message.
import { createHash } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { jwtVerify } from "jose";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { z } from "zod";
import { Psid } from "../../preload/contract/ids.ts";
import { SIMULATOR_FAULTS, SimulatorTiming } from "../../preload/contract/simulator.ts";
import type { Simulator } from "../../main/simulator/simulator.ts";
import { startSimulator, type RunningSimulator } from "../fakes/running-simulator.ts";
import { callSimulator, type ApiAnswer } from "../fakes/simulator-client.ts";
import type { ReceivedWebhook, WebhookReceiver } from "../fakes/webhook-receiver.ts";

let running: RunningSimulator;
let simulator: Simulator;
let receiver: WebhookReceiver;
let identity: RunningSimulator["identity"] | undefined;

beforeEach(async () => {
  running = await startSimulator(identity === undefined ? {} : { identity });
  ({ identity, simulator, receiver } = running);
});
afterEach(() => running.stop());

function control(method: string, path: string, body?: unknown): Promise<ApiAnswer> {
  const authorization = `Bearer ${running.identity.controlKey}`;
  return callSimulator(running, method, `/simulator/${path}`, { headers: { authorization }, body });
}

const Accepted = z.object({ message_uuid: z.string() });

/** A reply of the bot to the first person, by key and secret. */
async function send(changes: Readonly<Record<string, unknown>> = {}): Promise<string> {
  const body = {
    channel: "messenger",
    message_type: "text",
    text: "Hello from Vonage!",
    to: "1111111111111111",
    from: "0000000000000000",
    ...changes,
  };
  return Accepted.parse((await callSimulator(running, "POST", "/v1/messages", { body })).body).message_uuid;
}

async function claimsOf({ headers }: ReceivedWebhook): Promise<Record<string, unknown>> {
  const secret = new TextEncoder().encode(running.identity.signatureSecret);
  const { payload } = await jwtVerify((headers.authorization ?? "").slice(7), secret, {
    currentDate: new Date(running.clock.now()),
  });
  return payload;
}

/** The words that the webhooks so far tell of, in order. */
function told(): readonly unknown[] {
  const Told = z.object({ text: z.string().optional(), status: z.string().optional() });
  return receiver.received.map(({ json }) => {
    const { text, status } = Told.parse(json);
    return text ?? status;
  });
}

function first(): ReceivedWebhook {
  const [webhook] = receiver.received;
  if (webhook === undefined) throw new Error("No webhook came.");
  return webhook;
}

describe("a mixture", () => {
  it("has all of it: late, of another body, with unknown members, twice", async () => {
    await simulator.receive({
      type: "text",
      fault: ["late", "wrong-hash", "unknown-members", "duplicate", "late"],
    });

    const [one, two] = receiver.received;
    expect(receiver.received).toHaveLength(2);
    expect([two?.body, two?.headers.authorization]).toEqual([one?.body, one?.headers.authorization]);
    expect(first().json).toMatchObject({
      timestamp: "2020-01-01T13:58:30Z",
      text: "Hello from Facebook Messenger!",
      profile: { name: "A person" },
      "x-hookline": { nested: expect.any(Array) },
    });
    const { payload_hash: hash, iat } = await claimsOf(first());
    expect(hash).not.toBe(createHash("sha256").update(first().bytes).digest("hex"));
    expect(iat).toBe(running.clock.now() / 1_000 - 90);
  });

  it("without a token is without a token, whatever else is wrong with it", async () => {
    await simulator.receive({ type: "text", fault: ["bad-signature", "unsigned"] });

    expect(first().headers.authorization).toBeUndefined();
  });

  it("is told in the log of deliveries", async () => {
    await simulator.receive({ type: "text", fault: ["late", "bad-signature"] });

    expect(simulator.state().deliveries).toMatchObject([
      { kind: "inbound", faults: ["late", "bad-signature"], state: "taken", answer: { status: 200 } },
    ]);
  });
});

describe("a standing fault", () => {
  it.each([
    [null, []],
    ["late", ["late"]],
    [
      ["late", "duplicate", "late"],
      ["late", "duplicate"],
    ],
    [[], []],
  ])("is switched by %j", async (webhooks, inForce) => {
    const answer = await control("PUT", "faults", { webhooks });

    expect(answer).toMatchObject({ status: 200, body: { webhooks: inForce, api: null } });
    expect(simulator.state().faults.webhooks).toEqual(inForce);
  });

  it("spoils what says nothing of faults, and nothing that does", async () => {
    simulator.setFaults({ webhooks: "unsigned" });
    await control("POST", "inbound", { text: "as switched" });
    await control("POST", "inbound", { text: "null, too", fault: null });
    await control("POST", "inbound", { text: "another one", fault: "late" });
    await control("POST", "inbound", { text: "none", fault: [] });

    expect(receiver.received.map(({ headers }) => headers.authorization !== undefined)).toEqual([
      false,
      false,
      true,
      true,
    ]);
  });

  it.each([{ webhooks: "none" }, { webhooks: ["late", "none"] }, { webhooks: {} }, { more: null }])(
    "is not switched by %j",
    async (switches) => {
      expect((await control("PUT", "faults", switches)).status).toBe(422);
    },
  );

  it("is named by the list of them when it is not known", async () => {
    expect(await control("POST", "inbound", { fault: "none" })).toMatchObject({
      body: {
        error: {
          why: `A value in it is not allowed: fault is one of ${SIMULATOR_FAULTS.join(", ")}.`,
        },
      },
    });
  });
});

describe("out of order", () => {
  it("comes after the person's next message", async () => {
    const held = await simulator.receive({ type: "text", text: "one", fault: "out-of-order" });
    await simulator.receive({ type: "text", text: "of another", psid: Psid.parse("007") });
    expect([held.answer, told()]).toEqual([null, ["of another"]]);

    await simulator.receive({ type: "text", text: "two" });
    await receiver.arrivals(3);

    expect(told()).toEqual(["of another", "two", "one"]);
  });

  it("comes after 5 s when the person writes no more", async () => {
    await simulator.receive({ type: "text", text: "one", fault: "out-of-order" });

    const played = await simulator.play({ until: "idle" });

    expect(played).toMatchObject({ advancedMs: 5_000, attempts: 1 });
    expect(told()).toEqual(["one"]);
  });

  it("swaps each two messages while it stands", async () => {
    simulator.setFaults({ webhooks: ["out-of-order"] });
    for (const [index, text] of ["one", "two", "three", "four"].entries()) {
      // oxlint-disable-next-line no-await-in-loop -- one after the other is the point
      await simulator.receive({ type: "text", text });
      // oxlint-disable-next-line no-await-in-loop -- a pair is out before the next begins
      if (index % 2 === 1) await receiver.arrivals(index + 1);
    }

    expect(told()).toEqual(["two", "one", "four", "three"]);
  });

  it("turns round the statuses of a message that is sent", async () => {
    await simulator.receive({ type: "text", text: "Hi" });
    simulator.setFaults({ webhooks: "out-of-order" });
    await send();

    await simulator.play({ until: "idle" });

    expect(told()).toEqual(["Hi", "read", "delivered", "submitted"]);
  });

  it("keeps a status back that is sent by hand, until the next one of that message", async () => {
    await simulator.receive({ type: "text", text: "Hi" });
    await send();
    await simulator.sendStatus({ status: "delivered", fault: "out-of-order" });
    await simulator.sendStatus({ status: "read" });
    await receiver.arrivals(3);

    expect(told()).toEqual(["Hi", "read", "delivered"]);
  });

  it("is forgotten when everything starts over", async () => {
    await simulator.receive({ type: "text", fault: "out-of-order" });

    simulator.reset();
    await simulator.play({ advanceMs: 60_000 });

    expect(told()).toEqual([]);
  });
});

describe("a burst", () => {
  it("is a thousand messages, numbered, each with its own id", { timeout: 30_000 }, async () => {
    const { messageUuid, count, answer } = await simulator.receive({
      type: "text",
      text: "Hi",
      fault: "burst",
    });

    expect([count, answer?.status]).toEqual([1_000, 200]);
    expect(receiver.received).toHaveLength(1_000);
    const Told = z.object({ text: z.string(), message_uuid: z.string() });
    const messages = receiver.received.map(({ json }) => Told.parse(json));
    expect(new Set(messages.map(({ message_uuid }) => message_uuid)).size).toBe(1_000);
    expect(new Set(messages.map(({ text }) => text)).size).toBe(1_000);
    expect(messages.find(({ text }) => text === "Hi (1 of 1000)")?.message_uuid).toBe(messageUuid);
  });

  it("is as large as it is set to, and as spoilt", async () => {
    await control("PUT", "timing", { burstSize: 5 });

    const answer = await control("POST", "inbound", { type: "image", fault: ["burst", "unsigned"] });

    expect(answer).toMatchObject({ status: 202, body: { count: 5, answer: { status: 200 } } });
    expect(receiver.received).toHaveLength(5);
    expect(receiver.received.every(({ headers }) => headers.authorization === undefined)).toBe(true);
  });

  it("of statuses is about as many messages", async () => {
    simulator.setTiming(SimulatorTiming.parse({ burstSize: 3 }));

    const { messageUuid } = await simulator.sendStatus({ status: "read", fault: "burst" });

    const Told = z.object({ status: z.literal("read"), message_uuid: z.string() });
    const uuids = receiver.received.map(({ json }) => Told.parse(json).message_uuid);
    expect(new Set(uuids).size).toBe(3);
    expect(uuids).toContain(messageUuid);
  });

  it("leaves the statuses of sent messages alone", async () => {
    await simulator.receive({ type: "text", text: "Hi" });
    simulator.setFaults({ webhooks: "burst" });
    await send();

    await simulator.play({ until: "idle" });

    expect(told()).toEqual(["Hi", "submitted", "delivered", "read"]);
  });
});

describe("a body", () => {
  it.each([
    ["v1", { to: { type: "messenger", id: "0000000000000000" } }],
    ["v0.1", { channel: "messenger", to: "0000000000000000" }],
  ] as const)("is of the other version where %s is due", async (payloadVersion, shape) => {
    await simulator.receive({ type: "text", payloadVersion, fault: "other-version" });

    expect(first().json).toMatchObject(shape);
    expect(simulator.state().deliveries[0]?.payloadVersion).toBe(payloadVersion === "v1" ? "v0.1" : "v1");
  });

  it("of a status is v0.1 for a message sent by v1, and the reverse", async () => {
    await simulator.receive({ type: "text", text: "Hi" });
    simulator.setFaults({ webhooks: "other-version" });
    await send();
    await simulator.play({ until: "next" });
    await send({ webhook_version: "v0.1" });
    await simulator.play({ until: "next" });

    expect(receiver.received.slice(1).map(({ json }) => json)).toMatchObject([
      { status: "submitted", to: { type: "messenger", id: "1111111111111111" } },
      { status: "submitted", channel: "messenger", to: "1111111111111111" },
    ]);
  });

  it("has the error's title as a number", async () => {
    simulator.setFaults({ webhooks: ["integer-title"] });
    await simulator.sendStatus({ status: "rejected", errorCode: "1340" });
    await simulator.sendStatus({ status: "rejected", errorCode: "1340", payloadVersion: "v0.1" });
    await simulator.sendStatus({ status: "delivered" });

    expect(receiver.received.map(({ json }) => json)).toMatchObject([
      { error: { title: 1_340, detail: expect.stringContaining("Outside of the allowed window") } },
      { error: { code: 1_340, reason: "Outside of the allowed window" } },
      { status: "delivered" },
    ]);
  });

  it("has members that nobody has heard of, in both versions and both kinds", async () => {
    simulator.setFaults({ webhooks: ["unknown-members"] });
    await simulator.receive({ type: "image" });
    await simulator.receive({ type: "image", payloadVersion: "v0.1" });
    await simulator.sendStatus({ status: "delivered" });

    for (const { json } of receiver.received) {
      expect(json).toMatchObject({
        "x-hookline": expect.any(Object),
        context: null,
        _self: expect.any(Object),
      });
    }
    expect(receiver.received[0]?.json).toMatchObject({
      image: { url: `${running.url}/v3/media/simulated-image.png` },
    });
  });

  it("is of ten mebibytes, signed, and the message is still in it", async () => {
    await simulator.receive({ type: "text", text: "Hi", fault: "huge-body" });

    expect(first().bytes.byteLength).toBe(10 * 1024 * 1024);
    expect(first().json).toMatchObject({ text: "Hi", padding: expect.stringMatching(/^x+$/) });
    await expect(claimsOf(first())).resolves.toMatchObject({
      payload_hash: createHash("sha256").update(first().bytes).digest("hex"),
    });
  });
});

/** Lets time pass until the last piece of a slow body is out. */
function dribble(pieceMs: number): void {
  for (let piece = 1; piece < 16; piece++) {
    expect(receiver.received).toHaveLength(0);
    running.clock.advance(pieceMs);
  }
}

describe("the wire", () => {
  it("dribbles a slow body, which comes whole", async () => {
    await control("PUT", "timing", { slowMs: 1_600 });
    const sending = simulator.receive({ type: "text", text: "Hi", fault: "slow" });
    await expect.poll(() => receiver.openSockets()).toBe(1);

    dribble(100);
    const { answer } = await sending;

    expect(answer).toEqual({ status: 200, durationMs: 1_500, reason: null });
    expect(first().json).toMatchObject({ text: "Hi" });
    await expect(claimsOf(first())).resolves.toMatchObject({ iss: "Vonage" });
  });

  it("waits for the answer from the end of a slow body on", async () => {
    await control("PUT", "timing", { slowMs: 1_600, answerTimeoutMs: 1_000 });
    receiver.answerWith("wait");
    const sending = simulator.receive({ type: "text", fault: "slow" });
    await expect.poll(() => receiver.openSockets()).toBe(1);
    dribble(100);
    await receiver.arrivals(1);

    running.clock.advance(1_100);

    await expect(sending).rejects.toMatchObject({
      details: { reason: expect.stringContaining("no answer within 2.6 s") },
    });
  });

  it("breaks in the middle of the body, and the webhook comes again whole", async () => {
    const bot = await startTornReader();
    await running.stop();
    running = await startSimulator({
      identity: running.identity,
      webhookTargets: () => ({ inbound: bot.url, status: bot.url }),
    });
    ({ simulator } = running);

    const { answer } = await simulator.receive({ type: "text", text: "Hi", fault: "reset" });
    await expect.poll(() => bot.seen).toHaveLength(1);
    const played = await simulator.play({ until: "idle" });
    await expect.poll(() => bot.seen).toHaveLength(2);

    expect(answer).toMatchObject({ status: null, reason: expect.stringContaining("as it was told to") });
    expect(played).toMatchObject({ attempts: 1, advancedMs: 5_000 });
    const [half, whole] = bot.seen;
    expect([half?.isWhole, whole?.isWhole]).toEqual([false, true]);
    expect(JSON.parse(whole?.body ?? "")).toMatchObject({ text: "Hi" });
    expect(half?.body).toBe(whole?.body.slice(0, Math.floor(whole.body.length / 2)));
    expect(simulator.state().deliveries).toMatchObject([{ attempts: 2, faults: ["reset"], state: "taken" }]);
    await bot.stop();
  });
});

/** A server that also keeps what came of requests that broke off. */
async function startTornReader(): Promise<{
  readonly url: string;
  readonly seen: readonly { readonly body: string; readonly isWhole: boolean }[];
  stop(): Promise<void>;
}> {
  const seen: { body: string; isWhole: boolean }[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => response.end());
    // A reset, which is the point.
    request.on("error", () => undefined);
    request.on("close", () =>
      seen.push({ body: Buffer.concat(chunks).toString(), isWhole: request.complete }),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  // A TCP server that listens has an address object.
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  return { url, seen, stop: () => new Promise((resolve) => server.close(() => resolve())) };
}

describe("the API's answer", () => {
  it("comes late, and the message is accepted all the same", async () => {
    await control("PUT", "timing", { slowMs: 3_000 });
    await control("PUT", "faults", { api: "slow" });
    const sending = send();
    await expect.poll(() => simulator.state().messages).toHaveLength(1);
    // Others are answered meanwhile, so it is not merely on its way.
    const other = control("GET", "state").then(({ status }) => `another: ${status}`);
    expect(await Promise.race([sending, other])).toBe("another: 200");

    running.clock.advance(3_000);

    expect(simulator.state().messages[0]?.message_uuid).toBe(await sending);
  });

  it("leaves no timer behind when the caller gives up", async () => {
    await control("PUT", "faults", { api: "slow" });
    const stopper = new AbortController();
    const sending = fetch(`${running.url}/v1/messages`, { method: "POST", signal: stopper.signal });
    const outcome = sending.then(
      () => "answered",
      () => "given up",
    );
    await expect.poll(() => running.clock.pending()).toBe(1);

    stopper.abort();

    expect(await outcome).toBe("given up");
    await expect.poll(() => running.clock.pending()).toBe(0);
  });

  it.each([
    ["cut-before-accepting", 0],
    ["cut-after-accepting", 1],
  ] as const)("breaks off (%s)", async (api, messages) => {
    await control("PUT", "faults", { api });

    await expect(send()).rejects.toThrow("fetch failed");

    expect(simulator.state().messages).toHaveLength(messages);
  });
});
