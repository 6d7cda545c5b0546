// Facts in, groups and steps out. Pure.
import type {
  LinkState,
  LinkingGeneration,
  LinkingGroup,
  PageLink,
  StepEvidence,
} from "../../preload/contract/linking.ts";
import { escapeMarks } from "../../preload/contract/marked-text.ts";
import { isSameApplication } from "../application-ids.ts";
import { spellDay } from "./calendar.ts";
import type { LinkingFacts } from "./probe.ts";
import { isPart1, isPart2 } from "./step-groups.ts";
import type { StepContext } from "./step-template.ts";
import { deferrableSteps, groupsOf, type LinkingPlace } from "./steps.ts";

/** A mark that the person set or took away. */
export interface Tick {
  readonly done: boolean;
  /** Epoch ms. */
  readonly at: number;
}

/** What the checklist is made of. */
export interface ChecklistInput {
  readonly generation: LinkingGeneration;
  readonly facts: LinkingFacts;
  /** By step; a step that is not in it was never touched. */
  readonly ticks: ReadonlyMap<string, Tick>;
  readonly link: LinkState;
  readonly remindFrom: StepContext["remindFrom"];
  /** The newest link of this Page, and whether this very workspace recorded it. */
  readonly newest: (PageLink & { readonly isOwn: boolean }) | null;
}

/** The checklist without what only the service knows. */
export interface Checklist {
  readonly groups: LinkingGroup[];
  readonly currentStep: string | null;
  readonly done: number;
  readonly total: number;
}

/** Builds the checklist of one workspace. */
export function buildChecklist(input: ChecklistInput): Checklist {
  const context = { facts: input.facts, remindFrom: input.remindFrom };
  const groups = groupsOf(input.generation, placeOf(input.facts)).map(({ id, title, lede, steps }) => ({
    id,
    title,
    lede,
    steps: steps.map((step) => {
      const evidence = evidenceOf(step.id, input);
      return {
        id: step.id,
        title: step.title(context),
        mistake: step.mistake,
        notes: [...(step.notes?.(context) ?? [])],
        // Where nothing is needed, nothing is offered.
        actions: isNeeded(evidence) ? [...(step.actions?.(context) ?? [])] : [],
        evidence,
        waitsFor: step.waitsFor ?? null,
      };
    }),
  }));
  const needed = groups.flatMap(({ steps }) => steps.filter(({ evidence }) => isNeeded(evidence)));
  return {
    groups,
    currentStep: currentStepOf(groups, input.generation),
    done: needed.filter(({ evidence }) => evidence !== null).length,
    total: needed.length,
  };
}

function placeOf({ isSimulated, isSandbox }: LinkingFacts): LinkingPlace {
  if (isSimulated) return "simulator";
  return isSandbox ? "sandbox" : "own-page";
}

const URLS_WORDS = {
  set: "Set by Hookline",
  created: "Created with them by Hookline",
  read: "The application has them",
} as const satisfies Record<NonNullable<LinkingFacts["urls"]>["by"], string>;

/** What Hookline itself, or the recorded link, says about a step, whatever was ticked. */
export function seenEvidence(
  step: string,
  { facts, link, newest }: Pick<ChecklistInput, "facts" | "link" | "newest">,
): StepEvidence | null {
  switch (step) {
    case "before.facebook":
      return facts.pageId === null ? null : seen(null, "You have a Page");
    case "before.page":
      return pageEvidence(facts);
    case "before.sandbox.account":
      return facts.hasAccount ? seen(null, "Key and secret are stored") : null;
    case "before.sandbox.passphrase":
      return facts.inbound?.isVerified === true
        ? seen(facts.inbound.at, "The sandbox lets your messages through", facts.inbound.eventId)
        : null;
    case "before.key":
      return facts.key === null
        ? null
        : seen(facts.key.at, `Key \`${facts.key.fingerprint.slice(0, 15)}…\` is stored`);
    case "before.jwt":
      if (facts.jwt === null) return null;
      return seen(facts.jwt.at, facts.jwt.by === "chip" ? "A JWT was minted" : "Your first reply minted one");
    case "before.tunnel":
      if (facts.tunnel === null) return null;
      return seen(
        facts.tunnel.at,
        facts.tunnel.isProved ? "The tunnel is live" : "The tunnel is open, not proved yet",
      );
    case "before.urls":
      return facts.urls === null ? null : seen(facts.urls.at, URLS_WORDS[facts.urls.by]);
    case "proof.inbound":
      return facts.inbound === null
        ? null
        : seen(
            facts.inbound.at,
            facts.inbound.isVerified
              ? "A verified message arrived"
              : "A message arrived, its signature not verified",
            facts.inbound.eventId,
          );
    case "proof.delivered":
      return facts.delivered === null
        ? null
        : seen(facts.delivered.at, `Your reply was ${facts.delivered.status}`, facts.delivered.eventId);
    default:
      if (isPart1(step)) return part1Evidence(facts, link, newest);
      return isPart2(step) ? part2Evidence(facts) : null;
  }
}

