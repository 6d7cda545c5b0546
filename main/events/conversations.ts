// Reads the log as conversations: who wrote with whom, and one person's thread with the delivery of each reply.
import type { DatabaseSync, SQLInputValue } from "node:sqlite";
import type {
  DeliveryStop,
  Person,
  Thread,
  ThreadMessage,
  ThreadQuery,
} from "../../preload/contract/conversation.ts";
import type { EventRow } from "../../preload/contract/event.ts";
import type { EventId, PageId, Psid, WorkspaceId } from "../../preload/contract/ids.ts";
import { ROW_COLUMNS, toEventRow, type Columns } from "./event-rows.ts";

/** Conversations of the log, always read from the store. */
export interface Conversations {
  /** Most recent first. */
  people(request: { readonly workspace: WorkspaceId | null; readonly limit: number }): Person[];
  /** The newest messages before `beforeId`, oldest first. */
  thread(query: ThreadQuery): Thread;
}

/** First deliveries of messages: exactly what the index `events_person` holds, so it must be written just so. */
function firstMessages(alias: string): string {
  return `${alias}.attempt = 1 AND ${alias}.kind IN ('inbound', 'reply')`;
}

/** A copy of the same message without a bad signature: whoever forges a message first must not take its place. */
function soundCopy(column: string, of: string): string {
  return `(SELECT g.${column} FROM events g WHERE g.message_uuid = ${of}.message_uuid AND g.kind = ${of}.kind
    AND g.workspace_id IS ${of}.workspace_id AND g.signature_state IS NOT 'bad' ORDER BY g.attempt LIMIT 1)`;
}

const PERSON_COLUMNS = `e.id, e.kind, e.psid, e.page_id, e.workspace_id, e.received_at,
  CASE WHEN e.signature_state IS 'bad' THEN coalesce(${soundCopy("text", "e")}, e.text) ELSE e.text END AS text,
  (SELECT i.received_at FROM events i WHERE i.psid = e.psid AND i.page_id = e.page_id
     AND i.workspace_id IS e.workspace_id AND ${firstMessages("i")} AND i.kind = 'inbound'
     AND (i.signature_state IS NOT 'bad' OR ${soundCopy("id", "i")} IS NOT NULL)
     ORDER BY i.id DESC LIMIT 1) AS last_inbound_at`;

/** Makes the reader; `workspaceName` gives the name a row shows. */
export function createConversations({
  database,
  workspaceName,
}: {
  readonly database: DatabaseSync;
  readonly workspaceName: (id: string) => string | null;
}): Conversations {
  function personOf({
    psid,
    pageId,
    workspace,
  }: Pick<ThreadQuery, "psid" | "pageId" | "workspace">): Person | null {
    const limited = limitTo(workspace);
    const columns = database
      .prepare(
        `SELECT ${PERSON_COLUMNS} FROM events e WHERE e.psid = ? AND e.page_id = ? AND ${limited.sql}
         AND ${firstMessages("e")} ORDER BY e.id DESC LIMIT 1`,
      )
      .get(psid, pageId, ...limited.values);
    return columns === undefined ? null : toPerson(columns);
  }

  /** Later deliveries of one message carry a higher attempt number; the first one stands for all. */
  function messagesOf({ psid, pageId, workspace, beforeId, limit }: ThreadQuery): EventRow[] {
    const limited = limitTo(workspace);
    return database
      .prepare(
        `SELECT ${ROW_COLUMNS} FROM events e LEFT JOIN answers a ON a.event_id = e.id
         WHERE e.psid = ? AND e.page_id = ? AND ${limited.sql} AND ${firstMessages("e")}
           AND e.id < ? ORDER BY e.id DESC LIMIT ?`,
      )
      .all(psid, pageId, ...limited.values, beforeId ?? Number.MAX_SAFE_INTEGER, limit + 1)
      .map((columns) => toEventRow(columns, workspaceName));
  }

  /** The first delivery, or, where its signature is bad, the first sound one of the same message. */
  function bestOf(first: EventRow): EventRow {
    if (first.signature?.state !== "bad" || first.messageUuid === null) return first;
    const columns = database
      .prepare(
        `SELECT ${ROW_COLUMNS} FROM events e LEFT JOIN answers a ON a.event_id = e.id
         WHERE e.message_uuid = ? AND e.kind = ? AND e.workspace_id IS ? AND e.signature_state IS NOT 'bad'
         ORDER BY e.attempt LIMIT 1`,
      )
      .get(first.messageUuid, first.kind, first.workspace);
    return columns === undefined ? first : toEventRow(columns, workspaceName);
  }

  function toMessage(first: EventRow): ThreadMessage {
    const event = bestOf(first);
    if (event.messageUuid === null) return { event, copies: 1, stops: [] };
    const stops = event.kind === "reply" ? stopsOf(database, event) : [];
    return { event, copies: copiesOf(database, event), stops };
  }

  return {
    people: ({ workspace, limit }) => {
      const limited = limitTo(workspace);
      return database
        .prepare(
          `SELECT ${PERSON_COLUMNS} FROM (
             SELECT max(e.id) AS last_id FROM events e
             WHERE e.psid IS NOT NULL AND e.page_id IS NOT NULL AND ${limited.sql} AND ${firstMessages("e")}
             GROUP BY e.psid, e.page_id, e.workspace_id ORDER BY last_id DESC LIMIT ?
           ) JOIN events e ON e.id = last_id ORDER BY e.id DESC`,
        )
        .all(...limited.values, limit)
        .map(toPerson);
    },
    thread: (query) => {
      const found = messagesOf(query);
      return {
        person: personOf(query),
        messages: found.slice(0, query.limit).reverse().map(toMessage),
        hasOlder: found.length > query.limit,
      };
    },
  };
}

