import { spawn, spawnSync } from "node:child_process";
import {
  chmodSync,
  existsSync,
  lstatSync,
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
import { pathToFileURL } from "node:url";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openDataFolder } from "../../../../main/data-folder/data-folder.ts";
import { defaultDataFolder } from "../../../../main/data-folder/default-data-folder.ts";
import { homeFolder } from "../../../../main/data-folder/home-folder.ts";
import { readPrivateFile } from "../../../../main/data-folder/private-file.ts";
import { readRun, readRunFile } from "../../../../main/data-folder/run-file.ts";

const PRIVATE_FILE = pathToFileURL(
  join(import.meta.dirname, "../../../../main/data-folder/private-file.ts"),
).href;

let base = "";

beforeEach(() => {
  base = mkdtempSync(join(tmpdir(), "hookline-data-"));
});
afterEach(() => rmSync(base, { recursive: true, force: true }));

const ports = { listener: 4817, simulator: 4818, control: 40_001, controlKey: "k" };

describe("opening", () => {
  it("makes the folder and its files for their owner only", async () => {
    const path = join(base, "a", "b");

    const folder = await openDataFolder(path);

    const modes = new Set(readdirSync(path).map((name) => statSync(join(path, name)).mode & 0o777));
    expect({ folder: statSync(path).mode & 0o777, modes: [...modes], warnings: folder.warnings }).toEqual({
      folder: 0o700,
      modes: [0o600],
      warnings: [],
    });
    folder.close();
  });

  it("warns when other users can read the folder", async () => {
    chmodSync(base, 0o755);

    const folder = await openDataFolder(base);

    expect(folder.warnings).toEqual([expect.stringContaining("chmod 700")]);
    folder.close();
  });

  describe.skipIf(process.platform === "win32")("with files that others can read", () => {
    const files = ["vault.json", "settings.json", "hookline.db", "simulator/private.key"];

    beforeEach(() => {
      mkdirSync(join(base, "simulator"), { mode: 0o700 });
      for (const file of files) {
        writeFileSync(join(base, file), "");
        chmodSync(join(base, file), 0o644);
      }
    });

    it("closes them, those inside of its folders too", async () => {
      const folder = await openDataFolder(base);
      folder.close();

      const modes = files.map((file) => statSync(join(base, file)).mode & 0o777);
      expect({ modes, warnings: folder.warnings }).toEqual({ modes: files.map(() => 0o600), warnings: [] });
    });

    it("changes nothing behind a link", async () => {
      const elsewhere = mkdtempSync(join(tmpdir(), "hookline-elsewhere-"));
      writeFileSync(join(elsewhere, "file"), "");
      chmodSync(join(elsewhere, "file"), 0o644);
      symlinkSync(elsewhere, join(base, "folder"));
      symlinkSync(join(elsewhere, "file"), join(base, "file"));

      (await openDataFolder(base)).close();

      expect(statSync(join(elsewhere, "file")).mode & 0o777).toBe(0o644);
      rmSync(elsewhere, { recursive: true });
    });

    it("warns of those that it cannot close, where others get in", async () => {
      chmodSync(base, 0o755);

      const folder = await openDataFolder(base, { chmod: () => undefined });
      folder.close();

      expect(folder.warnings).toEqual([
        expect.stringContaining("chmod 700"),
        "Other users of this computer can read these files in it, and Hookline could not close them: hookline.db, settings.json, vault.json.",
      ]);
    });
  });

  it("refuses a folder of another user", async () => {
    const opening = openDataFolder(base, { userId: statSync(base).uid + 1 });

    await expect(opening).rejects.toMatchObject({ code: "DATA_FOLDER_FOREIGN", details: { folder: base } });
  });

  it.each([0o770, 0o707])("refuses a folder of mode %o, which other users may write to", async (mode) => {
    chmodSync(base, mode);

    const opening = openDataFolder(base);

    await expect(opening).rejects.toMatchObject({ code: "DATA_FOLDER_SHARED", details: { folder: base } });
  });

  it.each([
    ["the folder itself", (file: string) => file],
    ["a folder above it", (file: string) => join(file, "Hookline")],
  ])("says that a file stands where %s should be", async (_name, place) => {
    const file = join(base, "file");
    writeFileSync(file, "");
    const path = place(file);

    const opening = openDataFolder(path);

    await expect(opening).rejects.toMatchObject({
      code: "DATA_FOLDER_UNWRITABLE",
      details: { folder: path, reason: "A file stands where a folder should be." },
    });
  });

  // In a process of its own: what tries for ever could not be stopped in this one. Only Linux has such a folder.
  it.skipIf(!existsSync("/proc/self"))("gives up where the folder above takes no folders", () => {
    const source = new URL("../../../../main/data-folder/data-folder.ts", import.meta.url).href;
    const script = `import { openDataFolder } from ${JSON.stringify(source)};
      await openDataFolder("/proc/hookline/data").catch(({ code, details }) => console.log(code, details.reason));`;

    const run = spawnSync(process.execPath, ["--input-type=module", "-e", script], {
      encoding: "utf8",
      timeout: 20_000,
      killSignal: "SIGKILL",
    });

    expect({ stdout: run.stdout, signal: run.signal }).toEqual({
      stdout: "DATA_FOLDER_UNWRITABLE A folder above it is not there, or cannot be made.\n",
      signal: null,
    });
  });

  // Windows has no such modes.
  it.skipIf(process.platform === "win32")("makes the folders above it, for this user alone", async () => {
    const path = join(base, "a/b/c");

    const folder = await openDataFolder(path);
    folder.close();

    expect([join(base, "a"), join(base, "a/b"), path].map((made) => statSync(made).mode & 0o777)).toEqual([
      0o700, 0o700, 0o700,
    ]);
  });

  it.skipIf(process.platform === "win32")(
    "follows no link in the place of its lock, also to look",
    async () => {
      const victim = join(base, "victim");
      symlinkSync(victim, join(base, "lock.db"));
      const error = {
        code: "DATA_FILE_DAMAGED",
        details: { file: "lock.db", reason: "It is a symbolic link." },
      };

      await expect(openDataFolder(base)).rejects.toMatchObject(error);
      expect(existsSync(victim)).toBe(false);
      writeFileSync(victim, "");
      expect(() => readRun(base)).toThrow(expect.objectContaining(error));
    },
  );

  it("names a folder in the place of its lock, to whoever only looks, too", async () => {
    mkdirSync(join(base, "lock.db"));
    const expected = {
      code: "DATA_FILE_DAMAGED",
      details: { file: "lock.db", reason: "A folder has that name." },
    };

    const opening = openDataFolder(base);

    await expect(opening).rejects.toMatchObject(expected);
    expect(() => readRun(base)).toThrow(expect.objectContaining(expected));
  });

  it.each(["run.json", "lock.db-journal", "lock.db-wal"])(
    "names a folder in the place of %s",
    async (file) => {
      mkdirSync(join(base, file));

      const opening = openDataFolder(base);

      await expect(opening).rejects.toMatchObject({
        code: "DATA_FILE_DAMAGED",
        details: { file, reason: "A folder has that name." },
      });
      rmSync(join(base, file), { recursive: true });
      // Whoever was refused does not keep the lock.
      (await openDataFolder(base)).close();
    },
  );

  it("names a folder that took the place of its notice while it started", async () => {
    const folder = await openDataFolder(base);
    rmSync(join(base, "run.json"));
    mkdirSync(join(base, "run.json"));

    expect(() => folder.publishRun(ports)).toThrow(
      expect.objectContaining({
        code: "DATA_FILE_DAMAGED",
        details: { file: "run.json", reason: "A folder has that name." },
      }),
    );
    folder.close();
  });
});

