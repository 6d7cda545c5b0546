// A file served through a real tunnel: what comes out, to whom, for how long, and that nothing of it stays.
import { createHash } from "node:crypto";
import { cp, lstat, mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from "node:fs/promises";
import { request, type IncomingHttpHeaders, type IncomingMessage } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { loadSimulatorIdentity } from "../../main/simulator/identity.ts";
import type { Result, TopicValue } from "../../preload/contract/contract.ts";
import type { FileReceipt, ServedFile } from "../../preload/contract/media.ts";
import { startLocaltunnelServer, type LocaltunnelServer } from "../fakes/localtunnel-server.ts";
import { startTestApp, type RunningApp } from "../fakes/running-app.ts";

const HOUR_MS = 3_600_000;
const LIMIT = 25 * 1024 * 1024;
const BYTES = Buffer.from("the bytes of the picture");

let test: RunningApp;
let server: LocaltunnelServer;

let identity: string;

beforeAll(async () => {
  // Making a key pair and opening a tunnel take longer than all the rest.
  identity = await mkdtemp(join(tmpdir(), "hookline-identity-"));
  await loadSimulatorIdentity(identity);
  server = await startLocaltunnelServer();
  test = await startIn(await newFolder());
  await openTunnel();
});
afterEach(async () => {
  for (const { id } of await active()) await test.app.call("media.stop", { id });
});
afterAll(async () => {
  await discard(test);
  await server.stop();
  await rm(identity, { recursive: true });
});

/** For a test that ends it: with a tunnel, and one of its own. */
async function withOwnApp(act: () => Promise<void>): Promise<void> {
  const shared = test;
  test = await startIn(await newFolder());
  try {
    await openTunnel("own-bot");
    await act();
  } finally {
    await discard(test);
    test = shared;
  }
}

async function discard({ stop, dataFolder }: RunningApp): Promise<void> {
  await stop();
  await rm(dataFolder, { recursive: true, force: true });
}

async function newFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "hookline-served-"));
  await cp(identity, folder, { recursive: true });
  return folder;
}

async function startIn(dataFolder: string): Promise<RunningApp> {
  return { ...(await startTestApp({}, { dataFolder })), dataFolder };
}

async function openTunnel(subdomain = "bike-bot"): Promise<void> {
  const opened = await test.app.call("tunnel.open", { provider: "localtunnel", host: server.url, subdomain });
  expect(opened).toMatchObject({ ok: true, value: { state: "open" } });
}

async function* chunks(...bytes: readonly Uint8Array[]): AsyncGenerator<Uint8Array> {
  yield* bytes;
}

/** As the page sends it: the call first, then the bytes to the address it answered. */
async function serve(
  name = "bike.png",
  bytes: AsyncIterable<Uint8Array> = chunks(BYTES),
): Promise<Result<ServedFile>> {
  const receipt = (await test.app.call("media.serve", {})) as Result<FileReceipt>; // the call's output
  if (!receipt.ok) return receipt;
  if (receipt.value.by !== "ticket") throw new Error("The host chose a file itself.");
  const ticket = receipt.value.path.replace("/upload/", "");
  const result = await test.fileTickets.upload(ticket, { name, bytes });
  if (result === null) throw new Error("The ticket was refused.");
  return result;
}

/** A file that is served, with its address. */
async function served(
  name?: string,
  bytes?: AsyncIterable<Uint8Array>,
): Promise<ServedFile & { url: string }> {
  const result = await serve(name, bytes);
  if (!result.ok) throw new Error(result.error.code);
  if (result.value.url === null) throw new Error("It has no address.");
  return { ...result.value, url: result.value.url };
}

async function active(): Promise<readonly ServedFile[]> {
  return test.app.handlers["media.active"]({});
}

interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** As somebody on the internet would: by the tunnel's public name, and with the path exactly as it is given. */
function ask(
  url: string,
  { method = "GET", headers = {} }: { method?: string; headers?: Readonly<Record<string, string>> } = {},
): Promise<Answer> {
  const { host, port } = new URL(url);
  const path = url.slice(`http://${host}`.length);
  return new Promise((resolve, reject) => {
    const outgoing = request(
      { host: "127.0.0.1", port, method, path, headers: { host, ...headers }, agent: false },
      (response) => {
        const parts: Buffer[] = [];
        response.on("data", (part: Buffer) => parts.push(part));
        response.on("error", reject);
        response.on("end", () =>
          resolve({
            status: response.statusCode ?? 0,
            headers: response.headers,
            body: Buffer.concat(parts),
          }),
        );
      },
    );
    outgoing.on("error", reject).end();
  });
}

