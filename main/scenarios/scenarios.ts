// Scenarios in a running Hookline: played on its own simulator, one at a time, and told of as they go on.
import type { Handlers } from "../../preload/contract/contract.ts";
import { AppError } from "../../preload/contract/errors.ts";
import type {
  ReportForm,
  ScenarioList,
  ScenarioRun,
  ScenarioToRun,
} from "../../preload/contract/scenario-run.ts";
import type { Scenario } from "../../preload/contract/scenario.ts";
import type { TextFile } from "../../preload/contract/text-file.ts";
import type { Clock } from "../ports.ts";
import { reportFile } from "../reports/report-text.ts";
import { createNowAndThen } from "../simulator/now-and-then.ts";
import type { Simulator } from "../simulator/simulator.ts";
import { builtInScenario, builtInScenarios, summaryOf } from "./built-in.ts";
import { drawSeed } from "./draw-seed.ts";
import type { OwnScenarios } from "./own-scenarios.ts";
import { playScenario } from "./play-scenario.ts";
import { readScenario } from "./read-scenario.ts";
import { runReport } from "./report.ts";
import type { Stage } from "./stage.ts";

/** Plays scenarios on the simulator of this run. */
export interface Scenarios {
  list(): Promise<ScenarioList>;
  /** Shows the folder of the user's own. @throws AppError `SCENARIO_FOLDER_UNREADABLE`, `FOLDER_NOT_OPENED` */
  openFolder(): Promise<void>;
  /**
   * Starts one; how it goes on is told by `onChange`.
   * @throws AppError `SIMULATOR_OFF`, `SCENARIO_RUNNING`, `SCENARIO_UNKNOWN`, `SCENARIO_INVALID`,
   * `SCENARIO_FILE_UNREADABLE`, `SIMULATOR_CALLBACK_REFUSED`, `TARGET_REFUSED`, `TARGET_OWN_PORT`, `TARGET_UNREACHABLE`
   */
  run(wish: ScenarioToRun): Promise<ScenarioRun>;
  /** Stops what is played, and answers how that came out; null = nothing was ever played. */
  stop(): Promise<ScenarioRun | null>;
  /** Report of the newest run, which must be over and be that one. @throws AppError `REPORT_GONE` */
  report(id: number, form: ReportForm): TextFile;
}

interface ScenariosPorts {
  readonly simulator: Simulator;
  readonly clock: Clock;
  readonly stage: Stage;
  readonly own: OwnScenarios;
  /** Told now and then while one is played, and of its end. */
  readonly onChange: (run: ScenarioRun) => void;
}

const NEWS_MS = 100;

/** Nothing is played yet. */
export function createScenarios({ simulator, clock, stage, own, onChange }: ScenariosPorts): Scenarios {
  let newest: (() => ScenarioRun) | null = null;
  let playing: { readonly stopping: AbortController; readonly end: Promise<unknown> } | null = null;
  let lastId = 0;

  async function read(meant: ScenarioToRun["scenario"]): Promise<Scenario> {
    if ("name" in meant) return builtInScenario(meant.name);
    return "file" in meant ? own.read(meant.file) : readScenario(meant.text, "of this text");
  }

  return {
    async list() {
      return {
        scenarios: builtInScenarios().map(summaryOf),
        own: await own.list(),
        run: newest?.() ?? null,
      };
    },
    openFolder: () => own.openFolder(),
    async run({ scenario: meant, target, seed }) {
      stage.assertPlayable(target);
      const scenario = await read(meant);
      const leave = await stage.take(scenario.title, target);

      lastId += 1;
      const news = createNowAndThen({ clock, everyMs: NEWS_MS }, (make: () => ScenarioRun) =>
        onChange(make()),
      );
      const stopping = new AbortController();
      const played = playScenario(scenario, {
        simulator,
        clock,
        id: lastId,
        file: "file" in meant ? meant.file : null,
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
        leave();
        // Its end is told at once, and nothing after it.
        news.stop();
        onChange(run);
      };
      playing = { stopping, end: finish() };
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
    report(id, form) {
      const run = newest?.();
      if (run === undefined || run.id !== id || run.state === "running") throw new AppError("REPORT_GONE");
      return reportFile(runReport(run), form, `scenario-${run.name}-${run.seed}`);
    },
  };
}

type ScenarioCalls = Pick<Handlers, Extract<keyof Handlers, `scenarios.${string}`>>;

/** Ties the contract's calls to them. */
export function createScenarioCalls({ scenarios }: { readonly scenarios: Scenarios }): ScenarioCalls {
  return {
    "scenarios.list": () => scenarios.list(),
    "scenarios.openFolder": async () => {
      await scenarios.openFolder();
      return {};
    },
    "scenarios.run": (wish) => scenarios.run(wish),
    "scenarios.stop": () => scenarios.stop(),
    "scenarios.report": ({ id, form }) => scenarios.report(id, form),
  };
}
