// The simulator as the sandbox of the Messages API: its Page, its testers and its pace.
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Simulator } from "../../main/simulator/simulator.ts";
import { Psid } from "../../preload/contract/ids.ts";
import { SANDBOX_PAGE } from "../../preload/contract/workspace.ts";
import { basicFor, mintFor, startSimulator, type RunningSimulator } from "../fakes/running-simulator.ts";
import { callSimulator, type ApiAnswer } from "../fakes/simulator-client.ts";

const TESTER = Psid.parse("007");
const TEXT = { channel: "messenger", message_type: "text", text: "Hi!", to: TESTER, from: SANDBOX_PAGE };
const NESTED = {
  to: { type: "messenger", id: TESTER },
  from: { type: "messenger", id: SANDBOX_PAGE },
  message: { content: { type: "text", text: "Hi!" } },
};

let running: RunningSimulator;
let simulator: Simulator;
let identity: RunningSimulator["identity"] | undefined;

beforeEach(async () => {
  running = await startSimulator(identity === undefined ? {} : { identity });
  ({ identity, simulator } = running);
  await control("PUT", "sandbox", { isOn: true, testers: [TESTER] });
});
afterEach(() => running.stop());

function control(method: string, path: string, body?: unknown): Promise<ApiAnswer> {
  const authorization = `Bearer ${running.identity.controlKey}`;
  return callSimulator(running, method, `/simulator/${path}`, { headers: { authorization }, body });
}

/** Sends in a second of its own, unless it is told not to wait. */
async function send(
  body: unknown,
  { version = "v1", waitMs = 1_000 }: { readonly version?: "v1" | "v0.1"; readonly waitMs?: number } = {},
): Promise<Response> {
  running.clock.advance(waitMs);
  return fetch(`${running.url}/${version}/messages`, {
    method: "POST",
    headers: { authorization: basicFor(running), "content-type": "application/json" },
    body: JSON.stringify(body),
  });
}

