// Reads the log as conversations: who wrote with whom, and one person's thread with the delivery of each reply.
import type { DatabaseSync, StatementSync } from "node:sqlite";
import type {
  DeliveryStop,
  PeopleQuery,
  Person,
  Thread,
  ThreadMessage,
  ThreadQuery,
} from "../../preload/contract/conversation.ts";
import type { EventRow } from "../../preload/contract/event.ts";
import type { EventId, PageId, Psid, WorkspaceId } from "../../preload/contract/ids.ts";
import { joinAnswer } from "./answer-runs.ts";
import { isoTime, ROW_COLUMNS, ROW_TEXT, rowText, toEventRow, type Columns } from "./event-rows.ts";
import { happenedAt, LATE_LOOK } from "./happened-at.ts";
import { bestCopy, copies, firstMessages, isSound } from "./message-copies.ts";
import { EVENTS_BY_MESSAGE, hasMessageUuid } from "./message-index.ts";
import { findNewestMessages, type EventLimits } from "./newest-messages.ts";

/** Conversations of the log, always read from the store. */
export interface Conversations {
  /** Most recent first; people in whose name there are only badly signed messages come last. */
  people(query: PeopleQuery): Person[];
  /** The newest messages before `beforeId`, oldest first. */
  thread(query: ThreadQuery): Thread;
}

/** When the person of message `i` wrote last, which came last or before. */
const LAST_WRITTEN = `(SELECT max(at) FROM (SELECT ${happenedAt("c")} AS at FROM events o
    JOIN events c ON c.id = ${bestCopy("o")}
  WHERE o.psid = i.psid AND o.page_id = i.page_id AND o.workspace_id IS i.workspace_id AND o.id <= i.id
    AND ${firstMessages("o")} AND o.kind = 'inbound' AND ${isSound("o")} ORDER BY o.id DESC LIMIT ${LATE_LOOK}))`;

/** The people of a JSON list of {@link NewestMessages}: what was said last, and when they last wrote. */
const SELECT_PEOPLE = `WITH newest(last, inbound, sound) AS MATERIALIZED (
      SELECT value ->> 'last', value ->> 'inbound', value ->> 'isSound' FROM json_each(?)),
    best(id, inbound, sound) AS (
      SELECT ${bestCopy("e")}, n.inbound, n.sound FROM newest n CROSS JOIN events e ON e.id = n.last)
    SELECT e.id, e.kind, e.psid, e.page_id, e.workspace_id, e.received_at, ${ROW_TEXT} AS text, e.message_type,
      (SELECT iif(${happenedAt("b")} = b.received_at, b.received_at, ${LAST_WRITTEN}) FROM events i
         JOIN events b ON b.id = ${bestCopy("i")} WHERE i.id = best.inbound) AS last_inbound_at
    FROM best CROSS JOIN events e ON e.id = best.id ORDER BY best.sound DESC, e.id DESC`;

