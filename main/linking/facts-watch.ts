// The facts of each workspace's linking, looked at when asked, and again when something happened that may change them.
import type { EventRow } from "../../preload/contract/event.ts";
import type { WorkspaceId } from "../../preload/contract/ids.ts";
import type { WorkspaceList } from "../../preload/contract/workspace.ts";
import type { Clock, Log } from "../ports.ts";
import { openExpiry } from "./link-state.ts";
import type { LinkingFacts, Probe, Witness } from "./probe.ts";
import { othersOnLink } from "./same-link.ts";

/** Looks, and says when another look shows something else. */
export interface FactsWatch {
  /** @throws AppError `WORKSPACE_NOT_FOUND` */
  look(workspace: WorkspaceId): Promise<LinkingFacts>;
  /** These facts were told. `isQuiet` = nothing came since the link was over, so that the next message is news. */
  told(workspace: WorkspaceId, facts: LinkingFacts, isQuiet: boolean): void;
  /** Something that facts are made of changed. Looked at a moment later, all at once. */
  refresh(workspace: WorkspaceId): void;
  /** Events were stored: those that can change a fact lead to a `refresh`. Cheap under any flood. */
  noticeEvents(events: readonly EventRow[]): void;
  /** Ends what `refresh` started. */
  stop(): void;
}

interface FactsWatchParts {
  readonly probe: Probe;
  readonly workspaces: { list(): WorkspaceList };
  readonly clock: Clock;
  readonly log: Log;
  readonly onChange: (workspace: WorkspaceId) => void;
}

/** Under a flood of events the facts are looked at twice a second, not for each. */
const REFRESH_MS = 500;

/** Makes the watch; it starts nothing by itself. */
export function createFactsWatch({ probe, workspaces, clock, log, onChange }: FactsWatchParts): FactsWatch {
  /** The facts as last told, so that an event which changes none of them says nothing. */
  const told = new Map<WorkspaceId, LinkingFacts>();
  const quiet = new Set<WorkspaceId>();
  const stale = new Set<WorkspaceId>();
  let cancelRefresh: (() => void) | null = null;

  function othersWith(id: WorkspaceId): readonly WorkspaceId[] {
    const all = workspaces.list().workspaces;
    const own = all.find((workspace) => workspace.id === id);
    return own?.kind === "real" ? othersOnLink({ ...own, workspace: id }, all) : [];
  }

  /** The end of the link, and what came after it, may have shown at another application of the Page. */
  async function look(id: WorkspaceId): Promise<LinkingFacts> {
    const facts = await probe(id);
    let { expired, goodAt, lastInbound } = facts;
    for (const other of othersWith(id)) {
      const there = await probe(other);
      expired = newer(expired, there.expired);
      goodAt = later(goodAt, there.goodAt);
      lastInbound = newer(lastInbound, there.lastInbound);
    }
    return { ...facts, expired, goodAt, lastInbound };
  }

  async function lookAgain(): Promise<void> {
    cancelRefresh = null;
    const ids = [...stale];
    stale.clear();
    const there = new Set(workspaces.list().workspaces.map(({ id }) => id));
    // Others were removed meanwhile.
    for (const id of ids.filter((each) => there.has(each))) {
      try {
        const facts = await look(id);
        if (JSON.stringify(told.get(id)) === JSON.stringify(facts)) continue;
        told.set(id, facts);
        onChange(id);
      } catch (error) {
        // A fact that could not be read is read with the next call.
        log.error("linking.refresh", error);
      }
    }
  }

  function refresh(id: WorkspaceId): void {
    stale.add(id);
    cancelRefresh ??= clock.after(REFRESH_MS, () => void lookAgain());
  }

  /** Whether it may tell of the link, which all applications on a Page share. */
  function concerns(event: EventRow, id: WorkspaceId): boolean {
    if (isExpiry(event)) return true;
    return event.kind === "inbound" ? quiet.has(id) : isDelivery(event) && isExpired(id);
  }

  function isExpired(id: WorkspaceId): boolean {
    const facts = told.get(id);
    return facts !== undefined && openExpiry(facts) !== null;
  }

  return {
    look,
    told: (id, facts, isQuiet) => {
      told.set(id, facts);
      if (isQuiet) quiet.add(id);
      else quiet.delete(id);
    },
    refresh,
    noticeEvents: (events) => {
      for (const event of events) {
        const { workspace } = event;
        // Of a workspace nobody has asked about, there is nothing to correct.
        const known = workspace === null ? undefined : told.get(workspace);
        if (workspace === null) continue;
        if (known !== undefined && (concerns(event, workspace) || canChange(known, event)))
          refresh(workspace);
        const isNews =
          isExpiry(event) || quiet.size > 0 || (isDelivery(event) && [...told.keys()].some(isExpired));
        if (!isNews) continue;
        for (const other of othersWith(workspace))
          if (told.has(other) && concerns(event, other)) refresh(other);
      }
    },
    stop: () => {
      cancelRefresh?.();
      cancelRefresh = null;
      stale.clear();
    },
  };
}

function newer(one: Witness | null, other: Witness | null): Witness | null {
  if (one === null || other === null) return one ?? other;
  return other.at > one.at ? other : one;
}

function later(one: number | null, other: number | null): number | null {
  return one === null || other === null ? (one ?? other) : Math.max(one, other);
}

function isDelivery({ kind, status }: EventRow): boolean {
  return kind === "status" && (status === "delivered" || status === "read");
}

/** "Expired access token": the link to the Page is over. Source: error codes of the Messages API. */
function isExpiry({ kind, error }: EventRow): boolean {
  return kind === "status" && error?.code === "1370";
}

function canChange(known: LinkingFacts, event: EventRow): boolean {
  const { kind, signature } = event;
  switch (kind) {
    case "inbound":
      return known.inbound === null || (!known.inbound.isVerified && signature?.state === "verified");
    case "status":
      return known.delivered === null && isDelivery(event);
    case "reply":
      return known.jwt === null;
    case "unparsed":
    case "system":
      return false;
  }
}
