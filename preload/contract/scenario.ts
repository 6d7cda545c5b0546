// A scenario: what people do, what goes wrong, and what is expected of the app that takes the webhooks. It is a JSON file.
import { z } from "zod";
import { MESSAGE_STATUSES, PayloadVersion } from "./event.ts";
import { Psid } from "./ids.ts";
import {
  FaultSwitches,
  SIMULATED_MESSAGE_TYPES,
  SimulatorFaultChoice,
  SimulatorTiming,
} from "./simulator.ts";

/** Waits on the computer's own clock; the longest of one step. */
const LONGEST_WAIT_MS = 120_000;
const ms = z.int().min(0).max(LONGEST_WAIT_MS);

/** Name of a scenario: its file without `.json`, for those built in. */
export const ScenarioName = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{0,59}$/, "must be of small letters, digits and hyphens, 60 at most");

/** What a person or a step is called inside a scenario. */
const Label = z
  .string()
  .regex(/^[A-Za-z][\w-]{0,39}$/, "must begin with a letter and hold letters, digits, - and _, 40 at most");

/** Makes invented ids the same in every run. */
export const ScenarioSeed = z.int().min(0).max(Number.MAX_SAFE_INTEGER);

/** Words that name several webhooks; any other is the `label` of a step. */
export const WEBHOOK_GROUPS = ["last", "every", "messages", "statuses"] as const;
/** Which webhooks an expectation is about. */
const Webhooks = z.union([z.enum(WEBHOOK_GROUPS), Label]).default("last");

/** How an answer may be described: a class of statuses, or one status. */
export const ANSWER_CLASSES = ["2xx", "3xx", "4xx", "5xx", "none"] as const;
const Answer = z
  .union([z.enum(ANSWER_CLASSES), z.int().min(100).max(599)], {
    error: `must be one of ${ANSWER_CLASSES.join(", ")}, or a status like 200`,
  })
  .default("2xx");

const fault = SimulatorFaultChoice.optional();
/** Whether the step ends when the webhook was answered, or at once. */
const waits = z.boolean().default(true);
const MESSAGE_TYPES = [...SIMULATED_MESSAGE_TYPES, "custom"] as const;

/** One thing that is done, or one that is expected. `step` says which. */
export const ScenarioStep = z.discriminatedUnion("step", [
  /** A person writes to the Page. */
  z
    .strictObject({
      step: z.literal("say"),
      person: Label,
      type: z.enum(SIMULATED_MESSAGE_TYPES).default("text"),
      text: z.string().max(20_000).optional(),
      url: z.string().max(2_000).optional(),
      payloadVersion: PayloadVersion.optional(),
      fault,
      waits,
      label: Label.optional(),
    })
    .check(({ value: { type, text, url }, issues }) => {
      // Nothing would come of it, and whoever wrote it would look for it.
      const hasUrl = type !== "text" && type !== "unsupported";
      if (text !== undefined && type !== "text") {
        const message = `belongs to a text only: a message of type ${type} has ${hasUrl ? "a url" : "none"}`;
        issues.push({ code: "custom", path: ["text"], input: text, message });
      }
      if (url !== undefined && !hasUrl) {
        const message = `belongs to image, audio, video and file: a message of type ${type} has none`;
        issues.push({ code: "custom", path: ["url"], input: url, message });
      }
    }),
  /** A person opens the conversation. */
  z.strictObject({ step: z.literal("read"), person: Label }),
  /** A status is sent: of the app's newest reply to that person, or of a message nobody knows when there is none. */
  z.strictObject({
    step: z.literal("status"),
    person: Label,
    status: z.enum(MESSAGE_STATUSES),
    errorCode: z.string().max(10).optional(),
    payloadVersion: PayloadVersion.optional(),
    fault,
    waits,
    label: Label.optional(),
  }),
  /** Other faults from here on; what is left out goes well. */
  z.strictObject({ step: z.literal("faults"), faults: FaultSwitches }),
  /** Other delays from here on; what is left out is as it is without a word. */
  z.strictObject({ step: z.literal("timing"), timing: SimulatorTiming }),
  /** Plays the simulator's clock: by `advanceMs`, or until `next` or `idle`. */
  z
    .strictObject({
      step: z.literal("play"),
      advanceMs: z
        .int()
        .min(0)
        .max(31 * 24 * 60 * 60_000)
        .optional(),
      until: z.enum(["next", "idle"]).optional(),
    })
    .refine(({ advanceMs, until }) => (advanceMs === undefined) !== (until === undefined), {
      error: "must have advanceMs or until, and not both",
    }),
  /** Waits on the computer's own clock. */
  z.strictObject({ step: z.literal("pause"), ms }),

  /** The newest answers to these webhooks are of that kind, each within the time. */
  z.strictObject({
    step: z.literal("expect-answer"),
    of: Webhooks,
    status: Answer,
    withinMs: ms.optional(),
  }),
  /** The app writes to this person. Each reply counts once, so two of these want two replies. */
  z.strictObject({
    step: z.literal("expect-reply"),
    person: Label,
    type: z.enum(MESSAGE_TYPES).optional(),
    text: z.string().max(20_000).optional(),
    textContains: z.string().min(1).max(2_000).optional(),
    withinMs: ms.default(5_000),
  }),
  /** The app writes nothing, to that person or to anybody, since the newest thing that was done. */
  z.strictObject({
    step: z.literal("expect-no-reply"),
    person: Label.optional(),
    forMs: ms.default(1_000),
  }),
  /** So many replies to that person since the scenario began, when the app was quiet for a while. */
  z
    .strictObject({
      step: z.literal("expect-reply-count"),
      person: Label,
      count: z.int().min(0).max(100_000).optional(),
      atLeast: z.int().min(0).max(100_000).optional(),
      atMost: z.int().min(0).max(100_000).optional(),
      quietMs: ms.default(1_000),
    })
    .refine(({ count, atLeast, atMost }) => (count ?? atLeast ?? atMost) !== undefined, {
      error: "must have count, atLeast or atMost",
    }),
  /** Everything the app sent so far went to these people, from the Page they wrote to. Left out: to those of the scenario. */
  z.strictObject({ step: z.literal("expect-only-to"), people: z.array(Label).max(50).optional() }),
  /** The newest reply to that person comes to this status. */
  z.strictObject({
    step: z.literal("expect-status"),
    person: Label,
    status: z.enum(MESSAGE_STATUSES),
    withinMs: ms.default(5_000),
  }),
  /** These webhooks were sent again so many times, each. */
  z.strictObject({ step: z.literal("expect-retries"), of: Webhooks, count: z.int().min(0).max(200) }),
]);
export type ScenarioStep = z.output<typeof ScenarioStep>;
/** Kind of a step. */
export type StepKind = ScenarioStep["step"];
/** The step of one kind. */
export type StepOf<K extends StepKind> = Extract<ScenarioStep, { step: K }>;

