// `npm start` while it fetches Electron's program: whoever ends it then gets nothing else in its place.
import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer, type AddressInfo, type Server } from "node:net";
import { constants, tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { buildIfNeeded } from "../../scripts/parts/bundle.mjs";

const root = join(import.meta.dirname, "../..");
const script = join(root, "scripts/start.mjs");

let folder: string;
let mirror: Server;

beforeAll(() => buildIfNeeded(() => undefined), 120_000);

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "hookline-fetch-"));
  // Read, so that its end is seen.
  mirror = createServer((socket) => socket.on("error", () => undefined).resume());
  await new Promise<void>((resolve) => mirror.listen(0, "127.0.0.1", resolve));
});

afterEach(async () => {
  mirror.close();
  await rm(folder, { recursive: true, force: true });
});

/** A start that fetches from a mirror which takes the connection and says nothing. Resolves once it does. */
async function startFetching(command: readonly string[]): Promise<ChildProcess> {
  const { port } = mirror.address() as AddressInfo; // it listens by TCP
  const [program = "", ...args] = command;
  const asked = once(mirror, "connection");
  const child = spawn(program, args, {
    stdio: ["ignore", "pipe", "pipe"],
    env: {
      ...process.env,
      HOOKLINE_DATA_DIR: join(folder, "data"),
      HOOKLINE_NO_DOWNLOAD: "",
      ELECTRON_MIRROR: `http://127.0.0.1:${port}/`,
      ELECTRON_OVERRIDE_DIST_PATH: folder,
      electron_config_cache: folder,
    },
  });
  await asked;
  return child;
}

/** The mirror sees when nobody fetches any more. */
async function untilNobodyFetches(): Promise<void> {
  await expect.poll(countFetching, { timeout: 10_000 }).toBe(0);
}

function countFetching(): Promise<number> {
  return new Promise((resolve) => {
    mirror.getConnections((_error, connections) => resolve(connections));
  });
}

describe.skipIf(process.platform === "win32")("npm start that fetches", { timeout: 60_000 }, () => {
  it.each(["SIGINT", "SIGTERM", "SIGHUP", "SIGQUIT"] as const)(
    "ends by %s with its code and starts nothing",
    async (name) => {
      const child = await startFetching([process.execPath, script, "--version"]);
      const said = [child.stdout, child.stderr].map((stream) => (stream === null ? "" : text(stream)));

      child.kill(name);
      const [code] = (await once(child, "exit")) as [number | null]; // as Node tells it
      const [stdout, stderr] = await Promise.all(said);

      expect({ code, stdout }).toEqual({ code: 128 + constants.signals[name], stdout: "" });
      expect(stderr).not.toContain("Starting in the browser");
      await untilNobodyFetches();
    },
  );

  it("ends when the shell that started it was ended alone", async () => {
    const shell = await startFetching(["sh", "-c", '"$@"; :', "sh", process.execPath, script, "--version"]);
    const stdout = shell.stdout === null ? "" : text(shell.stdout);

    shell.kill("SIGTERM");

    expect(await stdout).toBe("");
    await untilNobodyFetches();
  });
});
