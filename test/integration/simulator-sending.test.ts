// What becomes of a message the simulator took: Messenger's rules, the line behind it, the shape of what is told.
import { readFileSync } from "node:fs";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { z } from "zod";
import { PageId, Psid } from "../../preload/contract/ids.ts";
import { basicFor, mintFor, startSimulator, type RunningSimulator } from "../fakes/running-simulator.ts";
import { callSimulator, type ApiAnswer } from "../fakes/simulator-client.ts";

const DAY_MS = 24 * 60 * 60_000;
const Members = z.record(z.string(), z.unknown());
const Accepted = z.object({ message_uuid: z.string(), workflow_id: z.string().optional() });

const TEXT = fixture("send-v1-text.json");
const IMAGE = fixture("send-v1-image.json");
const NESTED = fixture("send-v0.1-text.json");
const SMS = { channel: "sms", message_type: "text", text: "Hi", to: "447700900000", from: "447700900001" };

let running: RunningSimulator;
let identity: RunningSimulator["identity"] | undefined;

beforeEach(async () => {
  running = await startSimulator(identity === undefined ? {} : { identity });
  ({ identity } = running);
});
afterEach(() => running.stop());

function fixture(name: string): Record<string, unknown> {
  return Members.parse(JSON.parse(readFileSync(new URL(`../fixtures/api/${name}`, import.meta.url), "utf8")));
}

interface SendOptions {
  readonly version?: "v1" | "v0.1";
  readonly authorization?: string;
}

async function send(body: unknown, { version = "v1", authorization }: SendOptions = {}): Promise<ApiAnswer> {
  return callSimulator(running, "POST", `/${version}/messages`, {
    headers: { authorization: authorization ?? `Bearer ${await mintFor(running)}` },
    body,
  });
}

function control(method: string, path: string, body: unknown): Promise<ApiAnswer> {
  const authorization = `Bearer ${running.identity.controlKey}`;
  return callSimulator(running, method, `/simulator/${path}`, { headers: { authorization }, body });
}

function personWrites(psid = "1111111111111111", pageId = "0000000000000000"): Promise<unknown> {
  return running.simulator.receive({ type: "text", psid: Psid.parse(psid), pageId: PageId.parse(pageId) });
}

/** Of each message, in the order they were sent. */
function statusesKept(): readonly (readonly string[])[] {
  return running.simulator.state().messages.map(({ statuses }) => statuses);
}

/** The next statuses, each awaited before time moves on to the one after it. */
async function statuses(delaysMs: readonly number[]): Promise<readonly Record<string, unknown>[]> {
  const before = running.receiver.received.length;
  for (const [index, delay] of delaysMs.entries()) {
    running.clock.advance(delay);
    // oxlint-disable-next-line no-await-in-loop -- one after the other is the point
    await running.receiver.arrivals(before + index + 1);
  }
  return running.receiver.received.slice(before).map(({ json }) => Members.parse(json));
}

/** Sends, and answers the first status of that message that is not `submitted` (or the first of all). */
async function firstStatus(
  body: unknown,
  which: "any" | "decided",
  options: SendOptions = {},
): Promise<Record<string, unknown>> {
  const { message_uuid: uuid } = Accepted.parse((await send(body, options)).body);
  running.clock.advance(400);
  if (which === "decided") running.clock.advance(800);
  // Other messages may have statuses under way, so the count of arrivals says nothing here.
  const find = (): Record<string, unknown> | undefined =>
    running.receiver.received
      .map(({ json }) => Members.parse(json))
      .find(
        ({ message_uuid, status }) => message_uuid === uuid && (which === "any" || status !== "submitted"),
      );
  await expect.poll(find).toBeDefined();
  return find() ?? {};
}

/** How it ends: delivered, or rejected with a code. */
async function endOf(body: unknown, options: SendOptions = {}): Promise<unknown> {
  const { status, error } = await firstStatus(body, "decided", options);
  const refusal = z.object({ title: z.string() }).optional().parse(error);
  return refusal === undefined ? status : `${String(status)} ${refusal.title}`;
}