describe("its pace", () => {
  it("is one message a second; the second is answered 429, saying when to come again", async () => {
    expect((await send(TEXT)).status).toBe(202);
    const second = await send(TEXT, { waitMs: 250 });

    expect(second.status).toBe(429);
    expect(second.headers.get("content-type")).toBe("application/problem+json");
    expect(Object.fromEntries(second.headers)).toMatchObject({
      "retry-after": "1",
      "x-ratelimit-limit": "1",
      "x-ratelimit-remaining": "0",
      "x-ratelimit-reset": String(running.clock.now() + 750),
    });
    expect(await second.json()).toMatchObject({
      type: expect.stringMatching(/#1010$/),
      title: "Rate Limit Hit",
    });
    expect((await send(TEXT, { waitMs: 750 })).status).toBe(202);
  });

  it("is the same for v0.1, and one for both", async () => {
    await send(TEXT);

    expect((await send(NESTED, { version: "v0.1", waitMs: 10 })).status).toBe(429);
  });

  it("forgives the tenth of a second that a network takes", async () => {
    await send(TEXT);

    expect((await send(TEXT, { waitMs: 899 })).status).toBe(429);
    expect((await send(TEXT, { waitMs: 1 })).status).toBe(202);
  });

  it("does not count who is not let in", async () => {
    const stranger = await fetch(`${running.url}/v1/messages`, {
      method: "POST",
      body: JSON.stringify(TEXT),
    });

    expect(stranger.status).toBe(401);
    expect((await send(TEXT, { waitMs: 0 })).status).toBe(202);
  });

  it("is nobody's outside the sandbox", async () => {
    await control("PUT", "sandbox", { isOn: false });
    const body = { ...TEXT, from: running.identity.pageId };

    expect((await send(body, { waitMs: 0 })).status).toBe(202);
    expect((await send(body, { waitMs: 0 })).status).toBe(202);
  });
});

describe("its Page", () => {
  it.each([
    ["v1", { ...TEXT, from: "0000000000000000" }, 422, "#1120"],
    ["v0.1", { ...NESTED, from: { type: "messenger", id: "0000000000000000" } }, 400, "#InvalidParams"],
  ] as const)("is the only one to send from: %s", async (version, body, status, fragment) => {
    const answer = await send(body, { version });

    expect(answer.status).toBe(status);
    expect(await answer.json()).toMatchObject({ type: expect.stringContaining(fragment) });
  });

  it("is the one that people write to when nothing else is said", async () => {
    await simulator.receive({ type: "text", psid: TESTER });

    expect(running.receiver.received[0]?.json).toMatchObject({ to: SANDBOX_PAGE, from: TESTER });
    expect(simulator.conversation({ psid: TESTER }).messages).toHaveLength(1);
  });

  it("has no application: webhooks and statuses are signed in the account's name", async () => {
    await simulator.receive({ type: "text", psid: TESTER });
    running.clock.advance(1_000);
    // A JWT lets a caller in, and makes no application known.
    const response = await fetch(`${running.url}/v1/messages`, {
      method: "POST",
      headers: { authorization: `Bearer ${await mintFor(running)}` },
      body: JSON.stringify(TEXT),
    });
    expect(response.status).toBe(202);
    await simulator.play({ until: "idle" });

    expect(running.receiver.received.map(({ json }) => json)).toMatchObject([
      { message_type: "text" },
      { status: "submitted" },
      { status: "delivered" },
      { status: "read" },
    ]);
    for (const { headers } of running.receiver.received) {
      const [, claims = ""] = (headers.authorization ?? "").split(".");
      const said: unknown = JSON.parse(Buffer.from(claims, "base64url").toString());
      expect(said).toMatchObject({ iss: "Vonage", api_key: running.identity.apiKey });
      expect(said).not.toHaveProperty("application_id");
    }
  });
});

describe("its testers", () => {
  it.each(["v1", "v0.1"] as const)("are the only ones to be written to: %s", async (version) => {
    const body =
      version === "v1" ? { ...TEXT, to: "008" } : { ...NESTED, to: { type: "messenger", id: "008" } };
    const answer = await send(body, { version });

    expect(answer.status).toBe(403);
    expect(await answer.json()).toMatchObject({
      type: "https://developer.vonage.com/api-errors#forbidden",
      title: expect.stringContaining("User ID: '008' i"),
    });
    expect(simulator.state().messages).toEqual([]);
  });

  it("are asked for behind a failover, too", async () => {
    expect((await send({ ...TEXT, failover: [{ ...TEXT, to: "008" }] })).status).toBe(403);
  });

  it("are under Messenger's rules like everybody", async () => {
    await send(TEXT);
    await simulator.play({ until: "idle" });

    expect(running.receiver.received.at(-1)?.json).toMatchObject({ error: { title: "1300" } });
  });

  it("become it by writing the text to join, of which the app hears nothing", async () => {
    const psid = Psid.parse("008");
    const { joinText } = simulator.state().sandbox;
    await expect(simulator.receive({ type: "text", text: "Hi", psid })).rejects.toMatchObject({
      code: "SIMULATOR_NOT_A_TESTER",
      details: { psid },
    });

    const joined = await simulator.receive({ type: "text", text: ` ${joinText.toUpperCase()} `, psid });
    await simulator.receive({ type: "text", text: "Hi", psid });

    expect(joined.answer).toBeNull();
    expect(simulator.state().sandbox.testers).toEqual([TESTER, psid]);
    expect(running.receiver.received.map(({ json }) => json)).toMatchObject([{ text: "Hi", from: psid }]);
  });

  it("stay when the sandbox is merely turned off and on, and are named anew when they are named", async () => {
    await control("PUT", "sandbox", { isOn: false });
    const on = await control("PUT", "sandbox", { isOn: true });
    const named = await control("PUT", "sandbox", { isOn: true, testers: ["1"] });

    expect([on.body, named.body]).toMatchObject([{ testers: [TESTER] }, { testers: ["1"] }]);
  });

  it("are gone when everything starts over, and so is the sandbox", async () => {
    simulator.reset();

    expect(simulator.state().sandbox).toEqual({
      isOn: false,
      pageId: SANDBOX_PAGE,
      joinText: expect.stringMatching(/^join [0-9a-f]{6}$/),
      testers: [],
    });
  });

  it.each([
    {},
    { isOn: "yes" },
    { isOn: true, testers: "007" },
    { isOn: true, testers: [""] },
    { isOn: true, x: 1 },
  ])("are not set by %j", async (settings) => {
    expect((await control("PUT", "sandbox", settings)).status).toBe(422);
  });
});
