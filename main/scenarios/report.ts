// The report of a run: lines for people, and JUnit XML for CI.
import type { ScenarioRun, StepResult } from "../../preload/contract/scenario-run.ts";
import { writeJunit } from "../reports/junit.ts";
import type { Report } from "../reports/report-text.ts";
import { durationWords } from "./words.ts";

const MARKS: Readonly<Record<StepResult["outcome"], string>> = {
  waiting: "-",
  running: "-",
  done: "done",
  held: "held",
  failed: "FAILED",
  skipped: "skipped",
};
const INDENT = " ".repeat(12);

/** The run in every form. */
export function runReport(run: ScenarioRun): Report {
  return { lines: runLines(run), json: { event: "report", ...run }, junit: runJunit(run) };
}

/** The run in lines, each of them whole. Texts of messages stand in them as they are. */
export function runLines(run: ScenarioRun): readonly string[] {
  return [
    `Scenario    ${run.title} (${run.name}), seed ${run.seed}`,
    ...run.steps.flatMap(stepLines),
    `Outcome     ${outcomeWords(run)}`,
  ];
}

function stepLines({ number, says, outcome, seen, todo }: StepResult): readonly string[] {
  const head = `${String(number).padStart(3)} ${MARKS[outcome].padEnd(8)}${says}`;
  if (outcome === "done" || outcome === "held") return [seen === null ? head : `${head} ${seen}`];
  return [
    head,
    ...(seen === null ? [] : [`${INDENT}Seen: ${seen}`]),
    ...(todo === null ? [] : [`${INDENT}To do: ${todo}`]),
  ];
}

/** How it ended, in a sentence. */
export function outcomeWords({ state, reason, steps, seed, durationMs }: ScenarioRun): string {
  const count = (outcome: StepResult["outcome"]): number =>
    steps.filter((step) => step.outcome === outcome).length;
  const took = durationMs === null ? "" : ` in ${durationWords(durationMs)}`;
  const expected = count("held") + count("failed");
  const skipped = count("skipped") === 0 ? "" : ` ${count("skipped")} could not be told.`;
  switch (state) {
    case "running":
      return "It goes on.";
    case "held":
      return expected === 0
        ? `Played${took}; nothing was expected.${skipped}`
        : `All ${expected} expectations held${took}.${skipped}`;
    case "failed":
      return `${count("failed")} of ${expected} expectations failed${took}.${skipped} The same again: --seed ${seed}`;
    case "stopped":
    case "broken":
      return `It did not come to its end. ${reason ?? ""}`;
  }
}

/** The run as JUnit XML: a case for each expectation, and one for coming to the end. */
export function runJunit(run: ScenarioRun): string {
  const expectations = run.steps.filter(
    ({ step, outcome }) => step.startsWith("expect-") || outcome === "failed" || outcome === "skipped",
  );
  const isWhole = run.state === "held" || run.state === "failed";
  return writeJunit({
    name: `hookline scenario ${run.name}`,
    seconds: (run.durationMs ?? 0) / 1_000,
    startedAt: run.startedAt,
    properties: { seed: String(run.seed), title: run.title, state: run.state },
    cases: [
      ...expectations.map((result) => ({
        className: `hookline.scenario.${run.name}`,
        name: `${result.number}. ${result.says}`,
        seconds: (result.durationMs ?? 0) / 1_000,
        outcome: caseOutcome(result.outcome),
        message: result.seen ?? "",
        detail: [result.seen, result.todo].filter((text) => text !== null).join("\n"),
      })),
      {
        className: `hookline.scenario.${run.name}`,
        name: "It is played to its end.",
        seconds: 0,
        outcome: isWhole ? "passed" : "failed",
        message: run.reason ?? "",
        detail: run.reason ?? "",
      } as const,
    ],
  });
}

function caseOutcome(outcome: StepResult["outcome"]): "passed" | "failed" | "skipped" {
  if (outcome === "held" || outcome === "done") return "passed";
  return outcome === "failed" ? "failed" : "skipped";
}