function tagged(tag: string, category = "message_tag"): Record<string, unknown> {
  return { ...TEXT, messenger: { category, tag } };
}

describe("Messenger", () => {
  it.each([
    ["a response within 24 h", TEXT, DAY_MS - 1, "delivered"],
    ["a response after 24 h", TEXT, DAY_MS, "rejected 1340"],
    ["an update after 24 h", fixture("send-v1-text-update.json"), DAY_MS, "rejected 1340"],
    ["HUMAN_AGENT within 7 days", tagged("HUMAN_AGENT"), 7 * DAY_MS - 1, "delivered"],
    ["HUMAN_AGENT after 7 days", tagged("HUMAN_AGENT"), 7 * DAY_MS, "rejected 1340"],
    ["HUMAN_AGENT that is not in force", tagged("HUMAN_AGENT", "response"), DAY_MS, "rejected 1340"],
    ["a retired tag at once", tagged("CONFIRMED_EVENT_UPDATE"), 0, "rejected 1021"],
    ["a tag dead since 2020", tagged("TICKET_UPDATE"), 0, "rejected 1021"],
    ["a retired tag that is not in force", tagged("ACCOUNT_UPDATE", "update"), 0, "delivered"],
  ])("answers %s", async (_what, body, afterMs, end) => {
    await personWrites();
    running.clock.advance(afterMs);

    expect(await endOf(body)).toBe(end);
  });

  it("judges v0.1 messages alike", async () => {
    expect(await endOf(NESTED, { version: "v0.1" })).toBe("rejected 1300");
    await personWrites();
    expect(await endOf(NESTED, { version: "v0.1" })).toBe("delivered");
    running.clock.advance(DAY_MS);
    expect(await endOf(fixture("send-v0.1-custom-template.json"), { version: "v0.1" })).toBe("rejected 1340");
  });

  it("opens the window for who wrote, on the Page they wrote to", async () => {
    await personWrites("007");
    await personWrites("1111111111111111", "42");

    expect(await endOf({ ...TEXT, to: "007" })).toBe("delivered");
    expect(await endOf(TEXT)).toBe("rejected 1300");
  });

  it("starts the window again with each message of the person", async () => {
    await personWrites();
    running.clock.advance(DAY_MS);
    await personWrites();

    expect(await endOf(TEXT)).toBe("delivered");
  });

  it("cannot be asked once the link to the Page has expired", async () => {
    await personWrites();
    await control("PUT", "faults", { messenger: "expired-page-link" });

    expect(await endOf(TEXT)).toBe("rejected 1370");
    await control("PUT", "faults", {});
    expect(await endOf(TEXT)).toBe("delivered");
  });

  it("refuses media it cannot reach, and delivers text all the same", async () => {
    await personWrites();
    await control("PUT", "faults", { messenger: "unreachable-media" });

    expect(await endOf(IMAGE)).toBe("rejected 1380");
    expect(await endOf(fixture("send-v0.1-file.json"), { version: "v0.1" })).toBe("rejected 1380");
    expect(await endOf(TEXT)).toBe("delivered");
  });
});

function workflow(id: unknown, item: number, items: number): Record<string, unknown> {
  return { workflow: { workflow_id: id, items_number: String(item), items_total: String(items) } };
}

