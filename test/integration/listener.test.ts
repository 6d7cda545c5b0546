// The listener over real HTTP and a real store: the table of CONTRACT section 4, line by line.
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { connect, type Socket } from "node:net";
import { createServer, request as httpRequest } from "node:http";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { contract } from "../../preload/contract/contract.ts";
import type { LoggedEvent } from "../../preload/contract/event.ts";
import { EventId } from "../../preload/contract/ids.ts";
import { SERVED_PATH } from "../../preload/contract/media.ts";
import { createFileEndpoint, type FileEndpoint } from "../../main/media/file-endpoint.ts";
import { createListener, type Listener } from "../../main/webhooks/listener.ts";
import { createUsualDirectory } from "../fakes/engine.ts";
import { createFrozenClock } from "../fakes/clock.ts";
import { startEngine, TEST_ACCOUNT, type TestEngine } from "../fakes/engine.ts";
import { createMemoryLog } from "../fakes/log.ts";
import { openTestStore, type TestStore } from "../fakes/store.ts";
import { signToken } from "../fakes/webhook-token.ts";

const HELLO = JSON.stringify({
  message_uuid: "aaaaaaaa-bbbb-cccc-dddd-0123456789ab",
  to: { type: "messenger", id: TEST_ACCOUNT.pageId },
  from: { type: "messenger", id: "1111111111111111" },
  timestamp: "2020-01-01T14:00:00.000Z",
  message: { content: { type: "text", text: "Hello from Facebook Messenger!" } },
});

let engine: TestEngine;
const clock = createFrozenClock();

beforeEach(async () => {
  engine = await startEngine({ clock });
});
afterEach(() => engine.stop());

async function newest(signatures: "masked" | "exact" = "masked"): Promise<LoggedEvent | null> {
  const { upToId } = await engine.store.page({
    workspace: null,
    query: "",
    upToId: null,
    offset: 0,
    limit: 1,
  });
  return upToId === null ? null : engine.store.get(upToId, { signatures });
}

function post(
  body: string | Uint8Array<ArrayBuffer>,
  { path = "/webhooks/inbound", token }: { readonly path?: string; readonly token?: string } = {},
): Promise<Response> {
  return fetch(engine.url + path, {
    method: "POST",
    body,
    headers: {
      "content-type": "application/json",
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    },
  });
}

function signed(body: string): string {
  return signToken({ secret: TEST_ACCOUNT.secret, body });
}

describe("a hostile delivery", () => {
  it("is stored whole when it comes byte by byte", async () => {
    const body = JSON.stringify({ padding: "x".repeat(3_000), end: true });
    const request = httpRequest(`${engine.url}/webhooks/inbound`, { method: "POST" });
    const answered = once(request, "response");
    for (const byte of body) request.write(byte);
    request.end();
    await answered;

    expect((await newest())?.raw).toBe(body);
  });

  it("is answered 503 with Retry-After when all bodies hold too much, and the listener goes on", async () => {
    const small = await startEngine({ limits: { heldBytes: 4_096 } });
    const body = JSON.stringify({ padding: "x".repeat(9_000) });
    const request = httpRequest(`${small.url}/webhooks/inbound`, { method: "POST" });
    const answered = once(request, "response");
    request.on("error", () => undefined);
    for (const byte of body) request.write(byte);
    request.end();
    const [response] = await answered;
    const after = await fetch(`${small.url}/webhooks/inbound`, { method: "POST", body: HELLO });

    expect([response.statusCode, response.headers["retry-after"], after.status]).toEqual([503, "5", 200]);
    expect(response.headers.connection).toBe("close");
    expect(small.listener.state()).toMatchObject({
      storeError: null,
      crowded: { count: 1, reason: "all room for bodies was taken; Vonage sends it again" },
    });
    await small.stop();
  });

  it("is stored when its error is nested deeper than the stack", async () => {
    const depth = 100_000;
    const body = HELLO.replace(
      '"message":',
      `"status":"rejected","error":${"[".repeat(depth)}${"]".repeat(depth)},"message":`,
    );

    const answer = await post(body, { path: "/webhooks/status" });

    expect(answer.status).toBe(200);
    expect((await newest())?.raw).toBe(body);
  });

  it("shows every header that came, also those that node:http keeps only once", async () => {
    const { hostname, port } = new URL(engine.url);
    const body = "{}";
    const socket = connect(Number(port), hostname);
    socket.end(
      [
        "POST /webhooks/inbound HTTP/1.1",
        "Host: x",
        "Authorization: Basic one",
        "Authorization: Basic two",
        "User-Agent: a",
        "user-agent: b",
        "Cookie: a=b",
        "Cookie: c=d",
        "__proto__: hidden",
        "Content-Length: 2",
        "Connection: close",
        "",
        body,
      ].join("\r\n"),
    );
    await once(socket.resume(), "close");

    // As it crosses to the page.
    const shown = contract.calls["events.get"].output.parse(await newest("exact"));
    const { headers = {} } = (JSON.parse(JSON.stringify(shown)) as LoggedEvent).request ?? {};
    expect(headers).toMatchObject({
      authorization: "Basic one, Basic two",
      "user-agent": "a, b",
      cookie: "a=b; c=d",
    });
    expect(Object.entries(headers)).toContainEqual(["__proto__", "hidden"]);
  });

  it("can be read back when it carries set-cookie, once or twice", async () => {
    const request = httpRequest(`${engine.url}/webhooks/inbound`, {
      method: "POST",
      headers: { "set-cookie": ["a=b", "c=d"] },
    });
    request.end(HELLO);
    await once(request, "response");

    expect((await newest())?.request?.headers["set-cookie"]).toBe("a=b, c=d");
  });
});

