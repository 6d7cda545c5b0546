// Points an application's two webhook URLs here, on a person's word, and puts the old ones back.
// What can still go wrong between reading and writing stands in docs/decisions/0013.
import { AppError } from "../../preload/contract/errors.ts";
import type { ApplicationId, WorkspaceId } from "../../preload/contract/ids.ts";
import type { WebhookUrlsPlan, WebhookUrlsState } from "../../preload/contract/webhook-urls.ts";
import type { Workspace } from "../../preload/contract/workspace.ts";
import { isSameApplication } from "../application-ids.ts";
import { withinLimit } from "../within-limit.ts";
import { shownText } from "./application-view.ts";
import type { AccountAccess } from "./applications-api.ts";
import { leadHere, postTo, wantedUrls, type WantedUrls } from "./wanted-urls.ts";
import { createWebhookChanger, type Place } from "./webhook-change.ts";
import type { JournalEntry } from "./webhook-journal.ts";
import { isOfUse, phaseOf } from "./webhook-phase.ts";
import {
  assertAgreed,
  isSamePair,
  pairOf,
  planRestore,
  planSet,
  type PlannedChange,
} from "./webhook-plan.ts";
import { PUT_BACK_LIMIT_MS, type WebhookUrls, type WebhookUrlsParts } from "./webhook-urls-shape.ts";

/** So many of our own earlier addresses are still known as ours. */
const OURS_KEPT = 20;

interface Setting extends Place {
  readonly change: PlannedChange;
  readonly wanted: WantedUrls;
  readonly before: JournalEntry | null;
}

interface Restoring extends Place {
  readonly change: PlannedChange;
  readonly entry: JournalEntry;
}

/** Makes the service. Nothing is asked of the network before a call asks for it. */
export function createWebhookUrls(parts: WebhookUrlsParts): WebhookUrls {
  const { journal, workspaces, tunnel, run, clock, log, onChange } = parts;
  const changer = createWebhookChanger(parts);
  /** States as last told, so that a change which concerns none of them says nothing. */
  const told = new Map<WorkspaceId, string>();
  /** What this run set and did not put back, as it knows by itself: the journal may be damaged meanwhile. */
  const setNow = new Set<ApplicationId>();
  let lastChange: Promise<unknown> = Promise.resolve();
  let stopping: Promise<void> | null = null;

  /** One change after the other: each begins with what the one before left in the journal. */
  async function inTurn(change: () => Promise<void>): Promise<void> {
    const turn = lastChange.then(change);
    lastChange = turn.catch(() => undefined);
    try {
      await turn;
    } finally {
      tell();
    }
  }

  function entryOf(applicationId: ApplicationId): JournalEntry | null {
    return journal.entries().find((entry) => isSameApplication(entry.applicationId, applicationId)) ?? null;
  }

  /** What is to be put back for a workspace: of its application, else of one it had when an earlier run ended. */
  function keptFor({ id, applicationId }: Workspace): JournalEntry | null {
    const own = applicationId === null ? null : entryOf(applicationId);
    if (own !== null && isOfUse(own, run)) return own;
    return (
      journal.entries().find((entry) => entry.workspace === id && entry.run !== run && isOfUse(entry, run)) ??
      null
    );
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
    const ours = entry.ours[0] ?? null;
    return {
      workspace: id,
      phase,
      applicationId: entry.applicationId,
      old: pairOf(entry.old),
      ours,
      setAt: entry.setAt,
      outdated: phase === "set" && ours !== null && !leadHere(ours, workspace, parts),
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
    return lookAt(entry, await accountFor(entry, id));
  }

  async function lookAt(entry: JournalEntry, account: AccountAccess): Promise<Restoring> {
    const place = { applicationId: entry.applicationId, account };
    return { ...place, change: planRestore({ ...place, raw: await changer.read(place), entry }), entry };
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
    const { change, entry, ...place } = await lookToRestore(id);
    assertAgreed(change, agreed);
    await changer.putBack(place, change, entry);
    setNow.delete(entry.applicationId);
    changer.settle(entry);
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

  /** Of a workspace that goes, nothing is kept that nobody could put back by themselves any more. */
  function forgetOlder(id: WorkspaceId): void {
    if (journal.damage() !== null) return;
    for (const { applicationId, workspace, isOlder } of journal.entries())
      if (isOlder && workspace === id) journal.drop(applicationId);
  }

  async function putBackUnasked(entry: JournalEntry): Promise<void> {
    const { applicationId } = entry;
    try {
      const { change, ...place } = await lookAt(entry, await accountFor(entry, entry.workspace));
      if (change.plan.questions.length > 0) {
        log.info("webhook-urls.left-to-be-asked", { applicationId });
        return;
      }
      await changer.putBack(place, change, entry);
      setNow.delete(applicationId);
      changer.settle(entry);
      log.info("webhook-urls.put-back", { applicationId });
    } catch (error) {
      // It stays in the journal and is offered at the next start.
      log.error("webhook-urls.not-put-back", error);
    }
  }

  /** A workspace may be gone or of another account by now; any one of the entry's account will do. */
  function accountFor({ apiKey }: JournalEntry, wanted: WorkspaceId): Promise<AccountAccess> {
    const all = workspaces.list().workspaces.filter((other) => other.apiKey === apiKey);
    return workspaces.accountOf((all.find(({ id }) => id === wanted) ?? all[0])?.id ?? wanted);
  }

  async function putAllBackNow(isMeant: (entry: JournalEntry) => boolean): Promise<void> {
    const reason = journal.damage();
    if (reason !== null) return log.info("webhook-urls.journal-damaged", { reason });
    const entries = journal
      .entries()
      .filter((entry) => entry.run === run && !entry.isOlder && isMeant(entry));
    await Promise.all(entries.map(putBackUnasked));
  }

  /** In turn: a change that is under way is put back too, and one that comes later finds all of it done. */
  function putAllBack(isMeant: (entry: JournalEntry) => boolean): Promise<void> {
    const turn = lastChange.then(() => putAllBackNow(isMeant));
    lastChange = turn.catch(() => undefined);
    return turn;
  }

  function putBackInTime(isMeant: (entry: JournalEntry) => boolean, after?: () => void): Promise<void> {
    const work = putAllBack(isMeant)
      .then(after)
      .catch((error: unknown) => log.error("webhook-urls.not-put-back", error));
    return withinLimit(work, {
      limitMs: PUT_BACK_LIMIT_MS,
      clock,
      onLimit: () => log.info("webhook-urls.stop-limit"),
    });
  }

  return {
    calls: {
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
    refresh: tell,
    left: () => setNow.size,
    leave: (id) =>
      putBackInTime(
        ({ workspace }) => workspace === id,
        () => forgetOlder(id),
      ),
    leaveTunnel: async () => {
      const opened = tunnel.state();
      if (opened.state !== "open" && opened.state !== "reconnecting") return;
      await putBackInTime(({ ours: [ours] }) => ours !== undefined && isSamePair(ours, postTo(opened)));
    },
    stop() {
      stopping ??= putBackInTime(() => true).finally(changer.end);
      return stopping;
    },
  };
}

/** The plan; its name, which plays no part in it, as a host's answers are shown. */
function shown({ change: { plan }, account }: Setting | Restoring): WebhookUrlsPlan {
  return { ...plan, applicationName: shownText(plan.applicationName, account) };
}
