// The client against a server of its own, which answers what the test says.
import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import {
  ANSWER_TIMEOUT_MS,
  createMessagesApi,
  type MessagesAnswer,
} from "../../../../main/messages/messages-api.ts";
import { describeError } from "../../../../preload/contract/errors.ts";
import { createFrozenClock, type FrozenClock } from "../../../fakes/clock.ts";
import { plainNetwork } from "../../../fakes/network.ts";
import { draftOf } from "../../../fakes/drafts.ts";
import {
  startWebhookReceiver,
  type CannedAnswer,
  type WebhookReceiver,
} from "../../../fakes/webhook-receiver.ts";

const LIFETIME_MS = 900_000;
const SECRET = "header.claims.signature";

let vonage: WebhookReceiver;
let clock: FrozenClock;

beforeEach(async () => {
  vonage = await startWebhookReceiver();
  clock = createFrozenClock();
});
afterEach(() => vonage.stop());

function sendText(apiHost = vonage.url, lifetimeMs = LIFETIME_MS): Promise<MessagesAnswer> {
  return createMessagesApi({ clock, network: plainNetwork }).send(
    draftOf({ content: { type: "text", text: "Hello 👋" } }),
    {
      apiHost,
      access: { by: "application", token: SECRET, expiresAt: clock.now() + lifetimeMs },
    },
  );
}

async function refusalTo(answer: CannedAnswer): Promise<MessagesAnswer["refusal"]> {
  vonage.answerWith(answer);
  return (await sendText()).refusal;
}

function problem(status: number, body: unknown, headers: Record<string, string> = {}): CannedAnswer {
  return { status, headers, body: JSON.stringify(body) };
}

function typed(code: string): Record<string, string> {
  return {
    type: `https://developer.vonage.com/api-errors/messages#${code}`,
    title: "Title",
    detail: "Detail",
  };
}

describe("the request", () => {
  it("is a v1 text with the JWT, which the caller gets back masked", async () => {
    vonage.answerWith(problem(202, { message_uuid: "uuid" }));

    const answer = await sendText();

    const [seen] = vonage.received;
    expect(seen?.path).toBe("/v1/messages");
    expect(seen?.headers.authorization).toBe(`Bearer ${SECRET}`);
    expect(seen?.json).toEqual({
      channel: "messenger",
      message_type: "text",
      to: "1111111111111111",
      from: "0000000000000000",
      text: "Hello 👋",
    });
    expect(new TextDecoder().decode(answer.request.body)).toBe(seen?.body);
    expect(answer.request).toMatchObject({
      method: "POST",
      path: "/v1/messages",
      headers: { authorization: "Bearer ***", host: seen?.headers.host },
    });
    expect(JSON.stringify(answer)).not.toContain(SECRET);
  });
});