/** Begins to fetch, and reads no more than the first bytes until it is told to. */
async function fetchSlowly(
  file: ServedFile & { url: string },
): Promise<{ resume(): void; ended: Promise<string> }> {
  const { promise: began, resolve: begin } = Promise.withResolvers<IncomingMessage>();
  const { promise: ended, resolve: end } = Promise.withResolvers<string>();
  const { hostname, port } = new URL(test.app.appState().listener.url);
  request({ hostname, port, path: new URL(file.url).pathname, agent: false }, (response) => {
    response.once("data", () => begin(response.pause()));
    response.on("error", (error: NodeJS.ErrnoException) => end(error.code ?? ""));
    response.on("end", () => end("all of it"));
  }).end();
  const response = await began;
  return { ended, resume: () => void response.resume() };
}

function local(path: string): string {
  return test.app.appState().listener.url + path;
}

function nextChange(): Promise<TopicValue<"media.changed">> {
  return new Promise((resolve) => {
    const end = test.app.subscribe("media.changed", (value) => {
      end();
      resolve(value);
    });
  });
}

function folderOf(): string {
  return join(test.dataFolder, "served");
}

/** Removing is the last that happens, and nobody waits for it. */
async function expectNothingOnDisk(): Promise<void> {
  await expect.poll(() => readdir(folderOf()).catch(() => [])).toEqual([]);
}

describe("a served file", () => {
  it("comes out of the tunnel as it went in, to be kept and never to be shown", async () => {
    const file = await served("Köln & Rad.png");

    const { status, headers, body } = await ask(file.url);

    expect({ status, body }).toEqual({ status: 200, body: BYTES });
    expect(headers).toMatchObject({
      "accept-ranges": "bytes",
      "cache-control": "no-store",
      "content-disposition":
        "attachment; filename=\"K_ln & Rad.png\"; filename*=UTF-8''K%C3%B6ln%20%26%20Rad.png",
      "content-length": String(BYTES.length),
      "content-security-policy": "default-src 'none'; sandbox",
      "content-type": "image/png",
      "cross-origin-resource-policy": "same-origin",
      "referrer-policy": "no-referrer",
      "x-content-type-options": "nosniff",
      "x-robots-tag": "noindex",
    });
  });

  it("has an address of 128 random bits, and ends in what it is", async () => {
    const [first, second] = [await served("a.png"), await served("b.txt")];

    expect(first.url).toMatch(/^http:\/\/bike-bot\.localhost:\d+\/\.hookline\/file\/[\w-]{22}\.png$/);
    expect(second.url).toMatch(/\/\.hookline\/file\/[\w-]{22}$/);
    expect(first.url.slice(-26, -4)).not.toBe(second.url.slice(-22));
    expect(await ask(first.url.replace(/\.png$/, ""))).toMatchObject({ status: 200 });
    expect(await ask(`${second.url}?from=messenger`)).toMatchObject({ status: 200 });
  });

  it("is a copy that only the person can read, under a name that tells nothing", async () => {
    const file = await served();

    const [name = ""] = await readdir(folderOf());
    expect(await readFile(join(folderOf(), name))).toEqual(BYTES);
    expect(file.url).not.toContain(name);
    expect(name).not.toMatch(/bike/);
    if (process.platform !== "win32") {
      expect((await stat(join(folderOf(), name))).mode & 0o777).toBe(0o600);
      expect((await stat(folderOf())).mode & 0o777).toBe(0o700);
    }
  });

  it("is told of with its kind, its hour and its fetches", async () => {
    const file = await served();
    expect(file).toEqual({
      id: expect.any(String),
      name: "bike.png",
      bytes: BYTES.length,
      kind: "image",
      contentType: "image/png",
      url: file.url,
      servedAt: test.clock.now(),
      expiresAt: test.clock.now() + HOUR_MS,
      fetches: 0,
      lastFetchAt: null,
      waitingMessages: 0,
    });
    test.clock.advance(1_000);

    await ask(file.url);
    await ask(file.url, { method: "HEAD" });
    await ask(file.url, { headers: { range: "bytes=0-3" } });
    await ask(file.url, { headers: { range: "bytes=4-" } });

    await expect.poll(active).toEqual([{ ...file, fetches: 2, lastFetchAt: file.servedAt + 1_000 }]);
    const changed = nextChange();
    test.clock.advance(250);
    expect(await changed).toMatchObject({ active: [{ fetches: 2 }], ended: null });
  });

  it.each([
    ["bytes=0-3", 206, "bytes 0-3/24", BYTES.subarray(0, 4)],
    ["bytes=4-", 206, "bytes 4-23/24", BYTES.subarray(4)],
    ["bytes=20-99", 206, "bytes 20-23/24", BYTES.subarray(20)],
    ["bytes=-4", 206, "bytes 20-23/24", BYTES.subarray(20)],
    ["bytes=-99", 206, "bytes 0-23/24", BYTES],
    ["bytes=24-", 416, "bytes */24", Buffer.alloc(0)],
    ["bytes=-0", 416, "bytes */24", Buffer.alloc(0)],
    ["bytes=9-3", 200, undefined, BYTES],
    ["bytes=0-1,4-5", 200, undefined, BYTES],
    ["bytes=-", 200, undefined, BYTES],
    ["lines=1-2", 200, undefined, BYTES],
  ])("answers the range %s with %d", async (range, status, contentRange, body) => {
    const { url } = await served();

    const answer = await ask(url, { headers: { range } });

    expect(answer).toMatchObject({ status, body });
    expect(answer.headers["content-range"]).toBe(contentRange);
    expect(answer.headers["content-length"]).toBe(String(body.length));
  });

  it("answers a range on a condition with all of it", async () => {
    const { url } = await served();

    const answer = await ask(url, { headers: { range: "bytes=0-3", "if-range": '"x"' } });

    expect(answer).toMatchObject({ status: 200, body: BYTES });
  });

  it("answers HEAD with the same head and nothing else", async () => {
    const { url } = await served();

    const [head, get] = [await ask(url, { method: "HEAD" }), await ask(url)];

    expect(head.status).toBe(200);
    expect(head.body).toHaveLength(0);
    expect({ ...head.headers, date: "" }).toEqual({ ...get.headers, date: "" });
  });

  it("may be as large as Messenger takes, and is sent whole", async () => {
    const part = Buffer.alloc(1024 * 1024, "bike");
    const file = await served("film.mp4", chunks(...Array.from({ length: 25 }, () => part)));

    const { body } = await ask(local(new URL(file.url).pathname));

    expect(file.bytes).toBe(LIMIT);
    const hash = createHash("sha256");
    for (let count = 0; count < 25; count += 1) hash.update(part);
    expect(createHash("sha256").update(body).digest("hex")).toBe(hash.digest("hex"));
  });

  it("is no event", async () => {
    const { url } = await served();

    await ask(url);

    const counts = await test.app.handlers["events.counts"]({ workspace: null });
    expect(counts.all).toBe(0);
  });
});