describe("a genuine delivery", () => {
  it("is answered 200 with an empty body and stored as it came", async () => {
    const answer = await post(HELLO, { token: signed(HELLO) });

    expect([answer.status, await answer.text()]).toEqual([200, ""]);
    expect(engine.store.get(EventId.parse(1))).toMatchObject({
      id: 1,
      kind: "inbound",
      receivedAt: 1_577_887_200_000,
      workspace: "w1",
      workspaceName: "Workspace w1",
      payloadVersion: "v0.1",
      psid: "1111111111111111",
      pageId: "0000000000000000",
      timestamp: "2020-01-01T14:00:00.000Z",
      messageType: "text",
      text: "Hello from Facebook Messenger!",
      signature: { state: "verified", reason: null },
      attempt: 1,
      request: { method: "POST", path: "/webhooks/inbound", bodyBytes: HELLO.length },
      raw: HELLO,
    });
  });

  it("takes a path with a query string", async () => {
    const answer = await post(HELLO, { path: "/webhooks/inbound?from=dashboard", token: signed(HELLO) });

    expect(answer.status).toBe(200);
    expect((await newest())?.request?.path).toBe("/webhooks/inbound?from=dashboard");
  });

  it("keeps the answer as soon as its bytes have left", async () => {
    await post(HELLO, { token: signed(HELLO) });

    await expect
      .poll(async () => (await newest())?.response)
      .toMatchObject({
        status: 200,
        headers: { "content-length": "0" },
        body: null,
        timings: { readBodyMs: 0, verifyMs: 0, storeMs: 0, answerMs: 0 },
        sent: true,
      });
  });

  it("publishes the row without body and headers", async () => {
    const published: unknown[] = [];
    engine.feed.subscribe("events.appended", (rows) => published.push(...rows));

    await post(HELLO, { token: signed(HELLO) });

    await expect.poll(() => published.length).toBe(1);
    expect(published[0]).toMatchObject({ id: 1, kind: "inbound", attempt: 1, answer: null });
    expect(published[0]).not.toHaveProperty("request");
  });

  it("counts its attempts", async () => {
    await post(HELLO, { token: signed(HELLO) });
    await post(HELLO, { token: signed(HELLO) });

    expect((await newest())?.attempt).toBe(2);
  });
});

describe("a delivery that cannot be trusted", () => {
  it("is answered 401 when its signature is bad, and stored as such", async () => {
    const answer = await post(HELLO, { token: signToken({ secret: "another secret", body: HELLO }) });

    expect(answer.status).toBe(401);
    expect(await newest()).toMatchObject({
      kind: "inbound",
      workspace: "w1",
      text: "Hello from Facebook Messenger!",
      signature: {
        state: "bad",
        reason:
          "Signature mismatch. The token may have been changed, or the signature secret is of another account.",
      },
    });
  });

  it("is answered 200 when the settings say so", async () => {
    engine.settings = { ...engine.settings, badSignatureAnswer: 200 };

    const answer = await post(HELLO, { token: signToken({ secret: "another secret", body: HELLO }) });

    expect(answer.status).toBe(200);
  });

  it("is answered 200 when it is unsigned, and 503 when the settings say so", async () => {
    const usual = await post(HELLO);
    engine.settings = { ...engine.settings, unsignedAnswer: 503 };
    const strict = await post(HELLO);

    expect([usual.status, strict.status, strict.headers.get("retry-after")]).toEqual([200, 503, "5"]);
    expect((await newest())?.signature?.state).toBe("unsigned");
  });

  it.each([
    ["a Page of no workspace", HELLO.replace(TEST_ACCOUNT.pageId, "9999"), 200],
    ["nothing, being no JSON", "not json", 400],
  ])("is answered 503 for that also when its body names %s", async (_what, body, usualAnswer) => {
    const usual = await post(body);
    engine.settings = { ...engine.settings, unsignedAnswer: 503 };
    const strict = await post(body);

    expect([usual.status, strict.status]).toEqual([usualAnswer, 503]);
  });

  it.each([
    ["no workspace", "{}"],
    ["nothing, being no JSON", "not json"],
  ])("is answered 401 for a malformed token when the body names %s", async (_what, body) => {
    const refused = await post(body, { token: "a.b.c" });
    engine.settings = { ...engine.settings, badSignatureAnswer: 200 };
    const taken = await post("{}", { token: "a.b.c" });

    expect([refused.status, taken.status]).toEqual([401, 200]);
  });

  it("is refused for its signature before its JSON is looked at", async () => {
    const answer = await post("not json", {
      token: signToken({ secret: TEST_ACCOUNT.secret, body: "other" }),
    });

    expect(answer.status).toBe(401);
  });
});

