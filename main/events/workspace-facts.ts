// What the log knows about one workspace's linking: the facts that tick steps of the checklist.
import type { DatabaseSync } from "node:sqlite";
import type { EventId, PageId, WorkspaceId } from "../../preload/contract/ids.ts";

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
  learnedPageId: null,
};

/** Code of a status whose Page link has expired. Source: Messages API OpenAPI 1.20.0, read 2026-11-21. */
const LINK_EXPIRED_CODE = "1370";

/** Reads the facts of one workspace. */
export function readWorkspaceFacts(database: DatabaseSync, workspace: WorkspaceId): WorkspaceFacts {
  function fact(where: string, order: "ASC" | "DESC"): EventFact | null {
    const row = database
      .prepare(
        `SELECT id, received_at FROM events e WHERE workspace_id = ? AND ${where} ORDER BY id ${order} LIMIT 1`,
      )
      .get(workspace);
    return row === undefined ? null : toFact(row);
  }
  const page = database
    .prepare(
      `SELECT page_id FROM events WHERE workspace_id = ? AND kind = 'inbound' AND page_id IS NOT NULL
       AND signature_state IS NOT 'bad' ORDER BY id DESC LIMIT 1`,
    )
    .get(workspace);
  return {
    firstInbound: fact("kind = 'inbound' AND signature_state IS NOT 'bad'", "ASC"),
    lastInbound: fact("kind = 'inbound' AND signature_state IS NOT 'bad'", "DESC"),
    firstVerifiedInbound: fact("kind = 'inbound' AND signature_state = 'verified'", "ASC"),
    lastVerifiedInbound: fact("kind = 'inbound' AND signature_state = 'verified'", "DESC"),
    firstVerifiedStatus: fact("kind = 'status' AND signature_state = 'verified'", "ASC"),
    firstReply: fact("kind = 'reply'", "ASC"),
    deliveredReply: readDelivered(database, workspace),
    linkExpired: fact(
      `error_code = '${LINK_EXPIRED_CODE}' AND kind = 'status' AND signature_state IS NOT 'bad'`,
      "DESC",
    ),
    learnedPageId: typeof page?.["page_id"] === "string" ? (page["page_id"] as PageId) : null,
  };
}

function readDelivered(database: DatabaseSync, workspace: WorkspaceId): WorkspaceFacts["deliveredReply"] {
  const row = database
    .prepare(
      `SELECT s.id, s.received_at, s.status FROM events s
       WHERE s.workspace_id = ? AND s.kind = 'status' AND s.status IN ('delivered', 'read')
         AND s.signature_state IS NOT 'bad'
         AND EXISTS(SELECT 1 FROM events r WHERE r.message_uuid = s.message_uuid AND r.kind = 'reply' AND r.status IS NULL)
       ORDER BY s.id DESC LIMIT 1`,
    )
    .get(workspace);
  return row === undefined
    ? null
    : { ...toFact(row), status: row["status"] === "read" ? "read" : "delivered" };
}

function toFact(row: Readonly<Record<string, unknown>>): EventFact {
  // The store's own ids.
  return { eventId: Number(row["id"]) as EventId, at: Number(row["received_at"]) };
}
