import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { createWindowPlaceFile } from "../../../../../main/hosts/electron/window-place-file.ts";
import { createMemoryLog, type MemoryLog } from "../../../../fakes/log.ts";

// electron-store asks the npm package for Electron's path; without this it would be fetched from a network first.
vi.hoisted(() => {
  process.env["ELECTRON_OVERRIDE_DIST_PATH"] = "not-started-here";
});

const PLACE = { x: 10, y: 20, width: 1200, height: 800, isMaximized: false };
let folder = "";
let log: MemoryLog;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "hookline-place-"));
  log = createMemoryLog();
});

afterEach(() => rm(folder, { recursive: true, force: true }));

function open() {
  return createWindowPlaceFile({ folder, log });
}

it("gives back after a restart where the window stood", () => {
  open().keep(PLACE);

  expect(open().read()).toEqual(PLACE);
});

it.each(["", '{"place":{"x":1', "\0\0\0\0", "null", "[]", "7"])(
  "takes a damaged file (%j) for none, and keeps the next place",
  async (text) => {
    await writeFile(join(folder, "window.json"), text);

    const before = open().read();
    open().keep(PLACE);

    expect([before, open().read(), log.lines]).toEqual([undefined, PLACE, []]);
  },
);

it("logs that a place could not be read or kept, and stops nothing", async () => {
  await rm(folder, { recursive: true });
  await writeFile(folder, "a file in the way");

  const before = open().read();
  open().keep(PLACE);

  expect(before).toBeUndefined();
  expect(log.lines).toEqual([
    { level: "error", event: "the window's place was not read", error: expect.any(Error) },
    { level: "error", event: "the window's place was not kept", error: expect.any(Error) },
  ]);
});