/** A whole scenario. */
export const Scenario = z
  .strictObject({
    format: z.literal(1, { error: "must be 1" }),
    name: ScenarioName,
    /** One line for people. */
    title: z.string().trim().min(1).max(120),
    /** What it shows, in a sentence or two. */
    about: z.string().trim().max(1_000).default(""),
    seed: ScenarioSeed.optional(),
    /** Of what people write, unless a step says otherwise; left out: as the application is set. */
    payloadVersion: PayloadVersion.optional(),
    timing: SimulatorTiming.optional(),
    faults: FaultSwitches.optional(),
    sandbox: z.strictObject({ testers: z.array(Label).max(50).default([]) }).optional(),
    /** Who takes part. Without a `psid` somebody is invented, who never wrote before. */
    people: z.record(Label, z.strictObject({ psid: Psid.optional() })),
    steps: z.array(ScenarioStep).min(1).max(200),
  })
  .superRefine(checkNames);
export type Scenario = z.output<typeof Scenario>;

/** Every person and every label that is named is there, and before it is named. */
function checkNames(scenario: Scenario, context: z.RefinementCtx): void {
  const { people, steps, sandbox } = scenario;
  const labels = new Set<string>();
  const blame = (path: (string | number)[], message: string): void =>
    context.addIssue({ code: "custom", path, message });
  const knows = (person: string, path: (string | number)[]): void => {
    if (Object.hasOwn(people, person)) return;
    const known = Object.keys(people).join(", ");
    blame(path, `names “${person}”, who is not among the people (${known === "" ? "nobody" : known})`);
  };

  if (Object.keys(people).length > 50) blame(["people"], "must be 50 at most");
  const psids = Object.values(people).flatMap(({ psid }) => psid ?? []);
  if (new Set(psids).size < psids.length) blame(["people"], "must have a psid of their own each");
  for (const [index, person] of (sandbox?.testers ?? []).entries()) {
    knows(person, ["sandbox", "testers", index]);
  }
  for (const [index, step] of steps.entries()) {
    const at = ["steps", index];
    if ("person" in step && step.person !== undefined) knows(step.person, [...at, "person"]);
    if (step.step === "expect-only-to") {
      for (const [place, person] of (step.people ?? []).entries()) knows(person, [...at, "people", place]);
    }
    if ("of" in step && !isGroup(step.of) && !labels.has(step.of)) {
      blame([...at, "of"], `names “${step.of}”, which no step before it has as its label`);
    }
    if ("label" in step && step.label !== undefined) {
      if (isGroup(step.label))
        blame([...at, "label"], "must not be one of the words that name several webhooks");
      if (labels.has(step.label)) blame([...at, "label"], "is taken by a step before it");
      labels.add(step.label);
    }
  }
}

/** Whether it names several webhooks, rather than those of a step. */
export function isGroup(of: string): of is (typeof WEBHOOK_GROUPS)[number] {
  return WEBHOOK_GROUPS.some((group) => group === of);
}
