// Linking: the checklist of each workspace, the ledger of its Page link, and word when either changes.
import type { DatabaseSync } from "node:sqlite";
import type { Handlers } from "../../preload/contract/contract.ts";
import { AppError } from "../../preload/contract/errors.ts";
import type { WorkspaceId } from "../../preload/contract/ids.ts";
import type { LinkState, LinkingState, PageLink } from "../../preload/contract/linking.ts";
import type { Workspace, WorkspaceList } from "../../preload/contract/workspace.ts";
import type { Clock, Log } from "../ports.ts";
import { dayOf, endOfDay } from "./calendar.ts";
import type { Day } from "./calendar.ts";
import { buildChecklist, seenEvidence } from "./checklist.ts";
import { createFactsWatch, type FactsWatch } from "./facts-watch.ts";
import { createLinkLedger } from "./link-ledger.ts";
import type { LedgerEntry, LinkKey } from "./link-ledger.ts";
import { isCorrectedBy, judgeLink } from "./link-state.ts";
import { createPageNotices, type PageNotices } from "./page-notices.ts";
import type { PageSightings } from "./page-sightings.ts";
import type { LinkingFacts, Probe } from "./probe.ts";
import { quietSince } from "./quiet-link.ts";
import { reminderDays } from "./reminder-days.ts";
import { linkingStepOf, relinkActionsOf, relinkStepsOf } from "./part1-steps.ts";
import { groupsOf } from "./steps.ts";
import { tickKeyOf } from "./tick-subject.ts";

/** Names of the calls answered here. */
export type LinkingCall = Exclude<Extract<keyof Handlers, `linking.${string}`>, "linking.reminder">;

/** The linking service. */
export interface Linking extends PageNotices {
  readonly calls: Pick<Handlers, LinkingCall>;
  /** Key, JWT, tunnel or Page of that workspace changed. Looked at a moment later, all at once. */
  refresh(workspace: WorkspaceId): void;
  /** Events were stored: those that can change a fact lead to a `refresh`. Cheap under any flood. */
  noticeEvents: FactsWatch["noticeEvents"];
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
  /** When a reminder rings, in days before the end of the term. */
  readonly daysBefore: () => readonly number[];
  /** IANA name; the computer's own unless given. */
  readonly timeZone?: string;
}

/** The Messenger Platform was opened to bots on this day; no Page was linked before. */
const FIRST_LINK = "2016-04-12";

/** Makes the service. Nothing here asks Vonage: what cannot be seen from here is ticked by the person. */
export function createLinking({
  database,
  clock,
  log,
  probe,
  sightings,
  workspaces,
  onChange,
  daysBefore,
  timeZone,
}: LinkingParts): Linking {
  const ledger = createLinkLedger({ database });
  const watch = createFactsWatch({ probe, workspaces, clock, log, onChange });

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
    now: number,
  ): {
    readonly history: readonly LedgerEntry[];
    readonly newest: LedgerEntry | null;
    readonly link: LinkState;
  } {
    const history = entriesOf(id, facts);
    const newest = history[0] ?? null;
    return { history, newest, link: judgeLink(newest, facts, { now, timeZone }) };
  }

  /** null = its day is not known, or a status ended it: it is linked again first. */
  function remindFromOf({ linkedOn, expiredBy }: LinkState, now: number): Day | null {
    if (linkedOn === null || expiredBy !== null) return null;
    return reminderDays({ linkedOn, daysBefore: daysBefore(), now, timeZone }).rings[0];
  }

  async function state(id: WorkspaceId): Promise<LinkingState> {
    const facts = await watch.look(id);
    const { generation, isRelinking } = ledger.choice(id);
    // Once, and after the facts, which may take their time: all that is counted is of one moment.
    const now = clock.now();
    const today = { date: dayOf(now, timeZone), endsAt: endOfDay(now, timeZone) };
    const { history, newest, link } = linkOf(id, facts, now);
    const remindFrom = remindFromOf(link, now);
    const quiet = quietSince(link, facts, timeZone);
    watch.told(id, facts, quiet !== null);
    return {
      workspace: id,
      generation,
      ...buildChecklist({
        generation,
        facts,
        ticks: ledger.ticks(tickKeyOf(workspaces.get(id))),
        link,
        newest,
        remindFrom,
      }),
      today,
      link,
      quiet,
      history: history.map(({ isOwn: _inside, ...entry }) => ({
        ...entry,
        endedOn: entry.endedAt === null ? null : dayOf(entry.endedAt, timeZone),
      })),
      relinkSteps: [...relinkStepsOf(generation)],
      relinkActions: [...relinkActionsOf(generation, { facts, remindFrom })],
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

  async function enter(id: WorkspaceId, linkedOn: Day): Promise<void> {
    const facts = await watch.look(id);
    const key = keyOf(id);
    const newest = ledger.history(key)[0];
    const isCorrection =
      newest !== undefined &&
      !ledger.choice(id).isRelinking &&
      isCorrectedBy(linkedOn, newest, facts, timeZone);
    const entry = { linkedOn, source: "entered", recordedAt: clock.now() } as const;
    if (isCorrection) ledger.correct(key, entry);
    else ledger.record(key, entry);
  }

  async function tick(id: WorkspaceId, step: string, done: boolean): Promise<void> {
    const { generation } = ledger.choice(id);
    const facts = await watch.look(id);
    const groups = groupsOf(generation, facts.isSandbox ? "sandbox" : "own-page");
    const isKnown = groups.some(({ steps }) => steps.some((known) => known.id === step));
    if (!isKnown) throw new AppError("LINKING_STEP_UNKNOWN", { step });

    if (step === linkingStepOf(generation) && !facts.isSimulated && !facts.isSandbox)
      tickLink(id, facts, done);
    const { newest, link } = linkOf(id, facts, clock.now());
    // Where what is seen says the same, the person's mark is taken away, and the evidence stands by itself again.
    const saysTheSame = (seenEvidence(step, { facts, link, newest }) !== null) === done;
    ledger.setTick(tickKeyOf(workspaces.get(id)), step, saysTheSame ? null : { done, at: clock.now() });
  }

  /** The last step of Part 1 is the link itself: ticking it begins the term, unticking it takes that back. */
  function tickLink(id: WorkspaceId, facts: LinkingFacts, done: boolean): void {
    const { newest, link } = linkOf(id, facts, clock.now());
    if (done && (link.linkedOn === null || link.expiredBy !== null)) record(id, today(), "ticked");
    if (!done && newest?.isOwn === true) ledger.takeBack(keyOf(id), "ticked");
  }

  function assertNotSimulated(id: WorkspaceId): void {
    if (workspaces.get(id).kind === "simulated") throw new AppError("WORKSPACE_FIXED");
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
      "linking.setLinkedOn": async ({ workspace, linkedOn }) => {
        assertNotSimulated(workspace);
        if (linkedOn === null) ledger.takeBack(keyOf(workspace));
        else if (linkedOn > today())
          throw new AppError("LINKING_DATE_INVALID", { date: linkedOn, fault: "lies in the future" });
        else if (linkedOn < FIRST_LINK)
          throw new AppError("LINKING_DATE_INVALID", {
            date: linkedOn,
            fault: "is before Messenger took bots",
          });
        else await enter(workspace, linkedOn);
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
    refresh: watch.refresh,
    ...createPageNotices({ ledger, sightings, workspaces, clock, timeZone, onChange }),
    historyOf: async (id) => (await state(id)).history,
    noticeEvents: watch.noticeEvents,
    stop: watch.stop,
  };
}
