// A private file that is none: nothing is followed, and nobody is waited for.
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterEach, beforeEach, expect, it } from "vitest";

const MODULE = pathToFileURL(join(import.meta.dirname, "../../../../main/data-folder/private-file.ts")).href;

let base = "";

beforeEach(() => {
  base = mkdtempSync(join(tmpdir(), "hookline-private-"));
});
afterEach(() => rmSync(base, { recursive: true, force: true }));

it.skipIf(process.platform === "win32")("refuses a pipe at once, though nobody writes into it", () => {
  const pipe = join(base, "vault.json");
  spawnSync("mkfifo", [pipe]);
  // In a process of its own: whoever waits for a writer cannot be stopped from within.
  const script = `
    const { readPrivateFile } = await import(${JSON.stringify(MODULE)});
    try { readPrivateFile(process.argv[1]); } catch (error) { console.log(error.code, error.details.reason); }
  `;

  const read = spawnSync(process.execPath, ["--input-type=module", "-e", script, pipe], {
    encoding: "utf8",
    timeout: 10_000,
  });

  expect(read.stdout.trim()).toBe("DATA_FILE_DAMAGED It is not a file.");
});