describe("a body that is no webhook", () => {
  it("is answered 400 when it is not JSON, and its exact bytes are kept", async () => {
    const bytes = Uint8Array.from([0xff, 0x00, 0x7b, 0xfe]);

    const answer = await post(bytes);

    expect(answer.status).toBe(400);
    expect(await newest()).toMatchObject({
      kind: "unparsed",
      raw: null,
      rawBase64: Buffer.from(bytes).toString("base64"),
      text: "The body is not JSON: it is not UTF-8 text.",
    });
  });

  it("is answered 400 when it is empty", async () => {
    const answer = await post("");

    expect(answer.status).toBe(400);
    expect((await newest())?.text).toBe("The body is empty.");
  });

  it("is answered 200 when it is JSON of an unknown shape, with the reason", async () => {
    const answer = await post('{"to":"1","from":"2","message_type":"text"}');

    expect(answer.status).toBe(200);
    expect((await newest())?.text).toContain("request to send a message");
  });
});

describe("a body over the limit", () => {
  it("is answered 413 after all of it was read, and its first 64 KiB are kept", async () => {
    const body = `"${"x".repeat(3 * 1024 * 1024)}"`;

    const answer = await post(body, { token: signed(body) });

    expect([answer.status, answer.headers.get("connection")]).toEqual([413, "close"]);
    const event = await newest();
    expect(event).toMatchObject({ kind: "unparsed", truncated: true, signature: { state: "unchecked" } });
    expect(event?.request).toMatchObject({ bodyBytes: body.length, bodySha256: null });
    expect(event?.raw).toBe(body.slice(0, 64 * 1024));
  });

  it.each([1, 2, 3])(
    "is cut behind a whole character, with %s bytes before those of four",
    async (before) => {
      const body = "x".repeat(before) + "😀".repeat(300_000);

      await post(body);

      const event = await newest();
      const whole = "x".repeat(before) + "😀".repeat(64 * 256 - 1);
      expect([event?.raw === whole, event?.rawBase64 === undefined, event?.truncated]).toEqual([
        true,
        true,
        true,
      ]);
      expect(event?.request?.bodyBytes).toBe(Buffer.byteLength(body));
    },
  );

  it("keeps its first 64 KiB as they are when they are no UTF-8", async () => {
    const body = new Uint8Array(2 * 1024 * 1024).fill(0xe6);

    await post(body);

    const event = await newest();
    expect([event?.raw, Buffer.from(event?.rawBase64 ?? "", "base64").length]).toEqual([null, 64 * 1024]);
  });

  it.each([1024, 1024 * 1024])("is one byte longer than the longest that is taken (%s)", async (limit) => {
    engine.settings = { ...engine.settings, bodyLimit: limit };
    const longest = JSON.stringify({ text: "x".repeat(limit - '{"text":""}'.length) });

    const taken = await post(longest);
    const kept = await newest();
    const refused = await post(`${longest} `);

    expect([longest.length, taken.status, kept?.raw === longest, refused.status]).toEqual([
      limit,
      200,
      true,
      413,
    ]);
  });

  it("is taken when the settings allow more", async () => {
    engine.settings = { ...engine.settings, bodyLimit: 4 * 1024 * 1024 };
    const body = JSON.stringify({ text: "x".repeat(3 * 1024 * 1024) });

    const answer = await post(body);

    expect(answer.status).toBe(200);
    expect((await newest())?.raw).toBe(body);
  });
});

describe("another method", () => {
  it.each(["GET", "PUT", "DELETE", "OPTIONS", "HEAD"])(
    "is answered 405 for %s, with advice",
    async (method) => {
      const answer = await fetch(`${engine.url}/webhooks/status`, { method });

      expect([answer.status, answer.headers.get("allow")]).toEqual([405, "POST"]);
      expect(await newest()).toMatchObject({
        kind: "system",
        signature: null,
        request: { method, path: "/webhooks/status" },
      });
      expect((await newest())?.text).toContain("Set the HTTP method to POST");
    },
  );

  it("is refused for its method before its size", async () => {
    const answer = await fetch(`${engine.url}/webhooks/inbound`, {
      method: "PUT",
      body: "x".repeat(2 * 1024 * 1024),
    });

    expect(answer.status).toBe(405);
  });
});