describe("the answer", () => {
  it.each([
    ["the JWT", { by: "application", token: SECRET, expiresAt: LIFETIME_MS }, `Bearer ${SECRET}`],
    [
      "key and secret",
      { by: "account", apiKey: "abcd1234", apiSecret: "api-secret", isSandbox: false },
      `Basic ${btoa("abcd1234:api-secret")}`,
    ],
  ] as const)("is kept without %s that it repeats", async (_what, access, authorization) => {
    const scheme = authorization.split(" ")[0] ?? "";
    vonage.answerWith(problem(400, { detail: `You sent ${authorization}` }, { "x-sent": authorization }));

    const answer = await createMessagesApi({ clock, network: plainNetwork }).send(draftOf(), {
      apiHost: vonage.url,
      access,
    });

    expect(answer).toMatchObject({
      error: { detail: `You sent ${scheme} ***` },
      response: { headers: { "x-sent": `${scheme} ***` }, body: `{"detail":"You sent ${scheme} ***"}` },
    });
  });

  it.each([200, 201, 202])("of %i with a message_uuid is an acceptance", async (status) => {
    vonage.answerWith(problem(status, { message_uuid: "aaaaaaaa-bbbb-4ccc-8ddd-0123456789ab" }));

    expect(await sendText()).toMatchObject({
      messageUuid: "aaaaaaaa-bbbb-4ccc-8ddd-0123456789ab",
      refusal: null,
      error: null,
      response: { status, body: expect.stringContaining("message_uuid") },
    });
  });

  it.each([
    ["{}", "no message_uuid"],
    ["", "no message_uuid"],
    ['{"message_uuid":null}', "no message_uuid"],
    ["<html>", "no message_uuid"],
    ['{"message_uuid":7}', "an unusable message_uuid"],
    [`{"message_uuid":"${"u".repeat(201)}"}`, "an unusable message_uuid"],
  ])("of 200 with the body %j may have taken it", async (body, said) => {
    expect(await refusalTo({ status: 200, body })).toEqual({
      code: "REPLY_UNCLEAR",
      details: { status: 200, problem: said },
    });
  });

  it.each([
    ["that is too long to read", {}, `{"message_uuid":"${"u".repeat(100_000)}"}`],
    ["that is too long to read", { "content-encoding": "gzip" }, "x".repeat(100_000)],
    ["that cannot be read", { "content-encoding": "gzip" }, gzipSync('{"message_uuid":"aaaaaaaa"}')],
    ["that cannot be read", { "content-encoding": "br" }, "damaged"],
  ])("of 202 with a body %s may have taken it", async (what, headers, body) => {
    expect(await refusalTo({ status: 202, headers, body })).toEqual({
      code: "REPLY_UNCLEAR",
      details: { status: 202, problem: `a body ${what}` },
    });
  });

  it("that names an encoding and has none is read all the same", async () => {
    vonage.answerWith(problem(202, { message_uuid: "aaaaaaaa" }, { "content-encoding": "identity" }));

    expect(await sendText()).toMatchObject({ messageUuid: "aaaaaaaa", refusal: null });
  });

  it("that is a redirect is not followed", async () => {
    const refusal = await refusalTo({ status: 307, headers: { location: `${vonage.url}/elsewhere` } });

    expect(refusal).toEqual({
      code: "REPLY_UNEXPECTED_ANSWER",
      details: { status: 307, problem: "a redirect, which is never followed" },
    });
    expect(vonage.received.map(({ path }) => path)).toEqual(["/v1/messages"]);
  });

  it("of 401 to a fresh JWT blames key or clock", async () => {
    const gateway = { title: "Unauthorised", detail: "Invalid Token" };

    expect(await refusalTo(problem(401, gateway))).toEqual({
      code: "REPLY_UNAUTHORIZED",
      details: { title: "Unauthorised" },
    });
  });

  it("of 401 tells an expired JWT by Vonage's clock", async () => {
    const date = new Date(clock.now() + LIFETIME_MS + 120_000).toUTCString();

    const refusal = await refusalTo(problem(401, typed("unathorized"), { date }));

    expect(refusal).toMatchObject({ code: "REPLY_JWT_EXPIRED", details: { ago: "2 min" } });
  });

  it("of 401 tells an expired JWT by our own clock", async () => {
    vonage.answerWith(problem(401, typed("unathorized")));

    const { refusal } = await sendText(vonage.url, -30_000);

    expect(refusal).toMatchObject({ code: "REPLY_JWT_EXPIRED", details: { ago: "30 s" } });
  });

  it.each([
    [problem(401, typed("unprovisioned")), "REPLY_UNPROVISIONED", { title: "Title" }],
    [problem(402, typed("low-balance")), "REPLY_LOW_BALANCE", { title: "Title" }],
    [problem(422, typed("1120")), "REPLY_PAGE_NOT_LINKED", { code: "1120", title: "Title" }],
    [
      problem(422, { ...typed("1150"), invalid_parameters: [{ name: "text", reason: "is required." }] }),
      "REPLY_INVALID",
      { problem: "`text` is required.", title: "Title", code: "1150" },
    ],
    [
      problem(400, typed("InvalidParams")),
      "REPLY_INVALID",
      { problem: "Title: Detail", title: "Title", code: "InvalidParams" },
    ],
    [
      problem(429, typed("1010"), { "retry-after": "2" }),
      "REPLY_THROTTLED",
      { wait: "asks to wait 2 s", seconds: 2, title: "Title" },
    ],
    [
      problem(429, typed("1010")),
      "REPLY_THROTTLED",
      { wait: "does not say how long to wait", title: "Title" },
    ],
    [
      problem(429, typed("1010"), {
        date: "Wed, 01 Jan 2020 14:00:00 GMT",
        "retry-after": "Wed, 01 Jan 2020 14:00:07 GMT",
      }),
      "REPLY_THROTTLED",
      { wait: "asks to wait 7 s", seconds: 7, title: "Title" },
    ],
    [problem(500, typed("1000")), "REPLY_SERVER_ERROR", { status: 500, title: "Title", when: "in a moment" }],
    [
      problem(503, typed("1000"), { "retry-after": "7" }),
      "REPLY_SERVER_ERROR",
      { status: 503, title: "Title", when: "in 7 s", seconds: 7 },
    ],
    [
      { status: 502, body: "<html>" },
      "REPLY_UNCLEAR",
      { status: 502, problem: "a body that is not an error of the Messages API" },
    ],
    [problem(504, typed("1000")), "REPLY_UNCLEAR", { status: 504, problem: "Title" }],
    [problem(404, typed("not-found")), "REPLY_UNEXPECTED_ANSWER", { status: 404, problem: "Title" }],
    [
      { status: 422, body: "no" },
      "REPLY_UNEXPECTED_ANSWER",
      { status: 422, problem: "a body that is not an error of the Messages API" },
    ],
  ] satisfies [CannedAnswer, string, Record<string, unknown>][])(
    "%j becomes %s",
    async (answer, code, details) => {
      const refusal = await refusalTo(answer);

      expect(refusal).toEqual({ code, details });
      expect(JSON.stringify(refusal === null ? null : describeError(refusal))).not.toContain("unknown");
    },
  );

  it.each([
    ["error-400-v0.1-invalid-params.json", "REPLY_INVALID"],
    ["error-401-credentials.json", "REPLY_UNAUTHORIZED"],
    ["error-401-unauthorised-observed.json", "REPLY_UNAUTHORIZED"],
    ["error-401-unprovisioned.json", "REPLY_UNPROVISIONED"],
    ["error-402-low-balance.json", "REPLY_LOW_BALANCE"],
    ["error-404-not-found.json", "REPLY_UNEXPECTED_ANSWER"],
    ["error-422-channel-params.json", "REPLY_INVALID"],
    ["error-422-channel.json", "REPLY_INVALID"],
    ["error-422-client-ref.json", "REPLY_INVALID"],
    ["error-422-invalid-json.json", "REPLY_INVALID"],
    ["error-422-message-params.json", "REPLY_INVALID"],
    ["error-422-message-type.json", "REPLY_INVALID"],
    ["error-422-recipient.json", "REPLY_INVALID"],
    ["error-422-sender.json", "REPLY_PAGE_NOT_LINKED"],
    ["error-429-throttled.json", "REPLY_THROTTLED"],
    ["error-500-internal.json", "REPLY_SERVER_ERROR"],
  ])("as published in %s becomes %s", async (name, code) => {
    const body = readFileSync(new URL(`../../../fixtures/api/${name}`, import.meta.url), "utf8");

    expect(await refusalTo({ status: Number(name.slice(6, 9)), body })).toMatchObject({ code });
  });

  it("keeps the API's own words beside the refusal", async () => {
    vonage.answerWith(problem(422, { ...typed("1120"), title: 1120 }));

    expect((await sendText()).error).toEqual({ code: "1120", title: "1120", detail: "Detail" });
  });

  it("has an empty code where the API names none", async () => {
    vonage.answerWith(problem(422, { type: undefined, title: "Odd" }));

    expect((await sendText()).error).toMatchObject({ code: "", title: "Odd" });
  });
});

