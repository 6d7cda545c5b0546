// Plays a scenario on a simulator: every step in its order, with what was seen, to an outcome. It always comes to an end.
import { AppError, describeError, toAppError, toErrorValue } from "../../preload/contract/errors.ts";
import type { Psid } from "../../preload/contract/ids.ts";
import type { ScenarioRun, ScenarioTarget, StepResult } from "../../preload/contract/scenario-run.ts";
import type { Scenario } from "../../preload/contract/scenario.ts";
import { SimulatorTiming } from "../../preload/contract/simulator.ts";
import type { Clock } from "../ports.ts";
import { inventPsid } from "../simulator/invent-psid.ts";
import { createRandom } from "../simulator/random.ts";
import { SHARED_PAGE } from "../simulator/sandbox.ts";
import type { Simulator } from "../simulator/simulator.ts";
import { act, isAct, settlePending } from "./acts.ts";
import { check } from "./expectations.ts";
import { createLedger, shownWebhook } from "./ledger.ts";
import type { Run } from "./run-shape.ts";
import { stepWords } from "./words.ts";

/** What a run needs. */
export interface PlayPorts {
  /** It runs already. Faults, timing and sandbox are put back afterwards. */
  readonly simulator: Simulator;
  /** The computer's. */
  readonly clock: Clock;
  readonly id: number;
  /** The file of the scenario as it was named; null = it has none. */
  readonly file: string | null;
  /** null = where the simulator usually sends webhooks; replies are not insisted on then. */
  readonly target: ScenarioTarget | null;
  readonly seed: number;
  /** Stops it. */
  readonly signal: AbortSignal;
  /** Told of every change; `run` is made when it is called. */
  readonly onChange?: (run: () => ScenarioRun) => void;
}

/** Each step has an end of its own; two hundred of them must have one too. */
const LONGEST_RUN_MS = 15 * 60_000;
const MOST_SHOWN = 200;

