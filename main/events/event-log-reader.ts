// Reads the log: pages, single events, counts. Used by the store's owner and by commands that run beside it.
import type { DatabaseSync } from "node:sqlite";
import { AppError } from "../../preload/contract/errors.ts";
import type {
  EventPage,
  EventPageQuery,
  EventRow,
  LoggedEvent,
  SignatureReport,
} from "../../preload/contract/event.ts";
import type { EventId, WorkspaceId } from "../../preload/contract/ids.ts";
import type { Clock } from "../ports.ts";
import { answerColumn, joinAnswer } from "./answer-runs.ts";
import { createConversations, type Conversations } from "./conversations.ts";
import { ROW_COLUMNS, toEventRow, toFinding, type Columns } from "./event-rows.ts";
import { headersOf, SELECT_WHOLE, sha256Of, toLoggedEvent } from "./logged-event.ts";
import { hasMessageUuid } from "./message-index.ts";
import { compileQuery } from "./query-sql.ts";
import { searchRows } from "./row-search.ts";
import { reportSignature } from "./signature-report.ts";
import type { SearchThread } from "./search-thread.ts";
import { createTextSearch } from "./text-search.ts";

/** What of the log to print: all matches after `afterId`, or with `limit` alone the newest ones. */
export interface StreamRequest {
  readonly workspace: WorkspaceId | null;
  /** Search language; empty = all. */
  readonly query: string;
  /** null = from the beginning. */
  readonly afterId: EventId | null;
  /** Left out = to the end. */
  readonly upToId?: number;
  /** null = all. With `afterId` the first so many after it, else the newest so many. */
  readonly limit: number | null;
  readonly signatures: "masked" | "exact";
}

/** The reading half of the store. */
export interface EventLogReader extends Conversations {
  /** Newest first. @throws AppError `QUERY_INVALID`, `SEARCH_SUPERSEDED` */
  page(query: EventPageQuery): Promise<EventPage>;
  /** @throws AppError `EVENT_NOT_FOUND` */
  row(id: EventId): EventRow;
  /** The signature part of a webhook JWT is masked unless asked for. @throws AppError `EVENT_NOT_FOUND` */
  get(id: EventId, options?: { readonly signatures: "masked" | "exact" }): LoggedEvent;
  /** @throws AppError `EVENT_NOT_FOUND` */
  signatureReport(id: EventId): SignatureReport;
  /** Ids of the events with the same message_uuid, this one included, oldest first. @throws AppError `EVENT_NOT_FOUND` */
  related(id: EventId): EventId[];
  /** Whole events, oldest first, read as they are asked for. @throws AppError `QUERY_INVALID` */
  streamAll(request: StreamRequest): Generator<LoggedEvent>;
  /**
   * The last event after `afterId` up to which every one has its answer, or was received more than `graceMs` ago; `afterId` when
   * the next one has none. An answer is written a moment after its event, and that of a reply once Vonage gave it.
   */
  answeredUpTo(afterId: number, graceMs: number): number;
}

/** What the reader needs. */
export interface EventLogReaderOptions {
  readonly database: DatabaseSync;
  readonly clock: Clock;
  readonly workspaceName: (id: string) => string | null;
  /** Application of a workspace, for the signature report. */
  readonly applicationId?: (workspace: string) => string | null;
  /** Where pages are searched for; without it in the calling thread, which suits a command. */
  readonly searches?: Pick<SearchThread, "search" | "supersede">;
}

