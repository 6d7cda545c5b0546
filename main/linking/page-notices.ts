// What calls to an account showed of its Pages, taken into the ledger: links that began and ended, and how Pages stand.
// What is seen outweighs what was ticked by hand before.
import type { ExternalAccount } from "../../preload/contract/external-accounts.ts";
import type { PageId, WorkspaceId } from "../../preload/contract/ids.ts";
import type { Workspace, WorkspaceList } from "../../preload/contract/workspace.ts";
import { isSameApplication } from "../application-ids.ts";
import type { Clock } from "../ports.ts";
import { dayOf } from "./calendar.ts";
import type { LinkKey, LinkLedger } from "./link-ledger.ts";
import type { PageSighting, PageSightings } from "./page-sightings.ts";
import { othersOnLink } from "./same-link.ts";
import { isPart1, isPart2 } from "./step-groups.ts";
import { tickKeyOf } from "./tick-subject.ts";

/** How one Page stands. */
export type SeenPage = Pick<ExternalAccount, "pageId" | "applicationId">;

/** Where calls about Pages tell what they showed. Each throws AppError `DATA_WRITE_FAILED`. */
export interface PageNotices {
  /**
   * A call of ours has just linked the Page to the workspace's account, or renewed its link: the term begins today,
   * whatever was ticked or entered before.
   */
  noticeLinked(workspace: WorkspaceId, pageId: PageId): void;
  /** A call of ours has just taken the Page off the account: the term is over, and Part 2 with it. */
  noticeRemoved(workspace: WorkspaceId, pageId: PageId): void;
  /** The account said how the Page stands; `linked` = a call of ours has just linked it to that application. */
  noticePage(workspace: WorkspaceId, page: SeenPage, by: "linked" | "read"): void;
  /** The account said that it has no such Page. */
  noticeMissing(workspace: WorkspaceId, pageId: PageId): void;
  /** The account listed its Pages; `isWhole` = it has no others. */
  noticePages(workspace: WorkspaceId, pages: readonly SeenPage[], isWhole: boolean): void;
}

interface PageNoticesParts {
  readonly ledger: LinkLedger;
  readonly sightings: PageSightings;
  readonly workspaces: { get(id: WorkspaceId): Workspace; list(): WorkspaceList };
  readonly clock: Pick<Clock, "now">;
  readonly timeZone?: string | undefined;
  readonly onChange: (workspace: WorkspaceId) => void;
}

/** Makes them. Of the simulator's own workspace nothing is kept: its Page was linked by the simulator. */
export function createPageNotices({
  ledger,
  sightings,
  workspaces,
  clock,
  timeZone,
  onChange,
}: PageNoticesParts): PageNotices {
  function keyOf(id: WorkspaceId, pageId: PageId): LinkKey {
    return { workspace: id, apiKey: workspaces.get(id).apiKey, pageId };
  }

  function isSimulated(id: WorkspaceId): boolean {
    return workspaces.get(id).kind === "simulated";
  }

  /** The workspaces that Page belongs to; one without a Page may be about to take it. */
  function ownersOf(id: WorkspaceId, pageId: PageId): readonly WorkspaceId[] {
    const { pageId: own } = workspaces.get(id);
    const others = othersOnLink(keyOf(id, pageId), workspaces.list().workspaces);
    return own === null || own === pageId ? [id, ...others] : others;
  }

  function forgetTicks(id: WorkspaceId, isMeant: (step: string, isDone: boolean) => boolean): boolean {
    const key = tickKeyOf(workspaces.get(id));
    const meant = [...ledger.ticks(key)].filter(([step, { done }]) => isMeant(step, done));
    for (const [step] of meant) ledger.setTick(key, step, null);
    return meant.length > 0;
  }

  function endRelinking(id: WorkspaceId): void {
    ledger.choose(id, { ...ledger.choice(id), isRelinking: false });
  }

  /** Keeps it, and takes away the ticks that it contradicts. */
  function note(id: WorkspaceId, pageId: PageId, seen: Omit<PageSighting, "since">): void {
    const isNews = sightings.note(keyOf(id, pageId), { ...seen, since: clock.now() });
    for (const owner of ownersOf(id, pageId)) {
      const { applicationId } = workspaces.get(owner);
      const isHere =
        seen.applicationId !== null &&
        applicationId !== null &&
        isSameApplication(seen.applicationId, applicationId);
      const wereTicked = forgetTicks(owner, (step, isDone) => {
        if (isPart1(step)) return isDone && !seen.isOnAccount;
        // That it was unticked counts until it is linked anew.
        return isPart2(step) && (isHere ? isNews && !isDone : isDone);
      });
      if (isNews || wereTicked || !seen.isOnAccount) onChange(owner);
    }
  }

  return {
    noticeLinked(id, pageId) {
      if (isSimulated(id)) return;
      const recordedAt = clock.now();
      ledger.record(keyOf(id, pageId), { linkedOn: dayOf(recordedAt, timeZone), source: "seen", recordedAt });
      for (const owner of ownersOf(id, pageId)) {
        forgetTicks(owner, isPart1);
        endRelinking(owner);
        onChange(owner);
      }
    },
    noticeRemoved(id, pageId) {
      if (isSimulated(id)) return;
      const at = clock.now();
      for (const meant of new Set([id, ...ownersOf(id, pageId)])) ledger.end(keyOf(meant, pageId), at);
      for (const owner of ownersOf(id, pageId)) endRelinking(owner);
      note(id, pageId, { isOnAccount: false, applicationId: null, by: "removed" });
    },
    noticePage(id, { pageId, applicationId }, by) {
      if (!isSimulated(id)) note(id, pageId, { isOnAccount: true, applicationId, by });
    },
    noticeMissing(id, pageId) {
      if (!isSimulated(id)) note(id, pageId, { isOnAccount: false, applicationId: null, by: "read" });
    },
    noticePages(id, pages, isWhole) {
      if (isSimulated(id)) return;
      for (const { pageId, applicationId } of pages)
        note(id, pageId, { isOnAccount: true, applicationId, by: "read" });
      if (!isWhole) return;
      const listed = new Set(pages.map(({ pageId }) => pageId));
      const { apiKey, pageId: own } = workspaces.get(id);
      const sharing = workspaces
        .list()
        .workspaces.filter((other) => other.kind === "real" && apiKey !== null && other.apiKey === apiKey);
      for (const pageId of new Set([own, ...sharing.map((other) => other.pageId)]))
        if (pageId !== null && !listed.has(pageId))
          note(id, pageId, { isOnAccount: false, applicationId: null, by: "read" });
    },
  };
}
