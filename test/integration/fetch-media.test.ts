// The fetcher against real https servers behind names and addresses of the test's choice: where it goes, what it sends along,
// and when it stops.
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import * as fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createFetchMedia, type FetchMedia } from "../../main/media/fetch-media.ts";
import { isPublicAddress } from "../../main/media/public-address.ts";
import { createFrozenClock, type FrozenClock } from "../fakes/clock.ts";
import { startMediaInternet, type AnswerAsk, type MediaInternet } from "../fakes/media-internet.ts";
import { PNG } from "../fakes/pictures.ts";

const VONAGE = "api-us.nexmo.com";
const STORED = `https://${VONAGE}/v3/media/1b456509-974c-458b-aafa-45fc48a4d976`;
const CDN = "scontent.fbcdn.net";
const TOKEN = "header.claims.signature";
const LIMIT = 25 * 1024 * 1024;

let internet: MediaInternet;
let clock: FrozenClock;
let fetchMedia: FetchMedia;

beforeEach(() => {
  internet = startMediaInternet();
  clock = createFrozenClock();
  fetchMedia = createFetchMedia({ way: null, clock, network: internet.network });
});
afterEach(() => internet.stop());

const picture: AnswerAsk = (_ask, response) => {
  response.writeHead(200, { "content-type": "image/png" }).end(PNG);
};

function redirectTo(location: string, status = 302): AnswerAsk {
  return (_ask, response) => response.writeHead(status, { location }).end("moved");
}

/** What the fetch was refused with. */
async function refusal(address: string, token: string | null = null): Promise<unknown> {
  return fetchMedia({ address, token }).then(
    () => "It was fetched.",
    (error: { code: string; details: unknown }) => ({ code: error.code, ...Object(error.details) }),
  );
}

describe("a fetch", () => {
  it("gives the bytes, and what the sender calls them", async () => {
    await internet.serve(CDN, picture);

    const answer = await fetchMedia({ address: `https://${CDN}/a/bike.png?x=1#y`, token: null });

    expect(answer).toEqual({
      status: 200,
      host: CDN,
      isAuthorized: false,
      contentType: "image/png",
      body: PNG,
    });
    expect(internet.asks.map(({ path, headers }) => [path, headers.host])).toEqual([
      ["/a/bike.png?x=1", CDN],
    ]);
  });

  it("says nothing of itself but its name", async () => {
    await internet.serve(CDN, picture);

    await fetchMedia({ address: `https://${CDN}/a`, token: TOKEN });

    expect(internet.asks[0]?.headers).toEqual({
      accept: "*/*",
      "accept-encoding": "identity",
      connection: "close",
      host: CDN,
      "user-agent": "hookline",
    });
  });

  it("unpacks nothing", async () => {
    const packed = Buffer.from("packed, or so it says");
    await internet.serve(CDN, (_ask, response) =>
      response.writeHead(200, { "content-encoding": "gzip" }).end(packed),
    );

    const { body } = await fetchMedia({ address: `https://${CDN}/a`, token: null });

    expect(Buffer.from(body)).toEqual(packed);
  });

  it.each([401, 404, 410, 500, 204])("gives a status %d as it came, without a body", async (status) => {
    await internet.serve(CDN, (_ask, response) => response.writeHead(status).end());

    const answer = await fetchMedia({ address: `https://${CDN}/a`, token: null });

    expect(answer).toMatchObject({ status, body: new Uint8Array() });
  });
});

