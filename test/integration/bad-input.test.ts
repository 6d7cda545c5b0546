// What goes wrong around a running product, and what the command line says of it.
import { generateKeyPairSync } from "node:crypto";
import { mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type AddressInfo } from "node:net";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createControlClient } from "../../main/control/control-client.ts";
import { readRunFile } from "../../main/data-folder/run-file.ts";
import { toAppError } from "../../preload/contract/errors.ts";
import { speak } from "../fakes/cli-voice.ts";
import { createCliPlace, type CliPlace, type CliProcess, type CliResult } from "../fakes/cli-process.ts";
import { startLocaltunnelServer } from "../fakes/localtunnel-server.ts";
import { findMounting } from "../fakes/mounted-folder.ts";
import { startWebhookReceiver } from "../fakes/webhook-receiver.ts";

const ANY_PORTS = ["--ui-port", "0", "--listen-port", "0", "--simulator-port", "0"];

const TIMEOUT_MS = 20_000;

const mounting = findMounting();
const mountProblem = "refused" in mounting ? mounting.refused : null;
if (mountProblem !== null) console.warn(`No test with mounts: ${mountProblem}`);

let place: CliPlace;

beforeEach(async () => {
  place = await createCliPlace();
});

afterEach(() => place.remove());

interface Ready {
  readonly listener: { readonly inbound: string };
  readonly simulator: { readonly url: string; readonly controlKey: string };
  readonly tunnel: string | null;
}

async function ready(serving: CliProcess): Promise<Ready> {
  return JSON.parse(await serving.nextLine()) as Ready; // the shape is the test's own of `serve`
}

function serve(args: readonly string[] = [], wrap: readonly string[] = []): CliProcess {
  return place.start(["serve", "--json", ...ANY_PORTS, ...args], { wrap });
}

function errorOf({ code, stdout, stderr }: CliResult): unknown {
  expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
  return (JSON.parse(stderr) as { readonly error: unknown }).error; // its form is what the tests look at
}

/** The command that mounts over the data folder. */
function mounted(options: string): readonly string[] {
  if ("refused" in mounting) throw new Error(mounting.refused);
  mkdirSync(place.dataFolder, { recursive: true });
  return mounting.wrap(place.dataFolder, options);
}

describe("a data folder that cannot be written", () => {
  const TODO = "Give yourself write access and room on its disk, or choose another folder with --data-dir.";

  it("because a file is in the way is told, and the file is left alone", async () => {
    writeFileSync(place.dataFolder, "mine");

    const what = `Hookline cannot write to its data folder ${place.dataFolder}.`;
    const why = "A file stands where a folder should be.";
    expect(errorOf(await serve().ended)).toEqual({ code: "DATA_FOLDER_UNWRITABLE", what, why, todo: TODO });
    expect(await place.run(["workspace", "add", "--name", "Bot"])).toEqual({
      code: 1,
      stdout: "",
      stderr: `${what}\n${why}\n${TODO}\n`,
    });
  });

  it.skipIf(mountProblem !== null)("because its disk is read-only is told, also to root", async () => {
    const wrap = mounted("ro,mode=0700");

    expect(errorOf(await serve([], wrap).ended)).toMatchObject({
      code: "DATA_FOLDER_UNWRITABLE",
      why: "The disk is mounted read-only.",
      todo: TODO,
    });
    // Reading needs no writing.
    expect(await place.run(["events"], { wrap })).toEqual({
      code: 0,
      stdout: "",
      stderr: `There is no hookline.db in ${place.dataFolder}, so nothing is stored there.\n`,
    });
  });

  it.skipIf(mountProblem !== null)("because its disk is full is told", async () => {
    expect(errorOf(await serve([], mounted("size=4k,mode=0700")).ended)).toMatchObject({
      code: "DATA_FOLDER_UNWRITABLE",
      todo: TODO,
    });
  });
});

describe("a store in a folder that can only be read", () => {
  it.skipIf(mountProblem !== null)(
    "is printed, also where it was put away without a write-ahead log",
    async () => {
      const wrap = await storeOne();

      const { code, stdout, stderr } = await place.run(["events", "--json"], { wrap });

      expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
      expect(JSON.parse(stdout)).toMatchObject({ id: 1, response: { status: 400 } });
    },
    TIMEOUT_MS,
  );

  it.skipIf(mountProblem !== null)(
    "is followed when somebody who may write opens it",
    async () => {
      const wrap = await storeOne();
      const following = place.start(["events", "--json", "--follow"], { wrap });
      const before = await following.nextLine();

      const serving = serve();
      await post((await ready(serving)).listener.inbound);
      const after = await following.nextLine();

      for (const process of [serving, following]) {
        process.signal("SIGTERM");
        await process.ended;
      }
      expect([before, after].map((line) => JSON.parse(line))).toMatchObject([{ id: 1 }, { id: 2 }]);
    },
    TIMEOUT_MS,
  );

  it.skipIf(mountProblem !== null)(
    "is told by the doctor without naming the folder",
    async () => {
      const wrap = await storeOne();

      const { stdout } = await place.run(["doctor"], { wrap });

      expect(stdout).toContain("Its integrity check passes. 1 events");
      expect(stdout).toContain("Hookline cannot write to its data folder. The disk is mounted read-only.");
    },
    TIMEOUT_MS,
  );
});

