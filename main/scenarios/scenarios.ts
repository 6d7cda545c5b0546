// Scenarios in a running Hookline: played on its own simulator, one at a time, and told of as they go on.
import type { Handlers } from "../../preload/contract/contract.ts";
import { AppError } from "../../preload/contract/errors.ts";
import type { ScenarioList, ScenarioRun, ScenarioToRun } from "../../preload/contract/scenario-run.ts";
import type { Clock } from "../ports.ts";
import { createNowAndThen } from "../simulator/now-and-then.ts";
import type { Simulator } from "../simulator/simulator.ts";
import { callbackTarget } from "../simulator/targets.ts";
import { builtInScenario, builtInScenarios, summaryOf } from "./built-in.ts";
import { drawSeed } from "./draw-seed.ts";
import { playScenario } from "./play-scenario.ts";
import { readScenario } from "./read-scenario.ts";

/** Plays scenarios on the simulator of this run. */
export interface Scenarios {
  list(): ScenarioList;
  /**
   * Starts one; how it goes on is told by `onChange`.
   * @throws AppError `SIMULATOR_OFF`, `SCENARIO_RUNNING`, `SCENARIO_UNKNOWN`, `SCENARIO_INVALID`,
   * `SIMULATOR_CALLBACK_REFUSED`, `TARGET_REFUSED`, `TARGET_OWN_PORT`
   */
  run(wish: ScenarioToRun): ScenarioRun;
  /** Stops what is played, and answers how that came out; null = nothing was ever played. */
  stop(): Promise<ScenarioRun | null>;
}

interface ScenariosPorts {
  readonly simulator: Simulator;
  readonly clock: Clock;
  /** Ports of Hookline that no webhook may go to. */
  readonly ownPorts: () => readonly number[];
  /** Told now and then while one is played, and of its end. */
  readonly onChange: (run: ScenarioRun) => void;
}

const NEWS_MS = 100;

/** Nothing is played yet. */
export function createScenarios({ simulator, clock, ownPorts, onChange }: ScenariosPorts): Scenarios {
  let newest: (() => ScenarioRun) | null = null;
  let playing: {
    readonly title: string;
    readonly stopping: AbortController;
    readonly end: Promise<unknown>;
  } | null = null;
  let lastId = 0;

  const assertCallable = (address: string): void => {
    callbackTarget(address, [], [...ownPorts(), Number(new URL(simulator.url() ?? "").port)]);
  };

  return {
    list: () => ({ scenarios: builtInScenarios().map(summaryOf), run: newest?.() ?? null }),
    run({ scenario: meant, target, seed }) {
      if (simulator.url() === null) throw new AppError("SIMULATOR_OFF");
      if (playing !== null) throw new AppError("SCENARIO_RUNNING", { title: playing.title });
      const scenario =
        "name" in meant ? builtInScenario(meant.name) : readScenario(meant.text, "of this text");
      if (target !== null) assertCallable(target.inbound);
      if (target?.status !== undefined) assertCallable(target.status);

      lastId += 1;
      const news = createNowAndThen({ clock, everyMs: NEWS_MS }, (make: () => ScenarioRun) =>
        onChange(make()),
      );
      const stopping = new AbortController();
      const played = playScenario(scenario, {
        simulator,
        clock,
        id: lastId,
        target,
        seed: seed ?? scenario.seed ?? drawSeed(),
        signal: stopping.signal,
        onChange: (make) => {
          newest = make;
          news.tell(make);
        },
      });
      const finish = async (): Promise<void> => {
        const run = await played;
        newest = () => run;
        playing = null;
        // Its end is told at once, and nothing after it.
        news.stop();
        onChange(run);
      };
      playing = { title: scenario.title, stopping, end: finish() };
      // The first step has begun by now.
      const begun = newest?.();
      if (begun === undefined) throw new Error("The scenario did not begin.");
      return begun;
    },
    async stop() {
      playing?.stopping.abort();
      await playing?.end;
      return newest?.() ?? null;
    },
  };
}

type ScenarioCalls = Pick<Handlers, Extract<keyof Handlers, `scenarios.${string}`>>;

/** Ties the contract's calls to them. */
export function createScenarioCalls({ scenarios }: { readonly scenarios: Scenarios }): ScenarioCalls {
  return {
    "scenarios.list": () => scenarios.list(),
    "scenarios.run": (wish) => scenarios.run(wish),
    "scenarios.stop": () => scenarios.stop(),
  };
}