/** What comes back for a head that asks before it sends its body, until the other side hangs up or says to go on. */
async function ask(requestLine: string, contentLength: number): Promise<string> {
  const socket = connect(engine.listener.state().port, "127.0.0.1");
  socket.write(
    `${requestLine} HTTP/1.1\r\nHost: x\r\nContent-Length: ${contentLength}\r\nExpect: 100-continue\r\n\r\n`,
  );
  let heard = "";
  for await (const data of socket) {
    heard += String(data);
    if (heard.includes("100 Continue\r\n\r\n")) break;
  }
  return heard;
}

describe("a caller that asks before it sends its body", () => {
  it.each([
    ["POST /elsewhere", 10, "404"],
    ["PUT /webhooks/inbound", 10, "405"],
    ["PUT /webhooks/inbound", 2 * 1024 * 1024, "405"],
    ["POST /webhooks/inbound", 1024 * 1024 + 1, "413"],
  ])("is answered for %s with %i bytes from its headers alone: %s", async (line, bytes, status) => {
    expect((await ask(line, bytes)).startsWith(`HTTP/1.1 ${status} `)).toBe(true);
  });

  it("is told to go on with what may be taken", async () => {
    expect(await ask("POST /webhooks/inbound", 10)).toBe("HTTP/1.1 100 Continue\r\n\r\n");
  });

  it("finds its refused body in the log, as announced", async () => {
    await ask("POST /webhooks/inbound", 3_000_000);

    expect(await newest()).toMatchObject({
      kind: "unparsed",
      truncated: true,
      text: "The body is over the limit: 3,000,000 bytes were announced, and refused before they were sent.",
      request: { bodyBytes: 3_000_000, bodySha256: null },
      raw: "",
    });
  });
});

describe("a target in absolute form", () => {
  it.each([
    ["http://127.0.0.1/webhooks/inbound?a=b", "200", "/webhooks/inbound?a=b"],
    ["HTTPS://bot.example/webhooks/inbound", "200", "/webhooks/inbound"],
    ["http://127.0.0.1", "404", null],
  ])("is taken as its path: %s", async (target, status, path) => {
    const socket = connect(engine.listener.state().port, "127.0.0.1");
    socket.write(
      `POST ${target} HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: ${HELLO.length}\r\n\r\n${HELLO}`,
    );
    const [data] = await once(socket, "data");
    socket.destroy();

    expect(String(data).slice(9, 12)).toBe(status);
    expect((await newest())?.request?.path ?? null).toBe(path);
  });
});

describe("another path", () => {
  it("is answered 404, not stored, but counted and shown", async () => {
    const shown: unknown[] = [];
    engine.feed.subscribe("listener.changed", (state) => shown.push(state.misdirected));

    await post(HELLO, { path: "/inbound" });
    const answer = await post(HELLO, { path: "/inbound?x=1" });
    clock.advance(1_000);

    expect(answer.status).toBe(404);
    expect(await newest()).toBeNull();
    expect(engine.listener.state().misdirected).toMatchObject([
      { method: "POST", path: "/inbound", count: 2 },
    ]);
    expect(shown).toHaveLength(1);
  });

  it("is remembered for the 20 newest only", async () => {
    for (let index = 0; index < 25; index++) await post("", { path: `/scan/${index}` });

    const paths = engine.listener.state().misdirected.map(({ path }) => path);
    expect([paths.length, paths[0], paths.at(-1)]).toEqual([20, "/scan/24", "/scan/5"]);
  });
});

describe("a caller that hangs up before the answer", () => {
  it("is told from one that was answered, in the log and to whoever looks on", async () => {
    const [asked, gone, kept] = [1, 2, 3].map(() => Promise.withResolvers<void>());
    const told: unknown[] = [];
    engine.feed.subscribe("events.answered", (answers) => told.push(...answers));
    const listener = createListener({
      store: {
        ...engine.store,
        append: async (event) => {
          asked?.resolve();
          await gone?.promise;
          return engine.store.append(event);
        },
        answered: (id, answer) => {
          engine.store.answered(id, answer);
          kept?.resolve();
        },
        expectCallers: (count) => {
          if (count === 0) gone?.resolve();
        },
      },
      feed: engine.feed,
      clock,
      log: engine.log,
      directory: createUsualDirectory(),
      settings: () => engine.settings,
    });
    const { port } = await listener.start({ port: 0, isExplicit: true });

    const socket = connect(port, "127.0.0.1");
    socket.write(
      `POST /webhooks/inbound HTTP/1.1\r\nHost: x\r\nContent-Length: ${HELLO.length}\r\n\r\n${HELLO}`,
    );
    await asked?.promise;
    // Not with a FIN: whoever only says that no more comes is answered all the same.
    socket.resetAndDestroy();
    await kept?.promise;
    engine.feed.flush();

    expect((await newest())?.response).toMatchObject({ status: 200, sent: false });
    expect(told).toMatchObject([{ id: 1, status: 200, sent: false }]);
    await listener.stop();
  });
});

