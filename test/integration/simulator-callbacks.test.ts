// Callbacks as Vonage sends them: signed alike whatever brought them, in the shape that message, application or account
// ask for, each before the next.
import { createHash } from "node:crypto";
import { decodeProtectedHeader, jwtVerify } from "jose";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { PayloadVersion } from "../../preload/contract/event.ts";
import { basicFor, mintFor, startSimulator, type RunningSimulator } from "../fakes/running-simulator.ts";
import { callSimulator } from "../fakes/simulator-client.ts";
import type { ReceivedWebhook } from "../fakes/webhook-receiver.ts";

let running: RunningSimulator;
let identity: RunningSimulator["identity"] | undefined;

beforeEach(async () => {
  running = await startSimulator(identity === undefined ? {} : { identity });
  ({ identity } = running);
  // Else Messenger would refuse whatever is sent to them.
  await running.simulator.receive({ type: "text" });
});
afterEach(() => running.stop());

const V1 = {
  channel: "messenger",
  message_type: "text",
  text: "Hi!",
  to: "1111111111111111",
  from: "0000000000000000",
};
const V01 = {
  to: { type: "messenger", id: V1.to },
  from: { type: "messenger", id: V1.from },
  message: { content: { type: "text", text: "Hi!" } },
};

/** Sets what the application says, through the API; null takes its say away. */
async function setApplication(version: PayloadVersion): Promise<void> {
  const path = `/v2/applications/${running.identity.applicationId}`;
  const body = { name: "Bot", capabilities: { messages: { version } } };
  expect(await callSimulator(running, "PUT", path, { body })).toMatchObject({ status: 200 });
}

function setAccount(messagesVersion: PayloadVersion): void {
  running.accountBook.setMessagesVersion(messagesVersion);
}

/** All callbacks of one message, from its 202 to the last status. */
async function callbacksOf(
  by: "application" | "account",
  {
    version = "v1",
    webhook = undefined,
  }: { readonly version?: PayloadVersion; readonly webhook?: PayloadVersion } = {},
): Promise<readonly ReceivedWebhook[]> {
  const before = running.receiver.received.length;
  const authorization = by === "account" ? basicFor(running) : `Bearer ${await mintFor(running)}`;
  const body = version === "v0.1" ? V01 : { ...V1, webhook_version: webhook };
  const answer = await callSimulator(running, "POST", `/${version}/messages`, {
    headers: { authorization },
    body,
  });
  expect(answer.status).toBe(202);
  await running.simulator.play({ until: "idle" });
  return running.receiver.received.slice(before);
}

/** v1 names the channel, v0.1 an object for each side. */
function shapesOf(webhooks: readonly ReceivedWebhook[]): readonly unknown[] {
  return webhooks.map(({ json }) => {
    expect(json).toEqual(
      expect.objectContaining(
        typeof json === "object" && json !== null && "channel" in json
          ? { channel: "messenger", to: V1.to, from: V1.from, timestamp: expect.stringMatching(/:\d\dZ$/) }
          : { to: V01.to, from: V01.from, timestamp: expect.stringMatching(/\.\d{3}Z$/) },
      ),
    );
    return typeof json === "object" && json !== null && "channel" in json ? "v1" : "v0.1";
  });
}

describe("the shape of all three statuses", () => {
  const both = ["v1", "v0.1"] as const;
  const cases = both.flatMap((webhook) =>
    both.flatMap((application) => both.map((account) => ({ webhook, application, account }))),
  );

  it.each(cases)("is the message's $webhook before $application and $account", async (set) => {
    await setApplication(set.application);
    setAccount(set.account);

    expect(shapesOf(await callbacksOf("application", set))).toEqual(Array(3).fill(set.webhook));
    expect(shapesOf(await callbacksOf("account", set))).toEqual(Array(3).fill(set.webhook));
  });

  it.each(both)("is the application's %s before the account's, whichever API was called", async (shape) => {
    await setApplication(shape);
    setAccount(shape === "v1" ? "v0.1" : "v1");

    expect(shapesOf(await callbacksOf("application"))).toEqual(Array(3).fill(shape));
    expect(shapesOf(await callbacksOf("application", { version: "v0.1" }))).toEqual(Array(3).fill(shape));
  });

  it.each(both)("is the account's %s where no application is known", async (shape) => {
    await setApplication(shape === "v1" ? "v0.1" : "v1");
    setAccount(shape);

    expect(shapesOf(await callbacksOf("account"))).toEqual(Array(3).fill(shape));
    expect(shapesOf(await callbacksOf("account", { version: "v0.1" }))).toEqual(Array(3).fill(shape));
  });

  it("of an inbound message is the application's, unless it is asked for", async () => {
    await setApplication("v0.1");
    await running.simulator.receive({ type: "text" });
    await running.simulator.receive({ type: "text", payloadVersion: "v1" });

    expect(running.receiver.received.slice(1).map(({ json }) => json)).toMatchObject([
      { message: { content: { type: "text" } } },
      { channel: "messenger" },
    ]);
  });
});

describe("every callback", () => {
  it.each([
    ["v1", "application"],
    ["v0.1", "application"],
    ["v1", "account"],
    ["v0.1", "account"],
  ] as const)(
    "of a message sent by %s with the %s's credentials is signed as documented",
    async (version, by) => {
      await callbacksOf(by, { version });
      const webhooks = by === "application" ? running.receiver.received : running.receiver.received.slice(1);

      const jtis = new Set<unknown>();
      for (const { headers, bytes } of webhooks) {
        const token = (headers.authorization ?? "").replace(/^Bearer /, "");
        expect(decodeProtectedHeader(token)).toEqual({ alg: "HS256", typ: "JWT" });
        // oxlint-disable-next-line no-await-in-loop -- a handful
        const { payload } = await jwtVerify(
          token,
          new TextEncoder().encode(running.identity.signatureSecret),
          {
            currentDate: new Date(running.clock.now()),
          },
        );
        expect(payload).toEqual({
          iss: "Vonage",
          iat: running.clock.now() / 1_000,
          jti: expect.stringMatching(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/),
          payload_hash: createHash("sha256").update(bytes).digest("hex"),
          api_key: running.identity.apiKey,
          ...(by === "application" ? { application_id: running.identity.applicationId } : {}),
        });
        jtis.add(payload.jti);
      }
      expect(jtis.size).toBe(by === "application" ? 4 : 3);
    },
  );
});
