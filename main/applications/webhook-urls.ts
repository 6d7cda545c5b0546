// Points an application's two webhook URLs here, on a person's word, and puts the old ones back.
// What can still go wrong between reading and writing stands in docs/decisions/0013.
import { AppError } from "../../preload/contract/errors.ts";
import type { ApplicationId, WorkspaceId } from "../../preload/contract/ids.ts";
import type {
  StrandedReport,
  WebhookUrlsPlan,
  WebhookUrlsState,
} from "../../preload/contract/webhook-urls.ts";
import type { Workspace } from "../../preload/contract/workspace.ts";
import { isSameApplication } from "../application-ids.ts";
import { shownText } from "./application-view.ts";
import { hasApplicationOf, isHomeOf, isOfAccountOf, strandedIn } from "./stranded-urls.ts";
import { leadHere, postTo, wantedUrls, type WantedUrls } from "./wanted-urls.ts";
import { createWebhookChanger, type Place } from "./webhook-change.ts";
import type { JournalEntry } from "./webhook-journal.ts";
import { createWebhookPutBack, type Restoring } from "./webhook-put-back.ts";
import { isOfUse, phaseOf } from "./webhook-phase.ts";
import { assertAgreed, isSamePair, pairOf, planSet, type PlannedChange } from "./webhook-plan.ts";
import type { WebhookUrls, WebhookUrlsParts } from "./webhook-urls-shape.ts";

/** So many of our own earlier addresses are still known as ours. */
const OURS_KEPT = 20;

interface Setting extends Place {
  readonly change: PlannedChange;
  readonly wanted: WantedUrls;
  readonly before: JournalEntry | null;
}

