import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { requestOnce, type OneRequest, type RequestOutcome } from "../../../../main/network/request-once.ts";
import { createFrozenClock, type FrozenClock } from "../../../fakes/clock.ts";
import { plainNetwork } from "../../../fakes/network.ts";
import { startWebhookReceiver, type WebhookReceiver } from "../../../fakes/webhook-receiver.ts";

let server: WebhookReceiver;
let clock: FrozenClock;

beforeEach(async () => {
  server = await startWebhookReceiver();
  clock = createFrozenClock();
});
afterEach(() => server.stop());

function ask(changes: Partial<OneRequest> = {}): Promise<RequestOutcome> {
  return requestOnce(
    {
      method: "POST",
      url: new URL(server.url),
      headers: {},
      body: new TextEncoder().encode("{}"),
      connectTimeoutMs: 3_000,
      timeoutMs: 15_000,
      ...changes,
    },
    { clock, network: plainNetwork },
  );
}

describe("requestOnce", () => {
  it("gives the answer with its exact bytes", async () => {
    server.answerWith({ status: 418, headers: { "x-tea": "green" }, body: new Uint8Array([0xff, 0]) });

    expect(await ask()).toEqual({
      kind: "answered",
      status: 418,
      headers: expect.objectContaining({ "x-tea": "green" }),
      body: Buffer.from([0xff, 0]),
      durationMs: 0,
      roundTripMs: 0,
    });
  });

  it("keeps the first 64 KiB of an answer", async () => {
    server.answerWith({ status: 200, body: "x".repeat(1_000_000) });

    const outcome = await ask();

    expect(outcome.kind === "answered" && outcome.body.byteLength).toBe(64 * 1024);
  });

  it("keeps as much of an answer as it was told", async () => {
    server.answerWith({ status: 200, body: "x".repeat(1_000_000) });

    const outcome = await ask({ keptBytes: 500_000 });

    expect(outcome.kind === "answered" && outcome.body.byteLength).toBe(500_000);
  });

  it.each(["GET", "DELETE"] as const)("sends a %s without a body", async (method) => {
    await ask({ method, body: new Uint8Array() });

    expect(server.received[0]?.headers).not.toHaveProperty("content-length");
  });

  it.each(["PUT", "PATCH", "DELETE"] as const)("sends a %s with its body", async (method) => {
    await ask({ method });

    expect(server.received[0]?.body).toBe("{}");
  });

  it("knows that a request left when the answer is too slow", async () => {
    server.answerWith("wait");
    const asking = ask();
    await server.arrivals(1);

    clock.advance(15_000);

    expect(await asking).toEqual({
      kind: "no-answer",
      hasLeft: true,
      isTimeout: true,
      reason: "no answer within 15 s",
      code: null,
      proxy: null,
      durationMs: 15_000,
    });
  });

  it("takes a switch of protocols, which nobody asked for, for no answer", async () => {
    server.answerWith({ status: 101, headers: { connection: "Upgrade", upgrade: "websocket" } });

    expect(await ask()).toEqual({
      kind: "no-answer",
      hasLeft: true,
      isTimeout: false,
      reason: "the other side switched to another protocol",
      code: "ERR_PROTOCOL_SWITCHED",
      proxy: null,
      durationMs: 0,
    });
    await vi.waitFor(() => expect(server.openSockets()).toBe(0));
  });

  it("knows that nothing left when a name has no address", async () => {
    const outcome = await ask({ url: new URL("http://nowhere.invalid/") });

    expect(outcome).toMatchObject({
      kind: "no-answer",
      hasLeft: false,
      isTimeout: false,
      code: expect.stringMatching(/^(?:ENOTFOUND|EAI_AGAIN)$/),
    });
  });

  it("gives up connecting after its limit", async () => {
    const asking = ask({ url: new URL("http://slow.example/"), lookup: () => {} });

    clock.advance(3_000);

    expect(await asking).toMatchObject({
      hasLeft: false,
      isTimeout: true,
      reason: "no connection within 3 s",
    });
  });

  it("says so for a header that HTTP does not allow", async () => {
    expect(await ask({ headers: { authorization: "Bearer a\nb" } })).toMatchObject({
      kind: "no-answer",
      hasLeft: false,
      reason: expect.stringContaining("Invalid character"),
    });
  });

  it("is stopped by its signal, before and after it began", async () => {
    const stopper = new AbortController();
    server.answerWith("wait");
    const asking = ask({ signal: stopper.signal });
    await server.arrivals(1);

    stopper.abort();

    expect(await asking).toMatchObject({ kind: "no-answer", hasLeft: true, reason: "it was stopped" });
    expect(await ask({ signal: stopper.signal })).toMatchObject({ kind: "no-answer", hasLeft: false });
    expect(clock.pending()).toBe(0);
  });
});
