// Scenarios played on a real simulator against small real bots.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { ScenarioRun, StepResult } from "../../preload/contract/scenario-run.ts";
import type { Scenario } from "../../preload/contract/scenario.ts";
import { SimulatorTiming } from "../../preload/contract/simulator.ts";
import { createSystemClock } from "../../main/clock.ts";
import { builtInScenario, builtInScenarios } from "../../main/scenarios/built-in.ts";
import { playScenario } from "../../main/scenarios/play-scenario.ts";
import { readScenario } from "../../main/scenarios/read-scenario.ts";
import { loadSimulatorIdentity, type SimulatorIdentity } from "../../main/simulator/identity.ts";
import { createSimulator, type Simulator } from "../../main/simulator/simulator.ts";
import { createMemoryLog } from "../fakes/log.ts";
import { startSmallBot, type BotFlaw, type SmallBot } from "../fakes/small-bot.ts";

let folder = "";
let identity: SimulatorIdentity;
let simulator: Simulator;
let bot: SmallBot | undefined;
const clock = createSystemClock();

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "hookline-scenarios-"));
  identity = await loadSimulatorIdentity(folder);
});
beforeEach(async () => {
  simulator = createSimulator({ identity, clock, log: createMemoryLog(), webhookTargets: () => null });
  await simulator.start({ port: 0, isExplicit: true });
});
afterEach(async () => {
  await bot?.stop();
  bot = undefined;
  await simulator.stop();
});
afterAll(async () => {
  await rm(folder, { recursive: true });
});

async function startBot(flaw: BotFlaw | null = null): Promise<SmallBot> {
  const started = await startSmallBot(flaw);
  bot = started;
  started.connect({ ...identity, apiUrl: simulator.url() ?? "" });
  return started;
}

interface Choices {
  readonly seed?: number;
  readonly signal?: AbortSignal;
  readonly onChange?: (run: () => ScenarioRun) => void;
  readonly withoutStatus?: boolean;
}

function play(scenario: Scenario, against: SmallBot, choices: Choices = {}): Promise<ScenarioRun> {
  const { seed = 7, signal = new AbortController().signal, onChange, withoutStatus = false } = choices;
  const target = withoutStatus
    ? { inbound: against.inbound }
    : { inbound: against.inbound, status: against.status };
  return playScenario(scenario, {
    file: null,
    simulator,
    clock,
    id: 1,
    target,
    seed,
    signal,
    ...(onChange === undefined ? {} : { onChange }),
  });
}

/** A scenario of one person and these steps. */
function scenarioOf(steps: readonly unknown[], more: Readonly<Record<string, unknown>> = {}): Scenario {
  const file = { format: 1, name: "test", title: "A test", people: { ana: {}, ben: {} }, steps, ...more };
  return readScenario(JSON.stringify(file), "test.json");
}

function outcomes({ steps }: ScenarioRun): readonly string[] {
  return steps.map(({ step, outcome }) => `${step} ${outcome}`);
}

function last({ steps }: ScenarioRun): StepResult | undefined {
  return steps.at(-1);
}

describe("the built-in scenarios", () => {
  it.each(builtInScenarios().map(({ name }) => name))(
    "%s holds for a good bot",
    async (name) => {
      const run = await play(builtInScenario(name), await startBot());

      expect(run.steps.filter(({ outcome }) => outcome !== "done" && outcome !== "held")).toEqual([]);
      expect(run).toMatchObject({ state: "held", name, reason: null });
    },
    60_000,
  );
});

