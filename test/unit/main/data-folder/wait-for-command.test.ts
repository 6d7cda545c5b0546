// A data folder that a command has for a moment: whoever comes next waits for it, and not for ever.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { findOwner } from "../../../../main/cli/owner.ts";
import { openDataFolder, type DataFolder } from "../../../../main/data-folder/data-folder.ts";
import { createFrozenClock, type FrozenClock } from "../../../fakes/clock.ts";
import { speak } from "../../../fakes/cli-voice.ts";

let base = "";
let clock: FrozenClock;
let first: DataFolder;

beforeEach(async () => {
  base = mkdtempSync(join(tmpdir(), "hookline-wait-"));
  clock = createFrozenClock();
  first = await openDataFolder(base, { pid: 4711, command: "workspace add" });
});
afterEach(() => {
  first.close();
  rmSync(base, { recursive: true, force: true });
});

it("is had once the command has ended", async () => {
  const opening = openDataFolder(base, { clock });
  first.close();
  clock.advance(25);

  const second = await opening;

  expect(second.path).toBe(base);
  second.close();
});

it("is refused after 5 s, naming the command", async () => {
  const opening = openDataFolder(base, { clock });
  clock.advance(5_000);

  await expect(opening).rejects.toMatchObject({
    code: "DATA_FOLDER_BUSY",
    details: { folder: base, pid: 4711, command: "workspace add" },
  });
});

it("is waited for no longer than whoever waits is wanted", async () => {
  const stopping = new AbortController();
  const opening = openDataFolder(base, { clock, signal: stopping.signal });
  stopping.abort();
  clock.advance(25);

  await expect(opening).rejects.toMatchObject({ code: "DATA_FOLDER_BUSY" });
});

it("has no Hookline that could be asked", () => {
  expect(findOwner({ dataFolder: base })).toBeNull();
});

it("is shared by commands at once, which take their turns", async () => {
  first.close();

  const said = await Promise.all(
    ["list", "list", "list"].map((what) => speak(["workspace", what, "--data-dir", base])),
  );

  expect(said.map(({ code, stderr }) => ({ code, stderr }))).toEqual(
    said.map(() => ({ code: 0, stderr: "" })),
  );
});
