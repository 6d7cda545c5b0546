// What the log knows about one workspace's linking: the facts that tick steps of the checklist.
import type { DatabaseSync, StatementSync } from "node:sqlite";
import type { EventId, PageId, WorkspaceId } from "../../preload/contract/ids.ts";
import type { Columns } from "./event-rows.ts";

/** One event as evidence. `at` is our clock, epoch ms. */
export interface EventFact {
  readonly eventId: EventId;
  readonly at: number;
}

/** Facts of one workspace; null where the log shows nothing. */
export interface WorkspaceFacts {
  readonly firstInbound: EventFact | null;
  readonly lastInbound: EventFact | null;
  readonly firstVerifiedInbound: EventFact | null;
  readonly lastVerifiedInbound: EventFact | null;
  readonly firstVerifiedStatus: EventFact | null;
  readonly firstReply: EventFact | null;
  /** The newest delivered or read status of a reply that was sent from here (a badly signed one does not count). */
  readonly deliveredReply: (EventFact & { readonly status: "delivered" | "read" }) | null;
  /** The newest status with code 1370: the Page link has expired. */
  readonly linkExpired: EventFact | null;
  /** The newest of these that is verified. */
  readonly verifiedLinkExpired: EventFact | null;
  /** The Page of the newest inbound message whose signature is not bad. */
  readonly learnedPageId: PageId | null;
}

/** Of a workspace without events. */
export const NO_FACTS: WorkspaceFacts = {
  firstInbound: null,
  lastInbound: null,
  firstVerifiedInbound: null,
  lastVerifiedInbound: null,
  firstVerifiedStatus: null,
  firstReply: null,
  deliveredReply: null,
  linkExpired: null,
  verifiedLinkExpired: null,
  learnedPageId: null,
};

/** Code of a status whose Page link has expired. Source: Messages API OpenAPI 1.20.0, read 2026-11-21. */
const LINK_EXPIRED_CODE = "1370";

/** Facts of workspaces, remembered. */
export interface WorkspaceFactsReader {
  of(workspace: WorkspaceId): WorkspaceFacts;
  /** Events were removed: looks through the whole log again. */
  forget(): void;
}

interface Looked {
  /** Everything up to this event is in the facts. */
  readonly upTo: number;
  readonly facts: WorkspaceFacts;
}

/**
 * Makes the reader. The log only grows, so what was looked through once is not looked through again: a fact that is
 * missing, or was not replaced by a newer one, is searched for in new events alone.
 */
export function createWorkspaceFacts(database: DatabaseSync): WorkspaceFactsReader {
  const statements = prepare(database);
  const known = new Map<WorkspaceId, Looked>();

  function lookOn(workspace: WorkspaceId, { upTo, facts }: Looked): WorkspaceFacts {
    const find = (statement: StatementSync): EventFact | null => toFact(statement.get(workspace, upTo));
    const learned = statements.learnedPage.get(workspace, upTo)?.["page_id"];
    return {
      firstInbound: facts.firstInbound ?? find(statements.firstInbound),
      lastInbound: find(statements.lastInbound) ?? facts.lastInbound,
      firstVerifiedInbound: facts.firstVerifiedInbound ?? find(statements.firstVerifiedInbound),
      lastVerifiedInbound: find(statements.lastVerifiedInbound) ?? facts.lastVerifiedInbound,
      firstVerifiedStatus: facts.firstVerifiedStatus ?? find(statements.firstVerifiedStatus),
      firstReply: facts.firstReply ?? find(statements.firstReply),
      deliveredReply: newestOf([
        facts.deliveredReply,
        toDelivered(statements.delivered.get(workspace, upTo)),
        upTo === 0 ? null : toDelivered(statements.deliveredBefore.get(workspace, upTo)),
      ]),
      linkExpired: find(statements.linkExpired) ?? facts.linkExpired,
      verifiedLinkExpired: find(statements.verifiedLinkExpired) ?? facts.verifiedLinkExpired,
      // Only ever written from a PageId.
      learnedPageId: typeof learned === "string" ? (learned as PageId) : facts.learnedPageId,
    };
  }

  return {
    of: (workspace) => {
      const before = known.get(workspace) ?? { upTo: 0, facts: NO_FACTS };
      const upTo = Number(statements.newest.get()?.["id"] ?? 0);
      if (upTo === before.upTo) return before.facts;
      const facts = lookOn(workspace, before);
      known.set(workspace, { upTo, facts });
      return facts;
    },
    forget: () => known.clear(),
  };
}