describe("a run", () => {
  it("is the same with the same seed, ids included", async () => {
    const scenario = builtInScenario("first-contact");

    const one = await play(scenario, await startBot(), { seed: 42 });
    await bot?.stop();
    const two = await play(scenario, await startBot(), { seed: 42 });
    await bot?.stop();
    const other = await play(scenario, await startBot(), { seed: 43 });

    expect(withoutTimes(two)).toEqual(withoutTimes(one));
    expect(one.webhooks.length).toBeGreaterThan(3);
    expect(one.sends).toHaveLength(1);
    expect(other.webhooks[0]?.messageUuid).not.toBe(one.webhooks[0]?.messageUuid);
    expect(other.sends[0]?.psid).not.toBe(one.sends[0]?.psid);
  });

  it("puts faults, timing and sandbox back, and aims no more", async () => {
    simulator.setFaults({ webhooks: ["late"] });
    const before = simulator.shortState();
    const scenario = scenarioOf([{ step: "say", person: "ana", text: "Hi" }], {
      faults: { webhooks: ["duplicate"] },
      timing: { readMs: null },
      sandbox: { testers: ["ana"] },
    });

    const run = await play(scenario, await startBot());

    const { faults, timing, sandbox } = simulator.shortState();
    simulator.setFaults({});
    expect(run.webhooks.map(({ faults }) => faults)).toEqual([["duplicate"], ["duplicate"]]);
    expect({ faults, timing, sandbox }).toEqual({
      faults: before.faults,
      timing: before.timing,
      sandbox: before.sandbox,
    });
    await expect(simulator.receive({ type: "text" })).rejects.toMatchObject({
      code: "SIMULATOR_DELIVERY_FAILED",
    });
  });

  it("leaves no retry behind, and does not count what an earlier run left", async () => {
    const against = await startBot();
    against.failNext(1);
    await play(scenarioOf([{ step: "say", person: "ana" }]), against, { seed: 1 });
    const left = simulator.shortState().waitingRetries;
    await play(
      scenarioOf([
        { step: "say", person: "ana" },
        { step: "expect-reply", person: "ana" },
      ]),
      against,
      { seed: 2 },
    );

    const run = await play(
      scenarioOf([
        { step: "say", person: "ana" },
        { step: "play", until: "idle" },
      ]),
      against,
      {
        seed: 3,
      },
    );

    expect(left).toBe(0);
    expect(new Set(run.webhooks.map(({ person }) => person))).toEqual(new Set(["ana"]));
  });

  it("does not call time played that was given up with webhooks waiting", async () => {
    // An hour of real time goes by in each second: a minute of it is over long before a day of retries.
    const hasty = { ...clock, elapsed: () => clock.elapsed() * 3_600 };
    const own = createSimulator({
      identity,
      clock: hasty,
      log: createMemoryLog(),
      webhookTargets: () => null,
    });
    const against = await startBot("answers-500");
    const { inbound, status } = against;
    try {
      const steps = [
        { step: "say", person: "ana" },
        { step: "play", until: "idle" },
      ];
      const run = await playScenario(scenarioOf(steps), {
        file: null,
        simulator: own,
        clock,
        id: 1,
        target: { inbound, status },
        seed: 7,
        signal: new AbortController().signal,
      });

      expect(run.steps.at(-1)).toMatchObject({
        outcome: "skipped",
        seen: expect.stringMatching(/^It was given up: .* sent, and others still wait\.$/),
      });
    } finally {
      await own.stop();
    }
  });

  it("leaves no status behind: neither for whoever listens afterwards, nor of earlier messages for the app", async () => {
    const usual = await startSmallBot(null);
    const own = createSimulator({
      identity,
      clock,
      log: createMemoryLog(),
      webhookTargets: () => ({ inbound: usual.inbound, status: usual.status }),
    });
    await own.start({ port: 0, isExplicit: true });
    const against = await startSmallBot(null);
    try {
      usual.connect({ ...identity, apiUrl: own.url() ?? "" });
      against.connect({ ...identity, apiUrl: own.url() ?? "" });
      own.setTiming(
        SimulatorTiming.parse({ submittedMs: 3_600_000, deliveredMs: 3_600_001, readMs: 3_600_002 }),
      );
      await own.receive({ type: "text", text: "before" });
      await expect.poll(() => own.shortState().clock.waiting).toBe(1);
      const steps = [
        { step: "say", person: "ana" },
        { step: "expect-reply", person: "ana" },
      ];
      const run = await playScenario(scenarioOf(steps, { timing: { submittedMs: 3_600_000 } }), {
        file: null,
        simulator: own,
        clock,
        id: 1,
        target: { inbound: against.inbound, status: against.status },
        seed: 7,
        signal: new AbortController().signal,
      });

      await own.play({ until: "idle" });

      const told = own.state().deliveries.filter(({ kind }) => kind === "status");
      expect(run.state).toBe("held");
      expect(told.map(({ status, psid }) => `${status} ${psid}`)).toEqual([
        `read ${identity.psid}`,
        `delivered ${identity.psid}`,
        `submitted ${identity.psid}`,
      ]);
      expect(new Set(told.map(({ url }) => url))).toEqual(new Set([usual.status]));
    } finally {
      await Promise.all([own.stop(), usual.stop(), against.stop()]);
    }
  });

  it("stops when it is told to, while it waits", async () => {
    const stopping = new AbortController();
    const scenario = scenarioOf([
      { step: "pause", ms: 120_000 },
      { step: "say", person: "ana" },
    ]);

    const run = await play(scenario, await startBot(), {
      signal: stopping.signal,
      onChange: (shown) => {
        if (shown().steps[0]?.outcome === "running") stopping.abort();
      },
    });

    expect(run).toMatchObject({ state: "stopped", reason: "It was stopped." });
    expect(outcomes(run)).toEqual(["pause skipped", "say waiting"]);
  });

  it("stops while a handler keeps it waiting", async () => {
    const stopping = new AbortController();
    const playing = play(scenarioOf([{ step: "say", person: "ana" }]), await startBot("never-answers"), {
      signal: stopping.signal,
      onChange: (shown) => {
        if (shown().steps[0]?.outcome === "running") setImmediate(() => stopping.abort());
      },
    });

    expect(await playing).toMatchObject({ state: "stopped" });
  });

  it("tells of each step while it goes on", async () => {
    const seen: string[] = [];
    await play(
      scenarioOf([
        { step: "say", person: "ana" },
        { step: "expect-reply", person: "ana" },
      ]),
      await startBot(),
      {
        onChange: (shown) => seen.push(outcomes(shown()).join(", ")),
      },
    );

    expect(new Set(seen)).toEqual(
      new Set([
        "say running, expect-reply waiting",
        "say done, expect-reply waiting",
        "say done, expect-reply running",
        "say done, expect-reply held",
      ]),
    );
  });
});