describe("ownership", () => {
  it("refuses a second owner and names the first one's process", async () => {
    const first = await openDataFolder(base, { pid: 4711 });

    const second = openDataFolder(base);

    await expect(second).rejects.toMatchObject({
      code: "DATA_FOLDER_IN_USE",
      details: { folder: base, pid: 4711 },
    });
    first.close();
  });

  it("gives the folder free when it is closed, twice if need be", async () => {
    const first = await openDataFolder(base);
    first.close();
    first.close();

    const second = await openDataFolder(base);

    expect(second.path).toBe(base);
    second.close();
  });

  it("gives the folder free also when its notice cannot be taken back", async () => {
    const first = await openDataFolder(base);
    // As on a folder that became read-only: also for one who may do anything.
    rmSync(join(base, "run.json"));
    mkdirSync(join(base, "run.json"));
    first.close();
    rmSync(join(base, "run.json"), { recursive: true });

    const second = await openDataFolder(base);

    expect(second.path).toBe(base);
    second.close();
  });

  it("is not lost when the owner itself looks who owns the folder", async () => {
    const folder = await openDataFolder(base);
    const seen = readRun(base);

    const { said, gone } = await startOwner(base);

    await gone;
    expect({ seen: seen?.pid, said }).toEqual({
      seen: process.pid,
      said: `DATA_FOLDER_IN_USE ${process.pid}`,
    });
    folder.close();
  });

  it("lets exactly one of several starters win, and survives its sudden death", async () => {
    const starters = await Promise.all(Array.from({ length: 4 }, () => startOwner(base)));
    const winners = starters.filter((starter) => starter.said === "owner");
    const [winner] = winners;
    const during = readRun(base);

    winner?.child.kill("SIGKILL");
    await winner?.gone;
    const leftBehind = readRunFile(base);
    const after = readRun(base);
    const next = await openDataFolder(base);

    expect(winners).toHaveLength(1);
    expect(
      starters.filter((starter) => starter.said === `DATA_FOLDER_IN_USE ${winner?.child.pid}`),
    ).toHaveLength(3);
    expect(during).toEqual({ pid: winner?.child.pid, running: null });
    expect({ leftBehind: leftBehind?.pid, after }).toEqual({ leftBehind: winner?.child.pid, after: null });
    next.close();
  });
});