describe("the JWT", () => {
  it("goes to Vonage's store of media", async () => {
    await internet.serve(VONAGE, picture);

    const answer = await fetchMedia({ address: STORED, token: TOKEN });

    expect(answer.isAuthorized).toBe(true);
    expect(internet.asks[0]?.authorization).toBe(`Bearer ${TOKEN}`);
  });

  it.each([
    ["another host", CDN, `https://${CDN}/v3/media/1`],
    ["another port of Vonage", VONAGE, `https://${VONAGE}:8443/v3/media/1`],
    ["another path of Vonage", VONAGE, `https://${VONAGE}/v1/messages`],
    ["a path that an escape leads out of", VONAGE, `https://${VONAGE}/v3/media/..%2f..%2fv1/messages`],
    ["a host of Vonage that is no API", "dashboard.nexmo.com", "https://dashboard.nexmo.com/v3/media/1"],
  ])("does not go to %s", async (_what, host, address) => {
    await internet.serve(host, picture);

    const answer = await fetchMedia({ address, token: TOKEN });

    expect(answer.isAuthorized).toBe(false);
    expect(internet.asks.map(({ authorization }) => authorization)).toEqual([undefined]);
  });

  it.each([301, 302, 303, 307, 308])("stays behind at a redirect %d", async (status) => {
    await internet.serve(VONAGE, redirectTo(`https://${CDN}/bike.png`, status));
    await internet.serve(CDN, picture);

    const answer = await fetchMedia({ address: STORED, token: TOKEN });

    expect(answer).toMatchObject({ host: CDN, isAuthorized: false, body: PNG });
    expect(internet.asks.map(({ host, authorization }) => [host, authorization])).toEqual([
      [VONAGE, `Bearer ${TOKEN}`],
      [CDN, undefined],
    ]);
  });

  it("stays behind at a redirect within Vonage, too", async () => {
    let count = 0;
    await internet.serve(VONAGE, (ask, response) => {
      count += 1;
      if (count === 1) redirectTo("/v3/media/2")(ask, response);
      else picture(ask, response);
    });

    await fetchMedia({ address: STORED, token: TOKEN });

    expect(internet.asks.map(({ path, authorization }) => [path, authorization])).toEqual([
      ["/v3/media/1b456509-974c-458b-aafa-45fc48a4d976", `Bearer ${TOKEN}`],
      ["/v3/media/2", undefined],
    ]);
  });

  it("is in no error", async () => {
    await internet.serve(VONAGE, (_ask, response) => response.destroy());

    const error: unknown = await fetchMedia({ address: STORED, token: TOKEN }).catch(
      (thrown: unknown) => thrown,
    );

    expect(internet.asks[0]?.authorization).toBe(`Bearer ${TOKEN}`);
    expect(JSON.stringify([error, String(error), Object(error).cause?.message])).not.toContain(TOKEN);
  });
});

