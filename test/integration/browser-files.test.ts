// Files to and from a browser, over the browser host's own addresses: who may use them, how often, and what they say.
import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { request, type IncomingHttpHeaders } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { startBrowserHost, type BrowserHost } from "../../main/hosts/browser/index.ts";
import type { Bridge, Result } from "../../preload/contract/contract.ts";
import { SIMULATED_WORKSPACE, type EventId } from "../../preload/contract/ids.ts";
import type { FileDelivery, FileReceipt, LoadedMedia, ServedFile } from "../../preload/contract/media.ts";
import { serveChosenInPage } from "../../renderer/features/media/serve-file.ts";
import { startLocaltunnelServer, type LocaltunnelServer } from "../fakes/localtunnel-server.ts";
import { startTestApp, type RunningApp } from "../fakes/running-app.ts";

const MB = 1024 * 1024;

let test: RunningApp;
let host: BrowserHost;
let server: LocaltunnelServer;
let rendererFolder: string;
let origin: string;

beforeAll(async () => {
  server = await startLocaltunnelServer();
  test = await startTestApp();
  await test.app.call("tunnel.open", { provider: "localtunnel", host: server.url });
  rendererFolder = await mkdtemp(join(tmpdir(), "hookline-page-"));
  await writeFile(join(rendererFolder, "index.html"), "<!doctype html>");
  host = await startBrowserHost({
    ...test,
    files: test.fileTickets,
    port: { port: 0, isExplicit: true },
    bind: "127.0.0.1",
    allowedHosts: [],
    rendererFolder,
  });
  origin = `http://127.0.0.1:${host.bound.port}`;
});
afterEach(async () => {
  for (const { id } of await test.app.handlers["media.active"]({})) await test.app.call("media.stop", { id });
});
afterAll(async () => {
  await host.stop();
  await test.stop();
  await server.stop();
  await rm(rendererFolder, { recursive: true });
});

interface Asked {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Uint8Array;
}

interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** As raw as needed: fetch would not let a test choose Host or Sec-Fetch-Site. */
function ask(path: string, { method = "GET", headers = {}, body }: Asked = {}): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const outgoing = request(origin + path, { method, headers, agent: false }, (response) => {
      const parts: Buffer[] = [];
      response.on("data", (part: Buffer) => parts.push(part));
      response.on("end", () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(parts) }),
      );
    });
    outgoing.on("error", reject).end(body);
  });
}

/** What a browser adds for our own page. */
function own(more: Readonly<Record<string, string>> = {}): Record<string, string> {
  return {
    origin,
    "sec-fetch-site": "same-origin",
    "content-type": "application/octet-stream",
    "x-hookline-file-name": "bike.png",
    ...more,
  };
}

async function uploadPath(): Promise<string> {
  const receipt = (await test.app.call("media.serve", {})) as Result<FileReceipt>; // the call's output
  if (!receipt.ok || receipt.value.by !== "ticket") throw new Error(JSON.stringify(receipt));
  return receipt.value.path;
}

function send(path: string, headers = own(), body: Uint8Array = Buffer.from("bytes")): Promise<Answer> {
  return ask(path, { method: "POST", headers, body });
}

function resultOf({ body }: Answer): Result<ServedFile> {
  return JSON.parse(body.toString("utf8")) as Result<ServedFile>; // what the page reads
}

async function active(): Promise<readonly ServedFile[]> {
  return test.app.handlers["media.active"]({});
}

