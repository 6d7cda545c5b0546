// `hookline scenario` as a process of its own, against bots that are processes too: as a CI job of somebody else runs it.
import { connect, createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { ScenarioRun } from "../../preload/contract/scenario-run.ts";
import { createCliPlace, type CliPlace } from "../fakes/cli-process.ts";
import { startSmallBot } from "../fakes/small-bot.ts";
import { readStrictXml } from "../fakes/strict-xml.ts";

const BOT = join(import.meta.dirname, "../fakes/bot-child.ts");

let place: CliPlace;
let port = 0;

beforeEach(async () => {
  place = await createCliPlace();
  port = await freePort();
});
afterEach(() => place.remove());

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port: free } = server.address() as AddressInfo; // it listens by TCP
  await new Promise((resolve) => server.close(resolve));
  return free;
}

function urls(): readonly string[] {
  const base = `http://127.0.0.1:${port}/webhooks`;
  return ["--inbound-url", `${base}/inbound`, "--status-url", `${base}/status`];
}

function file(name: string, steps: readonly unknown[]): string {
  const path = join(place.folder, name);
  writeFileSync(path, JSON.stringify({ format: 1, name: "mine", title: "Mine", people: { ana: {} }, steps }));
  return path;
}

/** Whether somebody listens there. */
function isTaken(number: number): Promise<boolean> {
  const socket = connect(number, "127.0.0.1");
  return new Promise<boolean>((resolve) => {
    socket.once("connect", () => resolve(true)).once("error", () => resolve(false));
  }).finally(() => socket.destroy());
}

/** The process of the bot, as it told on its first line. */
function botPid(stderr: string): number {
  return Number(/app \| listening as (\d+)/.exec(stderr)?.[1]);
}

function isThere(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false; // it has gone
  }
}

