// Packages the app with the repository's own configuration around a stand-in for Electron's program, offline.
import { execFile } from "node:child_process";
import { copyFile, cp, mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import packageJson from "../../package.json" with { type: "json" };

const run = promisify(execFile);
const root = join(import.meta.dirname, "../..");
const tool = (path: string) => join(root, "node_modules", path);

/** Marks the place of the fuses inside Electron's program; documented in the source of the package of the same name. */
const FUSE_SENTINEL = "dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX";
const FUSE_COUNT = 9;

let project = "";
let app = "";

// The systems that can make the other packages do so in the workflow, with the real program.
describe.skipIf(process.platform !== "linux")("the packaged app", () => {
  beforeAll(async () => {
    project = await mkdtemp(join(tmpdir(), "hookline-package-"));
    app = join(project, "release/linux-unpacked");
    await Promise.all([
      copyFile(join(root, "package.json"), join(project, "package.json")),
      copyFile(join(root, "electron-builder.yml"), join(project, "electron-builder.yml")),
      cp(join(root, "build"), join(project, "build"), { recursive: true }),
      symlink(tool(""), join(project, "node_modules"), "dir"),
      writeTree(join(project, "dist"), { "main/electron.js": "//", "renderer/index.html": "<p>" }),
      writeTree(join(project, "test"), { "left-out.test.ts": "//" }),
      writeElectron(join(project, "electron")),
    ]);
    const { version } = await import("electron/package.json", { with: { type: "json" } });
    await run(
      process.execPath,
      [
        tool("electron-builder/cli.js"),
        "--linux=dir",
        "--publish=never",
        `--projectDir=${project}`,
        `-c.electronDist=${join(project, "electron")}`,
        `-c.electronVersion=${version}`,
      ],
      { cwd: project },
    );
  }, 60_000);

  afterAll(() => rm(project, { recursive: true, force: true }));

  it("holds what the build made and nothing else", async () => {
    const archive = join(app, "resources/app.asar");

    const { stdout } = await run(process.execPath, [tool("@electron/asar/bin/asar.js"), "list", archive]);

    expect(stdout.trim().split("\n").toSorted()).toEqual([
      "/dist",
      "/dist/main",
      "/dist/main/electron.js",
      "/dist/renderer",
      "/dist/renderer/index.html",
      "/package.json",
    ]);
    expect(`/${packageJson.main}`).toBe("/dist/main/electron.js");
  });

  it("has its fuses set: it runs our archive and nothing else", async () => {
    const { stdout } = await run(process.execPath, [
      tool("@electron/fuses/dist/bin.js"),
      "read",
      "--app",
      join(app, packageJson.name),
    ]);

    const fuses = [...stdout.matchAll(/(\w+) is .*?(Enabled|Disabled)/g)].map(([, name, state]) => [
      name,
      state,
    ]);
    expect(Object.fromEntries(fuses)).toMatchObject({
      RunAsNode: "Disabled",
      EnableNodeOptionsEnvironmentVariable: "Disabled",
      EnableNodeCliInspectArguments: "Disabled",
      EnableCookieEncryption: "Enabled",
      EnableEmbeddedAsarIntegrityValidation: "Enabled",
      OnlyLoadAppFromAsar: "Enabled",
      GrantFileProtocolExtraPrivileges: "Disabled",
    });
  });
});

it("brings no dependency along that the build did not inline", () => {
  expect(packageJson).not.toHaveProperty("dependencies");
});

async function writeTree(folder: string, files: Readonly<Record<string, string>>): Promise<void> {
  for (const [path, text] of Object.entries(files)) {
    await mkdir(join(folder, path, ".."), { recursive: true });
    await writeFile(join(folder, path), text);
  }
}

/** The least that electron-builder takes for an unpacked Electron: its program is the fuses alone. */
async function writeElectron(folder: string): Promise<void> {
  await writeTree(folder, {
    LICENSE: "",
    "LICENSES.chromium.html": "",
    "chrome-sandbox": "",
    version: "",
    "resources/none": "",
    "locales/none": "",
  });
  const fuses = Buffer.concat([
    Buffer.from(FUSE_SENTINEL),
    Buffer.from([1, FUSE_COUNT]),
    Buffer.from("0".repeat(FUSE_COUNT)),
  ]);
  await writeFile(join(folder, "electron"), fuses, { mode: 0o755 });
}