describe("an address", () => {
  it.each([
    ["http", "http://cdn.pictures.net/a"],
    ["a file", "file:///etc/passwd"],
    ["a user name", "https://me@cdn.pictures.net/a"],
    ["an example", "https://example.com/image.jpg"],
  ])("with %s is refused without a look-up", async (_what, address) => {
    expect(await refusal(address)).toMatchObject({ code: "MEDIA_ADDRESS_REFUSED" });
    expect([internet.lookUps, internet.dialled]).toEqual([[], []]);
  });

  it.each([
    "https://127.0.0.1/a",
    "https://2130706433/a",
    "https://0x7f.1/a",
    "https://0177.0.0.1/a",
    "https://127.1/a",
    "https://[::1]/a",
    "https://[::ffff:127.0.0.1]/a",
    "https://[::ffff:a9fe:a9fe]/latest/meta-data/",
    "https://169.254.169.254/latest/meta-data/",
    "https://10.0.0.1/a",
    "https://192.168.1.1/a",
    "https://0.0.0.0/a",
    "https://[fd00:ec2::254]/a",
  ])("%s is refused without a connection", async (address) => {
    expect(await refusal(address)).toMatchObject({
      code: "MEDIA_ADDRESS_REFUSED",
      reason: expect.stringContaining("not the public internet"),
    });
    expect(internet.dialled).toEqual([]);
  });

  it.each([
    ["this computer", "127.0.0.1"],
    ["this computer by IPv6", "::1"],
    ["a cloud's metadata", "169.254.169.254"],
    ["a private network", "10.0.0.7"],
    ["IPv4 as IPv6", "::ffff:127.0.0.1"],
    ["translated IPv4", "64:ff9b::7f00:1"],
  ])("whose name leads to %s is refused without a connection", async (_what, address) => {
    internet.point("rebound.cdn.pictures", [address]);

    expect(await refusal("https://rebound.cdn.pictures/a")).toMatchObject({ code: "MEDIA_ADDRESS_REFUSED" });
    expect(internet.dialled).toEqual([]);
  });

  it("whose name leads to this computer as well is asked for at its public address only", async () => {
    const address = await internet.serve("a.cdn.pictures", picture);
    internet.point("a.cdn.pictures", ["127.0.0.1", "::1", address, "10.0.0.1"]);

    await fetchMedia({ address: "https://a.cdn.pictures/a", token: null });

    expect(internet.dialled).toEqual([`${address}:443`]);
  });

  it("is looked up once, and the connection goes to what was looked up then", async () => {
    const address = await internet.serve("a.cdn.pictures", picture);
    internet.point("a.cdn.pictures", [address], ["127.0.0.1"]);

    await fetchMedia({ address: "https://a.cdn.pictures/a", token: null });

    expect(internet.lookUps).toEqual(["a.cdn.pictures"]);
    expect(internet.dialled).toEqual([`${address}:443`]);
  });

  it("that leads on to its own name is looked up anew, and refused when that is this computer by then", async () => {
    const address = await internet.serve("a.cdn.pictures", redirectTo("/again"));
    internet.point("a.cdn.pictures", [address], ["127.0.0.1"]);

    expect(await refusal("https://a.cdn.pictures/a")).toMatchObject({ code: "MEDIA_ADDRESS_REFUSED" });
    expect(internet.lookUps).toEqual(["a.cdn.pictures", "a.cdn.pictures"]);
    expect(internet.dialled).toEqual([`${address}:443`]);
  });

  it("is tried at the next of its addresses when the first does not answer", async () => {
    const address = await internet.serve("a.cdn.pictures", picture);
    internet.point("a.cdn.pictures", ["93.184.217.1", address]);

    await fetchMedia({ address: "https://a.cdn.pictures/a", token: null });

    expect(internet.dialled).toEqual(["93.184.217.1:443", `${address}:443`]);
  });

  it("is tried at no more than four addresses", async () => {
    internet.point(
      "a.cdn.pictures",
      Array.from({ length: 9 }, (_, index) => `93.184.217.${index + 1}`),
    );

    expect(await refusal("https://a.cdn.pictures/a")).toEqual({
      code: "MEDIA_UNREACHABLE",
      host: "a.cdn.pictures",
      reason: "Connection refused.",
    });
    expect(internet.dialled).toHaveLength(4);
  });

  it("that nobody has is said to be unknown", async () => {
    expect(await refusal("https://nowhere.cdn.pictures/a")).toEqual({
      code: "MEDIA_UNREACHABLE",
      host: "nowhere.cdn.pictures",
      reason: "The name of the host cannot be resolved.",
    });
  });

  it("whose certificate is another's is not believed", async () => {
    await internet.serve("pictures.co", picture);

    expect(await refusal("https://pictures.co/a")).toMatchObject({
      code: "MEDIA_UNREACHABLE",
      reason: "Its certificate is for another name.",
    });
    expect(internet.asks).toEqual([]);
  });

  it("whose certificate nobody vouches for is not believed, whatever the environment says", async () => {
    await internet.serve(CDN, picture);
    const { authorities: _untrusted, ...network } = internet.network;
    vi.stubEnv("NODE_TLS_REJECT_UNAUTHORIZED", "0");
    fetchMedia = createFetchMedia({ way: null, clock, network });

    expect(await refusal(`https://${CDN}/a`)).toMatchObject({
      code: "MEDIA_UNREACHABLE",
      reason: "Its certificate is self-signed.",
    });
    expect(internet.asks).toEqual([]);
  });

  it("never leads to a connection that is not of the public internet, whatever its text and its look-up", async () => {
    const ip = fc.oneof(
      fc.ipV4(),
      fc.ipV6(),
      fc.ipV4().map((inner) => `::ffff:${inner}`),
      fc.constantFrom("127.0.0.1", "169.254.169.254", "10.0.0.1", "::1", "93.184.217.9"),
    );
    const host = fc.oneof(
      fc.constant("x.cdn.pictures"),
      fc.ipV4(),
      fc.ipV6().map((inner) => `[${inner}]`),
      fc.domain(),
      fc.nat(0xffffffff).map(String),
    );
    const scheme = fc.constantFrom("https://", "https://", "http://", "https:/\\");

    await fc.assert(
      fc.asyncProperty(scheme, host, fc.array(ip, { maxLength: 5 }), async (prefix, name, found) => {
        const dialled: string[] = [];
        const guarded = createFetchMedia({
          way: null,
          clock,
          network: {
            resolve: async () => found.map((address) => ({ address, family: 4 })),
            connect({ address }) {
              dialled.push(address);
              return internet.network.connect({ address: "nobody's", port: 443 });
            },
          },
        });

        await expect(guarded({ address: `${prefix}${name}/a`, token: TOKEN })).rejects.toMatchObject({
          code: expect.stringMatching(/^MEDIA_(?:ADDRESS_REFUSED|UNREACHABLE)$/),
        });

        expect(dialled.filter((address) => !isPublicAddress(address))).toEqual([]);
      }),
      { numRuns: 500 },
    );
  }, 60_000);
});