// Each starts two processes or three.
describe("hookline scenario", { timeout: 60_000 }, () => {
  it("starts the app with the simulator in its environment, plays, reports and ends it", async () => {
    const out = join(place.folder, "report.xml");
    const args = [
      "scenario",
      "run",
      "first-contact",
      ...urls(),
      "--seed",
      "5",
      "--report",
      "junit",
      "--out",
      out,
    ];
    const { code, stdout, stderr } = await place.run([...args, "--", process.execPath, BOT]);

    expect({ code, stderr }).toMatchObject({ code: 0 });
    expect(stdout).toMatch(
      /^Scenario {4}First contact \(first-contact\), seed 5\n {2}1 done {4}ana writes “Hello!/,
    );
    expect(stdout).toMatch(/\nOutcome {5}All 5 expectations held in [\d.]+ m?s\.\n$/);
    const [suite] = readStrictXml(readFileSync(out, "utf8")).children;
    expect(suite?.attributes).toMatchObject({ tests: "6", failures: "0", skipped: "0" });
    expect(isThere(botPid(stderr))).toBe(false);
  });

  it("fails when an expectation does, and says how to play the same again", async () => {
    const { code, stdout } = await place.run([
      "scenario",
      "run",
      file("mine.json", [{ step: "say", person: "ana" }, { step: "expect-answer" }]),
      ...urls(),
      "--seed",
      "5",
      "--",
      process.execPath,
      BOT,
      "answers-500",
    ]);

    expect(code).toBe(1);
    expect(stdout).toMatch(
      / {2}2 FAILED {2}The newest webhook is answered with 2xx\.\n {12}Seen: Answered 500 in .*\n {12}To do: /,
    );
    expect(stdout).toMatch(/1 of 1 expectations failed in [\d.]+ m?s\. The same again: --seed 5\n$/);
  });

  it("plays against an app that runs already, which learns the simulator from the ready line", async () => {
    const bot = await startSmallBot();
    port = Number(new URL(bot.url).port);
    const steps = [
      { step: "say", person: "ana" },
      // Time for the test to hand on what the ready line says.
      { step: "expect-answer", status: "4xx" },
      { step: "play", until: "idle" },
      { step: "expect-no-reply", forMs: 0 },
    ];
    const started = place.start([
      "scenario",
      "run",
      file("mine.json", steps),
      ...urls(),
      "--port",
      "0",
      "--json",
    ]);

    const ready = JSON.parse(await started.nextLine()) as {
      event: string;
      simulator: Record<string, string>;
    }; // see CONTRACT
    const report = JSON.parse(await started.nextLine()) as unknown;
    const { code, stderr } = await started.ended;
    await bot.stop();

    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(ready).toMatchObject({
      event: "ready",
      simulator: { url: expect.stringMatching(/^http:/), apiSecret: expect.any(String) },
    });
    expect(report).toMatchObject({ event: "report", format: 1 });
    expect(ScenarioRun.parse(report)).toMatchObject({ state: "held", name: "mine" });
  });

  it("says who does not answer", async () => {
    const { code, stderr } = await place.run([
      "scenario",
      "run",
      "image",
      ...urls(),
      "--json",
      "--port",
      "0",
      "--wait",
      "0",
    ]);

    expect(code).toBe(1);
    expect(JSON.parse(stderr)).toMatchObject({
      error: {
        code: "APP_UNREACHABLE",
        why: `Nobody answers at 127.0.0.1:${port}: nothing listens on that port.`,
      },
    });
  });

  it.each([
    [[process.execPath, "-e", "process.exit(3)"], "ended with exit code 3 before"],
    [["/none/such-a-program"], "could not be started"],
  ])("says of %j that it did not stay", async (command, why) => {
    const { code, stderr } = await place.run([
      "scenario",
      "run",
      "image",
      ...urls(),
      "--json",
      "--",
      ...command,
    ]);

    expect(code).toBe(1);
    expect(JSON.parse(stderr)).toMatchObject({
      error: { code: "APP_ENDED", why: expect.stringContaining(why) },
    });
  });

  it("ends the app and itself when it is interrupted", async () => {
    const path = file("mine.json", [
      { step: "say", person: "ana" },
      { step: "pause", ms: 120_000 },
    ]);
    const started = place.start(["scenario", "run", path, ...urls(), "--json", "--", process.execPath, BOT]);
    await started.nextLine();

    started.signal("SIGINT");
    const { code, stdout, stderr } = await started.ended;

    expect(code).toBe(1);
    expect(stdout).toContain('"state":"stopped"');
    const pid = botPid(stderr);
    expect(Number.isNaN(pid) || !isThere(pid)).toBe(true);
  });

  it.skipIf(process.platform === "win32")("leaves no app behind when it is interrupted twice", async () => {
    const path = file("mine.json", [
      { step: "say", person: "ana" },
      { step: "pause", ms: 120_000 },
    ]);
    const deaf = "data:text/javascript,process.on('SIGTERM',()=>{})";
    const bot = [process.execPath, "--import", deaf, BOT];
    const started = place.start(["scenario", "run", path, ...urls(), "--json", "--", ...bot]);
    await started.nextLine();
    await expect.poll(() => isTaken(port), { timeout: 20_000 }).toBe(true);
    let hasEnded = false;
    void started.ended.then(() => (hasEnded = true));

    await expect
      .poll(() => (started.signal("SIGINT"), hasEnded), { timeout: 20_000, interval: 200 })
      .toBe(true);

    expect(await started.ended).toMatchObject({ code: null });
    await expect.poll(() => isTaken(port)).toBe(false);
  });

  it("lists the scenarios", async () => {
    const { stdout } = await place.run(["scenario", "list"]);
    const json = await place.run(["scenario", "list", "--json"]);

    expect(stdout).toMatch(/^first-contact {13}First contact\. /);
    expect(
      json.stdout
        .trim()
        .split("\n")
        .map((line) => (JSON.parse(line) as { name: string }).name),
    ).toEqual([
      "first-contact",
      "three-fast-messages",
      "image",
      "retry-after-500",
      "out-of-order-statuses",
      "rejected-after-submitted",
      "link-expired",
      "burst",
    ]);
  });
});
