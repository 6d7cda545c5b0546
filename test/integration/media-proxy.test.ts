// The fetcher of media behind a proxy, over real CONNECT and TLS: what the proxy is asked for, and what it is never asked for.
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createFetchMedia, type FetchMedia } from "../../main/media/fetch-media.ts";
import { createNetwork } from "../../main/network/network.ts";
import type { Environment } from "../../main/network/environment-way.ts";
import { createFrozenClock, type FrozenClock } from "../fakes/clock.ts";
import { startMediaInternet, type AnswerAsk, type MediaInternet } from "../fakes/media-internet.ts";
import { PNG } from "../fakes/pictures.ts";
import { startProxy, type ProxyServer } from "../fakes/proxy-server.ts";

const CDN = "scontent.fbcdn.net";
const STRANGER = "bikes.cdn.pictures";
const VONAGE = "api-us.nexmo.com";
const TOKEN = "header.claims.signature";

let internet: MediaInternet;
let clock: FrozenClock;
/** `host:port` as the proxy is asked for it, to a port of this computer. */
let routes: Record<string, number>;
let proxy: ProxyServer;

beforeEach(async () => {
  internet = startMediaInternet();
  clock = createFrozenClock();
  routes = {};
  proxy = await startProxy({ routes });
});
afterEach(async () => {
  await internet.stop();
  await proxy.stop();
});

function fetchBy(environment: Environment = { HTTPS_PROXY: proxy.url }): FetchMedia {
  const way = createNetwork({ environment, systemAuthorities: () => [] });
  return createFetchMedia({ clock, network: internet.network, way });
}

const picture: AnswerAsk = (_ask, response) => {
  response.writeHead(200, { "content-type": "image/png" }).end(PNG);
};

/** Serves a picture behind a name; the proxy lets through to its address, and with `byName` to its name. */
async function serve(name: string, { byName = false } = {}, answer: AnswerAsk = picture): Promise<string> {
  const address = await internet.serve(name, answer);
  routes[byName ? `${name}:443` : `${address}:443`] = internet.portOf(address);
  return address;
}

function targets(): readonly string[] {
  return proxy.requests.map(({ method, target }) => `${method} ${target}`);
}

async function refusal(address: string, environment?: Environment): Promise<unknown> {
  return fetchBy(environment)({ address, token: null }).then(
    () => "It was fetched.",
    (error: { code: string; details: unknown }) => ({ code: error.code, ...Object(error.details) }),
  );
}

describe("through a proxy", () => {
  it("media is fetched from the address that was judged here, and by no other connection", async () => {
    const address = await serve(STRANGER);

    const { status, host, body } = await fetchBy()({ address: `https://${STRANGER}/a.png`, token: null });

    expect({ status, host, body: Buffer.from(body) }).toEqual({ status: 200, host: STRANGER, body: PNG });
    expect(targets()).toEqual([`CONNECT ${address}:443`]);
    expect(internet.dialled).toEqual([]);
    expect(internet.asks.map(({ headers }) => headers.host)).toEqual([STRANGER]);
  });

  it("each redirect is judged and asked for like the first address", async () => {
    const there = await serve(STRANGER);
    const here = await serve(CDN, {}, (_ask, response) =>
      response.writeHead(302, { location: `https://${STRANGER}/b.png` }).end(),
    );

    await fetchBy()({ address: `https://${CDN}/a`, token: null });

    expect(targets()).toEqual([`CONNECT ${here}:443`, `CONNECT ${there}:443`]);
  });

  it("the JWT goes to Vonage's store alone, and never to the proxy", async () => {
    await serve(VONAGE);

    const address = `https://${VONAGE}/v3/media/1b456509-974c-458b-aafa-45fc48a4d976`;
    const { isAuthorized } = await fetchBy()({ address, token: TOKEN });

    expect(isAuthorized).toBe(true);
    expect(internet.asks[0]?.authorization).toBe(`Bearer ${TOKEN}`);
    expect(JSON.stringify(proxy.requests)).not.toContain(TOKEN);
  });

  it.each([["10.0.0.7"], ["127.0.0.1"], ["169.254.169.254"], ["::1"]])(
    "a name that leads to %s is refused, and the proxy hears nothing of it",
    async (address) => {
      internet.point(STRANGER, [address]);

      expect(await refusal(`https://${STRANGER}/a`)).toMatchObject({ code: "MEDIA_ADDRESS_REFUSED" });
      expect(targets()).toEqual([]);
    },
  );

  it("a stranger's name is not left to the proxy to resolve", async () => {
    routes[`${STRANGER}:443`] = 1;

    expect(await refusal(`https://${STRANGER}/a`)).toEqual({
      code: "MEDIA_ADDRESS_REFUSED",
      host: STRANGER,
      reason: expect.stringContaining("only behind the proxy"),
    });
    expect(targets()).toEqual([]);
  });

  it("Vonage's and Facebook's names are, where nobody else can resolve them", async () => {
    await serve(CDN, { byName: true });
    internet.point(CDN, []);

    const { status } = await fetchBy()({ address: `https://${CDN}/a`, token: null });

    expect([status, targets()]).toEqual([200, [`CONNECT ${CDN}:443`]]);
  });

  it("they are asked for by name also when the proxy lets no address through", async () => {
    const address = await serve(CDN, { byName: true });

    const { status } = await fetchBy()({ address: `https://${CDN}/a`, token: null });

    expect([status, targets()]).toEqual([200, [`CONNECT ${address}:443`, `CONNECT ${CDN}:443`]]);
  });

  it("a stranger's are not, and the proxy's refusal is told by name", async () => {
    const address = await serve(STRANGER, { byName: true });

    expect(await refusal(`https://${STRANGER}/a`)).toMatchObject({
      code: "NETWORK_PROXY_REFUSED",
      host: STRANGER,
      proxy: proxy.url,
      status: 502,
    });
    expect(targets()).toEqual([`CONNECT ${address}:443`]);
  });

  it("a name that resembles Facebook's is a stranger's", async () => {
    const resembling = "fbcdn.net.cdn.pictures";

    expect(await refusal(`https://${resembling}/a`)).toMatchObject({ code: "MEDIA_ADDRESS_REFUSED" });
    expect(targets()).toEqual([]);
  });

  it("hosts that NO_PROXY exempts are asked directly", async () => {
    const address = await serve(CDN);

    await fetchBy({ HTTPS_PROXY: proxy.url, NO_PROXY: "fbcdn.net" })({
      address: `https://${CDN}/a`,
      token: null,
    });

    expect([targets(), internet.dialled]).toEqual([[], [`${address}:443`]]);
  });

  it("the simulator's samples are asked directly", async () => {
    const address = await internet.serve("samples.cdn.pictures", picture);
    const sample = new URL(`https://127.0.0.1:${internet.portOf(address)}/a`);

    // Its certificate is for a name: what matters is who was asked.
    await fetchBy()({ sample }).catch(() => undefined);

    expect([targets(), internet.dialled]).toEqual([[], [`127.0.0.1:${sample.port}`]]);
  });
});