describe("a redirect", () => {
  it("is followed three times", async () => {
    await internet.serve("a.cdn.pictures", redirectTo("https://b.cdn.pictures/b"));
    await internet.serve("b.cdn.pictures", redirectTo("https://c.cdn.pictures/c"));
    await internet.serve("c.cdn.pictures", redirectTo("https://d.cdn.pictures/d"));
    await internet.serve("d.cdn.pictures", picture);

    const answer = await fetchMedia({ address: "https://a.cdn.pictures/a", token: null });

    expect(answer).toMatchObject({ host: "d.cdn.pictures", body: PNG });
  });

  it("is not followed a fourth time", async () => {
    await internet.serve("a.cdn.pictures", redirectTo("https://a.cdn.pictures/a"));

    expect(await refusal("https://a.cdn.pictures/a")).toEqual({
      code: "MEDIA_REDIRECTED",
      host: "a.cdn.pictures",
      most: 3,
    });
    expect(internet.asks).toHaveLength(4);
  });

  it.each([
    ["this computer", "https://127.0.0.1/"],
    ["a name of this computer", "https://localhost/"],
    ["a cloud's metadata", "https://169.254.169.254/latest/meta-data/"],
    ["a cloud's metadata as IPv6", "https://[::ffff:169.254.169.254]/"],
    ["plain http", "http://cdn.pictures.net/a"],
    ["a file", "file:///etc/passwd"],
    ["a user name", "https://me:secret@cdn.pictures.net/"],
    ["nothing that can be read", "https://"],
    ["a name that is this computer's", "https://rebound.cdn.pictures/"],
  ])("to %s is refused", async (_what, location) => {
    const address = await internet.serve("a.cdn.pictures", redirectTo(location));
    internet.point("rebound.cdn.pictures", ["127.0.0.1"]);

    expect(await refusal("https://a.cdn.pictures/a")).toMatchObject({ code: "MEDIA_ADDRESS_REFUSED" });
    expect(internet.dialled).toEqual([`${address}:443`]);
  });

  it("without a place to go is an answer like any other", async () => {
    await internet.serve(CDN, (_ask, response) => response.writeHead(302).end());

    expect(await fetchMedia({ address: `https://${CDN}/a`, token: null })).toMatchObject({ status: 302 });
  });
});

