// A pipe in the place of a file of the data folder: nobody is waited for who might write into it, or read from it.
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterEach, beforeEach, expect, it } from "vitest";
import { openDatabase } from "../../../../main/events/database.ts";

const NO_FILE = "DATA_FILE_DAMAGED It is not a file.";
const READER = 'openDatabase(`${folder}/hookline.db`, { mode: "reader" })';
const OWNER = 'openDatabase(`${folder}/hookline.db`, { mode: "owner" })';
const MAIN = pathToFileURL(join(import.meta.dirname, "../../../../main/")).href;

let folder = "";

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "hookline-pipes-"));
  mkdirSync(join(folder, "simulator"), { mode: 0o700 });
  // Beside an empty store SQLite looks for no journal.
  openDatabase(join(folder, "hookline.db"), { mode: "owner" }).close();
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

it.skipIf(process.platform === "win32").each([
  ["vault.json", "data-folder/private-file.ts", "readPrivateFile(path)", NO_FILE],
  ["lock.db", "data-folder/folder-lock.ts", "isFolderLocked(folder)", NO_FILE],
  ["lock.db", "data-folder/folder-lock.ts", "takeFolderLock(folder)", NO_FILE],
  ["hookline.log", "log.ts", "createFileLog({ dataFolder: folder }).warning", "Nothing is logged"],
  ["simulator/identity.json", "simulator/identity.ts", "loadSimulatorIdentity(folder)", NO_FILE],
  ["simulator/private.key", "simulator/identity.ts", "loadSimulatorIdentity(folder)", NO_FILE],
  ["hookline.db", "events/database.ts", READER, NO_FILE],
  ["hookline.db", "events/database.ts", OWNER, NO_FILE],
  ["hookline.db-journal", "events/database.ts", READER, NO_FILE],
  ["hookline.db-journal", "events/database.ts", OWNER, NO_FILE],
  ["hookline.db-wal", "events/database.ts", READER, NO_FILE],
  ["hookline.db-shm", "events/database.ts", OWNER, NO_FILE],
])("does not hold up whoever opens %s (%s: %s)", (name, module, opening, words) => {
  const pipe = join(folder, name);
  rmSync(pipe, { force: true });
  spawnSync("mkfifo", [pipe]);
  // In a process of its own: whoever waits for the other end cannot be stopped from within.
  const script = `
    const [path, folder] = process.argv.slice(1);
    const { ${opening.split("(", 1).join("")} } = await import(${JSON.stringify(MAIN + module)});
    try { console.log(await ${opening}); } catch (error) { console.log(error.code, error.details.reason); }
  `;

  const { stdout } = spawnSync(process.execPath, ["--input-type=module", "-e", script, pipe, folder], {
    encoding: "utf8",
    timeout: 10_000,
  });

  expect(stdout).toContain(words);
});