describe("a store that cannot write", () => {
  it("makes the listener answer 503 with Retry-After, and say so until it writes again", async () => {
    const failing = { isFailing: true };
    const listener = createListener({
      store: {
        ...engine.store,
        append: (event) =>
          failing.isFailing
            ? engine.store.append({ ...event, receivedAt: "never" as unknown as number })
            : engine.store.append(event),
      },
      feed: engine.feed,
      clock,
      log: engine.log,
      directory: createUsualDirectory(),
      settings: () => engine.settings,
    });
    const { inbound } = await listener.start({ port: 0, isExplicit: true });

    const refused = await fetch(inbound, { method: "POST", body: HELLO });
    const during = listener.state().storeError;
    failing.isFailing = false;
    const taken = await fetch(inbound, { method: "POST", body: HELLO });

    expect([refused.status, refused.headers.get("retry-after"), taken.status]).toEqual([503, "5", 200]);
    expect([during === null, listener.state().storeError]).toEqual([false, null]);
    await listener.stop();
  });
});

describe("a store that could not write", () => {
  const BIG = JSON.stringify({ text: "x".repeat(500_000) });
  let place: TestStore;
  let listener: Listener;
  let inbound: string;

  beforeEach(async () => {
    place = openTestStore();
    listener = createListener({
      ...place,
      feed: engine.feed,
      directory: createUsualDirectory(),
      settings: () => engine.settings,
    });
    ({ inbound } = await listener.start({ port: 0, isExplicit: true }));
    place.database.exec("PRAGMA max_page_count = 1");
    expect((await fetch(inbound, { method: "POST", body: BIG })).status).toBe(503);
  });
  afterEach(async () => {
    await listener.stop();
    await place.remove();
  });

  it("is told no longer than five seconds after it can again, without a webhook", () => {
    place.clock.advance(15_000);
    const during = listener.state().storeError;
    place.database.exec("PRAGMA max_page_count = 1000000");
    place.clock.advance(5_000);

    expect(during).toMatchObject({ code: "STORE_WRITE_FAILED" });
    expect([listener.state().storeError, place.clock.pending()]).toEqual([null, 0]);
  });

  it("is told by what is wrong now", () => {
    place.database.exec("PRAGMA query_only = ON");
    place.clock.advance(5_000);

    expect(listener.state().storeError?.details).toEqual({
      reason: expect.stringContaining("readonly database"),
    });
    place.database.exec("PRAGMA query_only = OFF");
  });

  it("is not tried any more once a webhook was stored, or the listener is stopped", async () => {
    place.database.exec("PRAGMA max_page_count = 1000000");
    await fetch(inbound, { method: "POST", body: "{}" });
    // What is written behind that webhook.
    place.clock.advance(1_000);
    const afterWebhook = place.clock.pending();
    place.database.exec("PRAGMA max_page_count = 1");
    await fetch(inbound, { method: "POST", body: BIG });
    const whileRefused = place.clock.pending();
    await listener.stop();

    expect([afterWebhook, whileRefused, place.clock.pending()]).toEqual([0, 1, 0]);
  });
});