describe("an upload", () => {
  it("is served, and answered with what is known of it", async () => {
    const headers = own({ "x-hookline-file-name": encodeURIComponent("Köln.jpg") });

    const answer = await send(await uploadPath(), headers);

    const result = resultOf(answer);
    expect(answer.status).toBe(200);
    expect(result).toMatchObject({ ok: true, value: { name: "Köln.jpg", bytes: 5, kind: "image" } });
    expect([result]).toEqual((await active()).map((value) => ({ ok: true, value })));
  });

  it("works once", async () => {
    const path = await uploadPath();
    await send(path);

    expect(await send(path)).toMatchObject({ status: 410 });
    expect(await active()).toHaveLength(1);
  });

  it("works once also when two come together", async () => {
    const path = await uploadPath();

    const statuses = (await Promise.all([send(path), send(path)])).map(({ status }) => status);

    expect(statuses.toSorted()).toEqual([200, 410]);
  });

  it("works for 30 s", async () => {
    const path = await uploadPath();

    test.clock.advance(30_000);

    expect(await send(path)).toMatchObject({ status: 410 });
  });

  it.each([
    ["another site", { origin: "https://evil.example", "sec-fetch-site": "cross-site" }, 403],
    ["another port of this computer", { origin: "http://127.0.0.1:1" }, 403],
    ["a site that hides where it is from", { "sec-fetch-site": "same-site" }, 403],
    ["another host's name", { host: "evil.example" }, 421],
    ["a form", { "content-type": "multipart/form-data; boundary=x" }, 415],
    ["a text", { "content-type": "text/plain" }, 415],
  ])("of %s is refused", async (_who, changes, status) => {
    const path = await uploadPath();

    expect(await send(path, own(changes))).toMatchObject({ status });

    expect(await active()).toEqual([]);
    expect(await send(path)).toMatchObject({ status: 200 });
  });

  it("without an Origin is refused", async () => {
    const { origin: _none, ...headers } = own();

    expect(await send(await uploadPath(), headers)).toMatchObject({ status: 403 });
  });

  it.each(["/upload/", "/upload/AAAAAAAAAAAAAAAAAAAAAA"])(
    "to %s, which nobody gave, is refused",
    async (path) => {
      const { status } = await send(path);

      expect([404, 410]).toContain(status);
      expect(await active()).toEqual([]);
    },
  );

  it("of more than 25 MB is said to be too large, and nothing of it stays", async () => {
    const answer = await send(await uploadPath(), own(), Buffer.alloc(25 * MB + 1));

    expect(resultOf(answer)).toMatchObject({ ok: false, error: { code: "MEDIA_FILE_TOO_LARGE" } });
    expect(answer.headers["connection"]).toBe("close");
    expect(await readdir(join(test.dataFolder, "served"))).toEqual([]);
  });

  it("of just 25 MB is taken, and is never in memory as a whole", async () => {
    const answer = await send(await uploadPath(), own(), Buffer.alloc(25 * MB));

    expect(resultOf(answer)).toMatchObject({ ok: true, value: { bytes: 25 * MB } });
  });

  it("that breaks off leaves nothing", async () => {
    const path = await uploadPath();
    const outgoing = request(origin + path, {
      method: "POST",
      headers: own({ "content-length": "1000" }),
      agent: false,
    });
    outgoing.on("error", () => undefined);
    outgoing.write("half");
    await expect.poll(() => readdir(join(test.dataFolder, "served")).catch(() => [])).toHaveLength(1);

    outgoing.destroy();

    await expect.poll(() => readdir(join(test.dataFolder, "served"))).toEqual([]);
    expect(await active()).toEqual([]);
  });

  it("is not possible at any other address", async () => {
    expect(await send("/secret/AAAAAAAAAAAAAAAAAAAAAA")).toMatchObject({ status: 415 });
  });

  it("is what the page does", async () => {
    const result = await serveChosenInPage(new File(["bytes of the page"], "bike & rack.gif"), page());

    expect(result).toMatchObject({ ok: true, value: { name: "bike & rack.gif", bytes: 17, kind: "image" } });
    expect(await active()).toHaveLength(1);
  });

  it.each([
    ["an empty file", new File([], "a.png"), "MEDIA_FILE_EMPTY"],
    ["one that is too large", new File([Buffer.alloc(25 * MB + 1)], "a.png"), "MEDIA_FILE_TOO_LARGE"],
  ])("of %s is not even begun by the page", async (_what, file, code) => {
    const calls: string[] = [];
    const { fetch, bridge } = page();

    const result = await serveChosenInPage(file, {
      fetch,
      bridge: {
        call: (name, input) => {
          calls.push(name);
          return bridge.call(name, input);
        },
      },
    });

    expect([result, calls]).toMatchObject([{ ok: false, error: { code } }, []]);
  });

  it("tells the page that the host is gone", async () => {
    const result = await serveChosenInPage(new File(["bytes"], "a.png"), {
      ...page(),
      fetch: () => Promise.reject(new TypeError("Failed to fetch")),
    });

    expect(result).toMatchObject({ ok: false, error: { code: "CONTRACT_HOST_LOST" } });
  });
});

