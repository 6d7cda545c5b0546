// The tunnel over a server of the same protocol: opening, traffic, every way it can fail, and what is left behind.
import { createServer as createHttpServer, type ServerResponse } from "node:http";
import { createServer, type AddressInfo, type Server } from "node:net";
import { networkInterfaces } from "node:os";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createLocaltunnel } from "../../main/tunnel/localtunnel.ts";
import { createTunnel, type Tunnel } from "../../main/tunnel/tunnel.ts";
import type { TunnelState, TunnelTraffic } from "../../preload/contract/tunnel.ts";
import { createFrozenClock, type FrozenClock } from "../fakes/clock.ts";
import { plainNetwork } from "../fakes/network.ts";
import {
  postThroughTunnel,
  startLocaltunnelServer,
  type LocaltunnelServer,
} from "../fakes/localtunnel-server.ts";
import { createMemoryLog } from "../fakes/log.ts";
import { startWebhookReceiver, type WebhookReceiver } from "../fakes/webhook-receiver.ts";

let clock: FrozenClock;
let listener: WebhookReceiver;
let server: LocaltunnelServer;
let tunnel: Tunnel;
let states: TunnelState[];
let watchers: (() => void)[];
let measured: TunnelTraffic[];

beforeEach(async () => {
  clock = createFrozenClock();
  listener = await startWebhookReceiver();
  server = await startLocaltunnelServer();
  states = [];
  watchers = [];
  measured = [];
  tunnel = createTunnel({
    clock,
    log: createMemoryLog(),
    providers: { localtunnel: createLocaltunnel({ clock, network: plainNetwork }) },
    listenerPort: () => Number(new URL(listener.url).port),
    onChange: (state) => {
      states.push(state);
      for (const watcher of watchers) watcher();
    },
    onTraffic: (traffic) => measured.push(traffic),
  });
});
afterEach(async () => {
  await tunnel.close();
  await server.stop();
  await listener.stop();
});

function open(subdomain?: string, host = server.url): Promise<TunnelState> {
  return tunnel.open({ provider: "localtunnel", host, ...(subdomain === undefined ? {} : { subdomain }) });
}

async function openUrl(subdomain?: string): Promise<string> {
  const state = await open(subdomain);
  if (state.state !== "open") throw new Error(`The tunnel is ${JSON.stringify(state)}`);
  return state.url;
}

function reaches(wanted: TunnelState["state"], attempt?: number): Promise<TunnelState> {
  return new Promise((resolve) => {
    const check = (): void => {
      const state = tunnel.state();
      const isThere =
        state.state === wanted &&
        (attempt === undefined || (state.state === "reconnecting" && state.attempt === attempt));
      if (isThere) resolve(state);
    };
    watchers.push(check);
    check();
  });
}

/** A thread that does what the test says instead of running the library. */
function withThread(code: string): void {
  const workerUrl = new URL(
    `data:text/javascript,${encodeURIComponent(
      `import { parentPort } from "node:worker_threads"; const tell = (report) => parentPort.postMessage(report); ${code}`,
    )}`,
  );
  tunnel = createTunnel({
    clock,
    log: createMemoryLog(),
    providers: { localtunnel: createLocaltunnel({ clock, network: plainNetwork, workerUrl }) },
    listenerPort: () => 1,
    onChange: (state) => {
      states.push(state);
      for (const watcher of watchers) watcher();
    },
    onTraffic: (traffic) => measured.push(traffic),
  });
}

