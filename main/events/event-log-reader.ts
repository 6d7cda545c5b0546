// Reads the log: pages, single events, counts. Used by the store's owner and by commands that run beside it.
import { isUtf8 } from "node:buffer";
import { hash } from "node:crypto";
import type { DatabaseSync } from "node:sqlite";
import { AppError } from "../../preload/contract/errors.ts";
import type {
  EventPage,
  EventPageQuery,
  EventResponse,
  EventRow,
  Headers,
  LoggedEvent,
  SignatureReport,
} from "../../preload/contract/event.ts";
import type { EventId, WorkspaceId } from "../../preload/contract/ids.ts";
import type { Clock } from "../ports.ts";
import { answerColumn, joinAnswer } from "./answer-runs.ts";
import { createConversations, type Conversations } from "./conversations.ts";
import { ROW_COLUMNS, toEventRow, toFinding, type Columns } from "./event-rows.ts";
import { hasMessageUuid } from "./message-index.ts";
import { compileQuery } from "./query-sql.ts";
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
  /** Where searches through bodies run; without it in the calling thread, which suits a command. */
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
    offset,
    limit,
    asker,
  }: EventPageQuery): Promise<EventPage> {
    const searcher = asker === undefined ? null : { asker, subject: JSON.stringify([workspace, query]) };
    // Whatever is asked now, and be it nonsense: nobody waits for what was asked before.
    if (searcher !== null) searches.supersede(searcher);
    const snapshot = upToId ?? newestId();
    const compiled = compileQuery(query, { workspace, upToId: snapshot, now: clock.now() });
    // Not earlier: a query that cannot be read is refused in an empty log, too.
    if (snapshot === 0) return { rows: [], total: 0, upToId: null };
    // The ids of the store.
    const pageOf = { upToId: snapshot as EventId };
    if (compiled.isHeavy) {
      const key = JSON.stringify([query, workspace, snapshot]);
      const { where, values } = compiled;
      const found = await searches.search({ key, where, values, offset, limit }, searcher);
      return { rows: byIds.all(JSON.stringify(found.ids)).map(toRow), total: found.total, ...pageOf };
    }
    const total = database
      .prepare(`SELECT count(*) AS n FROM events e WHERE ${compiled.where}`)
      .get(...compiled.values);
    const rows = database
      .prepare(
        `${SELECT_ROW} JOIN (SELECT e.id FROM events e WHERE ${compiled.where} ORDER BY e.id DESC LIMIT ? OFFSET ?) p
         ON p.id = e.id ORDER BY e.id DESC`,
      )
      .all(...compiled.values, limit, offset);
    return { rows: rows.map(toRow), total: Number(total?.["n"] ?? 0), ...pageOf };
  }

  function toLogged(columns: Columns, signatures: "masked" | "exact"): LoggedEvent {
    const { answer: _answer, ...row } = toRow(columns);
    const fullText = columns["full_text"];
    return {
      ...row,
      text: typeof fullText === "string" ? fullText : null,
      // In the order of the documented line: request, response, then the body.
      request: requestOf(columns, signatures),
      response: responseOf(columns),
      ...bodyOf(columns),
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
      if (columns !== undefined) yield toLogged(columns, signatures);
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
    get: (id, { signatures } = { signatures: "masked" }) => toLogged(find(id), signatures),
    signatureReport: (id) => {
      const columns = find(id);
      const row = toRow(columns);
      return reportSignature({
        eventId: id,
        finding: toFinding(columns),
        authorization: headersOf(columns)["authorization"],
        bodySha256: sha256Of(columns),
        receivedAt: row.receivedAt,
        secretTried: textOf(columns["secret_tried"]),
        applicationId: row.workspace === null ? null : (options.applicationId?.(row.workspace) ?? null),
      });
    },
    related: (id) => {
      const { messageUuid } = toRow(find(id));
      if (messageUuid === null) return [id];
      return (
        database
          .prepare(`SELECT e.id FROM events e WHERE ${hasMessageUuid("?1")} ORDER BY e.id LIMIT 1000`)
          .all(messageUuid)
          // The ids of the store.
          .map((columns) => Number(columns["id"]) as EventId)
      );
    },
  };
}