describe("a download", () => {
  it("is kept and never shown, and works once", async () => {
    const path = await downloadPath();

    const answer = await ask(path, { headers: { "sec-fetch-site": "same-origin" } });

    expect(answer.status).toBe(200);
    expect(answer.body.subarray(0, 8).toString()).toBe("%PDF-1.4");
    expect(answer.headers).toMatchObject({
      "cache-control": "no-store",
      "content-disposition":
        "attachment; filename=\"simulated-file.pdf\"; filename*=UTF-8''simulated-file.pdf",
      "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
      "content-type": "application/octet-stream",
      "x-content-type-options": "nosniff",
    });
    expect(await ask(path)).toMatchObject({ status: 410 });
  });

  it("works for 30 s", async () => {
    const path = await downloadPath();

    test.clock.advance(30_000);

    expect(await ask(path)).toMatchObject({ status: 410 });
  });

  it.each([
    ["another site", { "sec-fetch-site": "cross-site" }, 403],
    ["another port of this computer", { "sec-fetch-site": "same-site" }, 403],
    ["another host's name", { host: "evil.example" }, 421],
  ])("asked for by %s is refused", async (_who, headers, status) => {
    const path = await downloadPath();

    expect(await ask(path, { headers })).toMatchObject({ status });
    expect(await ask(path)).toMatchObject({ status: 200 });
  });
});

describe("a picture", () => {
  it("is shown as what its bytes are, as often as the page draws it", async () => {
    const path = await pictureAddress();

    const answers = [await ask(path), await ask(path, { headers: { "sec-fetch-site": "same-origin" } })];

    for (const { status, headers } of answers) {
      expect(status).toBe(200);
      expect(headers).toMatchObject({
        "cache-control": "no-store",
        "content-type": "image/png",
        "cross-origin-resource-policy": "same-origin",
        "x-content-type-options": "nosniff",
      });
    }
  });

  it.each([
    ["another site", { "sec-fetch-site": "cross-site" }, 403],
    ["another host's name", { host: "evil.example" }, 421],
  ])("asked for by %s is refused", async (_who, headers, status) => {
    expect(await ask(await pictureAddress(), { headers })).toMatchObject({ status });
  });

  it("that nobody loaded is not there", async () => {
    expect(await ask("/media/AAAAAAAAAAAAAAAAAAAAAA")).toMatchObject({ status: 404 });
  });
});

function page(): { readonly bridge: Pick<Bridge, "call">; readonly fetch: typeof globalThis.fetch } {
  return {
    bridge: {
      // Results cross the bridge as they are.
      call: (name, input) => test.app.call(name, input) as ReturnType<Bridge["call"]> as never,
    },
    fetch: (path, init) => fetch(origin + String(path), { ...init, headers: { ...init?.headers, origin } }),
  };
}

/** The simulated person sends a medium; the id of the event that it becomes. */
async function simulated(type: "image" | "file"): Promise<EventId> {
  const arrived = new Promise<EventId>((resolve) => {
    const end = test.app.subscribe("events.appended", ([row]) => {
      if (row?.workspace !== SIMULATED_WORKSPACE) return;
      end();
      resolve(row.id);
    });
  });
  await test.app.call("simulator.receive", { type });
  return arrived;
}

async function downloadPath(): Promise<string> {
  const saved = (await test.app.call("media.save", {
    id: await simulated("file"),
  })) as Result<FileDelivery>;
  if (!saved.ok || saved.value.by !== "ticket") throw new Error(JSON.stringify(saved));
  return saved.value.path;
}

async function pictureAddress(): Promise<string> {
  const loaded = (await test.app.call("media.load", {
    id: await simulated("image"),
  })) as Result<LoadedMedia>;
  if (!loaded.ok || loaded.value.picture === null) throw new Error(JSON.stringify(loaded));
  return loaded.value.picture.address;
}