/** Makes a reader over an open store. */
export function createEventLogReader(options: EventLogReaderOptions): EventLogReader {
  const { database, clock, workspaceName } = options;
  const searches = options.searches ?? createSearchesHere(database);
  const newest = database.prepare("SELECT max(id) AS id FROM events");
  const byId = database.prepare(`${SELECT_ROW} WHERE e.id = ?`);
  const byIds = database.prepare(
    `${SELECT_ROW} WHERE e.id IN (SELECT value FROM json_each(?)) ORDER BY e.id DESC`,
  );
  const whole = database.prepare(SELECT_WHOLE);
  // A clock that was put back, or played ahead, makes no event wait.
  const unanswered = database.prepare(
    `SELECT min(e.id) AS id FROM events e ${joinAnswer("e")}
     WHERE e.id > ? AND e.id <= ? AND e.received_at BETWEEN ? AND ? AND ${answerColumn("status", "e")} IS NULL`,
  );

  function toRow(columns: Columns): EventRow {
    return toEventRow(columns, workspaceName);
  }

  function find(id: EventId): Columns {
    const columns = whole.get(id);
    if (columns === undefined) throw new AppError("EVENT_NOT_FOUND", { id });
    return columns;
  }

  function newestId(): number {
    return Number(newest.get()?.["id"] ?? 0);
  }

  async function page({
    workspace,
    query,
    upToId,
    readAt = clock.now(),
    offset,
    limit,
    asker,
  }: EventPageQuery): Promise<EventPage> {
    const searcher = asker === undefined ? null : { asker, subject: JSON.stringify([workspace, query]) };
    // Whatever is asked now, and be it nonsense: nobody waits for what was asked before.
    if (searcher !== null) searches.supersede(searcher);
    const snapshot = upToId ?? newestId();
    const compiled = compileQuery(query, { workspace, upToId: snapshot, now: readAt });
    // Not earlier: a query that cannot be read is refused in an empty log, too.
    if (snapshot === 0) return { rows: [], total: 0, upToId: null, readAt };
    const request = { ...compiled, key: JSON.stringify([compiled.where, compiled.values]), offset, limit };
    const found =
      compiled.isHeavy || snapshot > FEW_EVENTS
        ? await searches.search(request, searcher)
        : searchRows(database, request);
    const rows = byIds.all(JSON.stringify(found.ids)).map(toRow);
    return {
      rows,
      // Less those that were removed since they were found.
      total: found.total - (found.ids.length - rows.length),
      // The ids of the store.
      upToId: snapshot as EventId,
      readAt,
    };
  }

  function* streamAll({
    workspace,
    query,
    afterId,
    upToId = newestId(),
    limit,
    signatures,
  }: StreamRequest): Generator<LoggedEvent> {
    const { where, values } = compileQuery(query, { workspace, upToId, now: clock.now() });
    const newestOnly = limit !== null && afterId === null;
    const ids = database
      .prepare(
        `SELECT e.id FROM events e WHERE ${where} AND e.id > ?
         ORDER BY e.id ${newestOnly ? "DESC" : "ASC"} LIMIT ?`,
      )
      .all(...values, afterId ?? 0, limit ?? -1)
      .map((columns) => Number(columns["id"]));
    for (const id of newestOnly ? ids.reverse() : ids) {
      const columns = whole.get(id);
      // Gone since the ids were read: a workspace was removed meanwhile.
      if (columns !== undefined) yield toLoggedEvent(columns, { workspaceName, signatures });
    }
  }

  return {
    ...createConversations({ database, workspaceName }),
    page,
    streamAll,
    answeredUpTo: (afterId, graceMs) => {
      // First: what comes after this question was asked is not looked at.
      const newest = newestId();
      const now = clock.now();
      const next = unanswered.get(afterId, newest, now - graceMs, now + graceMs)?.["id"];
      return typeof next === "number" ? next - 1 : newest;
    },
    row: (id) => {
      const columns = byId.get(id);
      if (columns === undefined) throw new AppError("EVENT_NOT_FOUND", { id });
      return toRow(columns);
    },
    get: (id, { signatures } = { signatures: "masked" }) =>
      toLoggedEvent(find(id), { workspaceName, signatures }),
    signatureReport: (id) => {
      const columns = find(id);
      const row = toRow(columns);
      const secretTried = columns["secret_tried"];
      return reportSignature({
        eventId: id,
        finding: toFinding(columns),
        authorization: headersOf(columns)["authorization"],
        bodySha256: sha256Of(columns),
        receivedAt: row.receivedAt,
        secretTried: typeof secretTried === "string" ? secretTried : null,
        applicationId: row.workspace === null ? null : (options.applicationId?.(row.workspace) ?? null),
      });
    },
    related: (id) => {
      const { messageUuid } = toRow(find(id));
      if (messageUuid === null) return [id];
      return (
        database
          // The plus keeps SQLite from walking through the whole log in that order.
          .prepare(`SELECT e.id FROM events e WHERE ${hasMessageUuid("?1")} ORDER BY +e.id LIMIT 1000`)
          .all(messageUuid)
          // The ids of the store.
          .map((columns) => Number(columns["id"]) as EventId)
      );
    },
  };
}

/** So many rows are looked at in a millisecond: no reason to start a thread, and to wait for it. */
const FEW_EVENTS = 5_000;

/** Where a search is over before anything else can be asked, none is superseded. */
function createSearchesHere(database: DatabaseSync): Pick<SearchThread, "search" | "supersede"> {
  const here = createTextSearch(database);
  return {
    search: async (request) => (request.isHeavy ? here.search(request) : searchRows(database, request)),
    supersede: () => undefined,
  };
}

const SELECT_ROW = `SELECT ${ROW_COLUMNS} FROM events e ${joinAnswer("e")}`;
