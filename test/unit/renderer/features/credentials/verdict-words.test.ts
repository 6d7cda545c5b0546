import { describe, expect, it } from "vitest";
import { JwtFinding } from "../../../../../preload/contract/jwt.ts";
import { describeFinding, summarise } from "../../../../../renderer/features/credentials/verdict-words.ts";

function verdictOf(...verdicts: readonly JwtFinding["verdict"][]) {
  const findings = verdicts.map((verdict) => ({ check: "exp" as const, verdict, text: "" }));
  return { header: {}, claims: {}, findings, wouldBeRefused: verdicts.includes("refused") };
}

describe("the sentence for a token", () => {
  it.each([
    [["good", "good"], "Nothing speaks against this token."],
    [["good", "doubtful"], "Vonage may take this token, with doubts."],
    [["doubtful", "unknown"], "Nothing speaks against this token, but not all could be checked."],
    [["unknown", "doubtful", "refused", "good"], "Vonage would refuse this token."],
  ] as const)("for %j follows the worst of its checks", (verdicts, text) => {
    expect(summarise(verdictOf(...verdicts)).text).toBe(text);
  });
});

describe("a check", () => {
  it("has a name of its own, and each verdict an icon and a word", () => {
    const labels = JwtFinding.shape.check.options.map(
      (check) => describeFinding({ check, verdict: "good", text: "" }).label,
    );
    const looks = JwtFinding.shape.verdict.options.map(
      (verdict) => describeFinding({ check: "exp", verdict, text: "" }).look,
    );

    expect(new Set(labels).size).toBe(JwtFinding.shape.check.options.length);
    expect(new Set(looks.map(({ word }) => word)).size).toBe(looks.length);
    expect(new Set(looks.map(({ icon }) => icon)).size).toBe(looks.length);
  });
});
