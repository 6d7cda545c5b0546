import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { withKeptIdentity } from "../../../../main/cli/kept-simulator.ts";
import { createOutput } from "../../../../main/cli/output.ts";
import { restingSimulator } from "../../../../main/workspaces/memory-workspaces.ts";

const { workspace } = restingSimulator(0);
let dataFolder: string;

beforeEach(() => {
  dataFolder = mkdtempSync(join(tmpdir(), "hookline-kept-"));
  mkdirSync(join(dataFolder, "simulator"), { mode: 0o700 });
  for (const file of ["identity.json", "private.key"])
    writeFileSync(join(dataFolder, "simulator", file), "torn", { mode: 0o600 });
});
afterEach(() => rmSync(dataFolder, { recursive: true }));

it.each([
  [{ json: false, quiet: true }, "The simulator’s identity was not read: DATA_FILE_DAMAGED.\n"],
  // There stderr is for the error alone, which this is not.
  [{ json: true, quiet: false }, ""],
])("an identity that cannot be read hides nothing, and with %j says: %j", (options, words) => {
  let said = "";
  const stderr = { write: (text: string) => (said += text) };
  const output = createOutput({ stdout: { write: () => true }, stderr }, options);

  const known = withKeptIdentity({ dataFolder, output }, workspace);

  expect({ known, said }).toEqual({ known: workspace, said: words });
});
