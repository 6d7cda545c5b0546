// The tunnel where a proxy is the way out: its address is asked for through the proxy, its connections go past it.
import { networkInterfaces } from "node:os";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Network } from "../../main/ports.ts";
import { createLocaltunnel } from "../../main/tunnel/localtunnel.ts";
import { createTunnel, type Tunnel } from "../../main/tunnel/tunnel.ts";
import type { TunnelState } from "../../preload/contract/tunnel.ts";
import { createFrozenClock, type FrozenClock } from "../fakes/clock.ts";
import { createInternet, networkBehind, type Internet } from "../fakes/internet.ts";
import { postThroughTunnel, startLocaltunnelServer } from "../fakes/localtunnel-server.ts";
import { createMemoryLog } from "../fakes/log.ts";
import { startWebhookReceiver, type WebhookReceiver } from "../fakes/webhook-receiver.ts";

const HOST = "tunnel.test";

let clock: FrozenClock;
let internet: Internet;
let listener: WebhookReceiver;
let tunnel: Tunnel | null;
beforeEach(async () => {
  clock = createFrozenClock();
  internet = createInternet();
  listener = await startWebhookReceiver();
  tunnel = null;
});
afterEach(async () => {
  await tunnel?.close();
  await listener.stop();
  await internet.stop();
});

function open(network: Network, host = `https://${HOST}`): Promise<TunnelState> {
  tunnel = createTunnel({
    clock,
    log: createMemoryLog(),
    providers: { localtunnel: createLocaltunnel({ clock, network }) },
    listenerPort: () => Number(new URL(listener.url).port),
    onChange: () => {},
    onTraffic: () => {},
  });
  return tunnel.open({ provider: "localtunnel", host, subdomain: "brave-bird" });
}

const outside = Object.values(networkInterfaces())
  .flatMap((addresses) => addresses ?? [])
  .find(({ family, internal }) => family === "IPv4" && !internal)?.address;

// A computer without any network has no address that is not its own alone.
describe.skipIf(outside === undefined)("a server on the other side of a proxy", () => {
  it("gives an address through it, and webhooks come in past it", async () => {
    const server = await startLocaltunnelServer({ address: outside ?? "", domain: "tunnel.example" });
    internet.route(new URL(server.url).host, server.port);
    const proxy = await internet.proxy({ login: "ann:secret" });
    const url = proxy.url.replace("://", "://ann:secret@");

    const state = await open(networkBehind({ HTTP_PROXY: url }, null), server.url);
    const status = await postThroughTunnel(
      state.state === "open" ? state.url : "",
      "/webhooks/inbound",
      "{}",
    );
    await tunnel?.close();
    await server.stop();

    expect(state).toMatchObject({ state: "open", url: `http://brave-bird.tunnel.example:${server.port}` });
    expect(proxy.requests.map(({ method, target }) => [method, target])).toEqual([
      ["GET", `${server.url}/`],
      ["GET", `${server.url}/brave-bird`],
    ]);
    expect(status).toBe(200);
    expect(listener.received).toMatchObject([{ path: "/webhooks/inbound", body: "{}" }]);
    // What came in by the tunnel did not pass the proxy, and the proxy's login did not reach the server.
    expect(JSON.stringify(listener.received)).not.toContain("secret");
  });
});

describe("a server that is reached by TLS", () => {
  const answer = {
    id: "brave-bird",
    port: 4321,
    max_conn_count: 1,
    url: "https://brave-bird.tunnel.example",
  };

  async function host(): Promise<void> {
    await internet.host(HOST, {
      answer: (_request, response) =>
        response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(answer)),
    });
  }

  it("is asked in a tunnel of the proxy's, and says what cannot go through", async () => {
    await host();
    const proxy = await internet.proxy();
    const opening = open(networkBehind({ HTTPS_PROXY: proxy.url }, internet.authority));
    // Both answers are in, and only the limit of the whole is still counted: now its connections are awaited.
    await expect.poll(() => [internet.requests.length, clock.pending()]).toEqual([2, 1]);

    clock.advance(15_000);

    expect(await opening).toMatchObject({
      state: "failed",
      error: {
        code: "TUNNEL_PAST_PROXY",
        details: {
          host: `https://${HOST}`,
          proxy: proxy.url,
          place: `${HOST}:4321`,
          reason: "no connection within 15 s",
        },
      },
    });
    expect(proxy.requests).toEqual([
      { method: "CONNECT", target: `${HOST}:443`, login: null },
      { method: "CONNECT", target: `${HOST}:443`, login: null },
    ]);
  });

  it.each([
    ["wants a login", 407, "NETWORK_PROXY_LOGIN"],
    ["forbids it", 403, "NETWORK_PROXY_REFUSED"],
  ] as const)("is not reached by a proxy that %s", async (_what, manner, code) => {
    await host();
    const proxy = await internet.proxy();
    proxy.behave(manner);

    expect(await open(networkBehind({ HTTPS_PROXY: proxy.url }, internet.authority))).toMatchObject({
      state: "failed",
      error: { code, details: { host: HOST, proxy: proxy.url } },
    });
    expect(clock.pending()).toBe(0);
  });

  it("is not reached by a proxy that is not there", async () => {
    const proxy = await internet.proxy();
    await proxy.stop();
    const url = proxy.url.replace("://", "://ann:secret@");

    const state = await open(networkBehind({ HTTPS_PROXY: url }, internet.authority));

    expect(state).toMatchObject({
      state: "failed",
      error: { code: "NETWORK_PROXY_UNREACHABLE", details: { proxy: `http://***@127.0.0.1:${proxy.port}` } },
    });
    expect(JSON.stringify(state)).not.toContain("secret");
  });

  it("is not believed with a certificate of an authority that nobody trusts", async () => {
    await host();
    const proxy = await internet.proxy();

    expect(await open(networkBehind({ HTTPS_PROXY: proxy.url }, null))).toMatchObject({
      state: "failed",
      error: { code: "NETWORK_CERTIFICATE_AUTHORITY", details: { host: HOST } },
    });
    expect(internet.requests).toEqual([]);
  });
});