describe("run.json", () => {
  it("tells where the owner listens until it closes", async () => {
    const folder = await openDataFolder(base, { pid: 4711 });
    folder.publishRun(ports);

    const during = readRun(base);
    const { mode } = statSync(join(base, "run.json"));
    folder.close();
    const after = readRun(base);

    expect(during).toEqual({ pid: 4711, running: ports });
    expect(mode & 0o777).toBe(0o600);
    expect({ after, left: readdirSync(base) }).toEqual({ after: null, left: ["lock.db"] });
  });

  it("replaces a planted symbolic link instead of writing through it", async () => {
    const victim = join(base, "victim");
    const data = join(base, "data");
    writeFileSync(victim, "precious");
    mkdirSync(data, { mode: 0o700 });
    symlinkSync(victim, join(data, "run.json"));

    const folder = await openDataFolder(data);

    expect(readFileSync(victim, "utf8")).toBe("precious");
    expect(lstatSync(join(data, "run.json")).isSymbolicLink()).toBe(false);
    folder.close();
  });

  it("is not read through a symbolic link", () => {
    writeFileSync(join(base, "elsewhere"), JSON.stringify({ pid: 1, running: null }));
    symlinkSync(join(base, "elsewhere"), join(base, "run.json"));

    expect(() => readRunFile(base)).toThrow(expect.objectContaining({ code: "DATA_FILE_DAMAGED" }));
  });

  it("is not believed in a folder that other users own or may write to", async () => {
    const folder = await openDataFolder(base);
    folder.publishRun(ports);
    const stranger = statSync(base).uid + 1;

    expect(() => readRun(base, stranger)).toThrow(expect.objectContaining({ code: "DATA_FOLDER_FOREIGN" }));
    chmodSync(base, 0o777);
    expect(() => readRun(base)).toThrow(expect.objectContaining({ code: "DATA_FOLDER_SHARED" }));
    folder.close();
  });

  it.skipIf(process.platform === "win32")("is told in words when the system denies reading it", () => {
    const file = join(base, "run.json");
    writeFileSync(file, "{}", { mode: 0o000 });
    chmodSync(base, 0o711);
    // In a process of its own, where root can do without its rights.
    const script = `
      const { readPrivateFile } = await import(${JSON.stringify(PRIVATE_FILE)});
      if (process.geteuid() === 0) process.seteuid(65534);
      try { readPrivateFile(process.argv[1]); } catch (error) { console.log(error.details.reason); }
    `;

    const { stdout } = spawnSync(process.execPath, ["--input-type=module", "-e", script, file], {
      encoding: "utf8",
    });

    expect(stdout).toBe("The system does not let Hookline read it.\n");
  });

  it("is not read when it is another user's file", () => {
    const file = join(base, "run.json");
    writeFileSync(file, JSON.stringify({ pid: 1, running: null }));

    expect(() => readPrivateFile(file, statSync(file).uid + 1)).toThrow(
      expect.objectContaining({ code: "DATA_FILE_DAMAGED" }),
    );
  });

  it("counts as absent when it makes no sense", () => {
    writeFileSync(join(base, "run.json"), '{"pid":"me"}');

    expect(readRunFile(base)).toBeNull();
  });
});