describe("a failover list", () => {
  it("gets its turn when the message before is rejected, on another channel", async () => {
    const answer = await send({ ...TEXT, failover: [{ ...SMS, client_ref: "by sms" }] });

    const { message_uuid: first, workflow_id: id } = Accepted.parse(answer.body);
    const [submitted, rejected, ...bySms] = await statuses([400, 800, 400, 800]);
    expect(submitted).toMatchObject({ message_uuid: first, status: "submitted", ...workflow(id, 1, 2) });
    expect(rejected).toMatchObject({ message_uuid: first, status: "rejected", error: { title: "1300" } });
    expect(bySms).toMatchObject([{ status: "submitted" }, { status: "delivered" }]);
    for (const status of bySms) {
      expect(status).toMatchObject({
        to: SMS.to,
        from: SMS.from,
        channel: "sms",
        client_ref: "by sms",
        ...workflow(id, 2, 2),
      });
      expect(status["message_uuid"]).not.toBe(first);
    }
    running.clock.advance(10_000);
    // Nobody learns that a short message was read.
    expect(statusesKept()).toEqual([
      ["submitted", "rejected"],
      ["submitted", "delivered"],
    ]);
  });

  it("has its own Messenger messages judged too", async () => {
    await personWrites("007");
    await send({ ...TEXT, failover: [tagged("ACCOUNT_UPDATE"), { ...TEXT, to: "007" }] });

    const told = await statuses([400, 800, 400, 800, 400, 800]);

    expect(told.map(({ status, to }) => [status, to])).toEqual([
      ["submitted", "1111111111111111"],
      ["rejected", "1111111111111111"],
      ["submitted", "1111111111111111"],
      ["rejected", "1111111111111111"],
      ["submitted", "007"],
      ["delivered", "007"],
    ]);
  });

  it("is left alone when the first message is delivered", async () => {
    await personWrites();
    await send({ ...TEXT, failover: [SMS] });

    running.clock.advance(10_000);

    expect(statusesKept()).toEqual([["submitted", "delivered", "read"]]);
  });

  it("is told in v0.1 words by number", async () => {
    await send({ ...TEXT, failover: [{ ...SMS, webhook_version: "v0.1" }] });

    expect((await statuses([400, 800, 400])).at(-1)).toMatchObject({
      to: { type: "sms", number: SMS.to },
      from: { type: "sms", number: SMS.from },
    });
  });

  it("is forgotten when everything starts over", async () => {
    await send({ ...TEXT, failover: [SMS] });

    running.simulator.reset();
    running.clock.advance(10_000);

    expect(statusesKept()).toEqual([]);
  });

  it.each<[string, unknown, string, string]>([
    ["no list", "sms", "failover", "must be an array of messages."],
    ["no messages", [1], "failover", "must be an array of messages."],
    ["a long list", Array.from({ length: 26 }, () => SMS), "failover", "must be at most 25 messages."],
    ["an unknown channel", [SMS, { ...SMS, channel: "pigeon" }], "failover[1].channel", "is invalid"],
    ["no recipient", [{ ...SMS, to: undefined }], "failover[0].to", "is invalid"],
    ["no sender", [{ ...SMS, from: 1 }], "failover[0].from", "is invalid"],
    ["a foreign Page", [{ ...TEXT, from: "42" }], "failover[0].from", "is invalid"],
    ["no type", [{ ...SMS, message_type: "" }], "failover[0].message_type", "is invalid"],
    ["an unknown Messenger type", [{ ...TEXT, message_type: "card" }], "failover[0].message_type", "is"],
    ["no text", [{ ...TEXT, text: "" }], "failover[0].text", "is required."],
    ["a wrong category", [tagged("X", "no")], "failover[0].messenger.category", "Must be one of"],
    ["a wrong address", [{ ...SMS, webhook_url: "x" }], "failover[0].webhook_url", "must be a URL."],
    ["a long reference", [{ ...SMS, client_ref: "x".repeat(101) }], "failover[0].client_ref", "is invalid"],
  ])("with %s is refused, naming the place", async (_what, failover, name, reason) => {
    const answer = await send({ ...TEXT, failover });

    expect(answer).toMatchObject({
      status: 422,
      body: {
        title: "Invalid params",
        invalid_parameters: [{ name, reason: expect.stringContaining(reason) }],
      },
    });
    expect(running.simulator.state().messages).toEqual([]);
  });
});

async function shapeAfter(body: unknown, options: SendOptions = {}): Promise<string> {
  const { to } = await firstStatus(body, "any", options);
  return typeof to === "string" ? "v1" : "v0.1";
}

