// Media of logged events through a whole Hookline: who gets a JWT, what is shown, what is said when nothing comes.
import { importSPKI, jwtVerify } from "jose";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { EventId, SIMULATED_WORKSPACE } from "../../preload/contract/ids.ts";
import type { FileDelivery } from "../../preload/contract/media.ts";
import type { Result } from "../../preload/contract/contract.ts";
import type { SentReply } from "../../preload/contract/reply.ts";
import { draftOf } from "../fakes/drafts.ts";
import { APPLICATION, startMediaApp, VONAGE_MEDIA, type MediaApp } from "../fakes/media-app.ts";
import type { AnswerAsk } from "../fakes/media-internet.ts";
import { jpegOf, PNG, pngOf } from "../fakes/pictures.ts";

const VONAGE = "api-us.nexmo.com";
const CDN = "scontent.fbcdn.net";
const HOUR_MS = 3_600_000;

let test: MediaApp;

beforeEach(async () => {
  test = await startMediaApp();
});
afterEach(() => test.stop());

async function restart(...given: Parameters<typeof startMediaApp>): Promise<void> {
  await test.stop();
  test = await startMediaApp(...given);
}

function answerWith(bytes: Uint8Array | string, contentType = "image/png"): AnswerAsk {
  return (_ask, response) => response.writeHead(200, { "content-type": contentType }).end(bytes);
}

/** As Vonage does with secure inbound media: no JWT, no media. */
const guarded: AnswerAsk = ({ authorization }, response) =>
  authorization === undefined ? response.writeHead(401).end() : response.end(PNG);

async function tokenOf(authorization: string | undefined): Promise<Record<string, unknown>> {
  const key = await importSPKI(test.publicKey, "RS256");
  const token = authorization?.replace("Bearer ", "") ?? "";
  return (await jwtVerify(token, key, { currentDate: new Date(test.clock.now()) })).payload;
}

describe("the JWT", () => {
  it("of the message's application goes to Vonage for a verified message, for a minute", async () => {
    await test.internet.serve(VONAGE, guarded);
    const id = await test.receive({ url: VONAGE_MEDIA });

    const loaded = await test.load(id);

    expect(loaded).toMatchObject({ ok: true, value: { contentType: "image/png", bytes: PNG.length } });
    const claims = await tokenOf(test.internet.asks[0]?.authorization);
    expect(claims).toMatchObject({ application_id: APPLICATION });
    expect(Number(claims["exp"]) - Number(claims["iat"])).toBe(60);
    expect(JSON.stringify(test.log.lines)).not.toContain("eyJ");
  });

  it.each(["badly", "not"] as const)("goes to nobody for a message that is %s signed", async (signed) => {
    await test.internet.serve(VONAGE, guarded);
    const id = await test.receive({ url: VONAGE_MEDIA, signed });

    const loaded = await test.load(id);

    expect(loaded).toMatchObject({ ok: false, error: { code: "MEDIA_JWT_UNVERIFIED" } });
    expect(test.internet.asks.map(({ authorization }) => authorization)).toEqual([undefined]);
  });

  it("goes to nobody when no secret is stored that could verify the message", async () => {
    await restart({ signatureSecret: null });
    await test.internet.serve(VONAGE, guarded);
    const id = await test.receive({ url: VONAGE_MEDIA });

    expect(await test.load(id)).toMatchObject({ ok: false, error: { code: "MEDIA_JWT_UNVERIFIED" } });
    expect(test.internet.asks.map(({ authorization }) => authorization)).toEqual([undefined]);
  });

  it("goes to no other host, and not along with a redirect", async () => {
    await test.internet.serve(VONAGE, (_ask, response) =>
      response.writeHead(302, { location: `https://${CDN}/bike.png` }).end(),
    );
    await test.internet.serve(CDN, answerWith(PNG));
    const ids = [
      await test.receive({ url: `https://${CDN}/v3/media/1` }),
      await test.receive({ url: VONAGE_MEDIA }),
    ];

    for (const id of ids) expect(await test.load(id)).toMatchObject({ ok: true });

    expect(test.internet.asks.map(({ host, authorization }) => [host, typeof authorization])).toEqual([
      [CDN, "undefined"],
      [VONAGE, "string"],
      [CDN, "undefined"],
    ]);
  });

  it("is not made without a key, which is said when Vonage asks for one", async () => {
    await restart({ privateKey: null });
    await test.internet.serve(VONAGE, guarded);
    const id = await test.receive({ url: VONAGE_MEDIA });

    expect(await test.load(id)).toEqual({
      ok: false,
      error: { code: "MEDIA_JWT_KEYLESS", details: { workspace: "Bike bot" } },
    });
  });

  it("is not missed where Vonage asks for none", async () => {
    await restart({ privateKey: null, signatureSecret: null });
    await test.internet.serve(VONAGE, answerWith(PNG));
    const id = await test.receive({ url: VONAGE_MEDIA, signed: "not" });

    expect(await test.load(id)).toMatchObject({ ok: true });
  });

  it("that is refused is said to be refused", async () => {
    await test.internet.serve(VONAGE, (_ask, response) => response.writeHead(401).end());
    const id = await test.receive({ url: VONAGE_MEDIA });

    expect(await test.load(id)).toEqual({
      ok: false,
      error: { code: "MEDIA_JWT_REFUSED", details: { status: 401, applicationId: APPLICATION } },
    });
  });

  it("of the simulator's application is shown to nobody", async () => {
    await test.internet.serve(VONAGE, answerWith(PNG));
    const id = await simulated({ type: "image", url: VONAGE_MEDIA });

    await test.load(id);

    expect(test.internet.asks.map(({ authorization }) => authorization)).toEqual([undefined]);
  });
});

