// The handler doctor's findings in words.
import type {
  CheckResult,
  Examination,
  ExaminationState,
  Grade,
  Severity,
} from "../../../preload/contract/handler-examination.ts";
import { formatDuration } from "../../components/format.ts";
import type { Tone } from "../../theme/status-colors.ts";

/** Which findings are shown. */
export type CheckFilter = "all" | CheckResult["verdict"];

/** What a severity is called, and what it means to people who see it for the first time. */
export const SEVERITY_WORDS: Readonly<Record<Severity, { readonly word: string; readonly meaning: string }>> =
  {
    must: { word: "Must", meaning: "Or messages are lost, forged or doubled" },
    should: { word: "Should", meaning: "Or they will be one day" },
    good: { word: "Nice to have", meaning: "A good habit" },
  };

/** What a grade says of an app, in a sentence. */
export const GRADE_WORDS: Readonly<Record<Grade, string>> = {
  A: "Your app takes everything as it should.",
  B: "Only good habits are missing.",
  C: "It works, and will lose something one day.",
  D: "Something that must hold does not, or several things that should.",
  E: "Several things that must hold do not.",
  F: "It does not take a plain text message.",
};

/** Tone of a grade; the letter stands beside it. */
export function gradeTone(grade: Grade): Tone {
  if (grade === "A" || grade === "B") return "verified";
  return grade === "C" ? "unsigned" : "rejected";
}

/** "24 passed, 1 failed, 2 skipped, in 12.4 s." */
export function countsWords({ passed, failed, skipped, durationMs }: Examination): string {
  return `${passed} passed, ${failed} failed, ${skipped} skipped, in ${formatDuration(durationMs)}.`;
}

/** How far an examination is. */
export function progressWords({ checks, total, ...state }: ExaminationState): string {
  const now = state.state === "running" && state.now !== null ? ` Now: ${state.now}.` : "";
  return `${checks.length} of ${total} checks are made.${now}`;
}

const WORST_FIRST: readonly CheckResult["verdict"][] = ["failed", "skipped", "passed"];

/** Those of the filter: what failed first, each in the order in which it was played. */
export function filterChecks(checks: readonly CheckResult[], filter: CheckFilter): readonly CheckResult[] {
  return WORST_FIRST.flatMap((wanted) =>
    checks.filter(({ verdict }) => verdict === wanted && (filter === "all" || filter === wanted)),
  );
}
