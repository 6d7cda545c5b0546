import { describe, expect, it } from "vitest";
import { GRADES, type CheckResult } from "../../../../../preload/contract/handler-examination.ts";
import {
  filterChecks,
  GRADE_WORDS,
  gradeTone,
  progressWords,
} from "../../../../../renderer/features/scenarios/doctor-words.ts";

function check(id: string, verdict: CheckResult["verdict"]): CheckResult {
  return {
    id,
    verdict,
    title: id,
    severity: "must",
    expects: "",
    why: "",
    seen: "",
    todo: null,
    durationMs: 1,
  };
}

const checks = [check("a", "passed"), check("b", "skipped"), check("c", "failed"), check("d", "passed")];

describe("the findings of the handler doctor", () => {
  it("begin with what failed, each kind in the order in which it was played", () => {
    expect(filterChecks(checks, "all").map(({ id }) => id)).toEqual(["c", "b", "a", "d"]);
    expect(filterChecks(checks, "passed").map(({ id }) => id)).toEqual(["a", "d"]);
    expect(filterChecks(checks, "failed").map(({ id }) => id)).toEqual(["c"]);
  });

  it("have words and a tone for every grade", () => {
    expect(GRADES.map((grade) => [grade, gradeTone(grade), GRADE_WORDS[grade] !== ""])).toEqual([
      ["A", "verified", true],
      ["B", "verified", true],
      ["C", "unsigned", true],
      ["D", "rejected", true],
      ["E", "rejected", true],
      ["F", "rejected", true],
    ]);
  });

  it("tell how far an examination is", () => {
    const begun = { id: 1, target: { inbound: "http://a/" }, seed: 1, startedAt: 1, checks, total: 27 };

    expect(progressWords({ ...begun, state: "running", now: "A text message" })).toBe(
      "4 of 27 checks are made. Now: A text message.",
    );
    expect(progressWords({ ...begun, state: "stopped" })).toBe("4 of 27 checks are made.");
  });
});