/** Where a search is over before anything else can be asked, none is superseded. */
function createSearchesHere(database: DatabaseSync): Pick<SearchThread, "search" | "supersede"> {
  const here = createTextSearch(database);
  return { search: async (request) => here.search(request), supersede: () => undefined };
}

const SELECT_ROW = `SELECT ${ROW_COLUMNS} FROM events e ${joinAnswer("e")}`;

const SELECT_WHOLE = `SELECT ${ROW_COLUMNS}, e.text AS full_text, e.secret_tried, r.method, r.path, r.headers, r.body,
    r.cut_from, ${answerColumn("headers", "e")} AS answer_headers, ${answerColumn("body", "e")} AS answer_body,
    ${(["read_us", "verify_us", "store_us", "answer_us", "sent"] as const).map((column) => `${answerColumn(column, "e")} AS ${column}`).join(", ")}
  FROM events e ${joinAnswer("e")} LEFT JOIN requests r ON r.event_id = e.id WHERE e.id = ?`;

function requestOf(columns: Columns, signatures: "masked" | "exact"): LoggedEvent["request"] {
  const { body, cut_from: cutFrom } = columns;
  if (!(body instanceof Uint8Array)) return null;
  const headers = headersOf(columns);
  return {
    method: String(columns["method"]),
    path: String(columns["path"]),
    headers: signatures === "exact" ? headers : maskSignature(headers),
    bodyBytes: typeof cutFrom === "number" ? cutFrom : body.byteLength,
    bodySha256: sha256Of(columns),
  };
}

/** Hex; null when there is no body, or not all of it. */
function sha256Of({ body, cut_from: cutFrom }: Columns): string | null {
  return body instanceof Uint8Array && cutFrom === null ? hash("sha256", body, "hex") : null;
}

function bodyOf({ body, cut_from: cutFrom }: Columns): Pick<LoggedEvent, "raw" | "rawBase64" | "truncated"> {
  if (!(body instanceof Uint8Array)) return { raw: null };
  const bytes = Buffer.from(body.buffer, body.byteOffset, body.byteLength);
  return {
    ...(isUtf8(bytes) ? { raw: bytes.toString("utf8") } : { raw: null, rawBase64: bytes.toString("base64") }),
    ...(cutFrom !== null ? { truncated: true as const } : {}),
  };
}

/** The header of a webhook with the last part of its JWT as `***`, whatever stands before the token. */
function maskSignature(headers: Headers): Headers {
  const { authorization } = headers;
  if (authorization === undefined) return headers;
  return { ...headers, authorization: authorization.replace(/^([^.]*\.[^.]*\.).+$/s, "$1***") };
}

function responseOf(columns: Columns): EventResponse | null {
  const { answer_status: status } = columns;
  if (typeof status !== "number") return null;
  const timings = {
    readBodyMs: milliseconds(columns["read_us"]),
    verifyMs: milliseconds(columns["verify_us"]),
    storeMs: milliseconds(columns["store_us"]),
    answerMs: milliseconds(columns["answer_us"]),
  };
  return {
    status,
    durationMs: Number(columns["duration_us"]) / 1000,
    headers: parseHeaders(columns["answer_headers"]),
    body: textOf(columns["answer_body"]),
    timings: Object.values(timings).every((step) => step === null) ? null : timings,
    sent: columns["sent"] === 1,
  };
}

function headersOf(columns: Columns): Headers {
  return parseHeaders(columns["headers"]);
}

/** Written by JSON.stringify of a `Headers`; only an older log may hold a list, for a repeated set-cookie. */
function parseHeaders(value: unknown): Headers {
  if (typeof value !== "string") return {};
  const headers = JSON.parse(value) as Readonly<Record<string, string | readonly string[]>>;
  const cookies = headers["set-cookie"];
  // Every other member is a string.
  return (
    typeof cookies === "object" ? { ...headers, "set-cookie": cookies.join(", ") } : headers
  ) as Headers;
}

function textOf(value: unknown): string | null {
  return typeof value === "string" ? value : null;
}

function milliseconds(value: unknown): number | null {
  return typeof value === "number" ? value / 1000 : null;
}