const INBOUND = "kind = 'inbound' AND signature_state IS NOT 'bad'";
const VERIFIED_INBOUND = "kind = 'inbound' AND signature_state = 'verified'";

const DELIVERED = `s.workspace_id = ? AND s.kind = 'status' AND s.status IN ('delivered', 'read')
  AND s.signature_state IS NOT 'bad'`;
const LINK_EXPIRED = `error_code = '${LINK_EXPIRED_CODE}' AND kind = 'status'`;
const IS_REPLY = "r.kind = 'reply' AND r.status IS NULL";

/** Each takes a workspace and the event after which to look. */
function prepare(database: DatabaseSync) {
  const find = (columns: string, where: string, order: "ASC" | "DESC"): StatementSync =>
    database.prepare(
      `SELECT ${columns} FROM events WHERE workspace_id = ? AND id > ? AND ${where} ORDER BY id ${order} LIMIT 1`,
    );
  const first = (where: string): StatementSync => find("id, received_at", where, "ASC");
  const last = (where: string): StatementSync => find("id, received_at", where, "DESC");
  return {
    newest: database.prepare("SELECT max(id) AS id FROM events"),
    firstInbound: first(INBOUND),
    lastInbound: last(INBOUND),
    firstVerifiedInbound: first(VERIFIED_INBOUND),
    lastVerifiedInbound: last(VERIFIED_INBOUND),
    firstVerifiedStatus: first("kind = 'status' AND signature_state = 'verified'"),
    firstReply: first("kind = 'reply'"),
    delivered: database.prepare(
      `SELECT s.id, s.received_at, s.status FROM events s
       WHERE ${DELIVERED} AND s.id > ? AND EXISTS(SELECT 1 FROM events r WHERE ${IS_REPLY} AND r.message_uuid = s.message_uuid) ORDER BY s.id DESC LIMIT 1`,
    ),
    /** Statuses that were looked at before the answer to their reply was there. */
    deliveredBefore: database.prepare(
      `SELECT s.id, s.received_at, s.status FROM events r NOT INDEXED CROSS JOIN events s ON s.message_uuid = r.message_uuid
       WHERE ${DELIVERED} AND ${IS_REPLY} AND r.id > ? ORDER BY s.id DESC LIMIT 1`,
    ),
    linkExpired: last(`${LINK_EXPIRED} AND signature_state IS NOT 'bad'`),
    verifiedLinkExpired: last(`${LINK_EXPIRED} AND signature_state = 'verified'`),
    learnedPage: find("page_id", `${INBOUND} AND page_id IS NOT NULL`, "DESC"),
  };
}

type Delivered = WorkspaceFacts["deliveredReply"];

function newestOf(facts: readonly Delivered[]): Delivered {
  return facts.reduce(
    (newest, fact) => ((fact?.eventId ?? 0) > (newest?.eventId ?? 0) ? fact : newest),
    null,
  );
}

function toDelivered(row: Columns | undefined): Delivered {
  const fact = toFact(row);
  return fact === null ? null : { ...fact, status: row?.["status"] === "read" ? "read" : "delivered" };
}

function toFact(row: Columns | undefined): EventFact | null {
  // The store's own ids.
  return row === undefined ? null : { eventId: Number(row["id"]) as EventId, at: Number(row["received_at"]) };
}
