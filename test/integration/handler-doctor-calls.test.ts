// The calls of the handler doctor in a whole Hookline, against small real bots.
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { CallInput, Result } from "../../preload/contract/contract.ts";
import type { ExaminationState } from "../../preload/contract/handler-examination.ts";
import { createSystemClock } from "../../main/clock.ts";
import { loadSimulatorIdentity } from "../../main/simulator/identity.ts";
import { startTestApp, type RunningApp } from "../fakes/running-app.ts";
import { startSmallBot, type BotFlaw, type SmallBot } from "../fakes/small-bot.ts";

let running: RunningApp;
let bots: SmallBot[] = [];

beforeEach(async () => {
  running = await startTestApp({}, { clock: createSystemClock() });
});
afterEach(async () => {
  await running.stop();
  await Promise.all(bots.map((bot) => bot.stop()));
  bots = [];
});

async function startBot(flaw: BotFlaw | null = null): Promise<SmallBot> {
  const bot = await startSmallBot(flaw);
  bots.push(bot);
  const identity = await loadSimulatorIdentity(running.dataFolder);
  bot.connect({ ...identity, apiUrl: running.app.appState().simulator.url ?? "" });
  return bot;
}

/** Starts an examination; `told` is everything that was told of it, the end last. */
async function examine(input: CallInput<"handlerDoctor.run">): Promise<readonly ExaminationState[]> {
  const told: ExaminationState[] = [];
  const ended = new Promise<void>((resolve) => {
    const end = running.app.subscribe("handlerDoctor.changed", (state) => {
      told.push(state);
      if (state.state === "running") return;
      end();
      resolve();
    });
  });
  const begun = await running.app.call("handlerDoctor.run", input);
  if (!begun.ok) throw new Error(begun.error.code);
  await ended;
  return told;
}

function codeOf(result: Result<unknown>): string {
  return result.ok ? "ok" : result.error.code;
}

describe("the handler doctor in a running Hookline", { timeout: 60_000 }, () => {
  it("grades an app that takes nothing, tells of each check, and reports", async () => {
    const { inbound, status } = await startBot("answers-500");
    const before = await running.app.call("handlerDoctor.state", {});

    const told = await examine({ target: { inbound, status }, seed: 7 });

    expect(before).toEqual({ ok: true, value: null });
    const end = told.at(-1);
    expect(end).toMatchObject({ id: 1, state: "finished", seed: 7, report: { grade: "F", failed: 1 } });
    if (end?.state !== "finished") throw new Error("It did not finish.");
    expect(end.checks).toEqual(end.report.checks);
    expect(end.total).toBe(end.checks.length);
    expect(told[1]).toMatchObject({ state: "running", now: end.checks[0]?.title, checks: [] });
    expect(await running.app.call("handlerDoctor.state", {})).toEqual({ ok: true, value: end });
    const text = await running.app.call("handlerDoctor.report", { id: 1, form: "text" });
    expect(text).toMatchObject({
      ok: true,
      value: { fileName: "handler-doctor-7.txt", text: expect.stringContaining("Grade     F: ") },
    });
    expect(codeOf(await running.app.call("handlerDoctor.report", { id: 2, form: "text" }))).toBe(
      "REPORT_GONE",
    );
  });

  it("has the simulator for itself, is stopped, and leaves faults, timing and sandbox as they were", async () => {
    const { inbound, status } = await startBot("never-answers");
    const target = { inbound, status };
    const { app } = running;
    await app.call("simulator.setFaults", { webhooks: ["duplicate"], api: "throttled" });
    await app.call("simulator.setTiming", { readMs: null });
    await app.call("simulator.setSandbox", { isOn: true });
    const settled = async (): Promise<unknown> => {
      const state = await app.call("simulator.state", {});
      if (!state.ok) throw new Error(state.error.code);
      const { faults, timing, sandbox } = state.value as Record<string, unknown>; // what matters here
      return { faults, timing, sandbox };
    };
    const before = await settled();
    await app.call("handlerDoctor.run", { target, seed: null });

    const meanwhile = await settled();
    const again = await app.call("handlerDoctor.run", { target, seed: null });
    const scenario = await app.call("scenarios.run", { scenario: { name: "image" }, target, seed: null });
    const early = await app.call("handlerDoctor.report", { id: 1, form: "text" });
    const stopped = await app.call("handlerDoctor.stop", {});

    expect(meanwhile).toMatchObject({ faults: { webhooks: [], api: null }, sandbox: { isOn: false } });
    for (const refused of [again, scenario]) {
      expect(refused).toMatchObject({
        ok: false,
        error: { code: "SCENARIO_RUNNING", details: { title: "Handler doctor" } },
      });
    }
    expect(codeOf(early)).toBe("REPORT_GONE");
    expect(stopped).toMatchObject({ ok: true, value: { state: "stopped", checks: [] } });
    expect(await settled()).toEqual(before);
  });

  it("waits for what an app still has to say, so that none of it becomes an event of Hookline's own", async () => {
    const bot = await startBot("replies-one-by-one");
    const { inbound, status } = bot;

    const told = await examine({ target: { inbound, status }, seed: 7 });

    expect(told.at(-1)).toMatchObject({ state: "finished", report: { failed: 0 } });
    expect(bot.pendingReplies()).toBe(0);
    expect(await running.app.call("events.counts", { workspace: null })).toMatchObject({ value: { all: 0 } });
  });

  it.each([
    ["http://192.0.2.1/", "SIMULATOR_CALLBACK_REFUSED"],
    ["nonsense", "TARGET_REFUSED"],
  ])("refuses %s with %s", async (inbound, code) => {
    const refused = await running.app.call("handlerDoctor.run", { target: { inbound }, seed: null });

    expect(codeOf(refused)).toBe(code);
  });
});