describe("callers that misbehave", () => {
  it("are stored when they hang up before the answer, and the answer is marked as not sent", async () => {
    const socket = connect(engine.listener.state().port, "127.0.0.1");
    await once(socket, "connect");
    socket.write(
      `POST /webhooks/inbound HTTP/1.1\r\nHost: x\r\nContent-Length: ${HELLO.length}\r\n\r\n${HELLO}`,
    );
    socket.resetAndDestroy();

    await expect
      .poll(async () => {
        const event = await newest();
        return event === null || event.response !== null;
      })
      .toBe(true);
    // A reset may overtake the request; then nothing was received and nothing acknowledged.
    const event = await newest();
    expect(event === null || event.raw === HELLO).toBe(true);
  });

  it("are dropped when their headers never end", async () => {
    const slow = await startEngine({ limits: { headersMs: 60, requestMs: 60, checkMs: 20 } });
    const socket = connect(slow.listener.state().port, "127.0.0.1");
    socket.write("POST /webhooks/inbound HTTP/1.1\r\nHost: x\r\n");
    const [data] = await once(socket, "data");

    expect(String(data)).toContain("408 Request Timeout");
    socket.destroy();
    await slow.stop();
  });

  it("are taken without a Host, too", async () => {
    const socket = connect(engine.listener.state().port, "127.0.0.1");
    socket.write(
      `POST /webhooks/inbound HTTP/1.1\r\nConnection: close\r\nContent-Length: ${HELLO.length}\r\n\r\n${HELLO}`,
    );
    const [data] = await once(socket, "data");

    expect(String(data).slice(9, 12)).toBe("200");
    expect(await newest()).toMatchObject({ kind: "inbound" });
  });

  it("hear nothing when they never say a word, as sockets a tunnel opens ahead do", async () => {
    const slow = await startEngine({ limits: { headersMs: 60, requestMs: 60, checkMs: 20 } });
    const socket = connect(slow.listener.state().port, "127.0.0.1");
    const heard: Buffer[] = [];
    socket.on("data", (data) => heard.push(data));
    await once(socket, "close");

    expect(heard).toEqual([]);
    await slow.stop();
  });

  it.each([
    [
      "an unknown method",
      "FOO /webhooks/inbound HTTP/1.1\r\nHost: x\r\n\r\n",
      "400",
      "its method is unknown to HTTP",
    ],
    [
      "CONNECT",
      "CONNECT example.com:443 HTTP/1.1\r\nHost: x\r\n\r\n",
      "405",
      "it asked for a way through (CONNECT)",
    ],
    [
      "large headers",
      `POST / HTTP/1.1\r\nHost: x\r\nX: ${"x".repeat(20_000)}\r\n\r\n`,
      "431",
      "its headers were too large",
    ],
    [
      "a control character",
      "POST / HTTP/1.1\r\nHost: x\r\nX: \u0001\r\n\r\n",
      "400",
      "it was no proper HTTP request",
    ],
  ])(
    "are counted and told of when they say what nobody can read: %s",
    async (_what, request, status, reason) => {
      const socket = connect(engine.listener.state().port, "127.0.0.1");
      socket.write(request);
      const [data] = await once(socket, "data");
      socket.destroy();

      expect(String(data).slice(9, 12)).toBe(status);
      expect(engine.listener.state().malformed).toEqual({ count: 1, lastAt: clock.now(), reason });
    },
  );

  it("are counted when a body breaks off", async () => {
    const socket = connect(engine.listener.state().port, "127.0.0.1");
    socket.end("POST /webhooks/inbound HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n{");
    await once(socket.resume(), "close");

    expect(engine.listener.state().malformed?.reason).toBe("it broke off before its end");
    expect(await newest()).toBeNull();
  });

  it("get a bare 400 for what is no HTTP", async () => {
    const socket = connect(engine.listener.state().port, "127.0.0.1");
    socket.write("Is anybody there?\r\n\r\n");
    const [data] = await once(socket, "data");

    expect(String(data)).toMatch(/^HTTP\/1\.1 400 Bad Request\r\n/);
    socket.destroy();
  });
});

/** An engine with room for four connections, and ways to take some. */
async function startSmallEngine(files?: FileEndpoint) {
  const small = await startEngine({
    limits: { connections: 4 },
    ...(files === undefined ? {} : { files }),
  });
  const { hostname, port } = new URL(small.url);
  const open = async (): Promise<Socket> => {
    const socket = connect(Number(port), hostname);
    socket.on("error", () => undefined);
    await once(socket, "connect");
    return socket;
  };
  /** One whose request is being read: its body never ends. */
  const openBusy = async (): Promise<Socket> => {
    const socket = await open();
    socket.write(
      "POST /webhooks/inbound HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 9\r\n\r\n",
    );
    await once(socket, "data");
    return socket;
  };
  return { small, open, openBusy };
}

/** Serves one file of seven bytes, whatever the token. */
function endpointOf(path: string): FileEndpoint {
  const copy = {
    path,
    name: "bike.png",
    bytes: 7,
    contentType: "image/png",
    ended: new AbortController().signal,
    fetched: () => undefined,
    missing: () => undefined,
  };
  return createFileEndpoint({ served: { find: () => copy }, clock, log: createMemoryLog() });
}

async function readUntil(socket: Socket, end: string): Promise<string> {
  let heard = "";
  while (!heard.endsWith(end)) {
    // oxlint-disable-next-line no-await-in-loop -- one part comes after another
    const [part] = await once(socket, "data");
    heard += String(part);
  }
  return heard;
}