describe("opening", () => {
  it("holds at most ten connections, whatever number the server gives", async () => {
    const greedy = await startLocaltunnelServer({ maxConnections: 50 });

    await open(undefined, greedy.url);
    await greedy.connectionsReach(10);
    // All are asked for at once, so that by the end of a request those beyond ten would stand, too.
    const address = `http://${greedy.given[0] ?? ""}.localhost:${greedy.port}`;
    expect(await postThroughTunnel(address, "/", "{}")).toBe(200);

    expect(greedy.connections()).toBeLessThanOrEqual(10);
    await tunnel.close();
    await greedy.stop();
  });

  it("gives the public addresses, not yet proved", async () => {
    const state = await open("brave-bird");

    const url = `http://brave-bird.localhost:${server.port}`;
    expect(state).toEqual({
      state: "open",
      provider: "localtunnel",
      url,
      inbound: `${url}/webhooks/inbound`,
      status: `${url}/webhooks/status`,
      openedAt: clock.now(),
      proved: false,
      addressChanged: false,
    });
    expect(states.map(({ state }) => state)).toEqual(["starting", "open"]);
  });

  it("takes any name when none is asked for", async () => {
    expect(await open()).toMatchObject({ state: "open", addressChanged: false });
    expect(tunnel.state()).toMatchObject({ url: `http://${server.given[0]}.localhost:${server.port}` });
  });

  it("flags another address when the name is taken", async () => {
    await server.stop();
    server = await startLocaltunnelServer({ taken: ["brave-bird"] });

    const state = await open("brave-bird");
    tunnel.proved(`${server.given[0]}.localhost`);

    expect(state).toMatchObject({ state: "open", addressChanged: true });
    expect(state).not.toMatchObject({ url: expect.stringContaining("brave-bird") });
    expect(tunnel.state()).toMatchObject({ proved: true, addressChanged: false });
  });

  it("replaces a tunnel that is open", async () => {
    await openUrl("first-one");

    const url = await openUrl("second-one");

    expect(url).toContain("second-one");
    await server.connectionsReach(3);
    expect(await postThroughTunnel(url, "/", "{}")).toBe(200);
  });
});

describe("traffic", () => {
  it("reaches the listener byte for byte, under the public Host, many times", async () => {
    const url = await openUrl("brave-bird");
    const odd = new Uint8Array([0xff, 0xfe, 0, 1, 0x80]);

    for (let count = 0; count < 10; count += 1) {
      // oxlint-disable-next-line no-await-in-loop -- one after the other, over more requests than connections
      expect(await postThroughTunnel(url, "/webhooks/inbound", odd)).toBe(200);
    }

    expect(listener.received).toHaveLength(10);
    expect(listener.received[0]).toMatchObject({
      path: "/webhooks/inbound",
      headers: { host: `brave-bird.localhost:${server.port}`, "content-length": "5" },
    });
    expect(new Uint8Array(listener.received[0]?.bytes ?? [])).toEqual(odd);
  });

  it("proves the tunnel by its own Host only, once", async () => {
    await open("brave-bird");

    tunnel.proved("127.0.0.1:4817");
    tunnel.proved("other.localhost");
    expect(tunnel.state()).toMatchObject({ proved: false });
    tunnel.proved(`Brave-Bird.localhost:${server.port}`);
    tunnel.proved("brave-bird.localhost");

    expect(tunnel.state()).toMatchObject({ state: "open", proved: true });
    expect(states).toHaveLength(3);
  });
});

async function post(url: string, times: number): Promise<void> {
  for (let count = 0; count < times; count += 1) {
    // oxlint-disable-next-line no-await-in-loop -- one after the other, over more requests than connections
    await postThroughTunnel(url, "/webhooks/inbound", "GET /not/a/request HTTP/1.1\r\n\r\n".repeat(count));
  }
}

