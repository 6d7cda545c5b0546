// The grade of a handler, by a rule that is printed with it.
import { GRADES, type Grade, type Severity } from "../../preload/contract/handler-examination.ts";
import type { Verdict } from "./check-shape.ts";

/** The rule, as the report prints it. */
export const GRADE_RULE =
  "A: nothing failed. B: only good habits are missing. C: one or two “should” failed. D: more of them, or one “must”. " +
  "E: several “must”. F: a plain text message is not taken. A check that makes the app crash counts as a “must”.";

/** The worst grade with which a CI job passes. */
export const PASSING_GRADE: Grade = "C";

/** Whether the grade is at least as good as another. */
export function isAtLeast(grade: Grade, wanted: Grade): boolean {
  return GRADES.indexOf(grade) <= GRADES.indexOf(wanted);
}

/** The grade of these results. */
export function gradeOf(
  results: readonly {
    readonly id: string;
    readonly severity: Severity;
    readonly verdict: Verdict["verdict"];
  }[],
): Grade {
  const failed = results.filter(({ verdict }) => verdict === "failed");
  const count = (severity: Severity): number =>
    failed.filter((result) => result.severity === severity).length;
  if (failed.some(({ id }) => id === "genuine-text")) return "F";
  if (count("must") > 1) return "E";
  if (count("must") === 1 || count("should") > 2) return "D";
  if (count("should") > 0) return "C";
  return count("good") > 0 ? "B" : "A";
}
