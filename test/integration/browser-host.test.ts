import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { CONTRACT_VERSION } from "../../preload/contract/app-state.ts";
import { HELLO_TIMEOUT_MS, SOCKET_CLOSE } from "../../preload/contract/socket.ts";
import { startBrowserHost, type BrowserHost } from "../../main/hosts/browser/index.ts";
import { connectBridge, type BridgeClient } from "../fakes/bridge-client.ts";
import { startTestApp, type RunningApp } from "../fakes/running-app.ts";

const PING_INTERVAL_MS = 30_000;

let test: RunningApp;
let host: BrowserHost;
let rendererFolder: string;
let key: string;
let port: number;

beforeEach(async () => {
  test = await startTestApp();
  rendererFolder = await mkdtemp(join(tmpdir(), "hookline-page-"));
  await mkdir(join(rendererFolder, "assets"));
  await writeFile(
    join(rendererFolder, "index.html"),
    '<!doctype html><meta property="csp-nonce" nonce="__CSP_NONCE__"><script nonce="__CSP_NONCE__"></script>',
  );
  await writeFile(join(rendererFolder, "assets/index-abc123.js"), "export {};");
  host = await startHost(test.app);
  ({ port } = host.bound);
  key = new URL(host.url).hash.slice("#key=".length);
});

afterEach(async () => {
  await host.stop();
  await test.stop();
  await rm(rendererFolder, { recursive: true, force: true });
});

function startHost(
  app: Pick<RunningApp["app"], "call" | "subscribe" | "picture">,
  bind = "127.0.0.1",
): Promise<BrowserHost> {
  return startBrowserHost({
    app,
    clock: test.clock,
    log: test.log,
    tickets: test.tickets,
    files: test.fileTickets,
    port: { port: 0, isExplicit: true },
    bind,
    allowedHosts: ["build-box.lan"],
    rendererFolder,
  });
}

/** Deeper than a program can walk. */
function nested(depth: number): unknown {
  let value: unknown = 0;
  for (let level = 0; level < depth; level += 1) value = [value];
  return value;
}

interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

/** What a browser adds for our own page. */
function own(): Record<string, string> {
  return { origin: `http://127.0.0.1:${port}` };
}

/** As raw as needed: fetch would not let a test choose Host or Sec-Fetch-Site. */
function ask(method: string, path: string, headers: Readonly<Record<string, string>> = {}): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const { hostname } = new URL(host.url);
    const outgoing = request({ host: hostname, port, method, path, headers, agent: false }, (response) => {
      let body = "";
      response.setEncoding("utf8").on("data", (text: string) => (body += text));
      response.on("end", () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body }),
      );
    });
    outgoing.on("error", reject).end();
  });
}

function welcome(): unknown {
  return { type: "welcome", contractVersion: CONTRACT_VERSION, now: test.clock.now() };
}

async function openPage(): Promise<BridgeClient> {
  const page = await connectBridge({ port });
  page.send({ type: "hello", key, contractVersion: CONTRACT_VERSION });
  expect(await page.next()).toEqual(welcome());
  return page;
}