describe("whoever has no address", () => {
  it("is answered like anywhere else, and is told nothing", async () => {
    const { url } = await served();
    const right = new URL(url).pathname;
    const wrong = [
      "/.hookline/file/",
      "/.hookline/file",
      `/.hookline/file/${"A".repeat(22)}`,
      `${right.slice(0, -5)}x.png`,
      `${right}/`,
      `${right}/../x`,
      right.toUpperCase(),
      `/.hookline/file/../file/${right.split("/").at(-1)}x`,
      "/.hookline/file/../../hookline.db",
      "/.hookline/file/%2e%2e%2fhookline.db",
    ];
    const elsewhere = await ask(local("/nothing"));

    const answers = [];
    for (const path of wrong) answers.push(await ask(local(path)));

    expect(answers.map(comparable)).toEqual(wrong.map(() => comparable(elsewhere)));
  });

  it.each(["POST", "PUT", "DELETE", "OPTIONS"])(
    "and uses %s at a right one is answered 404",
    async (method) => {
      const { url } = await served();

      expect(await ask(url, { method })).toMatchObject({ status: 404 });
      expect(await ask(url)).toMatchObject({ status: 200 });
    },
  );

  it("is counted, and what was tried is repeated nowhere", async () => {
    const { url } = await served();
    const token = new URL(url).pathname.split("/").at(-1) ?? "";

    await ask(local(`/.hookline/file/${token.slice(0, 20)}xy`));
    await ask(local(`/.hookline/file/${token}`), { method: "POST" });

    const { misdirected } = test.app.appState().listener;
    expect(misdirected.slice(0, 2)).toMatchObject([
      { method: "POST", path: "/.hookline/file/" },
      { method: "GET", path: "/.hookline/file/" },
    ]);
    expect(JSON.stringify(test.log.lines)).not.toContain(token.slice(0, 20));
  });

  it("finds nothing else to GET", async () => {
    await served();

    expect(await ask(local("/webhooks/inbound"))).toMatchObject({ status: 405 });
    expect(await ask(local("/"))).toMatchObject({ status: 404 });
    expect(await ask(local("/.hookline/"))).toMatchObject({ status: 404 });
  });
});