describe("what is measured", () => {
  const NOTHING = { requests: 0, bytesIn: 0, bytesOut: 0 };

  it("are requests and bytes as the server counts them, and a round trip for each connection", async () => {
    const url = await openUrl();

    await post(url, 8);

    await expect
      .poll(() => {
        const { opened, sent, taken } = server.traffic();
        const { roundTrip, ...sums } = tunnel.traffic();
        return [sums, roundTrip?.samples, { requests: 8, bytesIn: sent, bytesOut: taken }, opened + 1];
      })
      .toSatisfy(([sums, samples, expected, opened]: readonly unknown[]) => {
        // The first one is that of the question whether the server is there.
        return JSON.stringify(sums) === JSON.stringify(expected) && samples === opened;
      });
    expect(tunnel.traffic().roundTrip?.lastMs).toBeGreaterThan(0);
    expect(tunnel.traffic().bytesOut).toBeGreaterThan(8 * "HTTP/1.1 200 OK".length);
  });

  it("is told at once, and then at most once a second", async () => {
    const url = await openUrl();
    await post(url, 3);
    await expect.poll(() => tunnel.traffic()).toMatchObject({ requests: 3 });
    const before = [...measured];

    clock.advance(999);
    const waiting = measured.length;
    clock.advance(1);

    // Of the question whether the server is there, by a clock that stands still.
    expect(before).toEqual([{ ...NOTHING, roundTrip: { lastMs: 0, medianMs: 0, samples: 1 } }]);
    expect(waiting).toBe(1);
    expect(measured).toHaveLength(2);
    expect(measured[1]).toEqual(tunnel.traffic());
  });

  it("goes on over a connection that was lost, and begins anew with the next tunnel", async () => {
    const url = await openUrl("brave-bird");
    await post(url, 2);
    await expect.poll(() => tunnel.traffic()).toMatchObject({ requests: 2 });
    const { port } = server;
    await server.stop();
    await reaches("reconnecting");
    server = await startLocaltunnelServer({ port });
    clock.advance(1_000);
    await reaches("open");
    await post(url, 1);
    await expect.poll(() => tunnel.traffic()).toMatchObject({ requests: 3 });

    await tunnel.close();
    const closed = tunnel.traffic();
    await open("other-bird");

    expect(closed).toMatchObject({ requests: 3 });
    expect(tunnel.traffic()).toMatchObject(NOTHING);
  });

  it("is told by nobody once the tunnel is closed", async () => {
    const url = await openUrl();
    await post(url, 1);
    await expect.poll(() => tunnel.traffic()).toMatchObject({ requests: 1 });

    await tunnel.close();
    const before = measured.length;
    clock.advance(10_000);

    expect(measured).toHaveLength(before);
    expect(clock.pending()).toBe(0);
  });
});

describe("what is typed wrong", () => {
  it.each(["", " "])("an empty host %j means the public server", (host) => {
    expect(
      createLocaltunnel({ clock, network: plainNetwork }).check({ provider: "localtunnel", host }),
    ).toEqual({
      host: "https://localtunnel.me",
      subdomain: null,
    });
  });

  it.each([
    "tunnel.example",
    "ftp://tunnel.example",
    "http://user:secret@tunnel.example",
    "http://tunnel.example/path",
    "http://tunnel.example/?a=1",
  ])("the host %s is refused", async (host) => {
    await expect(open(undefined, host)).rejects.toMatchObject({
      code: "TUNNEL_HOST_INVALID",
      details: { host: "tunnel.example" },
    });
  });

  it.each(["abc", "-abcd", "abcd-", "Brave", "a b c d", "a.b.c", "x".repeat(64), "../admin"])(
    "the name %j is refused, and what was open stays open",
    async (subdomain) => {
      const url = await openUrl();

      await expect(open(subdomain)).rejects.toMatchObject({ code: "TUNNEL_SUBDOMAIN_INVALID" });
      expect(tunnel.state()).toMatchObject({ state: "open", url });
    },
  );
});

