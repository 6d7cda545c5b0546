// Linking: the checklist of each workspace, the ledger of its Page link, and word when either changes.
import type { DatabaseSync } from "node:sqlite";
import type { Handlers } from "../../preload/contract/contract.ts";
import { AppError } from "../../preload/contract/errors.ts";
import type { EventRow } from "../../preload/contract/event.ts";
import type { WorkspaceId } from "../../preload/contract/ids.ts";
import type { LinkState, LinkingState, PageLink } from "../../preload/contract/linking.ts";
import type { Workspace, WorkspaceList } from "../../preload/contract/workspace.ts";
import type { Clock, Log } from "../ports.ts";
import { dayOf } from "./calendar.ts";
import type { Day } from "./calendar.ts";
import { buildChecklist, seenEvidence } from "./checklist.ts";
import { createLinkLedger } from "./link-ledger.ts";
import type { LedgerEntry, LinkKey } from "./link-ledger.ts";
import { judgeLink, relinkDay } from "./link-state.ts";
import { createPageNotices, type PageNotices } from "./page-notices.ts";
import type { PageSightings } from "./page-sightings.ts";
import type { LinkingFacts, Probe } from "./probe.ts";
import { othersOnLink } from "./same-link.ts";
import { linkingStepOf, relinkActionsOf, relinkStepsOf } from "./part1-steps.ts";
import { groupsOf } from "./steps.ts";

/** Names of the calls answered here. */
export type LinkingCall = Exclude<Extract<keyof Handlers, `linking.${string}`>, "linking.reminder">;

/** The linking service. */
export interface Linking extends PageNotices {
  readonly calls: Pick<Handlers, LinkingCall>;
  /** Key, JWT, tunnel or Page of that workspace changed. Looked at a moment later, all at once. */
  refresh(workspace: WorkspaceId): void;
  /** Events were stored: those that can change a fact lead to a `refresh`. Cheap under any flood. */
  noticeEvents(events: readonly EventRow[]): void;
  /** The history of the workspace's Page link, newest first. */
  historyOf(workspace: WorkspaceId): Promise<readonly PageLink[]>;
  /** Ends what `refresh` started. */
  stop(): void;
}

/** What {@link createLinking} works with. */
export interface LinkingParts {
  readonly database: DatabaseSync;
  readonly clock: Clock;
  readonly log: Log;
  readonly probe: Probe;
  readonly sightings: PageSightings;
  readonly workspaces: { get(id: WorkspaceId): Workspace; list(): WorkspaceList };
  readonly onChange: (workspace: WorkspaceId) => void;
  /** IANA name; the computer's own unless given. */
  readonly timeZone?: string;
}

/** Under a flood of events the facts are looked at twice a second, not for each. */
const REFRESH_MS = 500;

