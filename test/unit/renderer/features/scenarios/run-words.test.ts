import { describe, expect, it } from "vitest";
import { Psid } from "../../../../../preload/contract/ids.ts";
import { ScenarioRun, type StepResult } from "../../../../../preload/contract/scenario-run.ts";
import {
  attemptWords,
  countWords,
  hasFailed,
  newest,
  offsetWords,
  personWords,
  verdictWords,
} from "../../../../../renderer/features/scenarios/run-words.ts";

function runOf(outcomes: readonly StepResult["outcome"][], changes: Partial<ScenarioRun> = {}): ScenarioRun {
  return ScenarioRun.parse({
    format: 1,
    id: 1,
    name: "image",
    file: null,
    title: "An image",
    seed: 1,
    target: null,
    state: "held",
    reason: null,
    startedAt: 1_000,
    durationMs: 1_500,
    steps: outcomes.map((outcome, index) => ({
      number: index + 1,
      step: "pause",
      says: "A pause.",
      outcome,
      atMs: null,
      durationMs: null,
      seen: null,
      todo: null,
    })),
    sends: [],
    sendCount: 0,
    webhooks: [],
    webhookCount: 0,
    ...changes,
  });
}

describe("a run in words", () => {
  it.each([
    [runOf(["done", "held", "held"]), "All 2 expectations held in 1.5\u00a0s."],
    [runOf(["done", "held", "skipped"]), "The one expectation held in 1.5\u00a0s. 1 could not be told."],
    [runOf(["done"]), "Played in 1.5\u00a0s; nothing was expected."],
    [
      runOf(["held", "failed", "skipped"], { state: "failed" }),
      "1 of 2 expectations failed in 1.5\u00a0s. 1 could not be told.",
    ],
    [runOf(["done", "running", "waiting"], { state: "running", durationMs: null }), "Step 2 of 3."],
    [runOf(["waiting"], { state: "running", durationMs: null }), "Running."],
    [runOf(["done"], { state: "stopped", reason: "It was stopped." }), "It did not come to its end."],
    [
      runOf([], { state: "broken", reason: "It took longer than 15 minutes." }),
      "It took longer than 15 minutes.",
    ],
  ])("is told, case %#", (run, words) => {
    expect(verdictWords(run)).toBe(words);
  });

  it.each([
    [0, "+0\u00a0ms"],
    [3, "+3\u00a0ms"],
    [250.4, "+250\u00a0ms"],
    [5_100, "+5.1\u00a0s"],
    [86_400_000, "+1\u00a0d"],
  ])("has the moment %d as %s", (atMs, words) => {
    expect(offsetWords(atMs)).toBe(words);
  });

  it("names a person by the scenario's name, else by the PSID", () => {
    expect(personWords({ person: "ana", psid: Psid.parse("123") })).toBe("ana");
    expect(personWords({ person: null, psid: Psid.parse("123") })).toBe("PSID 123");
    expect(personWords({ person: null, psid: null })).toBe("nobody known");
  });

  it("says what came of an attempt, and how many there are", () => {
    expect(attemptWords({ at: 0, status: 500, durationMs: 12, reason: null })).toBe("500 in 12\u00a0ms");
    expect(attemptWords({ at: 0, status: null, durationMs: 12, reason: "the connection was refused" })).toBe(
      "the connection was refused",
    );
    expect(countWords(3, 3)).toBe("3");
    expect(countWords(200, 1_000)).toBe("first 200 of 1,000");
  });
});

describe("the newest state", () => {
  const begun = { startedAt: 1, state: "running" };
  const ended = { startedAt: 1, state: "held" };
  const later = { startedAt: 2, state: "running" };

  it.each([
    [undefined, null, null],
    [null, null, null],
    [null, begun, begun],
    [begun, null, begun],
    [begun, ended, ended],
    [ended, begun, ended],
    [later, ended, later],
    [ended, later, later],
  ])("of %j asked for and %j heard is %j", (asked, heard, expected) => {
    expect(newest(asked, heard)).toBe(expected);
  });

  it.each([
    [200, [], false],
    [500, [], true],
    [null, [], true],
    [null, ["reset"], false],
    [500, ["reset"], true],
  ] as const)("an attempt of status %s under %j has failed: %s", (status, faults, failed) => {
    const attempt = { at: 0, durationMs: 1, status, reason: null };

    expect(hasFailed(attempt, [...faults])).toBe(failed);
  });
});