describe("a server that does not help", () => {
  it("and cannot be reached is named with the reason", async () => {
    await server.stop();

    expect(await open()).toMatchObject({
      state: "failed",
      error: {
        code: "TUNNEL_SERVER_UNREACHABLE",
        details: { host: server.url, reason: "connection refused" },
      },
    });
  });

  it("and takes connections but says nothing is given up after 5 s", async () => {
    const mute = createServer(() => {});
    await new Promise<void>((resolve) => mute.listen(0, "127.0.0.1", resolve));
    // Once its request has come the connection stands at both ends.
    const arrived = new Promise((resolve) =>
      mute.once("connection", (socket) => socket.once("data", resolve)),
    );
    const opening = open(undefined, `http://127.0.0.1:${(mute.address() as AddressInfo).port}`);
    await arrived;

    clock.advance(5_000);

    expect(await opening).toMatchObject({
      state: "failed",
      error: { code: "TUNNEL_SERVER_UNREACHABLE", details: { reason: "no answer within 5 s" } },
    });
    await new Promise((resolve) => mute.close(resolve));
  });

  it("and gives no address is given up after 15 s", async () => {
    server.answerWith("nothing");
    const opening = open();
    await server.asked(1);

    clock.advance(15_000);

    expect(await opening).toMatchObject({
      state: "failed",
      error: { code: "TUNNEL_TIMED_OUT", details: { host: server.url, seconds: 15 } },
    });
  });

  it.each([
    { status: 500, body: "{}", reason: "it answered 500" },
    {
      status: 403,
      body: '{"message":"Invalid subdomain. Take 4 to 63 letters."}',
      reason: "it answered 403: “Invalid subdomain. Take 4 to 63 letters.”",
    },
    {
      status: 403,
      body: JSON.stringify({ message: "\u001b[2J no\n\u202ename " }),
      reason: "it answered 403: “U+001B[2J no U+202Ename”",
    },
    {
      status: 403,
      body: JSON.stringify({ message: "x".repeat(5_000) }),
      reason: `it answered 403: “${"x".repeat(300)}…”`,
    },
    { status: 403, body: '{"message":" \\n"}', reason: "it answered 403" },
    { status: 403, body: '{"message":{"a":1}}', reason: "it answered 403" },
    { status: 403, body: "[1", reason: "it answered 403" },
    { status: 200, body: "not json", reason: "its answer is not that of a localtunnel server" },
    { status: 200, body: '{"id":1}', reason: "its answer is not that of a localtunnel server" },
    {
      status: 200,
      body: `[${" ".repeat(1_000_000)}]`,
      reason: "its answer is not that of a localtunnel server",
    },
  ])("and answers $status is given up at once with $reason", async ({ reason, ...answer }) => {
    server.answerWith(answer);

    expect(await open()).toMatchObject({
      state: "failed",
      error: { code: "TUNNEL_ANSWER_UNUSABLE", details: { host: server.url, reason } },
    });
    expect(clock.pending()).toBe(0);
  });

  it.each([
    ["SSH-2.0-OpenSSH\r\n", "its answer is no HTTP"],
    [`HTTP/1.1 200 OK\r\nx: ${"x".repeat(20_000)}\r\n\r\n`, "the headers of its answer are too large"],
  ])("and answers what is no HTTP is named as reached", async (bytes, reason) => {
    const stranger = createServer((socket) => socket.once("data", () => socket.end(bytes)));
    await new Promise<void>((resolve) => stranger.listen(0, "127.0.0.1", resolve));
    const host = `http://127.0.0.1:${(stranger.address() as AddressInfo).port}`;

    expect(await open(undefined, host)).toMatchObject({
      state: "failed",
      error: { code: "TUNNEL_ANSWER_UNUSABLE", details: { host, reason } },
    });
    await new Promise((resolve) => stranger.close(resolve));
  });

  it("and gives an address that is none is refused", async () => {
    const door = createServer(() => {});
    await new Promise<void>((resolve) => door.listen(0, "127.0.0.1", resolve));
    const { port } = door.address() as AddressInfo;
    server.answerWith({
      status: 200,
      body: JSON.stringify({ id: "x", ip: "127.0.0.1", port, max_conn_count: 1, url: "javascript:alert(1)" }),
    });

    expect(await open()).toMatchObject({
      state: "failed",
      error: {
        code: "TUNNEL_ANSWER_UNUSABLE",
        details: { reason: "its answer has no usable address" },
      },
    });
    await new Promise((resolve) => door.close(resolve));
  });

  it("and gives an address where nobody listens is refused", async () => {
    const closed = await startLocaltunnelServer();
    await closed.stop();
    server.answerWith({
      status: 200,
      body: JSON.stringify({
        id: "x",
        ip: "127.0.0.1",
        port: closed.port,
        max_conn_count: 2,
        url: "http://x.localhost",
      }),
    });

    expect(await open()).toMatchObject({
      state: "failed",
      error: {
        code: "TUNNEL_SERVER_UNREACHABLE",
        details: { reason: expect.stringContaining("connection refused") },
      },
    });
  });
});

describe("a server that dies", () => {
  it("is waited for with growing pauses, and the same address comes back", async () => {
    const url = await openUrl("brave-bird");
    tunnel.proved("brave-bird.localhost");
    const { port } = server;
    await server.stop();

    expect(await reaches("reconnecting")).toMatchObject({ url, attempt: 1, since: clock.now() });
    clock.advance(1_000);
    await reaches("reconnecting", 2);
    clock.advance(1_999);
    expect(tunnel.state()).toMatchObject({ attempt: 2 });
    server = await startLocaltunnelServer({ port });
    clock.advance(1);

    expect(await reaches("open")).toMatchObject({ url, proved: true, addressChanged: false });
    expect(await postThroughTunnel(url, "/webhooks/status", "{}")).toBe(200);
  });

  it("and comes back with another address has that flagged, and not proved", async () => {
    const url = await openUrl("brave-bird");
    tunnel.proved("brave-bird.localhost");
    const { port } = server;
    await server.stop();
    server = await startLocaltunnelServer({ port, taken: ["brave-bird"] });
    await reaches("reconnecting");
    clock.advance(1_000);

    const state = await reaches("open");

    expect(state).toMatchObject({ proved: false, addressChanged: true });
    expect(state).not.toMatchObject({ url });
  });

  it("is not waited for any more once the tunnel is closed", async () => {
    await open();
    await server.stop();
    await reaches("reconnecting");

    await tunnel.close();

    expect(clock.pending()).toBe(0);
    expect(tunnel.state()).toEqual({ state: "off" });
  });
});