function limitTo(workspace: WorkspaceId | null): {
  readonly sql: string;
  readonly values: readonly SQLInputValue[];
} {
  return workspace === null ? { sql: "1", values: [] } : { sql: "e.workspace_id = ?", values: [workspace] };
}

/** The casts are sound: these columns are only written from branded values. */
function toPerson(columns: Columns): Person {
  const { workspace_id: workspace, text, last_inbound_at: lastInboundAt } = columns;
  return {
    workspace: (typeof workspace === "string" ? workspace : null) as WorkspaceId | null,
    psid: columns["psid"] as Psid,
    pageId: columns["page_id"] as PageId,
    lastEventId: Number(columns["id"]) as EventId,
    lastAt: Number(columns["received_at"]),
    lastText: typeof text === "string" ? text : null,
    lastDirection: columns["kind"] === "reply" ? "reply" : "inbound",
    lastInboundAt: typeof lastInboundAt === "number" ? lastInboundAt : null,
  };
}

function copiesOf(database: DatabaseSync, event: EventRow): number {
  const row = database
    .prepare(
      `SELECT max(attempt) AS n FROM events
       WHERE message_uuid = ? AND kind = ? AND status IS NULL AND workspace_id IS ?`,
    )
    .get(event.messageUuid, event.kind, event.workspace);
  return Math.max(1, Number(row?.["n"] ?? 1));
}

/**
 * Statuses of a reply in order of arrival, the first of each kind. One with a bad signature is left out: it is in the
 * log, but nobody may turn a message "read" by claiming so.
 */
function stopsOf(database: DatabaseSync, reply: EventRow): DeliveryStop[] {
  return database
    .prepare(
      `SELECT min(id) AS first_id, status, received_at, error_code, error_title, error_detail, count(*) AS n
       FROM events WHERE message_uuid = ? AND kind = 'status' AND signature_state IS NOT 'bad'
       GROUP BY status ORDER BY first_id`,
    )
    .all(reply.messageUuid)
    .map((columns) => ({
      status: String(columns["status"]),
      // The ids of the store.
      eventId: Number(columns["first_id"]) as EventId,
      receivedAt: Number(columns["received_at"]),
      error: toStopError(columns),
      count: Number(columns["n"]),
    }));
}

function toStopError(columns: Columns): DeliveryStop["error"] {
  const [code, title, detail] = ["error_code", "error_title", "error_detail"].map((name) => {
    const value = columns[name];
    return typeof value === "string" ? value : null;
  });
  if (code === null && title === null && detail === null) return null;
  return { code: code ?? null, title: title ?? null, detail: detail ?? null };
}