describe("more connections than there is room for", () => {
  it("make the idle ones give way to webhooks, the idlest first", async () => {
    const { small, open, openBusy } = await startSmallEngine();
    const busy = await openBusy();
    const idle = [await open(), await open(), await open()];
    const closed = once(idle[0] ?? busy, "close");

    const answer = await fetch(`${small.url}/webhooks/inbound`, { method: "POST", body: HELLO });
    await closed;

    expect([answer.status, busy.destroyed, small.listener.state().dropped]).toEqual([200, false, null]);
    for (const socket of [busy, ...idle]) socket.destroy();
    await small.stop();
  });

  it("make one on which a served file was fetched give way, too", async () => {
    const folder = mkdtempSync(join(tmpdir(), "hookline-served-"));
    const { small, open, openBusy } = await startSmallEngine(endpointOf(join(folder, "copy")));
    writeFileSync(join(folder, "copy"), "picture");
    const fetching = await open();
    fetching.write(`GET ${SERVED_PATH}${"t".repeat(22)} HTTP/1.1\r\nHost: x\r\n\r\n`);
    const heard = await readUntil(fetching, "picture");
    const busy = [await openBusy(), await openBusy(), await openBusy()];

    const answer = await fetch(`${small.url}/webhooks/inbound`, { method: "POST", body: HELLO });

    expect(heard).toMatch(/^HTTP\/1.1 200 /);
    expect([answer.status, small.listener.state().dropped]).toEqual([200, null]);
    for (const socket of [fetching, ...busy]) socket.destroy();
    await small.stop();
    rmSync(folder, { recursive: true });
  });

  it("close none on which a request waits behind another one", async () => {
    const { small, open, openBusy } = await startSmallEngine();
    const pipelining = await open();
    const heard: Buffer[] = [];
    pipelining.on("data", (data: Buffer) => heard.push(data));
    const request = "POST /webhooks/inbound HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\n{}";
    // The second one is on its way in still when the first is answered.
    pipelining.write(`${request}${request.slice(0, -1)}`);
    await once(pipelining, "data");
    const others = [await openBusy(), await openBusy(), await openBusy()];
    const idle = await open();
    idle.destroy();
    pipelining.write("}");
    await once(pipelining, "data");

    expect(String(Buffer.concat(heard)).match(/HTTP\/1\.1 200 /g)).toHaveLength(2);
    for (const socket of [pipelining, ...others]) socket.destroy();
    await small.stop();
  });

  it("are counted when all are busy", async () => {
    const { small, open, openBusy } = await startSmallEngine();
    const busy = [await openBusy(), await openBusy(), await openBusy(), await openBusy()];

    const fifth = await open();
    await once(fifth, "close");

    expect(small.listener.state().dropped).toMatchObject({ count: 1, reason: "all 4 connections were busy" });
    expect(busy.every((socket) => !socket.destroyed)).toBe(true);
    for (const socket of busy) socket.destroy();
    await small.stop();
  });
});

describe("a caller that closes its half of the connection", () => {
  it("hears the answer all the same, and is let go", async () => {
    // While others may ask, a commit waits for them: the answer comes after the end was heard.
    await Promise.all([1, 2, 3, 4].map(() => fetch(engine.url)));
    const socket = connect({ port: engine.listener.state().port, host: "127.0.0.1", allowHalfOpen: true });
    const heard: Buffer[] = [];
    socket.on("data", (data: Buffer) => heard.push(data));
    socket.end("POST /webhooks/inbound HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\n{}");
    await once(socket, "end");

    expect(String(Buffer.concat(heard))).toMatch(/^HTTP\/1\.1 200 /);
  });
});

describe("a caller that keeps its half of the connection open", () => {
  it("is let go once it has heard that it speaks no HTTP", async () => {
    const socket = connect({ port: engine.listener.state().port, host: "127.0.0.1", allowHalfOpen: true });
    const heard: Buffer[] = [];
    socket.on("data", (data: Buffer) => heard.push(data));
    socket.on("error", () => undefined);
    await once(socket, "connect");
    socket.write("Is anybody there?\r\n\r\n");
    await once(socket, "end");
    const isStopped = engine.listener.stop().then(() => true);

    // The clock stands still, so the limit of a stop never comes.
    expect(await isStopped).toBe(true);
    expect(String(Buffer.concat(heard))).toMatch(/^HTTP\/1\.1 400 /);
    socket.destroy();
  });

  it("does not outlast the limit of a stop", async () => {
    const socket = connect(engine.listener.state().port, "127.0.0.1");
    socket.on("error", () => undefined);
    await once(socket, "connect");
    socket.write("POST /webhooks/inbound HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\n");
    const stopped = engine.listener.stop();
    clock.advance(2_000);

    await expect(stopped).resolves.toBeUndefined();
  });
});