describe("a picture", () => {
  it("gets an address on the page's own origin, and its size", async () => {
    await test.internet.serve(CDN, answerWith(jpegOf(640, 480), "application/octet-stream"));
    const id = await test.receive({ url: `https://${CDN}/a/bike.jpg` });

    const loaded = await test.load(id);

    expect(loaded).toEqual({
      ok: true,
      value: {
        fileName: "bike.jpg",
        bytes: jpegOf(640, 480).length,
        contentType: "image/jpeg",
        picture: { address: expect.stringMatching(/^\/media\/[\w-]{22}$/), width: 640, height: 480 },
      },
    });
    expect(test.app.picture(tokenIn(loaded))).toEqual({ type: "image/jpeg", bytes: jpegOf(640, 480) });
  });

  it("is fetched once, however often it is asked for", async () => {
    await test.internet.serve(CDN, answerWith(PNG));
    const id = await test.receive({ url: `https://${CDN}/a` });

    const [first, second] = await Promise.all([test.load(id), test.load(id)]);
    const third = await test.load(id);

    expect([second, third]).toEqual([first, first]);
    expect(test.internet.asks).toHaveLength(1);
  });

  it("is forgotten after ten minutes", async () => {
    await test.internet.serve(CDN, answerWith(PNG));
    const id = await test.receive({ url: `https://${CDN}/a` });
    const token = tokenIn(await test.load(id));

    test.clock.advance(10 * 60_000);

    expect(test.app.picture(token)).toBeNull();
    expect(await test.load(id)).toMatchObject({ ok: true });
    expect(test.internet.asks).toHaveLength(2);
  });

  it("is forgotten with its workspace", async () => {
    await test.internet.serve(CDN, answerWith(PNG));
    const id = await test.receive({ url: `https://${CDN}/a` });
    const token = tokenIn(await test.load(id));

    await test.app.call("workspaces.remove", { id: test.workspace.id, typedName: "Bike bot" });

    expect(test.app.picture(token)).toBeNull();
  });

  it("makes room by forgetting the oldest", async () => {
    const large = Buffer.concat([PNG, Buffer.alloc(20 * 1024 * 1024)]);
    await test.internet.serve(CDN, answerWith(large));
    const tokens: string[] = [];
    for (let count = 0; count < 4; count += 1) {
      tokens.push(tokenIn(await test.load(await test.receive({ url: `https://${CDN}/${count}` }))));
    }

    expect(tokens.map((token) => test.app.picture(token) !== null)).toEqual([false, true, true, true]);
  });

  it.each([
    ["a page", "<!doctype html><script>alert(1)</script>", "image/png"],
    ["a page", "<html>", "text/html"],
    ["a drawing", '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>', "image/svg+xml"],
    ["a drawing", "<svg/>", "image/png"],
    ["far too large", pngOf(60_000, 60_000), "image/png"],
  ])("that is %s is not shown, whatever it is called", async (_what, bytes, contentType) => {
    await test.internet.serve(CDN, answerWith(bytes, contentType));
    const id = await test.receive({ url: `https://${CDN}/bike.png` });

    expect(await test.load(id)).toMatchObject({ ok: true, value: { contentType, picture: null } });
  });
});