describe("a disk that is full while Hookline runs", () => {
  it.skipIf(mountProblem !== null)(
    "is answered 503 and told in the state, until there is room again, and loses nothing it took",
    async () => {
      const serving = serve([], mounted("size=8m,mode=0700"));
      const { listener } = await ready(serving);
      // The mount as that process sees it.
      const folder = `/proc/${serving.pid}/root${place.dataFolder}`;
      const { control, controlKey } = readRunFile(folder)?.running ?? { control: 0, controlKey: "" };
      const owner = createControlClient({ pid: serving.pid, controlPort: control, controlKey });
      const storeError = async () => (await owner.call("app.state", {})).listener.storeError;

      const before = await post(listener.inbound);
      expect(() => writeFileSync(join(folder, "ballast"), Buffer.alloc(8 * 1024 * 1024))).toThrow("ENOSPC");
      const during = await post(listener.inbound);
      const said = await storeError();
      rmSync(join(folder, "ballast"));
      await expect.poll(storeError, { timeout: 10_000 }).toBeNull();
      const after = await post(listener.inbound);

      expect([before, during, after].map(({ status }) => status)).toEqual([400, 503, 400]);
      expect(during.headers.get("retry-after")).toBe("5");
      expect(said).toEqual({
        code: "STORE_WRITE_FAILED",
        details: { reason: expect.stringMatching(/full|I\/O/) },
      });
      const query = { workspace: null, query: "", upToId: null, offset: 0, limit: 10 };
      expect(await owner.call("events.page", query)).toMatchObject({
        total: 2,
        rows: [{ answer: { status: 400 } }, { answer: { status: 400 } }],
      });
      serving.signal("SIGTERM");
      expect(await serving.ended).toMatchObject({
        code: 0,
        stderr: expect.stringMatching(
          /^The event was not stored\. .+ so Vonage sends them again\.\nEvents are stored again\.\n$/,
        ),
      });
    },
    20_000,
  );
});

describe("a disk that is full when something is changed", () => {
  it.skipIf(mountProblem !== null)(
    "is told in words, with the file that could not be written",
    async () => {
      const serving = serve([], mounted("size=8m,mode=0700"));
      await ready(serving);
      const folder = `/proc/${serving.pid}/root${place.dataFolder}`;
      const { control, controlKey } = readRunFile(folder)?.running ?? { control: 0, controlKey: "" };
      const owner = createControlClient({ pid: serving.pid, controlPort: control, controlKey });
      expect(() => writeFileSync(join(folder, "ballast"), Buffer.alloc(8 * 1024 * 1024))).toThrow("ENOSPC");

      const noSetting = await owner.call("settings.change", { compactRows: true }).catch(toAppError);
      const nobody = await owner.call("simulator.savePerson", { name: "Ada" }).catch(toAppError);

      serving.signal("SIGTERM");
      await serving.ended;
      const NO_ROOM = "There is no room left on the disk.";
      expect(noSetting).toMatchObject({
        code: "DATA_FOLDER_UNWRITABLE",
        details: { reason: `settings.json could not be written. ${NO_ROOM}` },
      });
      const people = join(place.dataFolder, "simulator", "people.json");
      expect(nobody).toMatchObject({
        code: "DATA_WRITE_FAILED",
        details: { reason: `${people} could not be written. ${NO_ROOM}` },
      });
    },
    TIMEOUT_MS,
  );
});

describe.skipIf(process.platform === "win32")("a store that is moved away while Hookline runs", () => {
  it("is a problem that the doctor names, and that is told where it was started", async () => {
    const serving = serve();
    const { listener } = await ready(serving);
    renameSync(join(place.dataFolder, "hookline.db"), join(place.folder, "elsewhere.db"));

    // It is looked for once in a while.
    await expect.poll(async () => (await post(listener.inbound)).status, { timeout: 10_000 }).toBe(503);
    const { code, stdout } = await speak(["doctor", "--data-dir", place.dataFolder]);
    serving.signal("SIGTERM");
    const { stderr } = await serving.ended;

    expect({ code, worst: stdout.trimEnd().split("\n").at(-1) }).toEqual({
      code: 1,
      worst: "There are problems.",
    });
    expect(stdout).toMatch(
      /^problem +listener +The newest webhook was answered 503\. The event was not stored\./m,
    );
    expect(stderr.match(/The event was not stored\./g)).toHaveLength(1);
    expect(stderr).toContain("Put it back, or start Hookline again.");
    expect(stderr).not.toContain("Make room");
  }, 20_000);
});

