import { mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { openSettingsFile } from "../../../../../main/hosts/electron/settings-file.ts";
import { Settings } from "../../../../../preload/contract/settings.ts";

// electron-store asks the npm package for Electron's path; without this it would be fetched from a network first.
vi.hoisted(() => {
  process.env["ELECTRON_OVERRIDE_DIST_PATH"] = "not-started-here";
});

let dataFolder = "";

beforeEach(async () => {
  dataFolder = await mkdtemp(join(tmpdir(), "hookline-settings-"));
});

afterEach(() => rm(dataFolder, { recursive: true, force: true }));

it("gives back after a restart what was written, from the file that every host uses", async () => {
  const settings = Settings.parse({ theme: "dark" });
  openSettingsFile({ dataFolder }).write(settings);

  expect(openSettingsFile({ dataFolder }).read()).toEqual(settings);
  expect(JSON.parse(await readFile(join(dataFolder, "settings.json"), "utf8"))).toEqual(settings);
  expect((await stat(join(dataFolder, "settings.json"))).mode & 0o777).toBe(0o600);
});

it("refuses a damaged file and leaves it as it is", async () => {
  const file = join(dataFolder, "settings.json");
  await writeFile(file, "{ not json");

  expect(() => openSettingsFile({ dataFolder })).toThrow(
    expect.objectContaining({ code: "DATA_FILE_DAMAGED" }),
  );

  expect(await readFile(file, "utf8")).toBe("{ not json");
});
