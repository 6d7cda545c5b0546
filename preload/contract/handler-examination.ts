// What the handler doctor found: every check with its verdict, and the grade that follows.
import { z } from "zod";
import { AppErrorValue } from "./errors.ts";
import { ScenarioTarget } from "./scenario-run.ts";
import { ScenarioSeed } from "./scenario.ts";

/** How much a check matters: `must` or messages are lost, forged or doubled; `should` or they will be one day; `good` habits. */
export const SEVERITIES = ["must", "should", "good"] as const;
export type Severity = (typeof SEVERITIES)[number];

/** What a check came to; `skipped`: it could not be told, and `seen` says why. */
export const CHECK_VERDICTS = ["passed", "failed", "skipped"] as const;

/** Best first. */
export const GRADES = ["A", "B", "C", "D", "E", "F"] as const;
export type Grade = (typeof GRADES)[number];

/** One check with what it came to. */
export const CheckResult = z.object({
  id: z.string(),
  /** What was played. */
  title: z.string(),
  severity: z.enum(SEVERITIES),
  /** What is expected, in a sentence. */
  expects: z.string(),
  /** Why it matters with Vonage. */
  why: z.string(),
  verdict: z.enum(CHECK_VERDICTS),
  seen: z.string(),
  /** What to do; null unless it failed or was skipped. */
  todo: z.string().nullable(),
  durationMs: z.number(),
});
export type CheckResult = z.output<typeof CheckResult>;

/** Everything that was found, by an examination that came to its end. */
export const Examination = z.object({
  format: z.literal(1),
  grade: z.enum(GRADES),
  /** How the grade follows. */
  rule: z.string(),
  target: ScenarioTarget,
  seed: ScenarioSeed,
  /** Epoch ms. */
  startedAt: z.number(),
  durationMs: z.number(),
  passed: z.int(),
  failed: z.int(),
  skipped: z.int(),
  checks: z.array(CheckResult),
});
export type Examination = z.output<typeof Examination>;

/** What all states of an examination have. */
const begun = z.object({
  /** Grows; of this process. */
  id: z.int(),
  target: ScenarioTarget,
  seed: ScenarioSeed,
  /** Epoch ms. */
  startedAt: z.number(),
  /** Those that are over, in their order. */
  checks: z.array(CheckResult),
  /** How many there are in all. */
  total: z.int(),
});

/** An examination, finished or not. */
export const ExaminationState = z.discriminatedUnion("state", [
  /** `now` = title of the check that is made. */
  begun.extend({ state: z.literal("running"), now: z.string().nullable() }),
  begun.extend({ state: z.literal("finished"), report: Examination }),
  begun.extend({ state: z.literal("stopped") }),
  begun.extend({ state: z.literal("broken"), error: AppErrorValue }),
]);
export type ExaminationState = z.output<typeof ExaminationState>;

/** What to examine. */
export const ExaminationWish = z.object({
  target: ScenarioTarget,
  /** null: a new one. */
  seed: ScenarioSeed.nullable(),
});
export type ExaminationWish = z.output<typeof ExaminationWish>;
