// Webhooks that are not taken come again by the published schedule, on a clock that is played in seconds. Each attempt
// is a real POST.
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { z } from "zod";
import { SimulatorTiming } from "../../preload/contract/simulator.ts";
import type { Simulator } from "../../main/simulator/simulator.ts";
import { basicFor, startSimulator, type RunningSimulator } from "../fakes/running-simulator.ts";
import { callSimulator, type ApiAnswer } from "../fakes/simulator-client.ts";

const SECOND_MS = 1_000;
const DAY_MS = 24 * 60 * 60_000;

let running: RunningSimulator;
let simulator: Simulator;
let identity: RunningSimulator["identity"] | undefined;
let begin: number;
const servers: Server[] = [];

beforeEach(async () => {
  running = await startSimulator(identity === undefined ? {} : { identity });
  ({ identity, simulator } = running);
  begin = running.clock.now();
});
afterEach(async () => {
  await running.stop();
  for (const server of servers.splice(0)) server.close();
});

function control(method: string, path: string, body?: unknown): Promise<ApiAnswer> {
  const authorization = `Bearer ${running.identity.controlKey}`;
  return callSimulator(running, method, `/simulator/${path}`, { headers: { authorization }, body });
}

/** Seconds after the beginning at which the newest webhook was tried, and what the handler said. */
function story(): readonly (readonly [number, number | string | null])[] {
  const id = simulator.state().deliveries[0]?.id ?? 0;
  return (simulator.delivery(id)?.story ?? []).map(({ at, status, reason }) => [
    (at - begin) / SECOND_MS,
    status ?? reason,
  ]);
}

const write = (): Promise<unknown> => simulator.receive({ type: "text" });

describe("a day of an app that is down", () => {
  it("is played in seconds: 103 attempts, then the webhook is given up", { timeout: 30_000 }, async () => {
    running.receiver.answerWith(503);
    await write();

    const played = await simulator.play({ advanceMs: DAY_MS });

    expect(played).toMatchObject({ advancedMs: DAY_MS, attempts: 102, end: "idle", now: begin + DAY_MS });
    expect(running.receiver.received).toHaveLength(103);
    expect(story().slice(0, 10)).toEqual(
      [0, 5, 15, 35, 75, 155, 315, 635, 1_275, 2_175].map((seconds) => [seconds, 503]),
    );
    expect(simulator.state()).toMatchObject({
      waitingRetries: 0,
      retries: [],
      deliveries: [{ state: "given-up", attempts: 103, nextAttemptAt: null }],
    });
  });

  it("ends with the first answer that takes it", async () => {
    running.receiver.answerWith(500);
    await write();
    await simulator.play({ advanceMs: 60 * 60_000 });
    running.receiver.answerWith(200);

    const played = await simulator.play({ until: "idle" });

    expect(played).toMatchObject({ attempts: 1, end: "idle" });
    expect(story().at(-1)).toEqual([3_975, 200]);
    expect(simulator.state().deliveries).toMatchObject([{ state: "taken", answer: { status: 200 } }]);
  });

  it("sends the very same bytes and token each time", async () => {
    running.receiver.answerWith(503);
    await write();
    await simulator.play({ advanceMs: 100 * SECOND_MS });

    const sent = running.receiver.received.map(({ body, headers }) => `${headers.authorization} ${body}`);
    expect(sent).toHaveLength(5);
    expect(new Set(sent).size).toBe(1);
  });

  it("goes for a refused connection too, and says what was wrong", async () => {
    await running.receiver.stop();
    await expect(write()).rejects.toMatchObject({ code: "SIMULATOR_DELIVERY_FAILED" });

    await simulator.play({ advanceMs: 5 * SECOND_MS });

    expect(story()).toEqual([
      [0, "connection refused"],
      [5, "connection refused"],
    ]);
    expect(simulator.state().deliveries).toMatchObject([
      { state: "waiting", nextAttemptAt: begin + 15 * SECOND_MS, answer: { status: null } },
    ]);
  });

  it("is each message's by itself: others go through meanwhile", async () => {
    running.receiver.answerWith(503);
    await write();
    running.receiver.answerWith(200);
    await write();

    const { deliveries, retries } = simulator.state();
    expect(deliveries.map(({ state }) => state)).toEqual(["taken", "waiting"]);
    expect(retries.map(({ id }) => id)).toEqual([deliveries[1]?.id]);
  });
});

describe("what brings a webhook again", () => {
  it.each([
    ["429-or-5xx", 404, 0],
    ["429-or-5xx", 429, 1],
    ["not-2xx", 404, 1],
    ["not-2xx", 302, 1],
    ["never", 503, 0],
  ] as const)("is set to %s: after %i there are %i retries", async (retryAfter, status, retries) => {
    await control("PUT", "timing", { retryAfter });
    running.receiver.answerWith(status);

    await write();

    expect(simulator.state().waitingRetries).toBe(retries);
  });

  it("is an answer that does not come within the time, which can be set", async () => {
    await control("PUT", "timing", { answerTimeoutMs: 2_000 });
    running.receiver.answerWith("wait");
    const written = write();
    await running.receiver.arrivals(1);

    running.clock.advance(2_000);

    await expect(written).rejects.toMatchObject({
      details: { reason: expect.stringContaining("no answer within 2 s") },
    });
    expect(simulator.state().waitingRetries).toBe(1);
  });
});

