// The built command, as a CI job of another project runs it: nothing but dist/ and a bot.
import { execFile } from "node:child_process";
import { createServer, type AddressInfo } from "node:net";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { buildIfNeeded } from "../../scripts/parts/bundle.mjs";
import type { CliResult } from "../fakes/cli-process.ts";

const hookline = join(import.meta.dirname, "../../dist/main/hookline.js");
const bot = join(import.meta.dirname, "../fakes/bot-child.ts");

let folder = "";

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "hookline-built-"));
  await buildIfNeeded(() => undefined);
}, 120_000);

afterAll(() => rm(folder, { recursive: true, force: true }));

/** Runs it in a folder of its own, with the bot behind `--`. */
async function run(args: readonly string[]): Promise<CliResult> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo; // it listens by TCP
  await new Promise((resolve) => server.close(resolve));
  const base = `http://127.0.0.1:${port}/webhooks`;
  const urls = ["--inbound-url", `${base}/inbound`, "--status-url", `${base}/status`];
  return new Promise((resolve) => {
    const child = execFile(
      process.execPath,
      [hookline, ...args, ...urls, "--", process.execPath, bot],
      { cwd: folder, env: { ...process.env, HOOKLINE_DATA_DIR: join(folder, "data") } },
      (_error, stdout, stderr) => resolve({ code: child.exitCode, stdout, stderr }),
    );
  });
}

it("plays a scenario", { timeout: 60_000 }, async () => {
  const { code, stdout, stderr } = await run(["scenario", "run", "three-fast-messages", "--seed", "1"]);

  expect({ code, stderr }).toMatchObject({ code: 0 });
  expect(stdout).toMatch(/^Scenario {4}Three fast messages \(three-fast-messages\), seed 1\n/);
  expect(stdout).toMatch(/\nOutcome {5}All 6 expectations held in /);
});

it("examines a handler", { timeout: 120_000 }, async () => {
  const { code, stdout, stderr } = await run(["handler-doctor", "--quiet"]);

  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  expect(stdout).toMatch(/\nGrade {5}A: /);
});
