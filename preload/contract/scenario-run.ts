// How a scenario came out: every step with what was seen, what the app sent, and what became of the webhooks.
import { z } from "zod";
import { AppErrorValue } from "./errors.ts";
import { MessageUuid, PageId, Psid } from "./ids.ts";
import { ScenarioName, ScenarioSeed } from "./scenario.ts";
import { DeliveryAttempt } from "./simulator-state.ts";
import { SimulatorFault } from "./simulator.ts";

/** Where the webhooks of a run go. Without a `status` no statuses are sent. */
export const ScenarioTarget = z.strictObject({
  inbound: z.string().min(1).max(2_000),
  status: z.string().min(1).max(2_000).optional(),
});
export type ScenarioTarget = z.output<typeof ScenarioTarget>;

/**
 * `held` and `failed` are of expectations, `done` of everything else; `skipped`: it could not be told, and `seen` says
 * why; `waiting`: not its turn yet.
 */
export const STEP_OUTCOMES = ["waiting", "running", "done", "held", "failed", "skipped"] as const;

/** One step of a run. */
export const StepResult = z.object({
  /** 1-based. */
  number: z.int(),
  /** As in the file, e.g. `say` or `expect-reply`. */
  step: z.string(),
  /** What was done, or expected, in a sentence. */
  says: z.string(),
  outcome: z.enum(STEP_OUTCOMES),
  /** When it began, by the simulator's clock, counted from the beginning of the run; null = not yet. */
  atMs: z.number().nullable(),
  /** How long it took by the computer's clock. */
  durationMs: z.number().nullable(),
  /** What was seen, in a sentence; null where there is nothing to say. */
  seen: z.string().nullable(),
  /** What to do about it; null unless it failed or was skipped. */
  todo: z.string().nullable(),
});
export type StepResult = z.output<typeof StepResult>;

/** One send request of the app, as the simulator judged it. */
export const AppSend = z.object({
  atMs: z.number(),
  /** Its name in the scenario; null = somebody else, or not known. */
  person: z.string().nullable(),
  psid: Psid.nullable(),
  pageId: PageId.nullable(),
  messageUuid: MessageUuid.nullable(),
  type: z.string().nullable(),
  /** At most 2,000 UTF-16 units of it. */
  text: z.string().nullable(),
  /** HTTP status of the answer; null = a fault left it without one. */
  answer: z.int().nullable(),
  /** Why it was refused; null = it was accepted. */
  problem: z.string().nullable(),
});
export type AppSend = z.output<typeof AppSend>;

/** One webhook of the run. */
export const RunWebhook = z.object({
  /** When it was begun, counted as `atMs` of a step. */
  atMs: z.number(),
  kind: z.enum(["inbound", "status"]),
  messageUuid: MessageUuid,
  person: z.string().nullable(),
  /** Of a status. */
  status: z.string().nullable(),
  faults: z.array(SimulatorFault),
  /** Oldest first; `at` is counted as `atMs` of a step. */
  attempts: z.array(DeliveryAttempt),
});
export type RunWebhook = z.output<typeof RunWebhook>;

/** `broken`: it could not be played to its end, and `reason` says why. */
export const RUN_STATES = ["running", "held", "failed", "stopped", "broken"] as const;

/** A run, finished or not. */
export const ScenarioRun = z.object({
  format: z.literal(1),
  /** Grows; of this process. */
  id: z.int(),
  name: ScenarioName,
  /** The file it was read from, as it was named; null = it comes with Hookline, or was a text. */
  file: z.string().nullable(),
  title: z.string(),
  /** With it the same scenario is played again with the same ids. */
  seed: ScenarioSeed,
  /** null = the webhooks went where the simulator usually sends them. */
  target: ScenarioTarget.nullable(),
  state: z.enum(RUN_STATES),
  /** Of state `broken` and `stopped`; else null. */
  reason: z.string().nullable(),
  /** Epoch ms by the computer's clock. */
  startedAt: z.number(),
  /** null while it runs. */
  durationMs: z.number().nullable(),
  steps: z.array(StepResult),
  /** The first 200 of them. */
  sends: z.array(AppSend),
  sendCount: z.int(),
  /** The first 200 of them. */
  webhooks: z.array(RunWebhook),
  webhookCount: z.int(),
});
export type ScenarioRun = z.output<typeof ScenarioRun>;

/** A scenario there is. */
export const ScenarioSummary = z.object({
  name: ScenarioName,
  title: z.string(),
  about: z.string(),
  steps: z.int(),
});
export type ScenarioSummary = z.output<typeof ScenarioSummary>;

/** What one of a user's own files is called. */
export const OwnScenarioFile = z.string().min(1).max(255);

/** A file in the folder of the user's own scenarios. `line` is where the first of its problems stands, 1-based. */
export const OwnScenario = z.discriminatedUnion("state", [
  z.object({ state: z.literal("whole"), file: OwnScenarioFile, scenario: ScenarioSummary }),
  z.object({
    state: z.literal("broken"),
    file: OwnScenarioFile,
    line: z.int().nullable(),
    error: AppErrorValue,
  }),
]);
export type OwnScenario = z.output<typeof OwnScenario>;

/** The user's own scenarios: the files in a folder that Hookline looks into each time it is asked. */
export const OwnScenarios = z.object({
  folder: z.string(),
  /** By name. */
  files: z.array(OwnScenario),
  /** How many more there are than are looked at. */
  leftOut: z.int(),
  /** Why the folder cannot be read; null = it can. */
  error: AppErrorValue.nullable(),
});
export type OwnScenarios = z.output<typeof OwnScenarios>;

/** What there is to play, and the run that goes on or was the last one. */
export const ScenarioList = z.object({
  scenarios: z.array(ScenarioSummary),
  own: OwnScenarios,
  run: ScenarioRun.nullable(),
});
export type ScenarioList = z.output<typeof ScenarioList>;

/** What to play: one of the built-in ones by name, one of the user's own by its file, or the text of a file. */
export const ScenarioToRun = z.object({
  scenario: z.union([
    z.strictObject({ name: z.string().max(100) }),
    z.strictObject({ file: OwnScenarioFile }),
    z.strictObject({ text: z.string().max(512 * 1024) }),
  ]),
  /** null: where the simulator usually sends webhooks; replies are not insisted on then. */
  target: ScenarioTarget.nullable(),
  /** null: the scenario's own, else a new one each time. */
  seed: ScenarioSeed.nullable(),
});
export type ScenarioToRun = z.output<typeof ScenarioToRun>;

/** How a report may look. */
export const REPORT_FORMS = ["text", "json", "junit"] as const;
export type ReportForm = (typeof REPORT_FORMS)[number];

/** Which report: of the run or examination of that id, which must be the newest. */
export const ReportWish = z.object({ id: z.int(), form: z.enum(REPORT_FORMS) });