describe("what is saved", () => {
  it("is the very bytes, under a name that is only a name", async () => {
    const page = Buffer.from("<script>alert(1)</script>");
    await test.internet.serve(CDN, answerWith(page, "text/html"));
    const id = await test.receive({ url: `https://${CDN}/a/..%2f%2e%2e%2fbill.html`, type: "file" });

    expect(await save(id)).toEqual({ name: "_.._bill.html", bytes: page });
  });

  it("is fetched once with what is shown, and a picture gets the ending that it is", async () => {
    await test.internet.serve(VONAGE, answerWith(PNG));
    const id = await test.receive({ url: VONAGE_MEDIA });
    await test.load(id);

    const saved = await save(id);

    expect(saved).toEqual({ name: "1b456509-974c-458b-aafa-45fc48a4d976.png", bytes: PNG });
    expect(test.internet.asks).toHaveLength(1);
  });
});

describe("when nothing comes", () => {
  it.each([404, 401, 410])("says that Vonage's 48 hours are over (%d)", async (status) => {
    await test.internet.serve(VONAGE, (_ask, response) => response.writeHead(status).end());
    const id = await test.receive({ url: VONAGE_MEDIA });
    test.clock.advance(49 * HOUR_MS);

    expect(await test.load(id)).toEqual({
      ok: false,
      error: { code: "MEDIA_EXPIRED", details: { age: "49 h", status } },
    });
  });

  it.each([429, 503])("blames no 48 hours for what says nothing of them (%d)", async (status) => {
    await test.internet.serve(VONAGE, (_ask, response) => response.writeHead(status).end());
    const id = await test.receive({ url: VONAGE_MEDIA });
    test.clock.advance(49 * HOUR_MS);

    expect(await test.load(id)).toMatchObject({ ok: false, error: { code: "MEDIA_UNAVAILABLE" } });
  });

  it("does not blame the 48 hours for another host, nor before they are over", async () => {
    await test.internet.serve(VONAGE, (_ask, response) => response.writeHead(404).end());
    await test.internet.serve(CDN, (_ask, response) => response.writeHead(404).end());
    const ids = [await test.receive({ url: VONAGE_MEDIA }), await test.receive({ url: `https://${CDN}/a` })];
    const early = await test.load(ids[0] ?? EventId.parse(1));
    test.clock.advance(49 * HOUR_MS);

    expect(early).toMatchObject({
      error: { code: "MEDIA_UNAVAILABLE", details: { host: VONAGE, status: 404 } },
    });
    expect(await test.load(ids[1] ?? EventId.parse(1))).toMatchObject({
      error: { code: "MEDIA_UNAVAILABLE", details: { host: CDN, status: 404 } },
    });
  });

  it("says that there is nothing at the address", async () => {
    await test.internet.serve(CDN, (_ask, response) => response.end());
    const id = await test.receive({ url: `https://${CDN}/a` });

    expect(await test.load(id)).toMatchObject({ error: { code: "MEDIA_EMPTY" } });
  });

  it("says that an event names no media", async () => {
    const id = await simulated({ type: "text", text: "Hi" });

    expect(await test.load(id)).toEqual({ ok: false, error: { code: "MEDIA_MISSING", details: { id } } });
  });

  it("tries anew after a failure", async () => {
    let isUp = false;
    await test.internet.serve(CDN, (ask, response) =>
      isUp ? answerWith(PNG)(ask, response) : response.writeHead(503).end(),
    );
    const id = await test.receive({ url: `https://${CDN}/a` });
    await test.load(id);
    isUp = true;

    expect(await test.load(id)).toMatchObject({ ok: true });
  });
});