/** Makes the reader; `workspaceName` gives the name a row shows. */
export function createConversations({
  database,
  workspaceName,
}: {
  readonly database: DatabaseSync;
  readonly workspaceName: (id: string) => string | null;
}): Conversations {
  const countCopies = database.prepare(COUNT_COPIES);
  const selectStops = database.prepare(SELECT_STOPS);

  function personOf({
    psid,
    pageId,
    workspace,
  }: Pick<ThreadQuery, "psid" | "pageId" | "workspace">): Person | null {
    const limited = limitTo(workspace);
    const [person] = readPeople(
      { sql: `e.psid = ? AND e.page_id = ? AND ${limited.sql}`, values: [psid, pageId, ...limited.values] },
      1,
    );
    return person ?? null;
  }

  function readPeople(limits: EventLimits, limit: number): Person[] {
    return database
      .prepare(SELECT_PEOPLE)
      .all(JSON.stringify(findNewestMessages(database, limits, limit)))
      .map(toPerson);
  }

  /** Later deliveries of one message carry a higher attempt number; it stands where the first one came. */
  function messagesOf({ psid, pageId, workspace, beforeId, limit }: ThreadQuery): EventRow[] {
    const limited = limitTo(workspace);
    return database
      .prepare(
        `WITH best(slot, id) AS (SELECT e.id, ${bestCopy("e")} FROM events e
           WHERE e.psid = ? AND e.page_id = ? AND ${limited.sql} AND ${firstMessages("e")}
             AND e.id < ? ORDER BY e.id DESC LIMIT ?)
         SELECT ${ROW_COLUMNS} FROM best JOIN events e ON e.id = best.id ${joinAnswer("e")}
         ORDER BY best.slot DESC`,
      )
      .all(psid, pageId, ...limited.values, slotOf(beforeId), limit + 1)
      .map((columns) => toEventRow(columns, workspaceName));
  }

  /** The first delivery of the message that is shown by `id`: pages are cut there. */
  function slotOf(id: EventId | null): number {
    if (id === null) return Number.MAX_SAFE_INTEGER;
    const first = database
      .prepare(
        `SELECT g.id FROM events e JOIN ${EVENTS_BY_MESSAGE} g ON ${copies("g", "e")} WHERE e.id = ? AND g.attempt = 1 LIMIT 1`,
      )
      .get(id);
    return Number(first?.["id"] ?? id);
  }

  function toMessage(event: EventRow): ThreadMessage {
    if (event.messageUuid === null) return { event, copies: 1, stops: [] };
    const stops = event.kind === "reply" ? stopsOf(selectStops, event) : [];
    return { event, copies: copiesOf(countCopies, event), stops };
  }

  return {
    people: ({ workspace, psid, limit }) => {
      const { sql, values } = limitTo(workspace);
      if (psid !== undefined)
        return readPeople({ sql: `e.psid = ? AND ${sql}`, values: [psid, ...values] }, limit);
      // The plus keeps SQLite from sorting people anew who are in the order of the index already.
      return readPeople({ sql: `+${sql}`, values }, limit);
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

function limitTo(workspace: WorkspaceId | null): EventLimits {
  return workspace === null ? { sql: "1", values: [] } : { sql: "e.workspace_id = ?", values: [workspace] };
}

/** The casts are sound: these columns are only written from branded values. */
function toPerson(columns: Columns): Person {
  const { workspace_id: workspace, message_type: type, last_inbound_at: lastInboundAt } = columns;
  return {
    workspace: (typeof workspace === "string" ? workspace : null) as WorkspaceId | null,
    psid: columns["psid"] as Psid,
    pageId: columns["page_id"] as PageId,
    lastEventId: Number(columns["id"]) as EventId,
    lastAt: Number(columns["received_at"]),
    lastText: rowText(columns["text"]),
    lastType: typeof type === "string" ? type : null,
    lastDirection: columns["kind"] === "reply" ? "reply" : "inbound",
    lastInboundAt: typeof lastInboundAt === "number" ? lastInboundAt : null,
  };
}

const COUNT_COPIES = `SELECT max(e.attempt) AS n FROM events e
  WHERE ${hasMessageUuid("?1")} AND e.kind = ?2 AND e.status IS NULL AND e.workspace_id IS ?3 AND e.psid IS ?4
    AND e.page_id IS ?5`;

function copiesOf(countCopies: StatementSync, event: EventRow): number {
  const row = countCopies.get(event.messageUuid, event.kind, event.workspace, event.psid, event.pageId);
  return Math.max(1, Number(row?.["n"] ?? 1));
}

/** As `isBelieved` of the contract: nobody may turn a message "read" by claiming so. What is left out is in the log. */
const IS_BELIEVED = `(e.workspace_id IS ?2 OR (e.workspace_id IS NULL AND e.simulated = ?3))
  AND CASE e.signature_state WHEN 'verified' THEN 1 WHEN 'unsigned' THEN e.signature_reason IS NULL
    WHEN 'unchecked' THEN e.workspace_id IS NOT NULL ELSE 0 END`;

/** Statuses of a reply in order of arrival, the first of each kind. */
const SELECT_STOPS = `SELECT min(id) AS first_id, status, received_at, sent_at, error_code, error_title, error_detail,
    count(*) AS n
  FROM events e WHERE ${hasMessageUuid("?1")} AND e.kind = 'status' AND ${IS_BELIEVED}
  GROUP BY status ORDER BY first_id`;

function stopsOf(selectStops: StatementSync, reply: EventRow): DeliveryStop[] {
  const { messageUuid, workspace, simulated } = reply;
  return selectStops.all(messageUuid, workspace, simulated ? 1 : 0).map((columns) => ({
    status: String(columns["status"]),
    // The ids of the store.
    eventId: Number(columns["first_id"]) as EventId,
    receivedAt: Number(columns["received_at"]),
    timestamp: isoTime(columns["sent_at"]),
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
  return { code: code ?? "", title: title ?? null, detail: detail ?? null };
}