describe("the page", () => {
  it("comes with a fresh nonce that its policy and its scripts agree on", async () => {
    const [first, second] = [await ask("GET", "/"), await ask("GET", "/index.html")];

    const nonces = [first, second].map(({ body }) => /<script nonce="([^"]+)">/.exec(body)?.[1] ?? "");
    expect(new Set(nonces).size).toBe(2);
    expect(first.body).not.toContain("__CSP_NONCE__");
    expect(first.headers["content-security-policy"]).toBe(
      `default-src 'none'; script-src 'self' 'nonce-${nonces[0]}'; style-src 'self' 'nonce-${nonces[0]}'; ` +
        `img-src 'self' data:; font-src 'self'; connect-src 'self' ws://127.0.0.1:${port} wss://127.0.0.1:${port}; ` +
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    );
  });

  it.each(["/", "/%", "/none"])(
    "sends %s with headers that keep other sites out, and uncached",
    async (path) => {
      const { headers } = await ask("GET", path);

      expect(headers).toMatchObject({
        "x-content-type-options": "nosniff",
        "referrer-policy": "no-referrer",
        "cross-origin-opener-policy": "same-origin",
        "cross-origin-resource-policy": "same-origin",
        "cache-control": "no-store",
      });
      expect(headers).not.toHaveProperty("access-control-allow-origin");
      expect(headers).not.toHaveProperty("set-cookie");
    },
  );

  it("is served as it is to who would rather speak HTTP/2, as curl asks", async () => {
    const headers = { connection: "Upgrade, HTTP2-Settings", upgrade: "h2c", "http2-settings": "AAMAAABk" };

    const { status, body } = await ask("GET", "/", headers);

    expect(status).toBe(200);
    expect(body).toContain("<!doctype html>");
  });

  // Elsewhere this computer's own addresses are 127.0.0.1 alone.
  it.skipIf(process.platform === "darwin")(
    "opens at the address that is told when it listens there",
    async () => {
      await host.stop();
      host = await startHost(test.app, "127.0.0.2");
      ({ port } = host.bound);

      expect(host.url).toMatch(/^http:\/\/127\.0\.0\.2:\d+\/#key=/);
      const statuses = await Promise.all(
        [`127.0.0.2:${port}`, "build-box.lan", "127.0.0.3"].map(async (name) => {
          const { status } = await ask("GET", "/", { host: name });
          return status;
        }),
      );
      expect(statuses).toEqual([200, 200, 421]);
    },
  );

  it("lets files with a hash in their name be cached for ever", async () => {
    const { status, headers, body } = await ask("GET", "/assets/index-abc123.js");

    expect({ status, body, cache: headers["cache-control"], type: headers["content-type"] }).toEqual({
      status: 200,
      body: "export {};",
      cache: "public, max-age=31536000, immutable",
      type: expect.stringContaining("javascript"),
    });
  });

  it.each(["/none", "/../package.json", "/%2e%2e/package.json", "/assets/../../x", "/.built", "/%00"])(
    "has nothing at %s",
    async (path) => {
      const { status, body } = await ask("GET", path);

      expect(status).toBeGreaterThanOrEqual(400);
      expect(status).toBeLessThan(500);
      expect(body).not.toContain("hookline");
    },
  );

  it.each(["127.0.0.1", "localhost:9999", "[::1]:1", "build-box.lan:80"])(
    "answers to the host %s",
    async (name) => {
      expect((await ask("GET", "/", { host: name })).status).toBe(200);
    },
  );

  it.each(["evil.example", "127.0.0.1.evil.example", "0.0.0.0:1"])("refuses the host %s", async (name) => {
    const { status, body } = await ask("GET", "/", { host: name });

    expect({ status, body }).toEqual({
      status: 421,
      body: "This Hookline does not answer to that host name.\n",
    });
  });
});

describe("a secret ticket", () => {
  const SECRET = "eyJhbGciOiJSUzI1NiJ9.e30.c2ln";

  async function newTicket(): Promise<string> {
    const delivery = await test.tickets.deliver(() => Promise.resolve(SECRET));
    if (delivery.by !== "ticket") throw new Error("The browser host delivers by ticket.");
    return delivery.path;
  }

  it("is redeemed once, by POST of our own page, and never cached", async () => {
    const path = await newTicket();

    const first = await ask("POST", path, { ...own(), "sec-fetch-site": "same-origin" });
    const second = await ask("POST", path, own());

    expect({ status: first.status, body: first.body, cache: first.headers["cache-control"] }).toEqual({
      status: 200,
      body: SECRET,
      cache: "no-store",
    });
    expect(second.status).toBe(410);
  });

  it.each([
    ["GET", {}],
    ["POST", {}],
    ["POST", { origin: "http://evil.example" }],
    ["POST", { origin: "null" }],
    ["POST", { host: "evil.example", origin: "http://evil.example" }],
    ["POST", { origin: "OWN", "sec-fetch-site": "cross-site" }],
  ])("is not given to %s %j, and not used up by it", async (method, headers) => {
    const path = await newTicket();
    const sent = Object.fromEntries(
      Object.entries(headers).map(([name, value]) => [
        name,
        value === "OWN" ? `http://127.0.0.1:${port}` : value,
      ]),
    );

    const refused = await ask(method, path, sent);

    expect(refused.status).toBeGreaterThanOrEqual(400);
    expect(refused.body).not.toContain(SECRET);
    expect((await ask("POST", path, own())).body).toBe(SECRET);
  });

  it("expires after 30 s", async () => {
    const path = await newTicket();
    test.clock.advance(30_000);

    expect((await ask("POST", path, own())).status).toBe(410);
  });
});