/** Plays it. Never rejects. */
export async function playScenario(scenario: Scenario, ports: PlayPorts): Promise<ScenarioRun> {
  const { simulator, clock, id, file, target, seed, signal, onChange } = ports;
  const startedAt = clock.now();
  const startedElapsed = clock.elapsed();
  simulator.reseed(seed);
  const { clock: simulated, faults, timing, sandbox, pageId } = simulator.shortState();
  const atMs = (epochMs = simulator.shortState().clock.now): number => Math.round(epochMs - simulated.now);
  const psids = peopleOf(scenario, seed);
  const names = new Map([...psids].map(([name, psid]) => [psid, name]));
  const personOf = (psid: Psid): string | null => names.get(psid) ?? null;

  const stopping = new AbortController();
  const stop = (): void => stopping.abort(new Ended("stopped", "It was stopped."));
  if (signal.aborted) stop();
  signal.addEventListener("abort", stop);
  const cancelLimit = clock.after(LONGEST_RUN_MS, () =>
    stopping.abort(new Ended("broken", "It took longer than 15 minutes.")),
  );

  const steps: StepResult[] = scenario.steps.map((step, index) => ({
    number: index + 1,
    step: step.step,
    says: stepWords(step),
    outcome: "waiting",
    atMs: null,
    durationMs: null,
    seen: null,
    todo: null,
  }));
  let state: Pick<ScenarioRun, "state" | "reason" | "durationMs"> = {
    state: "running",
    reason: null,
    durationMs: null,
  };
  const ledger = createLedger({ clock, atMs, personOf, signal: stopping.signal, changed: () => tell() });
  const shown = (): ScenarioRun => {
    const webhooks = ledger.webhooks();
    return {
      format: 1,
      id,
      name: scenario.name,
      file,
      title: scenario.title,
      seed,
      target,
      ...state,
      startedAt,
      steps: steps.map((step) => ({ ...step })),
      sends: ledger.sends().slice(0, MOST_SHOWN),
      sendCount: ledger.sends().length,
      webhooks: webhooks.slice(0, MOST_SHOWN).map((webhook) => shownWebhook(webhook, atMs, personOf)),
      webhookCount: webhooks.length,
    };
  };
  const tell = (): void => onChange?.(shown);

  const run: Run = {
    scenario,
    simulator,
    ledger,
    clock,
    signal: stopping.signal,
    psids,
    pageId: scenario.sandbox === undefined ? pageId : SHARED_PAGE,
    hasStatusTarget: target === null || target.status !== undefined,
    insistsOnReplies: target !== null,
    sent: new Map(),
    pending: new Set(),
    claimed: new Set(),
    repliesBefore: 0,
  };
  const unwatch = simulator.watch(ledger.note);
  try {
    if (target !== null) simulator.aim(target);
    simulator.setTiming(scenario.timing ?? SimulatorTiming.parse({}));
    simulator.setFaults(scenario.faults ?? {});
    const testers = (scenario.sandbox?.testers ?? []).flatMap((name) => psids.get(name) ?? []);
    simulator.setSandbox(scenario.sandbox === undefined ? { isOn: false } : { isOn: true, testers });
    for (const [index, step] of scenario.steps.entries()) {
      stopping.signal.throwIfAborted();
      const begun: StepResult = { ...resultAt(steps, index), outcome: "running", atMs: atMs() };
      const beganAt = clock.elapsed();
      steps[index] = begun;
      tell();
      // oxlint-disable-next-line no-await-in-loop -- one step after the other
      const finding = await (isAct(step) ? act(run, step) : check(run, step)).catch((error: unknown) => {
        steps[index] = { ...begun, ...failureOf(error), durationMs: clock.elapsed() - beganAt };
        throw error;
      });
      steps[index] = { ...begun, ...finding, durationMs: clock.elapsed() - beganAt };
      tell();
    }
    await settlePending(run);
    const isHeld = steps.every(({ outcome }) => outcome !== "failed");
    state = { state: isHeld ? "held" : "failed", reason: null, durationMs: null };
  } catch (error) {
    state = { ...endOf(error), durationMs: null };
  } finally {
    unwatch();
    cancelLimit();
    signal.removeEventListener("abort", stop);
    simulator.aim(null);
    simulator.setFaults(faults);
    simulator.setTiming(timing);
    simulator.setSandbox({ isOn: sandbox.isOn, testers: sandbox.testers });
    simulator.reseed(null);
  }
  state = { ...state, durationMs: clock.elapsed() - startedElapsed };
  tell();
  return shown();
}

/** How a run ends before its time. */
class Ended extends Error {
  readonly state: "stopped" | "broken";

  constructor(state: "stopped" | "broken", reason: string) {
    super(reason);
    this.state = state;
  }
}

function endOf(error: unknown): Pick<ScenarioRun, "state" | "reason"> {
  if (error instanceof Ended) return { state: error.state, reason: error.message };
  const { what, why } = describeError(toErrorValue(toAppError(error)));
  return { state: "broken", reason: `${what} ${why}` };
}

function failureOf(error: unknown): Pick<StepResult, "outcome" | "seen" | "todo"> {
  if (error instanceof Ended) return { outcome: "skipped", seen: error.message, todo: null };
  const { what, why, todo } = describeError(toErrorValue(toAppError(error)));
  return { outcome: "failed", seen: `${what} ${why}`, todo };
}

function resultAt(steps: readonly StepResult[], index: number): StepResult {
  const step = steps[index];
  if (step === undefined) throw new AppError("UNEXPECTED", { message: `There is no step ${index}.` });
  return step;
}

/** Whoever has no PSID gets one of the seed. */
function peopleOf({ people }: Scenario, seed: number): ReadonlyMap<string, Psid> {
  const random = createRandom(`people ${seed}`);
  const taken = new Set<string>(Object.values(people).flatMap(({ psid }) => psid ?? []));
  const invent = (): Psid => {
    const psid = inventPsid(random, (one) => taken.has(one));
    taken.add(psid);
    return psid;
  };
  return new Map(Object.entries(people).map(([name, { psid }]) => [name, psid ?? invent()]));
}
