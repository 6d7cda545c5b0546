import {
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { WorkspaceId } from "../../../../preload/contract/ids.ts";
import { Settings } from "../../../../preload/contract/settings.ts";
import { openConfSettingsFile } from "../../../../main/settings/conf-settings-file.ts";
import { createSettings, readSettings } from "../../../../main/settings/settings.ts";
import { createMemorySettingsFile } from "../../../fakes/settings-file.ts";

const defaults = Settings.parse({});

function create(stored: unknown) {
  const file = createMemorySettingsFile(stored);
  const told: Settings[] = [];
  return { file, told, settings: createSettings({ file, onChange: (settings) => told.push(settings) }) };
}

describe("reading", () => {
  it.each([
    ["nothing", undefined, {}],
    ["a list", [], {}],
    ["an older file", { theme: "dark" }, { theme: "dark" }],
    ["one bad value", { theme: "pink", compactRows: true }, { compactRows: true }],
    [
      "a bad value in a group",
      { webhooks: { bodyLimit: 3, badSignatureAnswer: 200 } },
      { webhooks: { ...defaults.webhooks, badSignatureAnswer: 200 } },
    ],
    ["a group that is none", { webhooks: "x", listWidth: 400 }, { listWidth: 400 }],
    ["members nobody knows", { later: 1, singleKeys: false }, { singleKeys: false }],
  ])("takes %s and falls back field by field", (_name, stored, kept) => {
    expect(readSettings(stored)).toEqual({ ...defaults, ...kept });
  });
});

describe("changing", () => {
  it("keeps what is left out, writes the file and tells once", () => {
    const { settings, file, told } = create({ theme: "dark", webhooks: { badSignatureAnswer: 200 } });
    const expected = {
      ...defaults,
      theme: "dark",
      listWidth: 500,
      webhooks: { ...defaults.webhooks, badSignatureAnswer: 200, unsignedAnswer: 503 },
    };

    const changed = settings.change({ listWidth: 500, webhooks: { unsignedAnswer: 503 } });

    expect(changed).toEqual(expected);
    expect({ now: settings.get(), stored: file.contents(), told }).toEqual({
      now: expected,
      stored: expected,
      told: [expected],
    });
  });

  it("tells nobody of a change that changes nothing", () => {
    const { settings, told } = create({ theme: "dark" });

    settings.change({ theme: "dark" });

    expect(told).toEqual([]);
  });

  it("remembers the workspace in front", () => {
    const { settings, file } = create({});

    settings.activate(WorkspaceId.parse("w1"));

    expect(file.contents()).toEqual({ ...defaults, activeWorkspace: "w1" });
  });

  it("stays as it was when the file cannot be written", () => {
    const told: Settings[] = [];
    const file = {
      read: () => ({}),
      write: () => {
        throw new Error("disk full");
      },
    };
    const settings = createSettings({ file, onChange: (value) => told.push(value) });

    expect(() => settings.change({ theme: "light" })).toThrow("disk full");
    expect({ now: settings.get(), told }).toEqual({ now: defaults, told: [] });
  });
});

describe("a tunnel named for the run", () => {
  const own = { host: "http://127.0.0.1:2000", subdomain: "brave-bird" };
  const stored = { ...defaults, theme: "dark" };

  it("counts and is told, and is not written", () => {
    const { settings, file, told } = create(stored);

    const answered = settings.nameTunnel(own);
    settings.nameTunnel(own);

    const expected = { ...stored, tunnel: own };
    expect({ answered, now: settings.get(), told }).toEqual({
      answered: expected,
      now: expected,
      told: [expected],
    });
    expect(file.contents()).toEqual(stored);
  });

  it("stays, unwritten, when something else changes", () => {
    const { settings, file } = create(stored);
    settings.nameTunnel(own);

    const changed = settings.change({ listWidth: 500 });
    settings.activate(WorkspaceId.parse("w1"));

    expect(changed).toEqual({ ...stored, listWidth: 500, tunnel: own });
    expect(settings.get().tunnel).toEqual(own);
    expect(file.contents()).toEqual({ ...stored, listWidth: 500, activeWorkspace: "w1" });
  });

  it("is no choice of one's own when the form hands it back as it was shown", () => {
    const { settings, file, told } = create(stored);
    settings.nameTunnel(own);

    settings.change({ tunnel: own });

    expect({ now: settings.get().tunnel, told: told.length }).toEqual({ now: own, told: 1 });
    expect(file.contents()).toEqual(stored);
  });

  it.each([
    ["another name", { subdomain: "other-bird" }, { ...own, subdomain: "other-bird" }],
    ["what is stored already", defaults.tunnel, defaults.tunnel],
  ])("gives way to a change to %s, which is kept", (_name, change, kept) => {
    const { settings, file, told } = create(stored);
    settings.nameTunnel(own);

    const changed = settings.change({ tunnel: change });

    const expected = { ...stored, tunnel: kept };
    expect({ changed, now: settings.get(), told: told.at(-1) }).toEqual({
      changed: expected,
      now: expected,
      told: expected,
    });
    expect(file.contents()).toEqual(expected);
  });

  it("stays when the change that takes its place cannot be written", () => {
    const file = {
      read: () => stored,
      write: () => {
        throw new Error("disk full");
      },
    };
    const settings = createSettings({ file, onChange: () => undefined });
    settings.nameTunnel(own);

    expect(() => settings.change({ tunnel: { subdomain: "other-bird" } })).toThrow("disk full");
    expect(settings.get().tunnel).toEqual(own);
  });
});

describe("settings.json", () => {
  let dataFolder = "";
  beforeEach(() => {
    dataFolder = mkdtempSync(join(tmpdir(), "hookline-settings-"));
  });
  afterEach(() => rmSync(dataFolder, { recursive: true, force: true }));

  it("is kept by conf, for its owner only, and read again", () => {
    const changed = { ...defaults, theme: "dark" as const };

    openConfSettingsFile({ dataFolder }).write(changed);

    const path = join(dataFolder, "settings.json");
    const again = openConfSettingsFile({ dataFolder });
    expect({
      mode: statSync(path).mode & 0o777,
      read: readSettings(again.read()),
      warning: again.warning,
    }).toEqual({
      mode: 0o600,
      read: changed,
      warning: null,
    });
  });

  it.each([
    ["half a file", '{"theme":"da'],
    ["a list", "[]"],
    ["nothing", ""],
  ])("keeps a damaged file aside and says so (%s)", (_name, text) => {
    writeFileSync(join(dataFolder, "settings.json"), text);
    writeFileSync(join(dataFolder, "settings.json.damaged"), "of last time");

    const file = openConfSettingsFile({ dataFolder });

    expect(readSettings(file.read())).toEqual(defaults);
    expect(file.warning).toContain("settings.json.damaged.2");
    expect(readFileSync(join(dataFolder, "settings.json.damaged.2"), "utf8")).toBe(text);
    expect(readdirSync(dataFolder)).toContain("settings.json.damaged");
  });

  it("says which values are not taken, and leaves the file as it is", () => {
    const text =
      '{"theme":5,"singleKeys":false,"later":1,"tunnel":"x","webhooks":{"bodyLimit":-1,"unsignedAnswer":503}}';
    writeFileSync(join(dataFolder, "settings.json"), text);

    const file = openConfSettingsFile({ dataFolder });

    expect(file.warning).toBe(
      "In settings.json stand values that cannot be taken, so the defaults are used: theme, webhooks.bodyLimit, tunnel. The next change in Settings writes the file anew.",
    );
    expect(readFileSync(join(dataFolder, "settings.json"), "utf8")).toBe(text);
  });

  it("has nothing to say of values that are taken", () => {
    writeFileSync(join(dataFolder, "settings.json"), JSON.stringify({ ...defaults, later: 1 }));

    expect(openConfSettingsFile({ dataFolder }).warning).toBeNull();
  });

  it("says why it could not be written", () => {
    const file = openConfSettingsFile({ dataFolder });
    mkdirSync(join(dataFolder, "settings.json"));

    const reason = "settings.json could not be written. A folder has that name.";
    expect(() => file.write(defaults)).toThrow(
      expect.objectContaining({ code: "DATA_FOLDER_UNWRITABLE", details: { folder: dataFolder, reason } }),
    );
  });

  it("is not read through a symbolic link", () => {
    writeFileSync(join(dataFolder, "elsewhere"), "{}");
    symlinkSync(join(dataFolder, "elsewhere"), join(dataFolder, "settings.json"));

    expect(() => openConfSettingsFile({ dataFolder })).toThrow(
      expect.objectContaining({ code: "DATA_FILE_DAMAGED" }),
    );
  });
});
