// The simulator's endpoints as any program meets them: who is let in, what is accepted, in which words it is refused.
import { generateKeyPairSync } from "node:crypto";
import { readFileSync, readdirSync } from "node:fs";
import { request } from "node:http";
import { tokenGenerate } from "@vonage/jwt";
import * as fc from "fast-check";
import { CompactSign, SignJWT, UnsecuredJWT } from "jose";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { NO_FAULTS, type Faults } from "../../main/simulator/faults.ts";
import { createFrozenClock } from "../fakes/clock.ts";
import { mintFor, startSimulator, type RunningSimulator } from "../fakes/running-simulator.ts";

const FIXTURES = new URL("../fixtures/api/", import.meta.url);
const HOUR = 3_600;

let running: RunningSimulator;
let now: number;

beforeAll(async () => {
  running = await startSimulator();
  now = Math.floor(running.clock.now() / 1000);
});
afterAll(() => running.stop());
beforeEach(() => running.simulator.reset());

interface Answer {
  readonly status: number;
  readonly type: string | null;
  readonly headers: Headers;
  readonly body: Record<string, unknown>;
}

async function call(path: string, init: RequestInit = {}): Promise<Answer> {
  const response = await fetch(`${running.url}${path}`, init);
  return {
    status: response.status,
    type: response.headers.get("content-type"),
    headers: response.headers,
    // Every answer of the simulator is a JSON object.
    body: (await response.json()) as Record<string, unknown>,
  };
}

async function send(body: unknown, { path = "/v1/messages", authorization = "" } = {}): Promise<Answer> {
  return call(path, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      authorization: authorization === "" ? `Bearer ${await mintFor(running)}` : authorization,
    },
    body: typeof body === "string" ? body : JSON.stringify(body),
  });
}