describe("an expectation that does not hold says what was seen", () => {
  it("of an answer", async () => {
    const run = await play(
      scenarioOf([{ step: "say", person: "ana" }, { step: "expect-answer" }]),
      await startBot("answers-500"),
    );

    expect(run.state).toBe("failed");
    expect(last(run)).toMatchObject({
      outcome: "failed",
      seen: expect.stringMatching(/^Answered 500 in \d/),
    });
  });

  it("of an answer that never comes", async () => {
    const run = await play(
      scenarioOf([{ step: "say", person: "ana" }, { step: "expect-answer" }], {
        timing: { answerTimeoutMs: 100 },
      }),
      await startBot("never-answers"),
    );

    expect(last(run)).toMatchObject({
      outcome: "failed",
      seen: "There was no answer: no answer within 0.1 s.",
    });
  });

  it("of a reply to somebody else", async () => {
    const run = await play(
      scenarioOf([
        { step: "say", person: "ana", text: "Hi" },
        { step: "expect-reply", person: "ana", withinMs: 300 },
        { step: "expect-only-to" },
      ]),
      await startBot("writes-to-a-stranger"),
    );

    expect(run.steps.slice(1).map(({ seen }) => seen)).toEqual([
      "Nothing came to ana. To others it sent a message.",
      "It wrote to PSID 999: “You wrote: Hi”.",
    ]);
  });

  it("of a request that was refused", async () => {
    const against = await startBot();
    against.connect({ ...identity, apiSecret: "wrong", apiUrl: simulator.url() ?? "" });
    const run = await play(
      scenarioOf([
        { step: "say", person: "ana" },
        { step: "expect-reply", person: "ana", withinMs: 1_000 },
      ]),
      against,
    );

    expect(last(run)?.seen).toMatch(/^Nothing came to ana\. One request of the app had no success: 401 \S/);
    expect(run.sends).toMatchObject([{ answer: 401, psid: null }]);
  });

  it("of a text", async () => {
    const run = await play(
      scenarioOf([
        { step: "say", person: "ana", text: "Hi" },
        { step: "expect-reply", person: "ana", textContains: "Good evening", withinMs: 300 },
      ]),
      await startBot(),
    );

    expect(last(run)).toMatchObject({ outcome: "failed", seen: "It wrote something else: “You wrote: Hi”." });
  });

  it("of duplicates that are answered twice", async () => {
    const steps = [
      { step: "say", person: "ana", fault: "duplicate" },
      { step: "expect-answer" },
      { step: "expect-reply-count", person: "ana", count: 1, quietMs: 300 },
    ];

    const good = await play(scenarioOf(steps), await startBot());
    await bot?.stop();
    const bad = await play(scenarioOf(steps), await startBot("repeats-itself"));

    expect(outcomes(good)).toEqual(["say done", "expect-answer held", "expect-reply-count held"]);
    expect(last(bad)).toMatchObject({ outcome: "failed", seen: "It wrote twice." });
  });

  it("of a reply that should not have come", async () => {
    const steps = [
      { step: "say", person: "ana", fault: "unsigned" },
      { step: "expect-answer", status: 401 },
      { step: "expect-no-reply", forMs: 300 },
    ];

    const good = await play(scenarioOf(steps), await startBot());
    await bot?.stop();
    const bad = await play(scenarioOf(steps), await startBot("believes-everything"));

    expect(good.state).toBe("held");
    expect(outcomes(bad)).toEqual(["say done", "expect-answer failed", "expect-no-reply failed"]);
  });

  it("of retries and of a status", async () => {
    const against = await startBot();
    against.failNext(2);
    const run = await play(
      scenarioOf([
        { step: "say", person: "ana", label: "hello" },
        { step: "play", until: "idle" },
        { step: "expect-retries", of: "hello", count: 2 },
        { step: "expect-retries", of: "hello", count: 3 },
        { step: "expect-reply", person: "ana" },
        { step: "play", until: "idle" },
        { step: "expect-status", person: "ana", status: "rejected", withinMs: 0 },
      ]),
      against,
    );

    expect(run.steps.map(({ outcome }) => outcome)).toEqual([
      "done",
      "done",
      "held",
      "failed",
      "held",
      "done",
      "failed",
    ]);
    expect(run.steps[3]?.seen).toMatch(/^It was sent again twice\. Answered 200/);
    expect(last(run)?.seen).toBe("It is read.");
  });

  it("of statuses only where statuses go", async () => {
    const run = await play(
      scenarioOf([
        { step: "status", person: "ana", status: "delivered" },
        { step: "expect-answer", of: "statuses" },
      ]),
      await startBot(),
      { withoutStatus: true },
    );

    expect(run.state).toBe("held");
    expect(outcomes(run)).toEqual(["status skipped", "expect-answer skipped"]);
  });
});

