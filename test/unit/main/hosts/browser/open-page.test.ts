import { existsSync } from "node:fs";
import { chmod, mkdir, mkdtemp, readFile, rm, stat, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openPage, type OpenPageParts } from "../../../../../main/hosts/browser/open-page.ts";
import { createFrozenClock, type FrozenClock } from "../../../../fakes/clock.ts";
import { createMemoryLog } from "../../../../fakes/log.ts";

const URL_WITH_KEY = "http://127.0.0.1:4816/#key=abc-DEF_123";

let dataFolder: string;
let clock: FrozenClock;
let warnings: string[];

beforeEach(async () => {
  dataFolder = await mkdtemp(join(tmpdir(), "hookline-open-"));
  clock = createFrozenClock();
  warnings = [];
  // A stand-in for the system's opener: it writes down its surroundings, then its arguments.
  await writeFile(
    join(dataFolder, "xdg-open"),
    '#!/bin/sh\ncd "$(dirname "$0")"\nenv > environment\necho "$@" > opened\n',
  );
  await chmod(join(dataFolder, "xdg-open"), 0o755);
});

afterEach(() => rm(dataFolder, { recursive: true, force: true }));

function parts(env: NodeJS.ProcessEnv = {}): OpenPageParts {
  return {
    dataFolder,
    clock,
    log: createMemoryLog(),
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
    };

    await open({ DISPLAY: ":7", ...secrets });

    const environment = await readFile(join(dataFolder, "environment"), "utf8");
    expect(environment).toContain("DISPLAY=:7\n");
    expect(environment).not.toMatch(/secret-|VONAGE_|NEXMO_|HOOKLINE_/);
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

  it("ends in order though a folder has taken the place of its file", async () => {
    const remove = await open();
    await rm(join(dataFolder, "open.html"));
    await mkdir(join(dataFolder, "open.html"));

    await expect(remove()).resolves.toBeUndefined();
  });
});
