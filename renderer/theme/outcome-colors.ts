// How the outcome of something that was played is shown: colour, icon and word.
import {
  IconAlertTriangle,
  IconCheck,
  IconCircleCheck,
  IconCircleDashed,
  IconCircleMinus,
  IconCircleX,
  IconPlayerPlay,
  IconPlayerStop,
} from "@tabler/icons-react";
import type { CheckResult } from "../../preload/contract/handler-examination.ts";
import type { ScenarioRun, StepResult } from "../../preload/contract/scenario-run.ts";
import type { Appearance } from "./status-colors.ts";

const held: Appearance = { color: "var(--verified)", tone: "verified", icon: IconCircleCheck, word: "Held" };
const failed: Appearance = { color: "var(--rejected)", tone: "rejected", icon: IconCircleX, word: "Failed" };
const skipped: Appearance = {
  color: "var(--unsigned)",
  tone: "unsigned",
  icon: IconCircleMinus,
  word: "Skipped",
};
const running: Appearance = {
  color: "var(--accent-text)",
  tone: "quiet",
  icon: IconPlayerPlay,
  word: "Running",
};

const steps: Readonly<Record<StepResult["outcome"], Appearance>> = {
  waiting: { color: "var(--text-3)", tone: "quiet", icon: IconCircleDashed, word: "Waiting" },
  running,
  done: { color: "var(--text-2)", tone: "quiet", icon: IconCheck, word: "Done" },
  held,
  failed,
  skipped,
};

const runs: Readonly<Record<ScenarioRun["state"], Appearance>> = {
  running,
  held,
  failed,
  stopped: { color: "var(--text-2)", tone: "quiet", icon: IconPlayerStop, word: "Stopped" },
  broken: {
    color: "var(--unsigned)",
    tone: "unsigned",
    icon: IconAlertTriangle,
    word: "Not played to its end",
  },
};

const checks: Readonly<Record<CheckResult["verdict"], Appearance>> = {
  passed: { ...held, word: "Passed" },
  failed,
  skipped,
};

/** Look of a step of a scenario. */
export function stepAppearance(outcome: StepResult["outcome"]): Appearance {
  return steps[outcome];
}

/** Look of a whole run. */
export function runAppearance(state: ScenarioRun["state"]): Appearance {
  return runs[state];
}

/** Look of a check of the handler doctor. */
export function checkAppearance(verdict: CheckResult["verdict"]): Appearance {
  return checks[verdict];
}
