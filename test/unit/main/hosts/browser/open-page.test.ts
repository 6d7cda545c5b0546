import { existsSync } from "node:fs";
import { chmod, mkdir, mkdtemp, readFile, rm, stat, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openPage, type OpenPageParts } from "../../../../../main/hosts/browser/open-page.ts";
import { createFrozenClock, type FrozenClock } from "../../../../fakes/clock.ts";
import { createMemoryLog, type MemoryLog } from "../../../../fakes/log.ts";

const URL_WITH_KEY = "http://127.0.0.1:4816/#key=abc-DEF_123";

let dataFolder: string;
let clock: FrozenClock;
let log: MemoryLog;
let warnings: string[];

beforeEach(async () => {
  dataFolder = await mkdtemp(join(tmpdir(), "hookline-open-"));
  clock = createFrozenClock();
  log = createMemoryLog();
  warnings = [];
  await putOpener();
});

afterEach(() => rm(dataFolder, { recursive: true, force: true }));

/** A stand-in for the system's opener: it writes down its surroundings and its arguments, and ends as it is told to. */
async function putOpener(end = ""): Promise<void> {
  const file = join(dataFolder, "xdg-open");
  await writeFile(
    file,
    `#!/bin/sh\ncd "$(dirname "$0")"\nenv > environment\necho $$ > pid\necho "$@" > opened\n${end}\n`,
  );
  await chmod(file, 0o755);
}

/** What opened the page, by its process. */
async function opener(): Promise<number> {
  return Number(await readFile(join(dataFolder, "pid"), "utf8"));
}

/** Waits until we know that it ended. */
async function ended(pid: number): Promise<void> {
  await expect.poll(() => isThere(pid), { timeout: 10_000 }).toBe(false);
}

/** An opener that is the browser and stays until it is ended by a signal. */
async function openStaying(): Promise<{
  remove: () => Promise<void>;
  pid: number;
  end: () => Promise<void>;
}> {
  await putOpener("exec sleep 60");
  const remove = await open();
  const pid = await opener();
  async function end(): Promise<void> {
    process.kill(pid);
    await ended(pid);
  }
  return { remove, pid, end };
}

/** It is until Node has taken note of its end. */
function isThere(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false; // no such process
  }
}

function parts(env: NodeJS.ProcessEnv = {}): OpenPageParts {
  return {
    dataFolder,
    clock,
    log,
    platform: "linux",
    env: { PATH: `${dataFolder}:${process.env["PATH"] ?? ""}`, ...env },
    warn: (line) => warnings.push(line),
  };
}

/** Opens it, and waits for the opener: it writes in the folder that is removed after the test. */
async function open(env?: NodeJS.ProcessEnv): ReturnType<typeof openPage> {
  const remove = await openPage(URL_WITH_KEY, parts(env));
  const opened = join(dataFolder, "opened");
  await expect.poll(() => existsSync(opened) && readFile(opened, "utf8"), { timeout: 10_000 }).toBeTruthy();
  return remove;
}