it("signs the retry of what went out unsigned, as Vonage's page on signed webhooks has it", async () => {
  running.receiver.answerWith(503);
  await simulator.receive({ type: "text", fault: "unsigned" });
  running.receiver.answerWith(200);

  await simulator.play({ until: "next" });

  const [first, second] = running.receiver.received;
  expect(first?.headers.authorization).toBeUndefined();
  expect(second?.headers.authorization).toMatch(/^Bearer eyJ/);
  expect(second?.body).toBe(first?.body);
});

describe("playing time", () => {
  const TEXT = { channel: "messenger", message_type: "text", text: "Hi", to: "1111111111111111" };

  function send(): Promise<ApiAnswer> {
    const body = { ...TEXT, from: "0000000000000000" };
    return callSimulator(running, "POST", "/v1/messages", { body });
  }

  it("brings statuses at their own moments", async () => {
    await write();
    await send();

    expect((await control("POST", "clock", { until: "next" })).body).toMatchObject({ advancedMs: 400 });
    const rest = await control("POST", "clock", { until: "idle" });

    expect(rest).toMatchObject({
      status: 200,
      body: { advancedMs: 3_600, attempts: 2, end: "idle", now: begin + 4_000 },
    });
    expect(running.receiver.received.slice(1).map(({ json }) => json)).toMatchObject([
      { status: "submitted", timestamp: "2020-01-01T14:00:00Z" },
      { status: "delivered", timestamp: "2020-01-01T14:00:01Z" },
      { status: "read", timestamp: "2020-01-01T14:00:04Z" },
    ]);
  });

  it("closes the window of who wrote a day ago", async () => {
    await write();
    await control("POST", "clock", { advanceMs: DAY_MS });
    await send();
    await simulator.play({ until: "idle" });

    expect(running.receiver.received.at(-1)?.json).toMatchObject({
      status: "rejected",
      error: { title: "1340" },
    });
  });

  it("lets callers' tokens and the Date header be by the computer's clock", async () => {
    await control("POST", "clock", { advanceMs: 30 * DAY_MS });

    const response = await fetch(`${running.url}/v2/applications`, {
      headers: { authorization: basicFor(running) },
    });

    expect(response.headers.get("date")).toBe(new Date(begin).toUTCString());
    // What is told of is the simulator's time; how old the token is, the receiver judges by its own.
    await write();
    const [webhook] = running.receiver.received;
    expect(webhook?.json).toMatchObject({ timestamp: "2020-01-31T14:00:00Z" });
    const claims = (webhook?.headers.authorization ?? "").split(".")[1] ?? "";
    expect(JSON.parse(Buffer.from(claims, "base64url").toString())).toMatchObject({ iat: begin / 1_000 });
  });

  it("waits for what the app does with each webhook before time moves on", async () => {
    // A bot that answers within its handler: its reply must be known before the next status is due.
    const bot = await startBot(async (webhook) => {
      if (z.object({ message_type: z.string() }).safeParse(webhook).success) await send();
    });
    await running.stop();
    running = await startSimulator({
      identity: running.identity,
      webhookTargets: () => ({ inbound: bot, status: bot }),
    });
    ({ simulator } = running);
    running.simulator.setTiming(SimulatorTiming.parse({ submittedMs: 10, deliveredMs: 20, readMs: 30 }));
    await write();

    const played = await simulator.play({ until: "idle" });

    expect(played).toMatchObject({ advancedMs: 30, attempts: 3 });
    expect(simulator.state().messages).toMatchObject([{ statuses: ["submitted", "delivered", "read"] }]);
  });

  it("is told in the state, with what waits and when", async () => {
    running.receiver.answerWith(503);
    await write();
    await control("POST", "clock", { advanceMs: 2_000 });

    expect(simulator.state().clock).toEqual({
      now: begin + 2_000,
      aheadMs: 2_000,
      isPlaying: false,
      nextAt: begin + 5_000,
      waiting: 1,
    });
  });

  it("goes back to the computer's time when everything starts over", async () => {
    running.receiver.answerWith(503);
    await write();
    await control("POST", "clock", { advanceMs: DAY_MS / 2 });

    await control("POST", "reset");

    expect(simulator.state().clock).toMatchObject({ now: begin, aheadMs: 0, nextAt: null, waiting: 0 });
    expect(running.clock.pending()).toBe(0);
  });

  it.each([{}, { advanceMs: -1 }, { advanceMs: 1, until: "idle" }, { until: "later" }])(
    "is not told by %j",
    async (body) => {
      expect((await control("POST", "clock", body)).status).toBe(422);
    },
  );
});

/** An app of somebody's own: takes webhooks, and answers when it is done with them. */
async function startBot(handle: (webhook: unknown) => Promise<void>): Promise<string> {
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(Buffer.from(chunk));
    await handle(JSON.parse(Buffer.concat(chunks).toString()));
    response.end();
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  // A TCP server that listens has an address object.
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}
