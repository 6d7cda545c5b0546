// The handler doctor: plays the awkward set against a developer's app and grades how it took it.
import { describeError, toAppError, toErrorValue } from "../../preload/contract/errors.ts";
import type { CheckResult, Examination } from "../../preload/contract/handler-examination.ts";
import { createBench, type BenchPorts } from "./bench.ts";
import { skipped, type Check, type Verdict } from "./check-shape.ts";
import { genuineText, takingChecks } from "./checks-of-taking.ts";
import { trustChecks } from "./checks-of-trust.ts";
import { wireChecks } from "./checks-of-wire.ts";
import { gradeOf, GRADE_RULE } from "./grade.ts";

/** What an examination needs besides its bench. */
export interface ExaminePorts extends BenchPorts {
  /** null = the app listens; else why it cannot be reached. */
  readonly knock: () => Promise<string | null>;
  /** Told of each check as it begins. */
  readonly onBegin?: (check: Pick<CheckResult, "title">) => void;
  /** Told of each result as it comes. */
  readonly onResult?: (result: CheckResult) => void;
}

const CHECKS: readonly Check[] = [genuineText, ...takingChecks, ...trustChecks, ...wireChecks];
/** How many checks an examination makes. */
export const CHECK_COUNT = CHECKS.length;

/** Makes all checks, one after the other. Rejects only with what `signal` was aborted with. */
export async function examineHandler(ports: ExaminePorts): Promise<Examination> {
  const { clock, signal, target, seed, knock, onBegin, onResult } = ports;
  const bench = createBench(ports);
  const startedAt = clock.now();
  const begun = clock.elapsed();
  const results: CheckResult[] = [];
  let reasonToSkip: string | null = null;
  try {
    for (const check of CHECKS) {
      const beganAt = clock.elapsed();
      let verdict: Verdict;
      let { severity, why } = check;
      onBegin?.(check);
      if (reasonToSkip === null) {
        // oxlint-disable-next-line no-await-in-loop -- one after the other, so that what is seen belongs to one
        verdict = await check.run(bench).catch((error: unknown) => verdictOn(error, signal));
        // oxlint-disable-next-line no-await-in-loop -- likewise
        const gone = await knock();
        if (gone !== null) {
          verdict = {
            verdict: "failed",
            seen: `${verdict.seen} After that nobody listened any more: ${gone}.`,
            todo: "See in the app’s own log why it ended. One bad request must not end it.",
          };
          // Whatever was asked of it: what would have come after that is lost.
          severity = "must";
          why = "An app that has ended takes no webhook at all.";
          reasonToSkip = `The app does not listen any more since “${check.title}”.`;
        } else if (check === genuineText && verdict.verdict === "failed") {
          reasonToSkip = "An app that does not take a plain text message shows nothing by this.";
        }
      } else {
        verdict = skipped(reasonToSkip, null);
      }
      const { id, title, expects } = check;
      const result = {
        id,
        title,
        severity,
        expects,
        why,
        ...verdict,
        durationMs: Math.round(clock.elapsed() - beganAt),
      };
      results.push(result);
      onResult?.(result);
    }
    await bench.settle();
  } finally {
    bench.end();
  }
  const count = (wanted: Verdict["verdict"]): number =>
    results.filter(({ verdict }) => verdict === wanted).length;
  return {
    format: 1,
    grade: gradeOf(results),
    rule: GRADE_RULE,
    target,
    seed,
    startedAt,
    durationMs: Math.round(clock.elapsed() - begun),
    passed: count("passed"),
    failed: count("failed"),
    skipped: count("skipped"),
    checks: results,
  };
}

/** The simulator would not do it, so nothing can be told. */
function verdictOn(error: unknown, signal: AbortSignal): Verdict {
  signal.throwIfAborted();
  const { what, why, todo } = describeError(toErrorValue(toAppError(error)));
  return skipped(`${what} ${why}`, todo);
}