describe("a proxy that is of no help", () => {
  it("and wants a login is named, and asked once", async () => {
    await internet.serve(CDN, picture);
    await proxy.stop();
    proxy = await startProxy({ routes, login: "me:secret" });

    expect(await refusal(`https://${CDN}/a`)).toMatchObject({
      code: "NETWORK_PROXY_LOGIN",
      host: CDN,
      proxy: proxy.url,
    });
    expect(targets()).toHaveLength(1);
  });

  it("gets the login that its address holds, which no error repeats", async () => {
    const address = await internet.serve(CDN, picture);
    await proxy.stop();
    proxy = await startProxy({ routes, login: "me:secret" });
    routes[`${address}:443`] = internet.portOf(address);
    const named = { HTTPS_PROXY: proxy.url.replace("//", "//me:secret@") };

    const { status } = await fetchBy(named)({ address: `https://${CDN}/a`, token: null });
    proxy.behave(403);
    const refused = await refusal(`https://${CDN}/a`, named);

    expect(status).toBe(200);
    expect(refused).toMatchObject({ code: "NETWORK_PROXY_REFUSED", status: 403 });
    expect(JSON.stringify(refused)).not.toContain("secret");
  });

  it("because nobody listens there is told so", async () => {
    await internet.serve(CDN, picture);

    expect(await refusal(`https://${CDN}/a`, { HTTPS_PROXY: "http://127.0.0.1:1" })).toMatchObject({
      code: "NETWORK_PROXY_UNREACHABLE",
    });
    expect(internet.dialled).toEqual([]);
  });

  it("because it is of another kind closes the way", async () => {
    await internet.serve(CDN, picture);

    expect(await refusal(`https://${CDN}/a`, { ALL_PROXY: "socks5://127.0.0.1:1080" })).toMatchObject({
      code: "NETWORK_PROXY_UNUSED",
    });
    expect(internet.dialled).toEqual([]);
  });

  it("because it keeps silent is given up, and its connection with it", async () => {
    await serve(CDN);
    proxy.behave("silent");
    const failing = refusal(`https://${CDN}/a`);

    await proxy.arrivals(1);
    clock.advance(30_000);

    expect(await failing).toMatchObject({ code: "MEDIA_TOO_SLOW" });
    await expect.poll(() => proxy.openSockets()).toBe(0);
  });

  it("because it closes the tunnel is told", async () => {
    await serve(CDN);
    proxy.behave("close after yes");

    expect(await refusal(`https://${CDN}/a`)).toMatchObject({ code: "MEDIA_UNREACHABLE", host: CDN });
  });
});
