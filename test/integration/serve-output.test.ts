// `hookline serve` whose output cannot be written: it is started for what it does, not for what it prints.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { createCliPlace, type CliPlace } from "../fakes/cli-process.ts";

let place: CliPlace;

beforeEach(async () => {
  place = await createCliPlace();
});
afterEach(() => place.remove());

it.skipIf(process.platform !== "linux").each([
  ["nobody reads", "> >(:)", "Nobody reads it any more."],
  ["has no room", "> /dev/full", "There is no room left on the disk."],
])("runs on with output that %s, and ends in order", { timeout: 30_000 }, async (_name, where, reason) => {
  const runFile = join(place.dataFolder, "run.json");
  const ports = ["--ui-port", "0", "--listen-port", "0", "--simulator-port", "0"];
  const wrap = ["bash", "-c", `exec "$@" ${where}`, "bash"];
  const serving = place.start(["serve", "--quiet", ...ports], { wrap });
  await expect
    .poll(() => existsSync(runFile) && readFileSync(runFile, "utf8"), { timeout: 20_000 })
    .toContain('"ui"');
  const listed = await place.run(["workspace", "list"]);

  serving.signal("SIGTERM");
  const { code, stderr } = await serving.ended;

  expect(listed.code).toBe(0);
  expect({ code, stderr }).toEqual({
    code: 0,
    stderr: `What Hookline prints could not be written: ${reason} It runs on.\n`,
  });
  expect(existsSync(runFile)).toBe(false);
  expect(readFileSync(join(place.dataFolder, "hookline.log"), "utf8")).toContain("app.stopping");
});