describe("a caller with an expectation nobody knows", () => {
  it.each([
    ["/webhooks/inbound", "200"],
    ["/elsewhere", "404"],
  ])("is answered like any other on %s: %s", async (path, status) => {
    const socket = connect(engine.listener.state().port, "127.0.0.1");
    socket.write(
      `POST ${path} HTTP/1.1\r\nHost: x\r\nExpect: x\r\nContent-Length: ${HELLO.length}\r\n\r\n${HELLO}`,
    );
    const [data] = await once(socket, "data");
    socket.destroy();

    expect(String(data).slice(9, 12)).toBe(status);
  });
});

describe("a flood of unverified deliveries through a tunnel", () => {
  it("is answered 429 after ten seconds above 50 a second, and 200 again when it is over", async () => {
    const statuses = await flood(12);
    clock.advance(5_000);
    const after = await postFrom("hookline.example.com");

    expect(statuses).toEqual([200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 429, 429]);
    expect(after).toBe(200);
    // What is not stored is counted all the same.
    const { flooded } = engine.listener.state();
    expect(flooded?.count).toBeGreaterThan(50);
    expect(flooded?.reason).toContain("50 unverified");
  });

  it("counts what is not JSON and what names no Page of ours too", async () => {
    const notJson = await flood(11, "{nope");
    clock.advance(30_000);
    const ofNobody = await flood(11, HELLO.replace(TEST_ACCOUNT.pageId, "999"));

    clock.advance(30_000);
    const wrongMethod = await flood(11, HELLO, "PUT");

    expect([notJson.at(-1), ofNobody.at(-1)]).toEqual([429, 429]);
    expect([wrongMethod[0], wrongMethod.at(-1)]).toEqual([405, 429]);
  });
});

describe("starting and stopping", () => {
  it("moves a taken default port to the first free one from 4819 up, and says so", async () => {
    const other = createServer().listen(0, "127.0.0.1");
    await once(other, "listening");
    const address = other.address();
    const taken = typeof address === "object" ? (address?.port ?? 0) : 0;
    const { store, feed, log } = engine;
    const ports = {
      store,
      feed,
      log,
      clock,
      directory: createUsualDirectory(),
      settings: () => engine.settings,
    };
    const listener = createListener(ports);

    const state = await listener.start({ port: taken, isExplicit: false });

    expect(state.wantedPort).toBe(taken);
    expect(state.port).toBeGreaterThanOrEqual(4819);
    await expect(createListener(ports).start({ port: taken, isExplicit: true })).rejects.toMatchObject({
      code: "LISTENER_PORT_TAKEN",
      details: { port: taken, option: "--listen-port" },
    });
    await listener.stop();
    other.close();
  });

  it("fails in words for an address this computer does not have", async () => {
    const { store, feed, log } = engine;
    const ports = {
      store,
      feed,
      log,
      clock,
      directory: createUsualDirectory(),
      settings: () => engine.settings,
    };
    const listener = createListener({ ...ports, bindAddress: "192.0.2.1" });

    await expect(listener.start({ port: 0, isExplicit: true })).rejects.toMatchObject({
      code: "LISTENER_FAILED",
      details: { server: "webhook listener" },
    });
    expect(listener.state().state).toBe("failed");
  });

  it("answers what is in flight before it stops, and accepts no more", async () => {
    const { port } = engine.listener.state();
    const socket = connect(port, "127.0.0.1");
    const heard: Buffer[] = [];
    socket.on("data", (data) => heard.push(data));
    socket.write(`POST /webhooks/inbound HTTP/1.1\r\nHost: x\r\nContent-Length: ${HELLO.length}\r\n\r\n`);
    await post(HELLO, { path: "/elsewhere" });

    const stopped = engine.listener.stop();
    socket.write(HELLO);
    await Promise.all([stopped, once(socket, "close")]);

    expect(Buffer.concat(heard).toString()).toMatch(/^HTTP\/1\.1 200 OK\r\n/);
    await expect(fetch(`http://127.0.0.1:${port}/`)).rejects.toThrow();
    expect(engine.listener.state().state).toBe("stopped");
  });
});

/** fetch does not let a test choose its Host. */
function postFrom(host: string, body: string = HELLO, method = "POST"): Promise<number> {
  return new Promise((resolve, reject) => {
    const { port } = engine.listener.state();
    const path = "/webhooks/inbound";
    const sent = httpRequest({ port, host: "127.0.0.1", path, method, headers: { host } }, (answer) => {
      answer.resume();
      resolve(answer.statusCode ?? 0);
    });
    sent.on("error", reject);
    sent.end(body);
  });
}

async function flood(seconds: number, body?: string, method?: string): Promise<number[]> {
  const statuses: number[] = [];
  for (let second = 0; second < seconds; second++) {
    const answers = await Promise.all(
      Array.from({ length: 51 }, () => postFrom("hookline.example.com", body, method)),
    );
    statuses.push(answers.at(-1) ?? 0);
    clock.advance(1_000);
  }
  return statuses;
}