describe("the default place", () => {
  it.each([
    ["linux", { XDG_CONFIG_HOME: "/cfg" }, "/home/me", "/cfg/Hookline"],
    ["linux", {}, "/home/me", "/home/me/.config/Hookline"],
    ["linux", { XDG_CONFIG_HOME: "relative" }, "/home/me", "/home/me/.config/Hookline"],
    ["darwin", { XDG_CONFIG_HOME: "/cfg" }, "/Users/me", "/Users/me/Library/Application Support/Hookline"],
    [
      "win32",
      { APPDATA: "C:\\Users\\me\\AppData\\Roaming" },
      "C:\\Users\\me",
      "C:\\Users\\me\\AppData\\Roaming\\Hookline",
    ],
    ["linux", { HOOKLINE_DATA_DIR: "/x/y", XDG_CONFIG_HOME: "/cfg" }, "/home/me", "/x/y"],
  ] as const)("is, on %s with %o, %s → %s", (platform, env, home, expected) => {
    expect(defaultDataFolder({ platform, env, home })).toBe(expected);
  });
});

describe("the home folder", () => {
  it.each([
    ["of the environment", "/home/me", "/home/me"],
    ["of the list of users where the environment's is empty", "", "/home/listed"],
    ["of the list of users where the environment's is relative", "me", "/home/listed"],
  ])("is that %s", (_name, environments, expected) => {
    expect(homeFolder([() => environments, () => "/home/listed"])).toBe(expected);
  });

  it("is none where nobody names one, and then there is no default place", () => {
    const home = homeFolder([
      () => "",
      () => {
        throw new Error("ENOENT");
      },
    ]);

    expect(home).toBe("");
    expect(() => defaultDataFolder({ platform: "linux", env: {}, home })).toThrow(
      expect.objectContaining({ code: "DATA_FOLDER_NOWHERE" }),
    );
  });
});

interface Starter {
  readonly child: ReturnType<typeof spawn>;
  readonly said: string;
  readonly gone: Promise<void>;
}

/** A process of its own that tries to become the owner and then stays. */
async function startOwner(path: string): Promise<Starter> {
  const module = new URL("../../../../main/data-folder/data-folder.ts", import.meta.url).href;
  const program = `
    const { openDataFolder } = await import(${JSON.stringify(module)});
    try { await openDataFolder(${JSON.stringify(path)}); console.log("owner"); setInterval(() => {}, 1000); }
    catch (error) { console.log(error.code, error.details.pid); }`;
  const child = spawn(process.execPath, ["--input-type=module", "--eval", program], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const gone = new Promise<void>((settle) => child.once("exit", () => settle()));
  const said = await new Promise<string>((settle) => {
    child.stdout?.once("data", (chunk: Buffer) => settle(chunk.toString().trim()));
    child.once("exit", () => settle("nothing"));
  });
  return { child, said, gone };
}
