// `npm start` and `npm run hookline` as processes: which host is chosen, and what is said about it.
import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { chmod, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import packageJson from "../../package.json" with { type: "json" };
import { buildIfNeeded } from "../../scripts/parts/bundle.mjs";
import type { CliResult } from "../fakes/cli-process.ts";

const root = join(import.meta.dirname, "../..");
const WITHOUT_DISPLAY = { DISPLAY: "", WAYLAND_DISPLAY: "", HOOKLINE_NO_DOWNLOAD: "1" };

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "hookline-start-"));
  await buildIfNeeded(() => undefined);
}, 120_000);

afterAll(() => rm(folder, { recursive: true, force: true }));

function runScript(
  name: string,
  args: readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<CliResult> {
  return new Promise((resolve) => {
    const child = execFile(
      process.execPath,
      [join(root, "scripts", name), ...args],
      { env: { ...process.env, HOOKLINE_DATA_DIR: join(folder, "data"), ...env } },
      (_error, stdout, stderr) => resolve({ code: child.exitCode, stdout, stderr }),
    );
  });
}

/** A program in Electron's place. */
async function fakeElectron(script: string): Promise<string> {
  const dist = await mkdtemp(join(folder, "electron-"));
  await writeFile(join(dist, "electron"), `#!/bin/sh\n${script}\n`);
  await chmod(join(dist, "electron"), 0o755);
  return dist;
}

describe("npm start", { timeout: 30_000 }, () => {
  it.skipIf(process.platform !== "linux")(
    "takes the browser without a display, and says why in one line",
    async () => {
      const { code, stdout, stderr } = await runScript("start.mjs", ["--version"], WITHOUT_DISPLAY);

      expect(code).toBe(0);
      expect(stderr).toBe("Starting in the browser instead of a window: there is no display.\n");
      expect(stdout).toBe(`${packageJson.version}\n`);
    },
  );

  it("refuses to force the desktop where it cannot be had", async () => {
    const dist = await mkdtemp(join(folder, "empty-"));
    const env = { ...WITHOUT_DISPLAY, ELECTRON_OVERRIDE_DIST_PATH: dist };

    const { code, stdout, stderr } = await runScript("start.mjs", ["--host", "electron"], env);

    expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
    expect(stderr).toContain("The desktop app did not start: Electron's program is not there");
    expect(stderr).toContain("npm start -- --host browser");
  });

  it.skipIf(process.platform === "win32")(
    "starts the desktop app with the options it was given",
    async () => {
      const env = { ELECTRON_OVERRIDE_DIST_PATH: await fakeElectron('echo "$@"; exit 3') };

      const { code, stdout, stderr } = await runScript("start.mjs", ["--data-dir", "/x y"], env);

      expect({ code, stderr }).toEqual({ code: 3, stderr: "" });
      expect(stdout).toBe(`${root}/ --data-dir /x y\n`);
    },
  );

  it.skipIf(process.platform === "win32")("goes on in the browser when Electron dies at once", async () => {
    const env = { ELECTRON_OVERRIDE_DIST_PATH: await fakeElectron("kill -TRAP $$") };

    const { code, stdout, stderr } = await runScript("start.mjs", ["--version"], env);

    expect(code).toBe(0);
    expect(stderr).toContain("Electron could not start here (SIGTRAP).");
    expect(stdout).toBe(`${packageJson.version}\n`);
  });

  it.skipIf(process.platform === "win32").each(["HUP", "INT", "QUIT", "TERM"])(
    "starts nothing else when Electron is ended by SIG%s",
    async (name) => {
      const env = { ELECTRON_OVERRIDE_DIST_PATH: await fakeElectron(`kill -${name} $$`) };

      const { code, stdout, stderr } = await runScript("start.mjs", ["--version"], env);

      expect({ code, stdout, stderr }).toEqual({ code: 1, stdout: "", stderr: "" });
    },
  );

  it.each([[["--help"]], [["--host", "browser", "--help"]]])("prints its own usage for %j", async (args) => {
    const { code, stdout, stderr } = await runScript("start.mjs", args, WITHOUT_DISPLAY);

    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toContain("Usage: npm start -- [options]");
    expect(stdout).toContain("--host electron|browser");
  });

  it.each([
    [["--host"], "nothing"],
    [["--host", "phone"], "“phone”"],
    [["--host=phone"], "“phone”"],
  ])("takes %j for wrong usage", async (args, typed) => {
    expect(await runScript("start.mjs", args, WITHOUT_DISPLAY)).toEqual({
      code: 2,
      stdout: "",
      stderr:
        `Hookline was not started.\n--host is one of electron, browser, not ${typed}.\n` +
        "Look at its options: npm start -- --help\n",
    });
  });
});

/** Has a process tell itself what it heard: npm, too, hands it on to those that the terminal told. */
const ECHO = "process.once('SIGINT',()=>setImmediate(()=>process.kill(process.pid,'SIGINT')))";

const ANY_PORTS = ["--ui-port", "0", "--listen-port", "0", "--simulator-port", "0"];

/** `npm start` in a process group of its own, as a terminal starts it. */
async function startInGroup(dataFolder: string) {
  const child = spawn(
    process.execPath,
    [join(root, "scripts/start.mjs"), "--host", "browser", "--json", "--data-dir", dataFolder, ...ANY_PORTS],
    {
      stdio: ["ignore", "pipe", "inherit"],
      detached: true,
      env: { ...process.env, NODE_OPTIONS: `--import=data:text/javascript,${ECHO}` },
    },
  );
  const { pid: group } = child;
  if (group === undefined) throw new Error("The script was not started.");
  const ended = once(child, "exit");
  onTestFinished(() => {
    if (child.exitCode === null && child.signalCode === null) process.kill(-group, "SIGKILL");
  });
  const [line] = await once(createInterface({ input: child.stdout }), "line");
  const { listener } = JSON.parse(line);
  return {
    listenPort: Number(new URL(listener.url).port),
    /** Ctrl+C: the terminal tells the whole group. */
    interrupt: () => process.kill(-group, "SIGINT"),
    ended,
  };
}

describe.skipIf(process.platform === "win32")("Ctrl+C under npm start", { timeout: 30_000 }, () => {
  it("answers what is in flight and ends in order, however often it is handed on", async () => {
    const dataFolder = await mkdtemp(join(folder, "ctrl-c-"));
    const started = await startInGroup(dataFolder);
    const caller = connect(started.listenPort, "127.0.0.1");
    let heard = "";
    caller.setEncoding("utf8").on("data", (text: string) => (heard += text));
    caller.on("error", () => undefined);
    const closed = new Promise((resolve) => caller.once("close", resolve));
    caller.write(
      "POST /webhooks/inbound HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n",
    );
    await once(caller, "data");

    started.interrupt();
    await expect
      .poll(() => readFile(join(dataFolder, "hookline.log"), "utf8"), { timeout: 5_000 })
      .toContain("app.stopping");
    caller.write("{}");
    const [code] = await started.ended;
    await closed;

    expect(code).toBe(0);
    expect(heard).toContain("HTTP/1.1 200 OK");
    expect(existsSync(join(dataFolder, "run.json"))).toBe(false);
  });
});

describe.skipIf(process.platform === "win32")("SIGTERM to npm", { timeout: 30_000 }, () => {
  it("ends what npm runs by a shell, in order", async () => {
    const dataFolder = await mkdtemp(join(folder, "term-"));
    const serve = ["run", "-s", "hookline", "--", "serve", "--json", "--data-dir", dataFolder, ...ANY_PORTS];
    const npm = spawn("npm", serve, { cwd: root, stdio: ["ignore", "pipe", "inherit"], detached: true });
    const { pid: group } = npm;
    if (group === undefined) throw new Error("npm was not started.");
    onTestFinished(() => {
      if (existsSync(join(dataFolder, "run.json"))) process.kill(-group, "SIGKILL");
    });
    const [line] = await once(createInterface({ input: npm.stdout }), "line");
    const { listener } = JSON.parse(line);

    npm.kill("SIGTERM");

    await expect.poll(() => existsSync(join(dataFolder, "run.json")), { timeout: 5_000 }).toBe(false);
    await expect.poll(() => isListening(Number(new URL(listener.url).port)), { timeout: 5_000 }).toBe(false);
    expect(await readFile(join(dataFolder, "hookline.log"), "utf8")).toContain("app.stopping");
  });
});

describe.skipIf(process.platform !== "linux")("a terminal that is closed", { timeout: 30_000 }, () => {
  it("ends what it ran in order", async () => {
    const dataFolder = await mkdtemp(join(folder, "hangup-"));
    const command = [`"${process.execPath}" "${join(root, "scripts/start.mjs")}" --host browser --json`]
      .concat(`--data-dir "${dataFolder}"`, ANY_PORTS)
      .join(" ");
    const terminal = spawn("script", ["--quiet", "--command", command, "/dev/null"], {
      stdio: ["pipe", "pipe", "inherit"],
    });
    onTestFinished(async () => {
      const { pid } = JSON.parse(await readFile(join(dataFolder, "run.json"), "utf8").catch(() => "{}"));
      if (typeof pid === "number" && existsSync(`/proc/${pid}`)) process.kill(pid, "SIGKILL");
    });
    const [line] = await once(createInterface({ input: terminal.stdout }), "line");
    const { listener } = JSON.parse(line);

    // Whoever holds the other end of the terminal is gone, as an SSH connection that broke.
    terminal.kill("SIGKILL");

    await expect.poll(() => existsSync(join(dataFolder, "run.json")), { timeout: 5_000 }).toBe(false);
    await expect.poll(() => isListening(Number(new URL(listener.url).port)), { timeout: 5_000 }).toBe(false);
    expect(await readFile(join(dataFolder, "hookline.log"), "utf8")).toContain("app.stopping");
  });
});

async function isListening(port: number): Promise<boolean> {
  const socket = connect(port, "127.0.0.1");
  const answer = new Promise<boolean>((resolve) => {
    socket.once("connect", () => resolve(true)).once("error", () => resolve(false));
  });
  return answer.finally(() => socket.destroy());
}

describe("npm run hookline", { timeout: 30_000 }, () => {
  it("runs the built command line and hands on its exit code", async () => {
    expect(await runScript("hookline.mjs", ["--version"], {})).toEqual({
      code: 0,
      stdout: `${packageJson.version}\n`,
      stderr: "",
    });
    expect(await runScript("hookline.mjs", ["nonsense"], {})).toMatchObject({ code: 2, stdout: "" });
  });
});

describe("the build", { timeout: 30_000 }, () => {
  it("holds what package.json, the app and its workers name, and leaves nothing else behind", async () => {
    const main = (await readdir(join(root, "dist/main"))).filter((name) => !/-[\w-]{8}\.js$/.test(name));

    expect(main.toSorted()).toEqual([
      "cli.js",
      "electron.js",
      "hookline.js",
      "localtunnel-worker.js",
      "query-worker.js",
    ]);
    expect(await readdir(join(root, "dist/preload"))).toEqual(["index.cjs"]);
    expect(await readdir(join(root, "dist/renderer"))).toContain("index.html");
    expect(packageJson.bin.hookline).toBe("dist/main/hookline.js");
    expect(packageJson.main).toBe("dist/main/electron.js");
  });
});