function setApplication(version: "v1" | "v0.1"): void {
  const application = running.accountBook.application(running.identity.applicationId);
  const messages = application?.members.capabilities.messages;
  if (application === null || messages === undefined) throw new Error("The application sends no messages.");
  const members = {
    ...application.members,
    capabilities: { ...application.members.capabilities, messages: { ...messages, version } },
  };
  running.accountBook.putApplication({ ...application, members });
}

describe("the shape of statuses", () => {
  it.each(["v1", "v0.1"] as const)("is the application's, whichever API was called: %s", async (version) => {
    setApplication(version);

    expect(await shapeAfter(TEXT)).toBe(version);
    expect(await shapeAfter(NESTED, { version: "v0.1" })).toBe(version);
  });

  it("is the application's for a status of a message nobody sent, too", async () => {
    setApplication("v0.1");

    await running.simulator.sendStatus({ status: "read" });

    expect(running.receiver.received).toMatchObject([{ json: { to: { type: "messenger" } } }]);
  });

  it("is the message's before the application's", async () => {
    setApplication("v0.1");

    expect(await shapeAfter({ ...TEXT, webhook_version: "v1" })).toBe("v1");
  });

  it("is the account's where no application is known", async () => {
    const authorization = basicFor(running);

    expect(await shapeAfter(TEXT, { authorization })).toBe("v1");
    running.simulator.reset();
    expect(await control("PUT", "account", { messagesVersion: "v0.1" })).toMatchObject({
      status: 200,
      body: { messagesVersion: "v0.1" },
    });
    expect(await shapeAfter(TEXT, { authorization })).toBe("v0.1");
    expect(running.simulator.state()).toMatchObject({ messagesVersion: "v0.1" });
  });

  it.each([{}, { messagesVersion: "v2" }, { messagesVersion: "v1", more: 1 }])(
    "is not set by %j",
    async (settings) => {
      expect((await control("PUT", "account", settings)).status).toBe(422);
    },
  );
});

describe("a v0.1 request", () => {
  it.each<[string, Record<string, unknown>, string, string]>([
    ["an unknown type", { type: "sticker" }, "message.content.type", "must be text"],
    ["a custom text", { type: "custom", custom: "hi" }, "message.content.custom", "is required."],
    ["no text", { type: "text" }, "message.content.text", "is required."],
    [
      "a file of this computer",
      { type: "file", file: { url: "file:///etc/passwd" } },
      "message.content.file.url",
      "must be an http or https address.",
    ],
    ["an empty audio address", { type: "audio", audio: {} }, "message.content.audio.url", "is required."],
    ["a short one", { type: "audio", audio: { url: "http://a" } }, "message.content.audio.url", "must be 10"],
  ])("with %s is refused", async (_what, content, name, reason) => {
    expect(await send({ ...NESTED, message: { content } }, { version: "v0.1" })).toMatchObject({
      status: 400,
      body: {
        type: "https://www.nexmo.com/messages/Errors#InvalidParams",
        invalid_parameters: [{ name, reason: expect.stringContaining(reason) }],
      },
    });
  });

  it("is refused for its category, its tag and its reference at once with all that is wrong", async () => {
    const message = {
      content: { type: "text", text: "x".repeat(5_000) },
      messenger: { category: "message-tag" },
    };

    const answer = await send({ ...NESTED, message, client_ref: "x".repeat(41) }, { version: "v0.1" });

    expect(answer).toMatchObject({
      status: 400,
      body: { invalid_parameters: [{ name: "client_ref" }, { name: "message.messenger.category" }] },
    });
  });
});

it("says until when a throttled sender has to wait", async () => {
  await control("PUT", "faults", { api: "throttled" });

  const response = await fetch(`${running.url}/v1/messages`, { method: "POST" });

  expect(Object.fromEntries(response.headers)).toMatchObject({
    "retry-after": "2",
    "x-ratelimit-limit": "30",
    "x-ratelimit-remaining": "0",
    "x-ratelimit-reset": String(running.clock.now() + 2_000),
  });
});