function control(method: string, path: string, body?: unknown): Promise<Answer> {
  return call(path, {
    method,
    headers: { authorization: `Bearer ${running.identity.controlKey}` },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
}

function fixture(name: string): Record<string, unknown> {
  // The corpus holds objects only.
  return JSON.parse(readFileSync(new URL(name, FIXTURES), "utf8")) as Record<string, unknown>;
}

const TEXT = fixture("send-v1-text.json");

/** What must agree with a published error: the fragment of `type` (its base differs between answers) and the words. */
function essence({ type, title, detail, invalid_parameters }: Record<string, unknown>): unknown {
  return { fragment: String(type).split("#")[1], title, detail, invalid_parameters };
}

describe("a JWT is taken", () => {
  it.each([
    ["of 15 minutes", {}],
    ["of 24 hours, in its last second", { iat: -24 * HOUR + 1, exp: HOUR }],
    ["without exp, within 15 minutes", { iat: -899, exp: undefined }],
    ["from a clock a minute ahead", { iat: 60, exp: 960 }],
    ["with a subject, an ACL and claims of one's own", { sub: "alice", acl: { paths: {} }, mine: 1 }],
  ])("%s", async (_which, offsets) => {
    expect((await send(TEXT, { authorization: `Bearer ${await mintAt(offsets)}` })).status).toBe(202);
  });
});

it("takes a JWT of the official SDK", async () => {
  const today = await startSimulator({
    identity: running.identity,
    clock: createFrozenClock({ now: Date.now() }),
  });
  const token = tokenGenerate(running.identity.applicationId, running.identity.privateKeyPem);

  const response = await fetch(`${today.url}/v1/messages`, {
    method: "POST",
    headers: { authorization: `Bearer ${token}` },
    body: JSON.stringify(TEXT),
  });

  expect(response.status).toBe(202);
  await today.stop();
});

describe("a JWT is refused", () => {
  it.each([
    ["expired", { iat: -HOUR, exp: 0 }],
    ["more than 24 hours old, whatever exp says", { iat: -24 * HOUR, exp: HOUR }],
    ["without exp, after 15 minutes", { iat: -900, exp: undefined }],
    ["with neither iat nor exp", { iat: undefined, exp: undefined }],
    ["without iat", { iat: undefined, exp: 60 }],
    ["without jti", { jti: undefined }],
    ["with a number for jti", { jti: 5 }],
    ["with an empty jti", { jti: "" }],
    ["with a text for ACL", { acl: "everything" }],
    ["with an ACL of a path without a slash", { acl: { paths: { messages: {} } } }],
    ["of less than 30 s", { iat: 0, exp: 29 }],
    ["from the future", { iat: 61, exp: 961 }],
    ["not valid before tomorrow", { nbf: 24 * HOUR }],
    ["of another application", { application_id: "aaaaaaaa-bbbb-cccc-dddd-0123456789ab" }],
    ["without an application", { application_id: undefined }],
    ["with a text for exp", { exp: "soon" }],
  ])("%s", async (_which, offsets) => {
    const answer = await send(TEXT, { authorization: `Bearer ${await mintAt(offsets)}` });

    expect(answer).toMatchObject({ status: 401, type: "application/problem+json" });
    expect(essence(answer.body)).toEqual(essence(fixture("error-401-credentials.json")));
    expect(answer.body["instance"]).toMatch(/^[0-9a-f]{32}$/);
  });

  it("signed with another key, with HS256, or not at all", async () => {
    const claims = { application_id: running.identity.applicationId, iat: now, exp: now + 900, jti: "one" };
    const other = generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey;
    const publicPem = running.identity.publicKey.export({ type: "spki", format: "pem" }).toString();
    const tokens = [
      await new SignJWT(claims).setProtectedHeader({ alg: "RS256" }).sign(other),
      // The public key as HMAC secret: the classic confusion.
      await new SignJWT(claims)
        .setProtectedHeader({ alg: "HS256" })
        .sign(new TextEncoder().encode(publicPem)),
      new UnsecuredJWT(claims).encode(),
      "not.a.token",
    ];

    const answers = await Promise.all(
      tokens.map((token) => send(TEXT, { authorization: `Bearer ${token}` })),
    );

    expect(answers.map(({ status }) => status)).toEqual([401, 401, 401, 401]);
  });
});

describe("a JWT that the application's own key signed", () => {
  it.each([
    ["RS256", 202],
    ["RS384", 401],
    ["RS512", 401],
    ["PS256", 401],
  ])("with %s is answered %i", async (alg, status) => {
    const { applicationId, privateKey } = running.identity;
    const claims = { application_id: applicationId, iat: now, exp: now + 900, jti: "one" };
    const token = await new SignJWT(claims).setProtectedHeader({ alg, typ: "JWT" }).sign(privateKey);

    const answer = await send(TEXT, { authorization: `Bearer ${token}` });

    expect(answer.status).toBe(status);
  });
});

describe("a JWT that was taken before", () => {
  let other: RunningSimulator;
  let authorization: string;
  beforeEach(async () => {
    other = await startSimulator({ identity: running.identity });
    authorization = `Bearer ${await mintFor(other)}`;
    expect(await status()).toBe(202);
  });
  afterEach(() => other.stop());

  async function status(token = authorization): Promise<number> {
    const response = await fetch(`${other.url}/v1/messages`, {
      method: "POST",
      headers: { authorization: token },
      body: JSON.stringify(TEXT),
    });
    await response.arrayBuffer();
    return response.status;
  }

  it("is taken again, as long as it lives", async () => {
    other.clock.advance(899_000);
    expect(await status()).toBe(202);

    other.clock.advance(1_000);

    expect(await status()).toBe(401);
  });

  it("is refused by a clock that was put back before its time", async () => {
    other.clock.jumpTo(other.clock.now() - 120_000);

    expect(await status()).toBe(401);
  });

  it("is refused once its application has another key, or is gone", async () => {
    const application = other.accountBook.application(running.identity.applicationId);
    if (application === null) throw new Error("There is no application.");
    const { publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
    other.accountBook.putApplication({ ...application, publicKey });
    expect(await status()).toBe(401);

    other.accountBook.putApplication(application);
    expect(await status()).toBe(202);
    other.accountBook.removeApplication(application.id);
    expect(await status()).toBe(401);
  });

  it("vouches for no other with the same claims", async () => {
    const [, header, claims] = /^Bearer ([^.]+)\.([^.]+)\./.exec(authorization) ?? [];

    expect(await status(`Bearer ${header}.${claims}.`)).toBe(401);
    expect(await status(`${authorization.slice(0, -4)}AAAA`)).toBe(401);
  });
});

describe("other credentials", () => {
  it("none is answered by the gateway's two members", async () => {
    const answer = await call("/v1/messages", { method: "POST", body: JSON.stringify(TEXT) });

    expect(answer.status).toBe(401);
    expect(answer.body).toEqual(fixture("error-401-unauthorised-observed.json"));
  });

  it.each([
    ["key and secret", () => `${running.identity.apiKey}:${running.identity.apiSecret}`, 202],
    ["a wrong secret", () => `${running.identity.apiKey}:wrong`, 401],
    ["an empty pair", () => ":", 401],
  ])("Basic with %s", async (_which, pair, status) => {
    const authorization = `Basic ${Buffer.from(pair()).toString("base64")}`;

    expect((await send(TEXT, { authorization })).status).toBe(status);
  });

  it("another scheme is refused", async () => {
    expect((await send(TEXT, { authorization: "Digest abc" })).status).toBe(401);
  });
});

/** Claims given as numbers are offsets in seconds from now. */
function mintAt(offsets: Readonly<Record<string, unknown>>): Promise<string> {
  const changes = Object.entries(offsets).map(([name, value]) => [
    name,
    typeof value === "number" ? now + value : value,
  ]);
  return mintFor(running, Object.fromEntries(changes) as Record<string, unknown>);
}

describe("every published send request", () => {
  const names = readdirSync(FIXTURES).filter((name) => name.startsWith("send-"));

  it.each(names)("%s is accepted", async (name) => {
    const isV1 = name.startsWith("send-v1");
    // One sample is from another Page than the simulated one.
    const body = isV1 ? { ...fixture(name), from: "0000000000000000" } : fixture(name);

    const answer = await send(body, { path: isV1 ? "/v1/messages" : "/v0.1/messages" });

    expect(answer.status).toBe(202);
    expect(answer.body).toEqual({
      message_uuid: expect.stringMatching(
        /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
      ),
      ...("failover" in body ? { workflow_id: expect.stringMatching(/^.{55}$/) } : {}),
    });
    expect(answer.headers.get("x-request-id")).toMatch(/^[0-9a-f-]{36}$/);
  });
});

describe("a v1 request is refused", () => {
  it.each<[string, unknown, string]>([
    ["another channel", { ...TEXT, channel: "sms" }, "error-422-channel.json"],
    ["an unknown type", { ...TEXT, message_type: "sticker" }, "error-422-message-type.json"],
    ["no recipient", { ...TEXT, to: "" }, "error-422-recipient.json"],
    ["another Page", { ...TEXT, from: "42" }, "error-422-sender.json"],
    ["a wrong category", { ...TEXT, messenger: { category: "no" } }, "error-422-channel-params.json"],
    ["a long client_ref", { ...TEXT, client_ref: "x".repeat(101) }, "error-422-client-ref.json"],
    ["an image without address", { ...TEXT, message_type: "image" }, "error-422-message-params.json"],
  ])("for %s, in the published words", async (_what, body, published) => {
    const answer = await send(body);

    expect(answer).toMatchObject({ status: 422, type: expect.stringContaining("application/json") });
    expect(essence(answer.body)).toEqual(essence(fixture(published)));
  });

  it.each<[unknown, string, string]>([
    [{ ...TEXT, text: undefined }, "text", "is required."],
    [{ ...TEXT, text: "x".repeat(641) }, "text", "must be at most 640 characters."],
    [{ ...TEXT, webhook_url: "ftp://x" }, "webhook_url", "must be a URL."],
    [{ ...TEXT, webhook_version: "v2" }, "webhook_version", "Must be one of `v0.1` or `v1`."],
    [{ ...TEXT, messenger: { category: "message_tag" } }, "messenger.tag", "is required."],
    [{ ...TEXT, messenger: { category: "message_tag", tag: "NEW" } }, "messenger.tag", "invalid value"],
    [{ ...TEXT, failover: "sms" }, "failover", "must be an array of messages."],
    [
      { ...TEXT, message_type: "video", video: { url: "file:///etc/passwd" } },
      "video.url",
      "must be an http or https address.",
    ],
  ])("%j names %s", async (body, name, reason) => {
    expect((await send(body)).body).toMatchObject({
      title: "Invalid params",
      invalid_parameters: [{ name, reason }],
    });
  });

  it.each(["", "{", "\u0000", "no"])("that is not JSON (%j) with 422", async (body) => {
    const answer = await send(body);

    expect(answer.status).toBe(422);
    expect(answer.body).toMatchObject({
      type: expect.stringMatching(/#invalid-json$/),
      title: fixture("error-422-invalid-json.json")["title"],
    });
  });

  it("that is JSON but no object with 422", async () => {
    expect((await send([1])).status).toBe(422);
  });
});

describe("a v0.1 request is refused", () => {
  it("in its one way, naming all that is wrong", async () => {
    const answer = await send({ message: { content: { type: "image" } } }, { path: "/v0.1/messages" });

    expect(answer.status).toBe(400);
    expect(answer.body).toMatchObject(
      Object.fromEntries(
        Object.entries(fixture("error-400-v0.1-invalid-params.json")).filter(([name]) => name !== "instance"),
      ),
    );
    // The members of the answer are unknown to the types.
    const named = answer.body["invalid_parameters"] as { name: string }[];
    expect(named.map(({ name }) => name)).toEqual([
      "to.type",
      "from.type",
      "to.id",
      "from.id",
      "message.content.image.url",
    ]);
  });

  it("for what is not JSON too", async () => {
    expect((await send("{", { path: "/v0.1/messages" })).status).toBe(400);
  });
});

describe("the faults of a script", () => {
  it.each<[Faults["api"], number, string]>([
    ["unauthorized", 401, "error-401-credentials.json"],
    ["unprovisioned", 401, "error-401-unprovisioned.json"],
    ["low-balance", 402, "error-402-low-balance.json"],
    ["throttled", 429, "error-429-throttled.json"],
    ["internal-error", 500, "error-500-internal.json"],
  ])("%s is answered with %i", async (api, status, published) => {
    await control("PUT", "/simulator/faults", { api });

    const answer = await send(TEXT);

    expect(answer).toMatchObject({ status, type: "application/problem+json" });
    expect(essence(answer.body)).toEqual(essence(fixture(published)));
  });

  it("no-answer keeps the caller waiting until it gives up", async () => {
    running.simulator.setFaults({ ...NO_FAULTS, api: "no-answer" });
    const stopper = new AbortController();
    const answer = fetch(`${running.url}/v1/messages`, { method: "POST", signal: stopper.signal });
    const outcome = answer.then(
      () => "answered",
      () => "given up",
    );
    // Others are answered meanwhile, so the first one was not merely slow.
    await control("GET", "/simulator/state");
    await control("GET", "/simulator/state");

    stopper.abort();

    expect(await outcome).toBe("given up");
  });

  it("no-answer does not hold up the simulator when it stops", async () => {
    const other = await startSimulator({ identity: running.identity });
    other.simulator.setFaults({ ...NO_FAULTS, api: "no-answer" });
    const outcome = fetch(`${other.url}/v1/messages`, { method: "POST" }).then(
      () => "answered",
      () => "cut off",
    );
    await fetch(`${other.url}/nowhere`);

    await other.stop();

    expect(await outcome).toBe("cut off");
  });

  it("of all webhooks spoils statuses as well", async () => {
    const before = running.receiver.received.length;
    await control("PUT", "/simulator/faults", { webhooks: "unsigned" });
    await control("POST", "/simulator/status", { status: "read" });

    expect(running.receiver.received.slice(before)).toMatchObject([{ path: "/webhooks/status" }]);
    expect(running.receiver.received.at(-1)?.headers.authorization).toBeUndefined();
  });
});

describe("the control endpoints", () => {
  it.each([
    ["POST", "inbound", { text: "Hi", fauIt: "late" }],
    ["POST", "status", { status: "read", message_uuid: "aaaaaaaa-bbbb-cccc-dddd-0123456789ab" }],
    ["POST", "read", { person: "1111111111111111" }],
    ["POST", "people", { name: "Alice", pageID: "7" }],
    ["DELETE", "people?psid=2222222222222222&page=7", undefined],
    ["GET", "conversation?psid=2222222222222222&page=7", undefined],
    ["POST", "reset", { people: false }],
  ])("refuse a member they do not know, as %s %s, and do nothing", async (method, path, body) => {
    const before = running.receiver.received.length;

    const answer = await control(method, `/simulator/${path}`, body);

    expect(answer).toMatchObject({ status: 422, body: { error: { code: "CONTRACT_INPUT_INVALID" } } });
    expect(JSON.stringify(answer.body)).toContain("members that are not known here");
    expect(running.receiver.received.length).toBe(before);
  });

  it("send a status of a message that nobody sent, when they are told so", async () => {
    await control("POST", "/simulator/inbound", {});
    const { body: sent } = await send(TEXT);

    const { body: ofNewest } = await control("POST", "/simulator/status", { status: "read" });
    const { body: ofNone } = await control("POST", "/simulator/status", {
      status: "read",
      messageUuid: null,
    });

    expect(ofNewest["message_uuid"]).toBe(sent["message_uuid"]);
    expect(ofNone["message_uuid"]).toMatch(/^[0-9a-f-]{36}$/);
    expect(ofNone["message_uuid"]).not.toBe(sent["message_uuid"]);
  });

  it("make a person write", async () => {
    const before = running.receiver.received.length;

    const answer = await control("POST", "/simulator/inbound", {
      type: "text",
      text: "Hi",
      payloadVersion: "v1",
      fault: null,
    });

    expect(answer).toMatchObject({ status: 202, body: { message_uuid: expect.any(String) } });
    expect(running.receiver.received.slice(before)).toMatchObject([
      { json: { text: "Hi", message_uuid: answer.body["message_uuid"] } },
    ]);
  });

  it("make a person read what was delivered", async () => {
    await control("POST", "/simulator/inbound");
    const { body } = await send(TEXT);
    running.clock.advance(1_200);

    const answer = await control("POST", "/simulator/read", { psid: running.identity.psid });

    expect(answer).toMatchObject({ status: 202, body: { message_uuids: [body["message_uuid"]] } });
  });

  it("show the state without a secret, and start over", async () => {
    await control("POST", "/simulator/inbound");

    const state = await control("GET", "/simulator/state");
    const reset = await control("POST", "/simulator/reset");

    expect(state.body).toMatchObject({
      applicationId: running.identity.applicationId,
      people: [{ psid: "1111111111111111" }],
    });
    const { apiSecret, signatureSecret, controlKey } = running.identity;
    for (const secret of [apiSecret, signatureSecret, controlKey]) {
      expect(JSON.stringify(state.body)).not.toContain(secret);
    }
    expect(reset.body).toMatchObject({ people: [{ psid: "1111111111111111", lastInboundAt: null }] });
  });

  it.each([undefined, "Bearer wrong", "Bearer "])("refuse the key %j", async (authorization) => {
    const answer = await call("/simulator/state", { headers: authorization ? { authorization } : {} });

    expect(answer.status).toBe(401);
  });

  it("say what is wrong with a request", async () => {
    expect(await control("POST", "/simulator/inbound", { type: "sticker" })).toMatchObject({
      status: 422,
      body: {
        error: {
          code: "CONTRACT_INPUT_INVALID",
          why: "A value in it is not allowed: type is one of text, image, audio, video, file, unsupported.",
        },
      },
    });
    expect(await control("PUT", "/simulator/faults", { api: "flood" })).toMatchObject({ status: 422 });
  });

  it("say when nobody took the webhook", async () => {
    const lonely = await startSimulator({
      identity: running.identity,
      webhookTargets: () => ({ inbound: "http://127.0.0.1:1/", status: "http://127.0.0.1:1/" }),
    });

    const response = await fetch(`${lonely.url}/simulator/inbound`, {
      method: "POST",
      headers: { authorization: `Bearer ${running.identity.controlKey}` },
    });

    expect(response.status).toBe(502);
    expect(await response.json()).toMatchObject({ error: { code: "SIMULATOR_DELIVERY_FAILED" } });
    await lonely.stop();
  });
});

describe("the door", () => {
  it.each(["/v1/messages", "/simulator/state", "/nowhere"])("%s is shut to web pages", async (path) => {
    const answer = await call(path, { method: "POST", headers: { origin: "http://127.0.0.1:4818" } });

    expect(answer.status).toBe(403);
  });

  it.each([
    "evil.example",
    "127.0.0.1.evil.example",
    "localhost.evil.example:80",
    "127.0.0.evil.example",
    "me@localhost",
  ])("the Host %s is refused", async (host) => {
    expect(await statusFor({ host })).toBe(403);
  });

  it.each(["localhost:4818", "LOCALHOST:4818", "[::1]:4818", "127.0.0.1", "127.0.0.2:4818"])(
    "the Host %s is taken",
    async (host) => {
      expect(await statusFor({ host })).toBe(401);
    },
  );

  it("another path is 404, and a body over 1 MiB 413", async () => {
    expect((await call("/v1/nothing")).status).toBe(404);
    expect((await send("x".repeat(1024 * 1024 + 1))).status).toBe(413);
  });
});

/** fetch does not let a program choose its Host. */
function statusFor(headers: Record<string, string>): Promise<number> {
  return new Promise((resolve, reject) => {
    request(`${running.url}/v1/messages`, { method: "POST", headers }, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    })
      .on("error", reject)
      .end();
  });
}

async function statusOf(
  path: string,
  method: string,
  authorization: string,
  body: string | Uint8Array<ArrayBuffer>,
): Promise<number> {
  const response = await fetch(running.url + path, {
    method,
    headers: { authorization, "content-type": "application/json" },
    ...(method === "GET" ? {} : { body }),
  });
  await response.arrayBuffer();
  return response.status;
}

describe("whatever is sent", () => {
  const token = fc.oneof(
    fc.constant(""),
    fc.stringMatching(/^[!-~]{0,80}$/),
    fc
      .tuple(fc.jsonValue(), fc.jsonValue(), fc.uint8Array({ maxLength: 64 }))
      .map(([header, claims, signature]) =>
        [JSON.stringify(header), JSON.stringify(claims), signature]
          .map((part) => Buffer.from(part).toString("base64url"))
          .join("."),
      ),
  );
  const authorization = fc
    .tuple(fc.constantFrom("Bearer", "Basic", "bearer", "Token"), token)
    .map(([scheme, credentials]) => `${scheme} ${credentials}`);
  const path = fc.oneof(
    fc.constantFrom(
      "/v1/messages",
      "/v0.1/messages",
      "/simulator/inbound",
      "/simulator/status",
      "/simulator/faults",
    ),
    fc.webPath(),
  );
  const method = fc.constantFrom("GET", "POST", "PUT", "PATCH", "DELETE");
  const odd = fc.jsonValue();
  const spoilt = fc
    .tuple(fc.constantFrom(...Object.keys(TEXT), "messenger", "client_ref", "webhook_url", "failover"), odd)
    .map(([name, value]) => JSON.stringify({ ...TEXT, [name]: value }));
  const nested = fc
    .record({
      to: odd,
      from: odd,
      message: fc.oneof(odd, fc.record({ content: odd, messenger: odd })),
      client_ref: odd,
    })
    .map((body) => JSON.stringify(body));
  const body = fc.oneof(fc.json(), fc.uint8Array({ maxLength: 200 }), spoilt, nested);

  it("by a stranger is refused, and never an error of ours", async () => {
    await fc.assert(
      fc.asyncProperty(path, method, authorization, body, async (path, method, authorization, body) => {
        const status = await statusOf(path, method, authorization, body);
        expect(status).toBeGreaterThanOrEqual(400);
        expect(status).toBeLessThan(500);
      }),
      { numRuns: 300 },
    );
  });

  it("by the application is accepted or refused, and never an error of ours", async () => {
    const good = `Bearer ${await mintFor(running)}`;
    await fc.assert(
      fc.asyncProperty(fc.constantFrom("/v1/messages", "/v0.1/messages"), body, async (path, body) => {
        const status = await statusOf(path, "POST", good, body);
        expect([202, 400, 422]).toContain(status);
      }),
      { numRuns: 300 },
    );
  });

  it("with a good signature under odd claims is taken or refused, by their rules alone", async () => {
    const time = fc.oneof(
      fc.integer({ min: -90_000, max: 90_000 }).map((offset) => now + offset),
      odd,
    );
    const application = { application_id: running.identity.applicationId };
    const claims = fc.record(
      {
        application_id: fc.constant(application.application_id),
        iat: time,
        exp: time,
        nbf: time,
        jti: fc.oneof(fc.constant("one"), odd),
      },
      { requiredKeys: ["application_id"] },
    );
    const seen = new Set<number>();
    await fc.assert(
      fc.asyncProperty(fc.oneof({ weight: 9, arbitrary: claims }, odd), async (payload) => {
        const token = await new CompactSign(Buffer.from(JSON.stringify(payload)))
          .setProtectedHeader({ alg: "RS256" })
          .sign(running.identity.privateKey);
        const status = await statusOf("/v1/messages", "POST", `Bearer ${token}`, JSON.stringify(TEXT));
        seen.add(status);
        expect([202, 401]).toContain(status);
      }),
      // Whatever the others are, one of these is taken and one is not.
      {
        numRuns: 400,
        examples: [[{ ...application, iat: now, exp: now + 60, jti: "one" }], [{ ...application, iat: now }]],
      },
    );
    expect(seen.size).toBe(2);
  });

  it("by a script is done or refused, and never an error of ours", async () => {
    const good = `Bearer ${running.identity.controlKey}`;
    const paths = fc.constantFrom("/simulator/read", "/simulator/faults", "/simulator/reset");
    await fc.assert(
      fc.asyncProperty(paths, fc.constantFrom("POST", "PUT"), body, async (path, method, body) => {
        expect(await statusOf(path, method, good, body)).toBeLessThan(500);
      }),
      { numRuns: 150 },
    );
  });
});