describe.skipIf(process.platform === "win32")("openPage", () => {
  it("passes the key by a file that only this user can read, never as an argument", async () => {
    const remove = await open();
    const page = join(dataFolder, "open.html");

    expect(await readFile(page, "utf8")).toContain(`url=${URL_WITH_KEY}`);
    expect((await stat(page)).mode & 0o777).toBe(0o600);
    expect(await readFile(join(dataFolder, "opened"), "utf8")).toBe(`${page}\n`);

    await remove();
    expect(existsSync(page)).toBe(false);
    expect(clock.pending()).toBe(0);
  });

  it("removes the file after a minute", async () => {
    await open();

    clock.advance(60_000);

    await expect.poll(() => existsSync(join(dataFolder, "open.html"))).toBe(false);
  });

  it("does not write through a link that somebody left there", async () => {
    const target = join(dataFolder, "target");
    await writeFile(target, "untouched");
    await symlink(target, join(dataFolder, "open.html"));

    const remove = await open();
    await remove();

    expect(await readFile(target, "utf8")).toBe("untouched");
  });

  it("hands the browser none of the secrets in the environment", async () => {
    const secrets = {
      VONAGE_API_SECRET: "secret-1",
      NEXMO_API_SECRET: "secret-2",
      HOOKLINE_CONTROL_KEY: "secret-3",
      // Windows takes it for the same variable.
      Vonage_Private_Key: "secret-4",
    };

    await open({ DISPLAY: ":7", ...secrets });

    const environment = await readFile(join(dataFolder, "environment"), "utf8");
    expect(environment).toContain("DISPLAY=:7\n");
    expect(environment).not.toMatch(/secret-|VONAGE_|NEXMO_|HOOKLINE_/i);
  });

  it("says why the browser was not opened where its file cannot be written, and throws nothing", async () => {
    await mkdir(join(dataFolder, "open.html"));

    const remove = await openPage(URL_WITH_KEY, parts());
    await remove();

    expect(warnings).toEqual([
      `The browser was not opened: ${join(dataFolder, "open.html")} cannot be written. A folder has that name. Open the printed address yourself.`,
    ]);
    expect(existsSync(join(dataFolder, "opened"))).toBe(false);
    expect(clock.pending()).toBe(0);
  });

  it("says it where the system has nothing to open a page with", async () => {
    const remove = await openPage(URL_WITH_KEY, parts({ PATH: "/none" }));
    await expect.poll(() => warnings, { timeout: 10_000 }).toHaveLength(1);
    await remove();

    expect(warnings).toEqual([
      "The browser was not opened: xdg-open cannot be started. There is no such program. Open the printed address yourself.",
    ]);
  });

  it("says it where the system refuses at once to start anything", async () => {
    const remove = await openPage(URL_WITH_KEY, parts({ TOO_LONG: "x".repeat(4 * 1024 * 1024) }));
    await remove();

    expect(warnings).toEqual([
      "The browser was not opened: xdg-open cannot be started. The system says E2BIG. Open the printed address yourself.",
    ]);
  });

  it.each([
    ["has nothing to open a page with", "exit 3", "found nothing that opens a page (exit code 3)"],
    ["could not open the page", "exit 4", "failed with exit code 4"],
    ["is ended by a signal", "kill -KILL $$", "was ended by SIGKILL"],
  ])("says it once, and logs it, where the opener %s", async (_what, end, reason) => {
    await putOpener(end);

    const remove = await open();
    await expect.poll(() => warnings, { timeout: 10_000 }).toHaveLength(1);
    await remove();

    expect(warnings).toEqual([
      `The browser was not opened: xdg-open ${reason}. Open the printed address yourself.`,
    ]);
    expect(log.lines).toEqual([
      {
        level: "info",
        event: "the browser was not opened",
        details: { reason: `xdg-open ${reason}.` },
      },
    ]);
  });

  it("says nothing where the opener ends well", async () => {
    const remove = await open();
    await ended(await opener());
    await remove();

    expect({ warnings, logged: log.lines }).toEqual({ warnings: [], logged: [] });
  });

  it("leaves an opener that stays in a group of its own, where Ctrl+C does not end it", async () => {
    const { remove, pid, end } = await openStaying();

    expect(() => process.kill(-pid, 0)).not.toThrow();

    await remove();
    await end();
  });

  it.each([
    ["once its page was there for a minute", () => clock.advance(60_000)],
    ["once Hookline ends", (remove: () => Promise<void>) => remove()],
  ])("takes the end of an opener that stayed for that of a browser %s", async (_when, pass) => {
    const { remove, end } = await openStaying();
    await pass(remove);

    await end();

    await remove();
    expect({ warnings, logged: log.lines }).toEqual({ warnings: [], logged: [] });
  });

  it("ends in order though a folder has taken the place of its file", async () => {
    const remove = await open();
    await rm(join(dataFolder, "open.html"));
    await mkdir(join(dataFolder, "open.html"));

    await expect(remove()).resolves.toBeUndefined();
  });
});
