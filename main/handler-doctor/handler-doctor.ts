// The handler doctor in a running Hookline: one examination at a time, on its own simulator, told of as it goes on.
import type { Handlers } from "../../preload/contract/contract.ts";
import { AppError, toAppError, toErrorValue } from "../../preload/contract/errors.ts";
import type { ExaminationState, ExaminationWish } from "../../preload/contract/handler-examination.ts";
import type { ReportForm } from "../../preload/contract/scenario-run.ts";
import type { TextFile } from "../../preload/contract/text-file.ts";
import type { Clock } from "../ports.ts";
import { reportFile } from "../reports/report-text.ts";
import { drawSeed } from "../scenarios/draw-seed.ts";
import { knock } from "../scenarios/knock.ts";
import type { Stage } from "../scenarios/stage.ts";
import type { Simulator } from "../simulator/simulator.ts";
import { CHECK_COUNT, examineHandler } from "./examine.ts";
import { ANSWER_TIMEOUT_MS, KNOCK_LIMIT_MS, QUIET_MS } from "./patience.ts";
import { examinationReport } from "./report.ts";

/** Examines handlers with the simulator of this run. */
export interface HandlerDoctor {
  /** The examination that goes on or was the last one; null = there was none. */
  state(): ExaminationState | null;
  /**
   * Starts one; how it goes on is told by `onChange`.
   * @throws AppError `SIMULATOR_OFF`, `SCENARIO_RUNNING`, `SIMULATOR_CALLBACK_REFUSED`, `TARGET_REFUSED`,
   * `TARGET_OWN_PORT`, `TARGET_UNREACHABLE`
   */
  run(wish: ExaminationWish): Promise<ExaminationState>;
  /** Stops what goes on, and answers what there is; null = there was none. */
  stop(): Promise<ExaminationState | null>;
  /** Report of the newest examination, which must be finished and be that one. @throws AppError `REPORT_GONE` */
  report(id: number, form: ReportForm): TextFile;
}

interface HandlerDoctorPorts {
  readonly simulator: Simulator;
  readonly clock: Clock;
  readonly stage: Stage;
  /** Told of each check that begins, and of the end. */
  readonly onChange: (state: ExaminationState) => void;
}

/** What others are told is going on. */
const TITLE = "Handler doctor";

/** Nothing is examined yet. */
export function createHandlerDoctor({
  simulator,
  clock,
  stage,
  onChange,
}: HandlerDoctorPorts): HandlerDoctor {
  let newest: ExaminationState | null = null;
  let going: { readonly stopping: AbortController; readonly end: Promise<unknown> } | null = null;
  let lastId = 0;

  const change = (state: ExaminationState): void => {
    newest = state;
    onChange(state);
  };

  return {
    state: () => newest,
    async run({ target, seed: wanted }) {
      stage.assertPlayable(target);
      const leave = await stage.take(TITLE, target);

      lastId += 1;
      const stopping = new AbortController();
      const { signal } = stopping;
      const seed = wanted ?? drawSeed();
      let begun: Begun = {
        id: lastId,
        target,
        seed,
        startedAt: clock.now(),
        checks: [],
        total: CHECK_COUNT,
      };
      const examine = async (): Promise<ExaminationState> => {
        try {
          const report = await examineHandler({
            simulator,
            clock,
            target,
            signal,
            seed,
            answerTimeoutMs: ANSWER_TIMEOUT_MS,
            quietMs: QUIET_MS,
            knock: () => knock(new URL(target.inbound), KNOCK_LIMIT_MS, clock),
            onBegin: ({ title }) => change({ ...begun, state: "running", now: title }),
            onResult: (result) => {
              begun = { ...begun, checks: [...begun.checks, result] };
            },
          });
          return { ...begun, state: "finished", report };
        } catch (error) {
          if (signal.aborted) return { ...begun, state: "stopped" };
          return { ...begun, state: "broken", error: toErrorValue(toAppError(error)) };
        }
      };
      const first: ExaminationState = { ...begun, state: "running", now: null };
      change(first);
      const finish = async (): Promise<void> => {
        const state = await examine();
        going = null;
        leave();
        change(state);
      };
      going = { stopping, end: finish() };
      return newest ?? first;
    },
    async stop() {
      going?.stopping.abort();
      await going?.end;
      return newest;
    },
    report(id, form) {
      if (newest === null || newest.id !== id || newest.state !== "finished")
        throw new AppError("REPORT_GONE");
      return reportFile(examinationReport(newest.report), form, `handler-doctor-${newest.seed}`);
    },
  };
}

type Begun = Pick<ExaminationState, "id" | "target" | "seed" | "startedAt" | "checks" | "total">;
type DoctorCalls = Pick<Handlers, Extract<keyof Handlers, `handlerDoctor.${string}`>>;

/** Ties the contract's calls to it. */
export function createHandlerDoctorCalls({ doctor }: { readonly doctor: HandlerDoctor }): DoctorCalls {
  return {
    "handlerDoctor.state": () => doctor.state(),
    "handlerDoctor.run": (wish) => doctor.run(wish),
    "handlerDoctor.stop": () => doctor.stop(),
    "handlerDoctor.report": ({ id, form }) => doctor.report(id, form),
  };
}
