// The calls about scenarios in a whole Hookline, against small real bots and against Hookline itself.
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
    const { scenarios, run } = await list();

    expect(run).toBeNull();
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
  ])("refuse %j to %s with %s", async (scenario, inbound, code) => {
    const answer = await running.app.call("scenarios.run", { scenario, target: { inbound }, seed: null });

    expect(answer).toMatchObject({ ok: false, error: { code } });
  });
});