describe("a server that cuts each connection at once", () => {
  it("is called again with pauses that grow, and the tunnel is lost each time", async () => {
    server.cutAtOnce();
    await openUrl();

    await reaches("reconnecting", 1);
    // Five rounds of three, the last of which is given up on.
    expect(server.traffic().opened).toBeLessThanOrEqual(15);
    clock.advance(1_000);
    await reaches("reconnecting", 2);
    clock.advance(2_000);
    await reaches("reconnecting", 3);
    expect(server.traffic().opened).toBeLessThanOrEqual(45);
  });
});

describe("closing", () => {
  it("leaves no socket at the server or the listener, and no timer", async () => {
    const url = await openUrl();
    await server.connectionsReach(3);
    await postThroughTunnel(url, "/", "{}");

    await tunnel.close();

    await server.connectionsReach(0);
    await expect.poll(() => listener.openSockets()).toBe(0);
    expect(clock.pending()).toBe(0);
    expect(states.at(-1)).toEqual({ state: "off" });
  });

  it("while it is still opening gives it up, whatever comes later", async () => {
    server.answerWith("nothing");
    const opening = open();
    await server.asked(1);

    await tunnel.close();

    expect(await opening).toEqual({ state: "off" });
    expect(states.map(({ state }) => state)).toEqual(["starting", "off"]);
    expect(clock.pending()).toBe(0);
    // The library would hold its question open, and ask again every second, for as long as its thread lives.
    await expect.poll(() => server.askers()).toBe(0);
  });

  it("is fine when nothing is open", async () => {
    expect(await tunnel.close()).toEqual({ state: "off" });
    expect(states).toEqual([]);
  });
});

describe("the thread of the client", () => {
  const OPEN = `tell({ kind: "connections", count: 1 }); parentPort.ref();`;

  it("gets nothing of our environment", async () => {
    vi.stubEnv("VONAGE_API_SECRET", "secret");
    vi.stubEnv("HTTPS_PROXY", "http://ann:secret@proxy.example");
    withThread(`tell({ kind: "error", reason: JSON.stringify(process.env) });`);

    expect(await open()).toMatchObject({ error: { details: { reason: "{}" } } });
  });

  it.each([
    [`throw new Error("broken inside");`, "broken inside"],
    [`Promise.reject(new Error("broken later"));`, "broken later"],
    [`process.exit(1);`, "its client ended"],
    [`tell("nonsense");`, "its client says what is not understood"],
  ])("may fail by %s without harm", async (code, reason) => {
    withThread(code);

    expect(await open()).toMatchObject({
      state: "failed",
      error: { code: "TUNNEL_SERVER_UNREACHABLE", details: { reason } },
    });
    expect(clock.pending()).toBe(0);
  });

  it("may fail after it opened, which is a tunnel lost", async () => {
    withThread(`${OPEN} throw new Error("broken inside");`);
    await open();

    expect(await reaches("reconnecting")).toMatchObject({ attempt: 1 });
  });

  it("without any connection for 10 s is a tunnel lost", async () => {
    withThread(`${OPEN} tell({ kind: "connections", count: 0 });`);
    await open();
    await expect.poll(() => clock.pending()).toBe(1);

    clock.advance(9_999);
    expect(tunnel.state()).toMatchObject({ state: "open" });
    clock.advance(1);

    expect(await reaches("reconnecting")).toMatchObject({ attempt: 1 });
  });

  it("whose connections come back in time is not", async () => {
    withThread(`${OPEN} tell({ kind: "connections", count: 0 }); parentPort.on("message", () => {});
      tell({ kind: "connections", count: 2 }); tell({ kind: "error", reason: "end of the story" });`);
    const opened = await open();
    await reaches("reconnecting");

    expect(opened).toMatchObject({ state: "open" });
    // Only the retry waits: the timer of the missing connections is gone.
    expect(clock.pending()).toBe(1);
  });
});

