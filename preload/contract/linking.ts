// The linking checklist: steps as data, facts that tick them, and the ledger of Page links.
import { z } from "zod";
import { EventId, WorkspaceId } from "./ids.ts";

/** The three pages Vonage has had for Part 1. */
export const LINKING_GENERATIONS = ["dashboard", "api-key-page", "jwt-page"] as const;
/** One of the three pages. */
export const LinkingGeneration = z.enum(LINKING_GENERATIONS);
export type LinkingGeneration = z.output<typeof LinkingGeneration>;

/** Days the guides give a Page link. Vonage's current page names no fixed term, so it is a reminder, not a fact. */
export const LINK_TERM_DAYS = 90;
/** Days before the end of the term from which to link again. */
export const RELINK_DAYS_BEFORE = 14;

/** Why nothing is left to do: Hookline saw it, the person ticked it, or the simulator, or the sandbox, does without the step. */
export const StepEvidence = z.discriminatedUnion("by", [
  z.object({
    by: z.literal("hookline"),
    at: z.number().nullable(),
    /** With marks as `marked-text.ts` reads them. */
    text: z.string(),
    eventId: EventId.nullable(),
  }),
  z.object({ by: z.literal("person"), at: z.number() }),
  z.object({ by: z.literal("simulator"), text: z.string() }),
]);
export type StepEvidence = z.output<typeof StepEvidence>;

/** A thing a step offers: open a page or the tunnel, copy a value, or go to a screen of ours. */
export const StepAction = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("open"), label: z.string(), url: z.string() }),
  z.object({ kind: z.literal("copy"), label: z.string(), value: z.string() }),
  z.object({ kind: z.literal("copy-jwt"), label: z.string() }),
  /** Copies a fresh JWT, then opens the page that asks for it. */
  z.object({ kind: z.literal("open-with-jwt"), label: z.string(), url: z.string() }),
  z.object({ kind: z.literal("copy-api-secret"), label: z.string() }),
  z.object({ kind: z.literal("go"), label: z.string(), route: z.string() }),
  z.object({ kind: z.literal("open-tunnel"), label: z.string() }),
]);
export type StepAction = z.output<typeof StepAction>;
/** Those of a secret, which nothing of the checklist ever holds. */
export type SecretAction = Extract<
  StepAction,
  { readonly kind: "copy-jwt" | "open-with-jwt" | "copy-api-secret" }
>;

/** One step of the checklist. */
export const LinkingStep = z.object({
  id: z.string(),
  /** One imperative sentence, with marks as `marked-text.ts` reads them. */
  title: z.string(),
  /** The common mistake, one line. */
  mistake: z.string(),
  /** What else is worth knowing, a line each. */
  notes: z.array(z.string()),
  actions: z.array(StepAction),
  /** null = not done. */
  evidence: StepEvidence.nullable(),
  /** What the step waits for when it ticks itself; null = the person ticks it. */
  waitsFor: z.string().nullable(),
});
export type LinkingStep = z.output<typeof LinkingStep>;

/** A part of the checklist under one heading. */
export const LinkingGroup = z.object({
  id: z.enum(["before", "part1", "part2", "proof"]),
  title: z.string(),
  lede: z.string(),
  steps: z.array(LinkingStep),
});
export type LinkingGroup = z.output<typeof LinkingGroup>;

/** One entry of the ledger of an account's link to a Page. */
export const PageLink = z.object({
  /** ISO date by the host's calendar, e.g. 2026-11-21. */
  linkedOn: z.string(),
  /** How the day is known: `seen` = a call of ours linked the Page just then; all others are somebody's word. */
  source: z.enum(["seen", "ticked", "entered", "relinked", "simulated"]),
  recordedAt: z.number(),
  /** When a call of ours took the Page off the account, epoch ms; null = none did. */
  endedAt: z.number().nullable(),
});
export type PageLink = z.output<typeof PageLink>;

/** State of the Page link now. `expired` only by evidence: a status with code 1370. After its end no day counts. */
export const LinkState = z.object({
  linkedOn: z.string().nullable(),
  source: PageLink.shape.source.nullable(),
  /** linkedOn + 90 days; what the guides say. */
  guidesExpireOn: z.string().nullable(),
  daysLeft: z.int().nullable(),
  /** A status 1370 newer than the link: the link is dead whatever the date says. */
  expiredBy: z.object({ eventId: EventId, at: z.number() }).nullable(),
  /** The Page is not on the account any more: a call of ours removed it, or the account said that it has no such Page. */
  ended: z.object({ at: z.number(), day: z.iso.date(), by: z.enum(["removed", "missing"]) }).nullable(),
  /** Epoch ms since when the account is known to have the Page, where the day of its linking is not; else null. */
  onAccountSince: z.number().nullable(),
});
export type LinkState = z.output<typeof LinkState>;

/** No message has come since the link was over, and how its end is known: 1370, the guides' 90 days, or the account's word. */
export const QuietLink = z.object({
  /** ISO date of the end, by the host's calendar. */
  day: z.string(),
  by: z.enum(["status", "term", "ended"]),
});
export type QuietLink = z.output<typeof QuietLink>;

/** The checklist of one workspace, and how its Page link stands. */
export const LinkingState = z.object({
  workspace: WorkspaceId,
  generation: LinkingGeneration,
  groups: z.array(LinkingGroup),
  /** Id of the first step that is not done; null when all are. */
  currentStep: z.string().nullable(),
  /** Steps done, of `total`; steps that the simulator does without count in neither. */
  done: z.int(),
  total: z.int(),
  /** The host's day, from which all days of the link are counted, and when it is over, epoch ms. */
  today: z.object({ date: z.iso.date(), endsAt: z.number() }),
  link: LinkState,
  /** null while the link goes on, or messages come all the same. */
  quiet: QuietLink.nullable(),
  /** Newest first, each with the day of its end. */
  history: z.array(PageLink.extend({ endedOn: z.iso.date().nullable() })),
  /** The re-link path of this generation, shown when asked for. */
  relinkSteps: z.array(z.string()),
  relinkActions: z.array(StepAction),
  relinking: z.boolean(),
});
export type LinkingState = z.output<typeof LinkingState>;