describe("the socket", () => {
  it.each([
    ["another site", { origin: "http://evil.example" }, "403"],
    ["a page of another port", { origin: "http://127.0.0.1:1" }, "403"],
    ["a sandboxed frame", { origin: "null" }, "403"],
    ["a program without an origin", { origin: null }, "403"],
    ["a foreign host name", { host: "evil.example" }, "421"],
    ["another path", { path: "/other" }, "404"],
  ])("refuses %s", async (_who, connect, status) => {
    await expect(connectBridge({ port, ...connect })).rejects.toThrow(
      `Unexpected server response: ${status}`,
    );
  });

  it("takes a page that came by another allowed name and port", async () => {
    const page = await connectBridge({ port, host: "localhost:8022" });
    page.send({ type: "hello", key, contractVersion: CONTRACT_VERSION });

    expect(await page.next()).toEqual(welcome());
    page.close();
  });

  it.each(["", "wrong", "x".repeat(200)])("refuses the key %j", async (wrong) => {
    const page = await connectBridge({ port });
    page.send({ type: "hello", key: wrong, contractVersion: CONTRACT_VERSION });

    expect(await page.next()).toEqual({ type: "refused" });
    expect(await page.closed).toBe(SOCKET_CLOSE.refused);
  });

  it("tells a page of another version to reload", async () => {
    const page = await connectBridge({ port });
    page.send({ type: "hello", key, contractVersion: CONTRACT_VERSION + 1 });

    expect(await page.next()).toEqual({ type: "outdated", contractVersion: CONTRACT_VERSION });
    expect(await page.closed).toBe(SOCKET_CLOSE.outdated);
  });

  it("closes on whoever says nothing for 5 s", async () => {
    const timersBefore = test.clock.pending();
    const page = await connectBridge({ port });
    // The host starts counting a moment after the client is connected.
    await expect.poll(() => test.clock.pending()).toBeGreaterThan(timersBefore);
    test.clock.advance(HELLO_TIMEOUT_MS);

    expect(await page.closed).toBe(SOCKET_CLOSE.refused);
  });

  it("lets a page stay that said hello in time", async () => {
    const page = await openPage();

    test.clock.advance(HELLO_TIMEOUT_MS);

    await settled(page);
    page.close();
  });

  it("ends a page that does not answer its ping within 30 s, and no other", async () => {
    const [hanging, other] = [await openPage(), await openPage()];
    hanging.pause();
    test.clock.advance(PING_INTERVAL_MS);
    // The pong goes out before the first answer is here, and comes in before the second is asked for.
    await settled(other);
    await settled(other);

    test.clock.advance(PING_INTERVAL_MS);
    hanging.resume();

    expect(await hanging.closed).toBe(1006);
    await settled(other);
    other.close();
  });

  it("pings nobody any more who has left", async () => {
    const page = await openPage();
    const timersMeanwhile = test.clock.pending();

    page.close();

    await expect.poll(() => test.clock.pending()).toBe(timersMeanwhile - 1);
  });

  it.each([
    '{"type":"call","id":1,"name":"app.state","input":{}}',
    '{"type":"subscribe","topic":"events.appended"}',
    "not json",
    "[]",
    '{"type":"other"}',
  ])("runs nothing before hello: %s", async (text) => {
    const page = await connectBridge({ port });
    page.sendText(text);

    expect(await page.closed).toBe(SOCKET_CLOSE.malformed);
  });

  it("answers calls, each under its id", async () => {
    const page = await openPage();

    page.send({ type: "call", id: 7, name: "app.state", input: {} });
    expect(await page.next()).toMatchObject({
      type: "result",
      id: 7,
      result: { ok: true, value: { host: "browser", simulator: { running: true } } },
    });

    page.send({ type: "call", id: 8, name: "__proto__", input: {} });
    expect(await page.next()).toMatchObject({
      type: "result",
      id: 8,
      result: { ok: false, error: { code: "CONTRACT_UNKNOWN_CALL" } },
    });
    page.close();
  });

  it("pushes a topic to every tab that wants it, and to no other", async () => {
    const [first, second, third] = [await openPage(), await openPage(), await openPage()];
    for (const tab of [first, second]) tab.send({ type: "subscribe", topic: "settings.changed" });
    await settled(first, second);

    third.send({ type: "call", id: 1, name: "settings.change", input: { theme: "dark" } });

    const pushed = { type: "topic", topic: "settings.changed", value: { theme: "dark" } };
    expect(await first.next()).toMatchObject(pushed);
    expect(await second.next()).toMatchObject(pushed);
    expect(await third.next()).toMatchObject({ type: "result", id: 1, result: { ok: true } });
    for (const tab of [first, second, third]) tab.close();
  });

  it("stops pushing after unsubscribe, and ignores topics it does not know", async () => {
    const page = await openPage();
    page.send({ type: "subscribe", topic: "settings.changed" });
    page.send({ type: "subscribe", topic: "toString" });
    page.send({ type: "unsubscribe", topic: "settings.changed" });

    page.send({ type: "call", id: 1, name: "settings.change", input: { theme: "dark" } });

    expect(await page.next()).toMatchObject({ type: "result", id: 1 });
    page.close();
  });

  it("carries an event from the listener to the page, without body and headers", async () => {
    const page = await openPage();
    page.send({ type: "subscribe", topic: "events.appended" });
    page.send({ type: "call", id: 1, name: "simulator.receive", input: { text: "Hi" } });

    const heard = [await page.next(), await page.next()];

    const topic = heard.find((message) => JSON.stringify(message).includes('"topic"'));
    expect(topic).toMatchObject({
      type: "topic",
      topic: "events.appended",
      value: [{ id: 1, kind: "inbound", text: "Hi", signature: { state: "verified" } }],
    });
    expect(JSON.stringify(topic)).not.toContain("authorization");
    page.close();
  });

  it("cuts off who sends more than 2 MiB at once", async () => {
    const page = await openPage();
    page.sendText("x".repeat(2 * 1024 * 1024 + 1));

    expect(await page.closed).toBe(1009);
  });

  it("answers a call whose value cannot be written down with a failure", async () => {
    await host.stop();
    const value = { toJSON: () => nested(100_000) };
    host = await startHost({ ...test.app, call: async () => ({ ok: true, value }) });
    ({ port } = host.bound);
    key = new URL(host.url).hash.slice("#key=".length);
    const page = await openPage();

    page.send({ type: "call", id: 7, name: "app.state", input: {} });

    expect(await page.next()).toMatchObject({
      type: "result",
      id: 7,
      result: { ok: false, error: { code: "UNEXPECTED" } },
    });
    page.close();
  });

  it("says goodbye to every tab when it is stopped", async () => {
    const page = await openPage();
    await host.stop();

    expect(await page.closed).toBe(1001);
  });
});

/** Both tabs' earlier messages were taken: each answers a call sent after them. */
async function settled(...tabs: readonly BridgeClient[]): Promise<void> {
  for (const tab of tabs) {
    tab.send({ type: "call", id: 0, name: "settings.get", input: {} });
    await tab.next();
  }
}
