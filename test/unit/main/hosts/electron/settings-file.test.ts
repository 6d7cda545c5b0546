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

it("keeps a damaged file aside, starts from the defaults, and says so", async () => {
  const file = join(dataFolder, "settings.json");
  await writeFile(file, "{ not json");

  const opened = openSettingsFile({ dataFolder });

  expect(opened.warning).toBe(
    `The settings could not be read and are back to their defaults. The old file was kept as ${file}.damaged.`,
  );
  expect(opened.read()).toEqual({});
  expect(await readFile(`${file}.damaged`, "utf8")).toBe("{ not json");
});

it("has no warning about a file that is well", () => {
  expect(openSettingsFile({ dataFolder }).warning).toBeNull();
});

it("says why a setting could not be kept when the folder takes no files", async () => {
  const opened = openSettingsFile({ dataFolder });
  await rm(dataFolder, { recursive: true });
  await writeFile(dataFolder, "a file in the way");

  const reason = "settings.json could not be written. A file stands where a folder should be.";
  expect(() => opened.write(Settings.parse({}))).toThrow(
    expect.objectContaining({ code: "DATA_FOLDER_UNWRITABLE", details: { folder: dataFolder, reason } }),
  );
});