/** What is left of the checklist when the simulator has linked its Page: the rest it does by itself. */
const NEEDED_IN_SIMULATOR: ReadonlySet<string> = new Set([
  "before.key",
  "before.jwt",
  "proof.inbound",
  "proof.delivered",
]);

/** The sandbox has its Page already, and no application to link or to mint for. */
const NEEDED_IN_SANDBOX = /^before\.(?:sandbox\.|tunnel$)|^proof\.(?:inbound|delivered)$/;

function evidenceOf(step: string, input: ChecklistInput): StepEvidence | null {
  if (input.facts.isSimulated && !NEEDED_IN_SIMULATOR.has(step)) {
    return { by: "simulator", text: "Not needed in the simulator" };
  }
  if (input.facts.isSandbox && !NEEDED_IN_SANDBOX.test(step)) {
    return { by: "simulator", text: "Not needed in the sandbox" };
  }
  const tick = input.ticks.get(step);
  if (tick !== undefined) return tick.done ? { by: "person", at: tick.at } : null;
  return seenEvidence(step, input);
}

function isNeeded(evidence: StepEvidence | null): boolean {
  return evidence?.by !== "simulator";
}

/** A verified message to the Page proves the ID, whether it was typed or learned from just that message. */
function pageEvidence({ pageId, inbound }: LinkingFacts): StepEvidence | null {
  if (pageId === null) return null;
  return inbound?.isVerified === true
    ? seen(inbound.at, `A message came to the Page ${idOf(pageId)}`, inbound.eventId)
    : seen(null, `The Page is ${idOf(pageId)}`);
}

/** It may have been written by anybody. */
function idOf(pageId: string): string {
  return `\`${escapeMarks(pageId)}\``;
}

/** A link that was recorded without ticking, or by another workspace of the account, speaks for Part 1 as a whole. */
function part1Evidence(
  { page }: LinkingFacts,
  link: LinkState,
  newest: ChecklistInput["newest"],
): StepEvidence | null {
  if (link.ended !== null || link.expiredBy !== null) return null;
  if (newest === null || newest.endedAt !== null)
    return page?.isOnAccount === true ? seen(page.since, "The account has the Page") : null;
  if (newest.source === "seen")
    return seen(newest.recordedAt, `Hookline linked the Page on ${spellDay(newest.linkedOn)}`);
  if (newest.isOwn) return { by: "person", at: newest.recordedAt };
  return seen(newest.recordedAt, `This Page is on the account since ${spellDay(newest.linkedOn)}`);
}

/** What the account said last speaks for Part 2 as a whole, whoever linked the Page to the application. */
function part2Evidence({ page, applicationId }: LinkingFacts): StepEvidence | null {
  if (page === null || page.applicationId === null || applicationId === null) return null;
  if (!isSameApplication(page.applicationId, applicationId)) return null;
  return seen(
    page.since,
    page.by === "linked" ? "Linked by Hookline, and read again" : "The account says so",
  );
}

function seen(
  at: number | null,
  text: string,
  eventId: Extract<StepEvidence, { by: "hookline" }>["eventId"] = null,
) {
  return { by: "hookline", at, text, eventId } as const;
}

function currentStepOf(groups: readonly LinkingGroup[], generation: LinkingGeneration): string | null {
  const deferred = new Set(deferrableSteps(generation));
  const open = groups.flatMap(({ id, steps }) =>
    steps.filter(({ evidence }) => evidence === null).map((step) => ({ id: step.id, group: id })),
  );
  const isEarly = ({ id, group }: (typeof open)[number]) =>
    (group === "before" && !deferred.has(id)) || group === "part1";
  return (open.find(isEarly) ?? open[0])?.id ?? null;
}