it("plays a status by hand, a webhook that is held back, and the other payload version", async () => {
  const run = await play(
    scenarioOf(
      [
        { step: "say", person: "ana", text: "one", fault: "out-of-order", label: "one" },
        { step: "say", person: "ana", text: "two" },
        { step: "expect-answer", of: "one" },
        { step: "status", person: "ben", status: "rejected", errorCode: "1340", fault: "integer-title" },
        { step: "expect-answer" },
        { step: "expect-reply", person: "ana", text: "You wrote: two" },
      ],
      { payloadVersion: "v0.1" },
    ),
    await startBot(),
  );

  expect(run.steps.filter(({ outcome }) => outcome === "failed")).toEqual([
    // A bot that reads v1 only finds no text in v0.1.
    expect.objectContaining({
      step: "expect-reply",
      seen: "It wrote something else: “You wrote: something”.",
    }),
  ]);
  expect(
    run.webhooks.slice(0, 3).map(({ kind, person, attempts }) => [kind, person, attempts.length]),
  ).toEqual([
    ["inbound", "ana", 1],
    ["inbound", "ana", 1],
    ["status", "ben", 1],
  ]);
});

/** What is left when the computer's speed is taken away. */
function withoutTimes({ steps, sends, webhooks, ...run }: ScenarioRun): unknown {
  const { startedAt: _started, durationMs: _took, target: _port, ...rest } = run;
  return {
    ...rest,
    steps: steps.map(({ number, step, says, outcome, seen }) => ({
      number,
      step,
      says,
      outcome,
      seen: seen?.replace(/[\d.]+ (?:ms|s)\b/g, "some time") ?? null,
    })),
    sends: sends.map(({ atMs: _at, ...send }) => send),
    webhooks: webhooks.map(({ atMs: _at, attempts, ...webhook }) => ({
      ...webhook,
      attempts: attempts.map(({ status, reason }) => ({ status, reason })),
    })),
  };
}