describe("the limits", () => {
  it("refuse what is announced to be too large, without reading it", async () => {
    let sent = 0;
    await internet.serve(CDN, (_ask, response) => {
      response.writeHead(200, { "content-length": String(LIMIT + 1) });
      response.write(PNG);
      sent += PNG.length;
    });

    expect(await refusal(`https://${CDN}/a`)).toEqual({ code: "MEDIA_TOO_LARGE", host: CDN, megabytes: 25 });
    expect(sent).toBe(PNG.length);
  });

  it("stop at what turns out to be too large", async () => {
    const { promise: isFinished, resolve: closed } = Promise.withResolvers<boolean>();
    await internet.serve(CDN, (_ask, response) => {
      response.on("close", () => closed(response.writableFinished));
      const part = Buffer.alloc(1024 * 1024);
      const more = (): void => {
        while (response.write(part));
        response.once("drain", more);
      };
      more();
    });

    expect(await refusal(`https://${CDN}/a`)).toMatchObject({ code: "MEDIA_TOO_LARGE" });
    expect(await isFinished).toBe(false);
  });

  it("take what is just not too large", async () => {
    await internet.serve(CDN, (_ask, response) => response.end(Buffer.alloc(LIMIT)));

    const { body } = await fetchMedia({ address: `https://${CDN}/a`, token: null });

    expect(body.byteLength).toBe(LIMIT);
  });

  it("end a slow drip after 30 s, however often a byte comes", async () => {
    const drips: (() => boolean)[] = [];
    await internet.serve(CDN, (_ask, response) => {
      response.writeHead(200, { "content-length": "1000" });
      drips.push(() => response.write("x"));
    });
    const fetching = refusal(`https://${CDN}/a`);
    await internet.arrivals(1);

    for (let second = 0; second < 30; second += 1) {
      for (const drip of drips) drip();
      clock.advance(1_000);
    }

    expect(await fetching).toEqual({ code: "MEDIA_TOO_SLOW", host: CDN, seconds: 30 });
  });

  it("end a server that takes the request and says nothing", async () => {
    await internet.serve(CDN, () => undefined);
    const fetching = refusal(`https://${CDN}/a`);
    await internet.arrivals(1);

    clock.advance(30_000);

    expect(await fetching).toMatchObject({ code: "MEDIA_TOO_SLOW" });
  });

  it("do not have to end a server that switches to another protocol", async () => {
    await internet.serve(CDN, (_ask, response) => {
      response.writeHead(101, { connection: "Upgrade", upgrade: "websocket" }).end();
    });

    expect(await refusal(`https://${CDN}/a`)).toEqual({
      code: "MEDIA_UNREACHABLE",
      host: CDN,
      reason: "The other side switched to another protocol.",
    });
  });

  it("hold for all redirects together", async () => {
    const held: (() => void)[] = [];
    await internet.serve("a.cdn.pictures", (ask, response) => {
      held.push(() => redirectTo("https://b.cdn.pictures/b")(ask, response));
    });
    await internet.serve("b.cdn.pictures", () => undefined);
    const fetching = refusal("https://a.cdn.pictures/a");
    await internet.arrivals(1);
    clock.advance(20_000);
    for (const go of held) go();
    await internet.arrivals(2);

    clock.advance(10_000);

    expect(await fetching).toMatchObject({ code: "MEDIA_TOO_SLOW", host: "b.cdn.pictures" });
  });

  it("end a look-up that never comes back", async () => {
    fetchMedia = createFetchMedia({
      way: null,
      clock,
      network: { ...internet.network, resolve: () => new Promise(() => undefined) },
    });
    const fetching = refusal("https://a.cdn.pictures/a");

    clock.advance(30_000);

    expect(await fetching).toMatchObject({ code: "MEDIA_TOO_SLOW" });
  });

  it("give a dead address five seconds, and the next one its turn", async () => {
    const address = await internet.serve("a.cdn.pictures", picture);
    internet.point("a.cdn.pictures", ["93.184.217.1", address]);
    const silent = createServer();
    await new Promise<void>((resolve) => silent.listen(0, "127.0.0.1", resolve));
    // It takes the connection and never speaks TLS.
    const { port } = silent.address() as AddressInfo; // a TCP server that listens has an address object
    const { connect } = internet.network;
    const { promise: isDialled, resolve: dialled } = Promise.withResolvers<void>();
    fetchMedia = createFetchMedia({
      way: null,
      clock,
      network: {
        ...internet.network,
        connect(to) {
          if (to.address === address) return connect(to);
          dialled();
          return connect({ address: "127.0.0.1", port }).unref();
        },
      },
    });

    const fetching = fetchMedia({ address: "https://a.cdn.pictures/a", token: null });
    await isDialled;
    clock.advance(5_000);

    expect(await fetching).toMatchObject({ body: PNG });
    silent.closeAllConnections();
    await new Promise((resolve) => silent.close(resolve));
  });

  it("leave no timer behind", async () => {
    await internet.serve(CDN, picture);

    await fetchMedia({ address: `https://${CDN}/a`, token: null });
    await refusal("https://nowhere.cdn.pictures/a");
    await refusal("https://127.0.0.1/a");

    expect(clock.pending()).toBe(0);
  });

  it("say that the connection broke when not all of it came", async () => {
    await internet.serve(CDN, (_ask, response) => {
      response.writeHead(200, { "content-length": "1000" });
      response.write("half", () => response.destroy());
    });

    expect(await refusal(`https://${CDN}/a`)).toMatchObject({ code: "MEDIA_UNREACHABLE", host: CDN });
  });

  it("end what is under way when Hookline is stopped", async () => {
    const stopper = new AbortController();
    fetchMedia = createFetchMedia({ way: null, clock, network: internet.network, signal: stopper.signal });
    await internet.serve(CDN, () => undefined);
    const fetching = refusal(`https://${CDN}/a`);
    await internet.arrivals(1);

    stopper.abort();

    expect(await fetching).toMatchObject({ code: "MEDIA_UNREACHABLE" });
  });
});