describe("the end", () => {
  it("comes after an hour, with the copy", async () => {
    const file = await served();
    test.clock.advance(HOUR_MS - 1);
    expect(await ask(file.url)).toMatchObject({ status: 200 });
    const changed = nextChange();

    test.clock.advance(1);

    expect(await ask(file.url)).toMatchObject({ status: 404 });
    expect(await changed).toEqual({
      active: [],
      ended: { id: file.id, name: "bike.png", why: "expired" },
    });
    await expectNothingOnDisk();
  });

  it("comes after an hour also for a computer that slept", async () => {
    const file = await served();

    test.clock.jumpTo(test.clock.now() + HOUR_MS);

    expect(await ask(file.url)).toMatchObject({ status: 404 });
    expect(await active()).toEqual([]);
    await expectNothingOnDisk();
  });

  it("comes when the person stops it", async () => {
    const file = await served();
    const changed = nextChange();

    expect(await test.app.call("media.stop", { id: file.id })).toEqual({ ok: true, value: {} });

    expect(await changed).toEqual({ active: [], ended: { id: file.id, name: "bike.png", why: "stopped" } });
    expect(await ask(file.url)).toMatchObject({ status: 404 });
    expect(await readdir(folderOf())).toEqual([]);
    expect(await test.app.call("media.stop", { id: file.id })).toMatchObject({
      error: { code: "MEDIA_SERVED_UNKNOWN" },
    });
  });

  it.each(["GET", "HEAD"])(
    "comes with the %s that finds the copy deleted by somebody else",
    async (method) => {
      const file = await served();
      const [name = ""] = await readdir(folderOf());
      await rm(join(folderOf(), name));
      const changed = nextChange();

      const answer = await ask(file.url, { method });

      expect(comparable(answer)).toEqual(comparable(await ask(local("/nothing"), { method })));
      expect(await changed).toEqual({ active: [], ended: { id: file.id, name: "bike.png", why: "missing" } });
      expect(await active()).toEqual([]);
    },
  );

  it("cuts off whoever is fetching", async () => {
    const file = await served("film.mp4", chunks(Buffer.alloc(20 * 1024 * 1024)));
    const fetching = await fetchSlowly(file);

    await test.app.call("media.stop", { id: file.id });
    fetching.resume();

    expect(await fetching.ended).toBe("ECONNRESET");
    expect(await active()).toEqual([]);
  });

  it("cuts off whoever does not read", async () => {
    const file = await served("film.mp4", chunks(Buffer.alloc(20 * 1024 * 1024)));
    const fetching = await fetchSlowly(file);

    test.clock.advance(120_000);
    fetching.resume();

    expect(await fetching.ended).toBe("ECONNRESET");
    expect(await active()).toMatchObject([{ fetches: 0 }]);
  });

  it("comes with the program's", () =>
    withOwnApp(async () => {
      const file = await served();
      const url = local(new URL(file.url).pathname);

      await test.app.stop();

      await expect(ask(url)).rejects.toThrow(/ECONNREFUSED/);
      await expect(readdir(folderOf())).rejects.toThrow(/ENOENT/);
    }));

  it("comes at the next start for what a crash left", async () => {
    const dataFolder = await newFolder();
    await mkdir(join(dataFolder, "served"));
    await writeFile(join(dataFolder, "served", "0123456789abcdef01"), BYTES);

    const next = await startIn(dataFolder);

    await expect(readdir(join(dataFolder, "served"))).rejects.toThrow(/ENOENT/);
    expect(await next.app.handlers["media.active"]({})).toEqual([]);
    await discard(next);
  });

  it.skipIf(process.platform === "win32")(
    "never follows a link that stands in the folder's place",
    async () => {
      const dataFolder = await newFolder();
      const precious = join(dataFolder, "precious");
      await mkdir(precious);
      await writeFile(join(precious, "kept.txt"), "kept");
      await symlink(precious, join(dataFolder, "served"));

      const next = await startIn(dataFolder);

      await expect(lstat(join(dataFolder, "served"))).rejects.toThrow(/ENOENT/);
      expect(await readdir(precious)).toEqual(["kept.txt"]);
      await next.stop();
      await rm(dataFolder, { recursive: true });
    },
  );
});