describe("simulated media", () => {
  it("comes from the simulator itself, and nothing else of this computer does", async () => {
    const id = await simulated({ type: "image" });

    expect(await test.load(id)).toMatchObject({
      ok: true,
      value: { fileName: "simulated-image.png", picture: { width: 320, height: 200 } },
    });
    expect(test.internet.dialled).toEqual([`127.0.0.1:${test.running.simulator}`]);
  });

  it.each([
    ["another path", (port: number) => `http://127.0.0.1:${port}/simulator/state`],
    ["a path that leads out", (port: number) => `http://127.0.0.1:${port}/v3/media/%2e%2e/simulator/state`],
    ["another address of this computer", () => "http://10.0.0.1/v3/media/simulated-image.png"],
    ["https", (port: number) => `https://127.0.0.1:${port}/v3/media/simulated-image.png`],
  ])("does not come from %s", async (_what, urlOf) => {
    const id = await simulated({ type: "image", url: urlOf(test.running.simulator ?? 0) });

    expect(await test.load(id)).toMatchObject({ error: { code: "MEDIA_ADDRESS_REFUSED" } });
    expect(test.internet.dialled).toEqual([]);
  });

  it("does not come to a workspace that is not simulated", async () => {
    const url = `http://127.0.0.1:${test.running.simulator}/v3/media/simulated-image.png`;
    const id = await test.receive({ url });

    expect(await test.load(id)).toMatchObject({ error: { code: "MEDIA_ADDRESS_REFUSED" } });
    expect(test.internet.dialled).toEqual([]);
  });

  it("of a former port comes from where the simulator is now", async () => {
    const id = await simulated({ type: "image", url: "http://127.0.0.1:4/v3/media/simulated-image.png" });

    expect(await test.load(id)).toMatchObject({ ok: true });
  });

  it("that is an example of the documentation is asked of nobody", async () => {
    const id = await simulated({ type: "video" });

    expect(await test.load(id)).toMatchObject({
      error: { code: "MEDIA_ADDRESS_REFUSED", details: { host: "example.com" } },
    });
    expect([test.internet.lookUps, test.internet.dialled]).toEqual([[], []]);
  });
});

describe("what the Page sent by address", () => {
  it("is fetched by the same click, with no JWT, from a public address", async () => {
    await test.internet.serve(CDN, answerWith(PNG));
    const id = await replied(`https://${CDN}/bike.png`);
    expect(test.internet.lookUps).toEqual([]);

    const loaded = await test.load(id);

    expect(loaded).toMatchObject({ ok: true, value: { picture: { width: 1, height: 1 } } });
    expect(test.internet.asks).toMatchObject([{ host: CDN, path: "/bike.png", authorization: undefined }]);
    expect(await save(id)).toEqual({ name: "bike.png", bytes: PNG });
  });

  it("is not fetched from this computer or its network", async () => {
    const id = await replied("https://192.168.1.1/router.png");

    expect(await test.load(id)).toMatchObject({ error: { code: "MEDIA_ADDRESS_REFUSED" } });
    expect(test.internet.dialled).toEqual([]);
  });

  it("gets no JWT from Vonage's store, whose media are for those who receive", async () => {
    await test.internet.serve(VONAGE, guarded);
    const id = await replied(VONAGE_MEDIA);

    expect(await test.load(id)).toMatchObject({ ok: false });
    expect(test.internet.asks.map(({ authorization }) => authorization)).toEqual([undefined]);
  });
});

/** Sends a picture by address to the simulated person; the id of that event. */
async function replied(url: string): Promise<EventId> {
  const draft = draftOf({ content: { type: "image", url } });
  const sent = (await test.app.call("messages.sendReply", draft)) as Result<SentReply>; // the call's output
  if (!sent.ok) throw new Error(sent.error.code);
  return EventId.parse(sent.value.event.id);
}

/** The simulated person writes; the id of the event that it becomes. */
async function simulated(message: object): Promise<EventId> {
  const { app } = test;
  const arrived = new Promise<EventId>((resolve) => {
    const end = app.subscribe("events.appended", ([row]) => {
      if (row?.workspace !== SIMULATED_WORKSPACE) return;
      end();
      resolve(row.id);
    });
  });
  await app.call("simulator.receive", message);
  return arrived;
}

function tokenIn(loaded: Awaited<ReturnType<MediaApp["load"]>>): string {
  if (!loaded.ok) throw new Error(loaded.error.code);
  if (loaded.value.picture === null) throw new Error("It is not shown.");
  return loaded.value.picture.address.replace("/media/", "");
}

async function save(id: EventId): Promise<{ name: string; bytes: Uint8Array } | null> {
  const saved = (await test.app.call("media.save", { id })) as Result<FileDelivery>; // the call's output
  if (!saved.ok || saved.value.by !== "ticket") throw new Error(JSON.stringify(saved));
  return test.fileTickets.download(saved.value.path.replace("/download/", ""));
}