/** Stores one webhook and ends its writer; gives the command to which the folder can only be read. */
async function storeOne(): Promise<readonly string[]> {
  if ("refused" in mounting) throw new Error(mounting.refused);
  const serving = serve();
  await post((await ready(serving)).listener.inbound);
  serving.signal("SIGTERM");
  await serving.ended;
  return mounting.wrapReadOnly(place.dataFolder);
}

/** Half a mebibyte that is not JSON: it does not fit into what a full disk has left over. */
function post(url: string): Promise<Response> {
  return fetch(url, { method: "POST", body: "x".repeat(512 * 1024) });
}

describe("a reply that Vonage refuses", () => {
  it("exits 1 and says why, for each refusal", async () => {
    const serving = serve();
    const { simulator } = await ready(serving);
    await place.run(["trigger", "inbound"]);
    const said: unknown[] = [];

    const faults = ["unauthorized", "unprovisioned", "low-balance", "throttled", "internal-error"];
    for (const api of faults) {
      await fetch(`${simulator.url}/simulator/faults`, {
        method: "PUT",
        headers: { authorization: `Bearer ${simulator.controlKey}`, "content-type": "application/json" },
        body: JSON.stringify({ api }),
      });
      said.push(errorOf(await place.run(["send", "--json", "--to", "1111111111111111", "text", "Hi"])));
    }
    serving.signal("SIGTERM");
    await serving.ended;

    expect(said).toMatchObject([
      { code: "REPLY_UNAUTHORIZED", todo: "Check the application ID and the key in Keys and JWT." },
      { code: "REPLY_UNPROVISIONED" },
      { code: "REPLY_LOW_BALANCE" },
      { code: "REPLY_THROTTLED", why: "Vonage asks to wait 2 s." },
      { code: "REPLY_SERVER_ERROR", why: "It answered 500: Internal error." },
    ]);
  }, 20_000);

  it("or does not answer is told, with no Hookline running, and logged", async () => {
    const vonage = await startWebhookReceiver();
    vonage.answerWith("hang up");
    const pem = generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey.export({
      type: "pkcs8",
      format: "pem",
    });
    const env = { VONAGE_PRIVATE_KEY: pem.toString() };
    const add = ["workspace", "add", "--name", "Bot", "--application-id", "a", "--page-id", "1"];
    await place.run([...add, "--api-host", vonage.url], { env });
    const send = ["send", "--json", "--workspace", "Bot", "--to", "2", "text", "Hi"];

    const lost = errorOf(await place.run(send));
    await vonage.stop();
    const offline = errorOf(await place.run(send));

    expect(lost).toMatchObject({
      code: "REPLY_CONNECTION_LOST",
      todo: "Look for a status of it before you send again.",
    });
    expect(offline).toMatchObject({ code: "REPLY_OFFLINE", why: "Connection refused." });
    const events = await place.run(["events", "--json", "--query", "kind:reply"]);
    expect(events.stdout.trim().split("\n")).toHaveLength(2);
  }, 20_000);
});

describe("hookline serve --tunnel", () => {
  it("asks that server for that name", async () => {
    const server = await startLocaltunnelServer();
    const wish = ["--tunnel", "localtunnel", "--tunnel-host", server.url, "--subdomain", "brave-bird"];

    const serving = serve(wish);
    const { tunnel } = await ready(serving);
    serving.signal("SIGTERM");
    await serving.ended;
    await server.stop();

    expect(tunnel).toBe(`http://brave-bird.localhost:${server.port}`);
    expect(server.given).toEqual(["brave-bird"]);
  });

  it("that cannot be reached says so and serves all the same", async () => {
    const server = await startLocaltunnelServer();
    await server.stop();

    const serving = serve(["--tunnel", "localtunnel", "--tunnel-host", server.url]);
    const { tunnel, listener } = await ready(serving);
    const { status } = await fetch(listener.inbound, { method: "POST", body: "{}" });
    serving.signal("SIGTERM");

    const { code, stderr } = await serving.ended;
    expect({ tunnel, status, code }).toEqual({ tunnel: null, status: 200, code: 0 });
    expect(stderr).toContain(
      `The tunnel was not opened. The tunnel server ${server.url} cannot be reached: connection refused. Try again later, or use another server.`,
    );
  });
});

describe("hookline simulate", () => {
  it("names its own option when the port it was given is taken", async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, "127.0.0.1", resolve));
    const { port } = other.address() as AddressInfo; // a TCP server's address is never a text

    const result = await place.run(["simulate", "--json", "--port", String(port)]);
    other.close();

    expect(errorOf(result)).toEqual({
      code: "LISTENER_PORT_TAKEN",
      what: `Port ${port} is in use by another program.`,
      why: "Two programs cannot listen on one port.",
      todo: "Stop the other program, or choose another port with --port.",
    });
  });
});