it("never opens a program on ::1 that has the listener's port", async () => {
  const port = Number(new URL(listener.url).port);
  const other = createServer((socket) => socket.end("HTTP/1.1 418 Other\r\ncontent-length: 0\r\n\r\n"));
  await new Promise<void>((resolve) => other.listen(port, "::1", resolve));
  const url = await openUrl();

  const status = await postThroughTunnel(url, "/", "{}");

  await new Promise((resolve) => other.close(resolve));
  expect(status).toBe(200);
});

const outside = Object.values(networkInterfaces())
  .flatMap((addresses) => addresses ?? [])
  .find(({ family, internal }) => family === "IPv4" && !internal)?.address;

/** A server at an address by which a network knows this computer. */
async function withStranger(
  answer: (response: ServerResponse) => void,
  use: (host: string) => Promise<void>,
): Promise<void> {
  const stranger = createHttpServer((_request, response) => answer(response));
  await new Promise<void>((resolve) => stranger.listen(0, outside, resolve));
  try {
    await use(`http://${outside}:${(stranger.address() as AddressInfo).port}`);
  } finally {
    await tunnel.close();
    stranger.closeAllConnections();
    await new Promise((resolve) => stranger.close(resolve));
  }
}

describe("a server that wants connections elsewhere", () => {
  it.each([
    ["10.1.2.3", 80, "it wants connections to this computer or its network"],
    ["169.254.169.254", 80, "it wants connections to this computer or its network"],
    ["::ffff:10.1.2.3", 80, "it wants connections to this computer or its network"],
    ["printer.example", 80, "its answer has no usable address for connections"],
    [["127.0.0.1"], 80, "its answer has no usable address for connections"],
    ["127.0.0.1", "80", "its answer has no usable port"],
    ["127.0.0.1", 65_536, "its answer has no usable port"],
  ])("as %j port %j is refused", async (ip, port, reason) => {
    server.answerWith({
      status: 200,
      body: JSON.stringify({ id: "x", ip, port, max_conn_count: 1, url: "http://x.localhost" }),
    });

    expect(await open()).toMatchObject({
      state: "failed",
      error: { code: "TUNNEL_ANSWER_UNUSABLE", details: { reason } },
    });
  });

  // A server that is not on loopback; a computer without any network has no address for one.
  describe.skipIf(outside === undefined)("from outside", () => {
    let door: Server;
    let knocks: number;
    let doorPort: number;

    beforeEach(async () => {
      knocks = 0;
      door = createServer((socket) => {
        knocks += 1;
        socket.destroy();
      });
      await new Promise<void>((resolve) => door.listen(0, "127.0.0.1", resolve));
      // A TCP server that listens has an address object.
      doorPort = (door.address() as AddressInfo).port;
    });
    afterEach(() => new Promise((resolve) => door.close(resolve)));

    it.each(["127.0.0.1", "0.0.0.0", "::1", "::ffff:127.0.0.1"])(
      "is not given a connection to %s",
      async (ip) => {
        const body = JSON.stringify({
          id: "x",
          ip,
          port: doorPort,
          max_conn_count: 1,
          url: "https://x.example.com",
        });
        await withStranger(
          (response) => response.writeHead(200, { "content-type": "application/json" }).end(body),
          async (host) => {
            expect(await open(undefined, host)).toMatchObject({
              error: { details: { reason: "it wants connections to this computer or its network" } },
            });
          },
        );

        expect(knocks).toBe(0);
      },
    );

    it.each(["127.0.0.1", "localhost", "0x7f.1"])("is not followed to %s", async (target) => {
      await withStranger(
        (response) => response.writeHead(302, { location: `http://${target}:${doorPort}/` }).end(),
        async (host) => {
          const { origin } = new URL(`http://${target}:${doorPort}`);
          expect(await open(undefined, host)).toMatchObject({
            error: {
              code: "TUNNEL_ANSWER_UNUSABLE",
              details: { reason: `it answered 302 and sends on to ${origin}, which is not followed` },
            },
          });
        },
      );

      expect(knocks).toBe(0);
    });
  });
});