/** Makes the service. Nothing is asked of the network before a call asks for it. */
export function createWebhookUrls(parts: WebhookUrlsParts): WebhookUrls {
  const { journal, workspaces, tunnel, listener, run, clock, log, onChange } = parts;
  const changer = createWebhookChanger(parts);
  /** States as last told, so that a change which concerns none of them says nothing. */
  const told = new Map<WorkspaceId, string>();
  /** What this run set and did not put back, as it knows by itself: the journal may be damaged meanwhile. */
  const setNow = new Set<ApplicationId>();
  let lastChange: Promise<unknown> = Promise.resolve();
  let stopping: Promise<unknown> | null = null;
  const putBack = createWebhookPutBack({
    ...parts,
    changer,
    afterChanges,
    onPutBack: (applicationId) => setNow.delete(applicationId),
  });

  /** One change after the other: each begins with what the one before left in the journal. */
  function afterChanges(work: () => Promise<void>): Promise<void> {
    const turn = lastChange.then(work);
    lastChange = turn.catch(() => undefined);
    return turn;
  }

  async function inTurn(change: () => Promise<void>): Promise<void> {
    try {
      await afterChanges(change);
    } finally {
      tell();
    }
  }

  function entryOf(applicationId: ApplicationId): JournalEntry | null {
    return journal.entries().find((entry) => isSameApplication(entry.applicationId, applicationId)) ?? null;
  }

  /**
   * What is to be put back for a workspace: of its application, else of one it had when an earlier run ended, or before the
   * tunnel went that its URLs still lead to, or of a workspace of its account that is not there any more.
   */
  function keptFor(workspace: Workspace): JournalEntry | null {
    const { applicationId } = workspace;
    const own = applicationId === null ? null : entryOf(applicationId);
    if (own !== null && hasApplicationOf(workspace, own) && isOfUse(own, run)) return own;
    return (
      journal
        .entries()
        .find(
          (entry) =>
            (isHomeOf(workspace, entry) || isOrphanOf(workspace, entry)) &&
            isOfUse(entry, run) &&
            (phaseOf(entry, run) !== "set" || isOutdated(entry, workspace)),
        ) ?? null
    );
  }

  /** Its workspace is not there, or of another account, and this one has the account's secret that can put it back. */
  function isOrphanOf(workspace: Workspace, entry: JournalEntry): boolean {
    const isHome = workspaces.list().workspaces.some((other) => isHomeOf(other, entry));
    return !isHome && isOfAccountOf(workspace, entry);
  }

  function stranded(): StrandedReport {
    const damaged = journal.damage();
    if (damaged !== null) return { urls: [], damaged };
    const urls = strandedIn(journal.entries(), { workspaces: workspaces.list().workspaces, run });
    return { urls: [...urls], damaged };
  }

  function isOutdated({ ours: [newest] }: JournalEntry, workspace: Workspace): boolean {
    return newest !== undefined && !leadHere(newest, workspace, parts);
  }

  function state(id: WorkspaceId): WebhookUrlsState {
    const workspace = workspaces.get(id);
    const damaged = journal.damage();
    const entry = damaged === null ? keptFor(workspace) : null;
    if (entry === null) {
      const { applicationId } = workspace;
      const nothing = { old: null, ours: null, setAt: null, outdated: false };
      return { workspace: id, phase: "untouched", applicationId, ...nothing, damaged };
    }
    const phase = phaseOf(entry, run);
    return {
      workspace: id,
      phase,
      applicationId: entry.applicationId,
      old: pairOf(entry.old),
      ours: entry.ours[0] ?? null,
      setAt: entry.setAt,
      outdated: phase === "set" && isOutdated(entry, workspace),
      damaged,
    };
  }

  function tell(): void {
    for (const { id } of workspaces.list().workspaces) {
      const now = JSON.stringify(state(id));
      if (told.get(id) === now) continue;
      told.set(id, now);
      onChange(id);
    }
  }

  async function lookToSet(id: WorkspaceId): Promise<Setting> {
    const workspace = workspaces.get(id);
    const { applicationId, name } = workspace;
    if (applicationId === null) throw new AppError("APPLICATION_NOT_CHOSEN", { workspace: name });
    const wanted = wantedUrls(workspace, parts);
    if (wanted === null) throw new AppError("WEBHOOK_URLS_NO_TUNNEL");
    const before = entryOf(applicationId);
    const place = { applicationId, account: await workspaces.accountOf(id) };
    const raw = await changer.read(place);
    return { ...place, change: planSet({ applicationId, raw, wanted, entry: before }), wanted, before };
  }

  async function lookToRestore(id: WorkspaceId): Promise<Restoring> {
    const workspace = workspaces.get(id);
    const entry = keptFor(workspace);
    if (entry === null) throw new AppError("WEBHOOK_URLS_NOTHING_KEPT", { workspace: workspace.name });
    return putBack.look(entry, id);
  }

  async function set(id: WorkspaceId, agreed: string | null): Promise<void> {
    const { change, wanted, before, ...place } = await lookToSet(id);
    assertAgreed(change, agreed);
    const others = (before?.ours ?? []).filter((ours) => !isSamePair(ours, wanted));
    const hidden = change.isNeeded ? change.hidden : [];
    const after: JournalEntry = {
      applicationId: place.applicationId,
      workspace: id,
      apiKey: place.account.apiKey,
      old: change.old,
      older: [...change.older],
      isOlder: false,
      ours: [wanted, ...others].slice(0, OURS_KEPT),
      agreedHidden: [...new Set([...(before?.agreedHidden ?? []), ...hidden])],
      state: "confirmed",
      setAt: clock.now(),
      run,
    };
    await changer.set(place, change, { before, after });
    setNow.add(place.applicationId);
  }

  async function restore(id: WorkspaceId, agreed: string | null): Promise<void> {
    const restoring = await lookToRestore(id);
    assertAgreed(restoring.change, agreed);
    await putBack.carryOut(restoring);
  }

  function forget(id: WorkspaceId): void {
    const workspace = workspaces.get(id);
    if (journal.damage() !== null) {
      const file = journal.setAside(clock.now());
      log.info("webhook-urls.journal-set-aside", { file });
      return;
    }
    const entry = keptFor(workspace);
    if (entry === null) return;
    journal.drop(entry.applicationId);
    setNow.delete(entry.applicationId);
  }

  /** Entries whose only way back goes with this workspace: its own, and those of its account that are nobody's. */
  function onlyOf(id: WorkspaceId): readonly JournalEntry[] {
    return journal.damage() === null ? journal.entries().filter((entry) => isOnlyOf(id, entry)) : [];
  }

  /** An application that another workspace has by now is that one's business. */
  function isOnlyOf(id: WorkspaceId, entry: JournalEntry): boolean {
    const others = workspaces.list().workspaces.filter((other) => other.id !== id);
    if (others.some((other) => hasApplicationOf(other, entry))) return false;
    const workspace = workspaces.get(id);
    if (isHomeOf(workspace, entry)) return true;
    const isSharedAccount = others.some((other) => isOfAccountOf(other, entry));
    return !isSharedAccount && isOrphanOf(workspace, entry);
  }

  async function leave(id: WorkspaceId, isForgetting: boolean): Promise<void> {
    // Nobody can say what was set for it. It throws while the journal is damaged.
    if (!isForgetting) journal.entries();
    const reasons = await putBack.inTime((entry) => isOnlyOf(id, entry) && isOfUse(entry, run));
    const left = onlyOf(id);
    const [first] = left.filter((entry) => !entry.isOlder && isOfUse(entry, run));
    if (first !== undefined && !isForgetting) {
      const { inbound, status } = pairOf(first.old);
      throw new AppError("WEBHOOK_URLS_LEFT", {
        applicationId: first.applicationId,
        inbound: inbound?.address ?? "none",
        status: status?.address ?? "none",
        reason: reasons.get(first.applicationId) ?? "It could not be done in time.",
      });
    }
    for (const { applicationId } of left) {
      journal.drop(applicationId);
      setNow.delete(applicationId);
    }
  }

  return {
    calls: {
      "webhookUrls.stranded": stranded,
      "webhookUrls.state": ({ workspace }) => state(workspace),
      "webhookUrls.plan": async ({ workspace }) => shown(await lookToSet(workspace)),
      "webhookUrls.planRestore": async ({ workspace }) => shown(await lookToRestore(workspace)),
      "webhookUrls.set": async ({ workspace, agreed }) => {
        await inTurn(() => set(workspace, agreed));
        return state(workspace);
      },
      "webhookUrls.restore": async ({ workspace, agreed }) => {
        await inTurn(() => restore(workspace, agreed));
        return state(workspace);
      },
      "webhookUrls.forget": async ({ workspace }) => {
        await inTurn(async () => forget(workspace));
        return state(workspace);
      },
    },
    setHere(id) {
      const { phase, outdated, setAt, ours } = state(id);
      return phase === "set" && !outdated && setAt !== null && ours !== null
        ? { at: setAt, urls: ours }
        : null;
    },
    stranded,
    refresh: tell,
    async forgetApplication(applicationId) {
      try {
        await inTurn(async () => {
          const entry = entryOf(applicationId);
          if (entry === null) return;
          journal.drop(entry.applicationId);
          setNow.delete(entry.applicationId);
        });
      } catch (error) {
        log.error("webhook-urls.not-forgotten", error);
      }
    },
    left: () => setNow.size,
    leave: (id, { isForgetting }) => leave(id, isForgetting).finally(tell),
    leaveTunnel: async () => {
      const { state: now } = tunnel.state();
      if (now === "off" || now === "starting") return;
      const local = listener.state();
      // After it moved, what leads to its address of before is left with nobody, too.
      const isPast = ({ ours: [ours] }: JournalEntry): boolean =>
        local.state === "listening" && ours !== undefined && isSamePair(ours, postTo(local));
      await putBack.inTime((entry) => entry.run === run && !isPast(entry));
    },
    async stop() {
      stopping ??= putBack.inTime((entry) => entry.run === run).finally(changer.end);
      await stopping;
    },
  };
}

/** The plan; its name, which plays no part in it, as a host's answers are shown. */
function shown({ change: { plan }, account }: Setting | Restoring): WebhookUrlsPlan {
  return { ...plan, applicationName: shownText(plan.applicationName, account) };
}
