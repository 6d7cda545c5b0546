// A pipe in the place of a file of the data folder: nobody is waited for who might write into it, or read from it.
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterEach, beforeEach, expect, it } from "vitest";

const MAIN = pathToFileURL(join(import.meta.dirname, "../../../../main/")).href;

let folder = "";

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "hookline-pipes-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

it.skipIf(process.platform === "win32").each([
  ["vault.json", "data-folder/private-file.ts", "readPrivateFile(path)", "It is not a file."],
  ["lock.db", "data-folder/folder-lock.ts", "isFolderLocked(folder)", "It is not a file."],
  ["hookline.log", "log.ts", "createFileLog({ dataFolder: folder }).warning", "Nothing is logged"],
])("does not hold up whoever opens %s", (name, module, opening, words) => {
  spawnSync("mkfifo", [join(folder, name)]);
  // In a process of its own: whoever waits for the other end cannot be stopped from within.
  const script = `
    const [path, folder] = process.argv.slice(1);
    const { ${opening.split("(", 1).join("")} } = await import(${JSON.stringify(MAIN + module)});
    try { console.log(${opening}); } catch (error) { console.log(error.code, error.details.reason); }
  `;

  const { stdout } = spawnSync(
    process.execPath,
    ["--input-type=module", "-e", script, join(folder, name), folder],
    { encoding: "utf8", timeout: 10_000 },
  );

  expect(stdout).toContain(words);
});