describe("no answer", () => {
  it("within the time limit says that the message may have been sent", async () => {
    vonage.answerWith("wait");
    const answering = sendText();
    await vonage.arrivals(1);

    clock.advance(30_000);

    expect(await answering).toMatchObject({
      messageUuid: null,
      response: null,
      refusal: { code: "REPLY_NO_ANSWER", details: { seconds: 30 } },
      error: { code: "REPLY_NO_ANSWER", title: null, detail: "no answer within 30 s" },
    });
  });

  it("is waited for as long as the words say after which a reply that a reload left behind is logged", () => {
    const { todo } = describeError({ code: "REPLY_LEFT_BEHIND", details: {} });

    expect(todo).toContain(`after ${ANSWER_TIMEOUT_MS / 1_000} s without an answer`);
  });

  it("from a connection that broke after the request left says so", async () => {
    expect(await refusalTo("hang up")).toMatchObject({ code: "REPLY_CONNECTION_LOST" });
  });

  it("from a port where nobody listens is offline", async () => {
    const { url } = vonage;
    await vonage.stop();

    const { refusal, error } = await sendText(url);
    expect(refusal).toEqual({
      code: "REPLY_OFFLINE",
      details: { host: new URL(url).host, reason: "connection refused" },
    });
    expect(error).toEqual({ code: "REPLY_OFFLINE", title: null, detail: "connection refused" });
    vonage = await startWebhookReceiver();
  });

  it("from a host that has no address is offline", async () => {
    const { refusal } = await sendText("https://vonage.invalid");

    expect(refusal).toMatchObject({
      code: "REPLY_OFFLINE",
      details: { host: "vonage.invalid", reason: expect.stringContaining("cannot be resolved") },
    });
  });

  it("leaves no timer behind", async () => {
    await sendText();

    expect(clock.pending()).toBe(0);
  });
});
