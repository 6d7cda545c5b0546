// The calls about scenarios in a whole Hookline, against small real bots and against Hookline itself.
import { mkdir, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { CallInput, CallOutput } from "../../preload/contract/contract.ts";
import type { ScenarioRun } from "../../preload/contract/scenario-run.ts";
import { createSystemClock } from "../../main/clock.ts";
import { loadSimulatorIdentity } from "../../main/simulator/identity.ts";
import { startTestApp, type RunningApp } from "../fakes/running-app.ts";
import { startSmallBot, type SmallBot } from "../fakes/small-bot.ts";

let running: RunningApp;
let bot: SmallBot;

beforeAll(async () => {
  running = await startTestApp({}, { clock: createSystemClock() });
  bot = await startSmallBot();
  const identity = await loadSimulatorIdentity(running.dataFolder);
  bot.connect({ ...identity, apiUrl: running.app.appState().simulator.url ?? "" });
});
afterAll(async () => {
  await running.stop();
  await bot.stop();
});

async function list(): Promise<CallOutput<"scenarios.list">> {
  const answer = await running.app.call("scenarios.list", {});
  if (!answer.ok) throw new Error(answer.error.code);
  return answer.value as CallOutput<"scenarios.list">; // dispatch has checked it
}

/** Where a file of the user's own lies. */
function pathOf(file: string): string {
  return join(running.dataFolder, "scenarios", file);
}

/** Starts one and waits for its end. */
async function play(input: CallInput<"scenarios.run">): Promise<ScenarioRun> {
  const ended = new Promise<ScenarioRun>((resolve) => {
    const end = running.app.subscribe("scenarios.changed", (run) => {
      if (run.state === "running") return;
      end();
      resolve(run);
    });
  });
  const begun = await running.app.call("scenarios.run", input);
  if (!begun.ok) throw new Error(begun.error.code);
  expect(begun.value).toMatchObject({ state: "running", format: 1 });
  return ended;
}

function mine(steps: readonly unknown[]): { readonly text: string } {
  return {
    text: JSON.stringify({ format: 1, name: "mine", title: "Mine", people: { ana: {} }, steps }),
  };
}

describe("scenarios in a running Hookline", () => {
  it("are listed before anything was played", async () => {
    const { scenarios, own, run } = await list();

    expect(run).toBeNull();
    expect(own).toEqual({
      folder: join(running.dataFolder, "scenarios"),
      files: [],
      leftOut: 0,
      error: null,
    });
    expect(scenarios[0]).toEqual({
      name: "first-contact",
      title: "First contact",
      about: expect.stringMatching(/^Somebody writes/),
      steps: 7,
    });
  });

  it("are played against an app, and told of to the end", async () => {
    const target = { inbound: bot.inbound, status: bot.status };

    const run = await play({ scenario: { name: "first-contact" }, target, seed: null });

    expect(run).toMatchObject({ state: "held", target, sendCount: 1 });
    expect((await list()).run).toEqual(run);
  });

  it("are played into Hookline itself, where nobody has to reply", async () => {
    const run = await play({
      scenario: mine([
        { step: "say", person: "ana", text: "Played into Hookline" },
        { step: "expect-answer", status: 200 },
        { step: "expect-reply", person: "ana", withinMs: 100 },
      ]),
      target: null,
      seed: 3,
    });

    expect(run).toMatchObject({ state: "held", seed: 3, target: null });
    expect(run.steps.map(({ outcome }) => outcome)).toEqual(["done", "held", "skipped"]);
    const page = await running.app.call("events.page", {
      workspace: null,
      query: "Played",
      upToId: null,
      offset: 0,
      limit: 10,
    });
    expect(page).toMatchObject({
      ok: true,
      value: { rows: [{ kind: "inbound", text: "Played into Hookline" }] },
    });
  });

  it("are played one at a time, and stopped when that is asked for", async () => {
    const target = { inbound: bot.inbound };
    const scenario = mine([{ step: "pause", ms: 60_000 }]);
    await running.app.call("scenarios.run", { scenario, target, seed: null });

    const second = await running.app.call("scenarios.run", { scenario, target, seed: null });
    const stopped = await running.app.call("scenarios.stop", {});

    expect(second).toMatchObject({
      ok: false,
      error: { code: "SCENARIO_RUNNING", details: { title: "Mine" } },
    });
    expect(stopped).toMatchObject({ ok: true, value: { state: "stopped" } });
    expect((await list()).run).toMatchObject({ state: "stopped" });
  });

  it.each([
    [{ name: "nonsense" }, "http://127.0.0.1:9/", "SCENARIO_UNKNOWN"],
    [{ text: "{}" }, "http://127.0.0.1:9/", "SCENARIO_INVALID"],
    [{ name: "image" }, "http://192.0.2.1/", "SIMULATOR_CALLBACK_REFUSED"],
    [{ name: "image" }, "nonsense", "TARGET_REFUSED"],
    [{ file: "none.json" }, "http://127.0.0.1:9/", "SCENARIO_FILE_UNREADABLE"],
    [{ file: "../hookline.db" }, "http://127.0.0.1:9/", "SCENARIO_FILE_UNREADABLE"],
    [{ file: "..\\secret.json" }, "http://127.0.0.1:9/", "SCENARIO_FILE_UNREADABLE"],
    [{ file: "../../secret.json" }, "http://127.0.0.1:9/", "SCENARIO_FILE_UNREADABLE"],
  ])("refuse %j to %s with %s", async (scenario, inbound, code) => {
    const answer = await running.app.call("scenarios.run", { scenario, target: { inbound }, seed: null });

    expect(answer).toMatchObject({ ok: false, error: { code } });
  });
});

describe("scenarios of the user's own", () => {
  const steps = [{ step: "say", person: "ana" }, { step: "expect-answer" }];
  const whole = { format: 1, name: "mine", title: "Mine", people: { ana: {} }, steps };

  it("are listed as they are on the disk now, the broken with the line and what to do", async () => {
    await list();
    await writeFile(pathOf("b.json"), JSON.stringify(whole));
    await writeFile(pathOf("a.json"), '{\n  "format": 1,\n  "steps": oops\n}');
    await writeFile(pathOf(".hidden.json"), "{}");
    await writeFile(pathOf("notes.txt"), "not a scenario");
    await mkdir(pathOf("folder.json"));

    const { own } = await list();

    expect(own.files).toEqual([
      {
        state: "broken",
        file: "a.json",
        line: 3,
        error: {
          code: "SCENARIO_INVALID",
          details: { file: "a.json", problem: expect.stringMatching(/^It is not JSON/), line: 3 },
        },
      },
      {
        state: "whole",
        file: "b.json",
        scenario: { name: "mine", title: "Mine", about: "", steps: 2 },
      },
      {
        state: "broken",
        file: "folder.json",
        line: null,
        error: {
          code: "SCENARIO_FILE_UNREADABLE",
          details: { file: "folder.json", reason: "It is not a file." },
        },
      },
    ]);
  });

  it("are read when they are run, so that a mended one is played", async () => {
    await list();
    const input = { scenario: { file: "mended.json" }, target: null, seed: 5 } as const;
    await writeFile(pathOf("mended.json"), JSON.stringify({ ...whole, title: "" }));
    const refused = await running.app.call("scenarios.run", input);
    await writeFile(pathOf("mended.json"), JSON.stringify(whole));

    const run = await play(input);

    expect(refused).toMatchObject({ ok: false, error: { code: "SCENARIO_INVALID" } });
    expect(run).toMatchObject({ state: "held", file: "mended.json", name: "mine", seed: 5 });
  });
});

describe("a run of a scenario", () => {
  it("needs an app that listens, and leaves the stage free when none does", async () => {
    const { inbound } = bot;
    const dead = await startSmallBot();
    await dead.stop();
    const scenario = { name: "first-contact" };

    const refused = await running.app.call("scenarios.run", {
      scenario,
      target: { inbound, status: dead.status },
      seed: null,
    });
    const run = await play({ scenario, target: { inbound, status: bot.status }, seed: null });

    expect(refused).toMatchObject({
      ok: false,
      error: {
        code: "TARGET_UNREACHABLE",
        details: { host: new URL(dead.url).host, reason: "nothing listens on that port" },
      },
    });
    expect(run.state).toBe("held");
  });

  it("is reported as text, JSON and JUnit XML until another is played", async () => {
    const run = await play({ scenario: { name: "first-contact" }, target: null, seed: 9 });
    const report = async (form: "text" | "json" | "junit", id = run.id): Promise<unknown> => {
      const answer = await running.app.call("scenarios.report", { id, form });
      return answer.ok ? answer.value : answer.error.code;
    };

    expect(await report("text")).toEqual({
      fileName: "scenario-first-contact-9.txt",
      text: expect.stringMatching(/^Scenario {4}First contact \(first-contact\), seed 9\n/),
    });
    const json = (await report("json")) as { readonly fileName: string; readonly text: string }; // a file, as above
    expect(json.fileName).toBe("scenario-first-contact-9.json");
    expect(JSON.parse(json.text)).toEqual({ event: "report", ...run });
    expect(await report("junit")).toEqual({
      fileName: "scenario-first-contact-9.xml",
      text: expect.stringMatching(/<testsuite /),
    });
    expect(await report("text", run.id - 1)).toBe("REPORT_GONE");
  });
});

describe("the folder of one's own scenarios", () => {
  it("is made, and shown by a host that can", async () => {
    const opened: string[] = [];
    const desktop = await startTestApp(
      {},
      { openFolder: (folder) => stat(folder).then(() => void opened.push(folder)) },
    );

    const answer = await desktop.app.call("scenarios.openFolder", {});

    expect(answer).toEqual({ ok: true, value: {} });
    expect(opened).toEqual([join(desktop.dataFolder, "scenarios")]);
    await desktop.stop();
  });

  it("is not shown by a browser, which says so", async () => {
    const answer = await running.app.call("scenarios.openFolder", {});

    const folder = join(running.dataFolder, "scenarios");
    const reason = "Hookline is shown by a browser here, which opens no folders.";
    expect(answer).toEqual({ ok: false, error: { code: "FOLDER_NOT_OPENED", details: { folder, reason } } });
  });
});
