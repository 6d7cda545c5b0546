// The report of an examination: lines for people, and JUnit XML for CI.
import type { CheckResult, Examination } from "../../preload/contract/handler-examination.ts";
import { writeJunit } from "../reports/junit.ts";
import type { Report } from "../reports/report-text.ts";
import { durationWords } from "../scenarios/words.ts";
import { VERSION } from "../version.ts";

const MARKS: Readonly<Record<CheckResult["verdict"], string>> = {
  passed: "ok",
  failed: "FAILED",
  skipped: "skipped",
};
const INDENT = " ".repeat(18);

/** The examination in every form. */
export function examinationReport(examination: Examination): Report {
  return {
    lines: examinationLines(examination),
    json: { event: "report", version: VERSION, ...examination },
    junit: examinationJunit(examination),
  };
}

/** The examination in lines, each of them whole. */
export function examinationLines(examination: Examination): readonly string[] {
  const { grade, rule, target, seed, durationMs, passed, failed, skipped, checks } = examination;
  return [
    `Handler   ${target.inbound}`,
    ...(target.status === undefined ? [] : [`Statuses  ${target.status}`]),
    ...checks.flatMap(checkLines),
    `Grade     ${grade}: ${passed} passed, ${failed} failed, ${skipped} skipped, in ${durationWords(durationMs)}. Seed ${seed}.`,
    `Rule      ${rule}`,
  ];
}

function checkLines({ title, severity, expects, why, verdict, seen, todo }: CheckResult): readonly string[] {
  const head = `${MARKS[verdict].padEnd(10)}${severity.padEnd(8)}${title}.`;
  if (verdict === "passed") return [`${head} ${seen}`];
  if (verdict === "skipped") return [`${head} ${seen}${todo === null ? "" : ` ${todo}`}`];
  return [
    head,
    `${INDENT}Expected: ${expects}`,
    `${INDENT}Seen: ${seen}`,
    `${INDENT}Why: ${why}`,
    `${INDENT}To do: ${todo ?? ""}`,
  ];
}

/** The examination as JUnit XML: a case for each check. A failed good habit fails its case as well. */
export function examinationJunit({
  grade,
  rule,
  target,
  seed,
  startedAt,
  durationMs,
  checks,
}: Examination): string {
  return writeJunit({
    name: "hookline handler-doctor",
    seconds: durationMs / 1_000,
    startedAt,
    properties: { grade, rule, inbound: target.inbound, status: target.status ?? "", seed: String(seed) },
    cases: checks.map(({ id, title, severity, expects, why, verdict, seen, todo, durationMs: took }) => ({
      className: `hookline.handler-doctor.${severity}`,
      name: `${id}: ${title}`,
      seconds: took / 1_000,
      outcome: verdict,
      message: seen,
      detail: [`Expected: ${expects}`, `Seen: ${seen}`, `Why: ${why}`, `To do: ${todo ?? ""}`].join("\n"),
    })),
  });
}