describe("the tunnel", () => {
  it("has to be open before a file is asked for", () =>
    withOwnApp(async () => {
      await test.app.call("tunnel.close", {});

      expect(await serve()).toEqual({ ok: false, error: { code: "MEDIA_TUNNEL_MISSING", details: {} } });
    }));

  it("has to be open still when the file is there", () =>
    withOwnApp(async () => {
      const receipt = (await test.app.call("media.serve", {})) as Result<FileReceipt>; // the call's output
      await test.app.call("tunnel.close", {});
      const path = receipt.ok && receipt.value.by === "ticket" ? receipt.value.path : "";

      const result = await test.fileTickets.upload(path.replace("/upload/", ""), {
        name: "a",
        bytes: chunks(BYTES),
      });

      expect(result).toMatchObject({ error: { code: "MEDIA_TUNNEL_MISSING" } });
      await expectNothingOnDisk();
    }));

  it("takes the address along when it closes, and gives another when it opens anew", () =>
    withOwnApp(async () => {
      const file = await served();
      const closed = nextChange();
      await test.app.call("tunnel.close", {});
      expect(await closed).toMatchObject({ active: [{ id: file.id, url: null }], ended: null });

      await openTunnel("other-bot");

      const [again] = await active();
      expect(again?.url).toBe(file.url.replace(/\/\/[^.]+/, "//other-bot"));
      expect(await ask(again?.url ?? "")).toMatchObject({ status: 200, body: BYTES });
    }));
});

describe("what is refused", () => {
  it("is more than 25 MB, of which nothing stays", async () => {
    const part = Buffer.alloc(1024 * 1024);
    const many = chunks(...Array.from({ length: 25 }, () => part), Buffer.from("x"));

    expect(await serve("film.mp4", many)).toEqual({
      ok: false,
      error: { code: "MEDIA_FILE_TOO_LARGE", details: { name: "film.mp4", megabytes: 25 } },
    });
    expect(await active()).toEqual([]);
    await expectNothingOnDisk();
  });

  it("is an empty file", async () => {
    expect(await serve("a.png", chunks())).toMatchObject({ error: { code: "MEDIA_FILE_EMPTY" } });
    await expectNothingOnDisk();
  });

  it("is a file that breaks off", async () => {
    const broken = (async function* () {
      yield BYTES;
      throw new Error("the page went away");
    })();

    expect(await serve("a.png", broken)).toEqual({
      ok: false,
      error: { code: "MEDIA_FILE_UNREADABLE", details: { name: "a.png", reason: "the page went away" } },
    });
    await expectNothingOnDisk();
  });

  it("is a fifth file at once, also while the others are still coming", async () => {
    const { promise: held, resolve: release } = Promise.withResolvers<void>();
    const slow = async function* (): AsyncGenerator<Uint8Array> {
      yield BYTES;
      await held;
    };
    const coming = [serve("1", slow()), serve("2", slow()), serve("3", slow()), serve("4", slow())];
    await expect.poll(() => readdir(folderOf()).catch(() => [])).toHaveLength(4);

    expect(await serve("5")).toEqual({
      ok: false,
      error: { code: "MEDIA_FILES_TOO_MANY", details: { most: 4 } },
    });
    release();
    expect((await Promise.all(coming)).every(({ ok }) => ok)).toBe(true);
  });

  it("is what comes in when Hookline is being stopped", () =>
    withOwnApp(async () => {
      const { promise: held, resolve: release } = Promise.withResolvers<void>();
      const coming = serve(
        "a",
        (async function* () {
          yield BYTES;
          await held;
        })(),
      );
      await expect.poll(() => readdir(folderOf()).catch(() => [])).toHaveLength(1);
      await test.app.stop();
      release();

      expect(await coming).toMatchObject({ error: { code: "MEDIA_FILE_UNREADABLE" } });
      await expect(readdir(folderOf())).rejects.toThrow(/ENOENT/);
    }));
});

/** All of an answer but when it was given. */
function comparable({ status, headers, body }: Answer): unknown {
  return [status, { ...headers, date: "" }, body];
}