/** Makes the service. Nothing here asks Vonage: what cannot be seen from here is ticked by the person. */
export function createLinking({
  database,
  clock,
  log,
  probe,
  sightings,
  workspaces,
  onChange,
  timeZone,
}: LinkingParts): Linking {
  const ledger = createLinkLedger({ database });
  /** The facts as last told, so that an event which changes none of them says nothing. */
  const told = new Map<WorkspaceId, LinkingFacts>();
  const stale = new Set<WorkspaceId>();
  let cancelRefresh: (() => void) | null = null;

  function keyOf(id: WorkspaceId): LinkKey {
    const { apiKey, pageId } = workspaces.get(id);
    return { workspace: id, apiKey, pageId };
  }

  function entriesOf(id: WorkspaceId, facts: LinkingFacts): readonly LedgerEntry[] {
    if (!facts.isSimulated) return ledger.history(keyOf(id));
    const { createdAt } = workspaces.get(id);
    return [
      {
        linkedOn: dayOf(createdAt, timeZone),
        source: "simulated",
        recordedAt: createdAt,
        endedAt: null,
        isOwn: false,
      },
    ];
  }

  function linkOf(
    id: WorkspaceId,
    facts: LinkingFacts,
  ): {
    readonly history: readonly LedgerEntry[];
    readonly newest: LedgerEntry | null;
    readonly link: LinkState;
  } {
    const history = entriesOf(id, facts);
    const newest = history[0] ?? null;
    return { history, newest, link: judgeLink(newest, facts, { now: clock.now(), timeZone }) };
  }

  async function state(id: WorkspaceId): Promise<LinkingState> {
    const facts = await look(id);
    told.set(id, facts);
    const { generation, isRelinking } = ledger.choice(id);
    const { history, newest, link } = linkOf(id, facts);
    return {
      workspace: id,
      generation,
      ...buildChecklist({ generation, facts, ticks: ledger.ticks(id), link, newest }),
      link,
      history: history.map(({ isOwn: _inside, ...entry }) => entry),
      relinkSteps: [...relinkStepsOf(generation)],
      relinkActions: [...relinkActionsOf(generation, { facts, relinkFrom: relinkDay(link) })],
      relinking: isRelinking,
    };
  }

  async function changed(id: WorkspaceId): Promise<LinkingState> {
    const next = await state(id);
    onChange(id);
    return next;
  }

  function today(): Day {
    return dayOf(clock.now(), timeZone);
  }

  function record(id: WorkspaceId, linkedOn: Day, source: PageLink["source"]): void {
    ledger.record(keyOf(id), { linkedOn, source, recordedAt: clock.now() });
  }

  async function tick(id: WorkspaceId, step: string, done: boolean): Promise<void> {
    const { generation } = ledger.choice(id);
    const facts = await look(id);
    const groups = groupsOf(generation, facts.isSandbox ? "sandbox" : "own-page");
    const isKnown = groups.some(({ steps }) => steps.some((known) => known.id === step));
    if (!isKnown) throw new AppError("LINKING_STEP_UNKNOWN", { step });

    if (step === linkingStepOf(generation) && !facts.isSimulated && !facts.isSandbox)
      tickLink(id, facts, done);
    const { newest, link } = linkOf(id, facts);
    // Where what is seen says the same, the person's mark is taken away, and the evidence stands by itself again.
    const saysTheSame = (seenEvidence(step, { facts, link, newest }) !== null) === done;
    ledger.setTick(id, step, saysTheSame ? null : { done, at: clock.now() });
  }

  /** The last step of Part 1 is the link itself: ticking it begins the term, unticking it takes that back. */
  function tickLink(id: WorkspaceId, facts: LinkingFacts, done: boolean): void {
    const { newest, link } = linkOf(id, facts);
    if (done && (link.linkedOn === null || link.expiredBy !== null)) record(id, today(), "ticked");
    if (!done && newest?.isOwn === true) ledger.takeBack(keyOf(id), "ticked");
  }

  function othersWith(id: WorkspaceId): readonly WorkspaceId[] {
    const all = workspaces.list().workspaces;
    const own = all.find((workspace) => workspace.id === id);
    return own?.kind === "real" ? othersOnLink({ ...own, workspace: id }, all) : [];
  }

  /** The facts of a workspace; that its link expired may have shown at another application of the Page. */
  async function look(id: WorkspaceId): Promise<LinkingFacts> {
    const facts = await probe(id);
    let { expired } = facts;
    for (const other of othersWith(id)) {
      const there = (await probe(other)).expired;
      if (there !== null && (expired === null || there.at > expired.at)) expired = there;
    }
    return { ...facts, expired };
  }

  function assertNotSimulated(id: WorkspaceId): void {
    if (workspaces.get(id).kind === "simulated") throw new AppError("WORKSPACE_FIXED");
  }

  async function lookAgain(): Promise<void> {
    cancelRefresh = null;
    const ids = [...stale];
    stale.clear();
    for (const id of ids) {
      try {
        const facts = await look(id);
        if (JSON.stringify(told.get(id)) === JSON.stringify(facts)) continue;
        told.set(id, facts);
        onChange(id);
      } catch (error) {
        // The workspace may have been removed meanwhile; a fact that could not be read is read with the next call.
        log.error("linking.refresh", error);
      }
    }
  }

  function refresh(id: WorkspaceId): void {
    stale.add(id);
    cancelRefresh ??= clock.after(REFRESH_MS, () => void lookAgain());
  }

  return {
    calls: {
      "linking.state": ({ workspace }) => state(workspace),
      "linking.tick": async ({ workspace, step, done }) => {
        await tick(workspace, step, done);
        return changed(workspace);
      },
      "linking.chooseGeneration": ({ workspace, generation }) => {
        workspaces.get(workspace);
        ledger.choose(workspace, { ...ledger.choice(workspace), generation });
        return changed(workspace);
      },
      "linking.setLinkedOn": ({ workspace, linkedOn }) => {
        assertNotSimulated(workspace);
        if (linkedOn === null) ledger.takeBack(keyOf(workspace));
        else if (linkedOn > today()) throw new AppError("LINKING_DATE_INVALID", { date: linkedOn });
        else record(workspace, linkedOn, "entered");
        return changed(workspace);
      },
      "linking.startRelink": ({ workspace }) => {
        assertNotSimulated(workspace);
        ledger.choose(workspace, { ...ledger.choice(workspace), isRelinking: true });
        return changed(workspace);
      },
      "linking.endRelink": ({ workspace, done }) => {
        assertNotSimulated(workspace);
        if (done) record(workspace, today(), "relinked");
        ledger.choose(workspace, { ...ledger.choice(workspace), isRelinking: false });
        return changed(workspace);
      },
    },
    refresh,
    ...createPageNotices({ ledger, sightings, workspaces, clock, timeZone, onChange }),
    historyOf: async (id) => (await state(id)).history,
    noticeEvents: (events) => {
      for (const event of events) {
        const { workspace } = event;
        // Of a workspace nobody has asked about, there is nothing to correct.
        const known = workspace === null ? undefined : told.get(workspace);
        if (workspace !== null && known !== undefined && canChange(known, event)) refresh(workspace);
        if (workspace === null || !isExpiry(event)) continue;
        for (const other of othersWith(workspace)) if (told.has(other)) refresh(other);
      }
    },
    stop: () => {
      cancelRefresh?.();
      cancelRefresh = null;
      stale.clear();
    },
  };
}

/** "Expired access token": the link to the Page is over. Source: error codes of the Messages API. */
function isExpiry({ kind, error }: EventRow): boolean {
  return kind === "status" && error?.code === "1370";
}

function canChange(known: LinkingFacts, event: EventRow): boolean {
  const { kind, status, signature } = event;
  switch (kind) {
    case "inbound":
      return known.inbound === null || (!known.inbound.isVerified && signature?.state === "verified");
    case "status":
      return isExpiry(event) || (known.delivered === null && (status === "delivered" || status === "read"));
    case "reply":
      return known.jwt === null;
    case "unparsed":
    case "system":
      return false;
  }
}
