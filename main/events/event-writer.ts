// Writes a group of events and answers in one transaction, and undoes all of it when any part fails.
import type { DatabaseSync, SQLInputValue } from "node:sqlite";
import type { EventId, WorkspaceId } from "../../preload/contract/ids.ts";
import { LONGEST_RUN, microseconds, toAnswerRuns, type KeptAnswer } from "./answer-runs.ts";
import type { Attempts } from "./attempts.ts";
import { isProblem } from "./event-rows.ts";
import { INDEX_MESSAGES } from "./message-index.ts";
import type { EventAnswer, NewEvent, NewEventRequest } from "./new-event.ts";
import { createRowInserter } from "./row-inserter.ts";

/** What the store gave an event. */
export interface WrittenEvent {
  readonly id: number;
  readonly attempt: number;
}

/** Ids that are looked at in one part of a removal: with long bodies, some tens of milliseconds. */
const REMOVED_AT_ONCE = 250;
/** Free pages that are given back in one part, each in exchange for one at the end of the file. */
const PAGES_AT_ONCE = 1_000;
const OF_WORKSPACE = "workspace_id = :workspace AND id > :afterId AND id <= :upTo";

/** The statements that change the log. */
export interface EventWriter {
  /**
   * Durable when it returns (synchronous=FULL). Throws what SQLite throws; then nothing has changed. With answers, the index
   * of message ids is brought up to date, too; null = later.
   */
  write(events: readonly NewEvent[], answers: readonly KeptAnswer[] | null): WrittenEvent[];
  /** How many events the index of message ids does not know yet. */
  indexBehind(): number;
  /**
   * Removes the workspace's events among the next few hundred ids after `afterId`: a part small enough to hold nothing up.
   * Returns the id it got to; null = that was the last one.
   */
  removeNextEvents(workspace: WorkspaceId, afterId: number): number | null;
  /** Gives some of the room of what was removed back to the disk. Returns whether there is more. */
  giveBackRoom(): boolean;
  /** Where an event is counted; null when it is gone. */
  placeOf(id: EventId): { readonly workspace: string | null; readonly isProblem: boolean } | null;
}

/** Prepares the statements; ids go on where the store has ever been. */
export function createEventWriter({
  database,
  attempts,
}: {
  readonly database: DatabaseSync;
  readonly attempts: Attempts;
}): EventWriter {
  const begin = database.prepare("BEGIN IMMEDIATE");
  const commit = database.prepare("COMMIT");
  // A statement that fails need not be undone by itself (and SQLite need not copy pages for that): all of the transaction is.
  const events = createRowInserter(database, {
    into: "INSERT OR FAIL INTO events",
    columns: EVENT_COLUMNS,
  });
  const requests = createRowInserter(database, {
    into: "INSERT OR FAIL INTO requests",
    columns: REQUEST_COLUMNS,
  });
  // The first answer stands: nothing is updated in place.
  const answers = createRowInserter(database, {
    into: "INSERT OR IGNORE INTO answers",
    columns: ANSWER_COLUMNS,
  });
  const insertRun = database.prepare("INSERT OR IGNORE INTO answer_runs VALUES (?, ?, ?)");
  const findPlace = database.prepare("SELECT workspace_id, problem FROM events WHERE id = ?");
  const findLastId = database.prepare(
    "SELECT max((SELECT coalesce(max(id), 0) FROM events), (SELECT id FROM removed_up_to)) AS id",
  );
  const findOfWorkspace = database.prepare(`SELECT 1 FROM events WHERE ${OF_WORKSPACE} LIMIT 1`);
  const removals = [
    `DELETE FROM answers WHERE event_id IN (SELECT id FROM events WHERE ${OF_WORKSPACE})`,
    `DELETE FROM requests WHERE event_id IN (SELECT id FROM events WHERE ${OF_WORKSPACE})`,
    // What is not in it yet never will be.
    `DELETE FROM message_index WHERE (message_uuid, event_id) IN (SELECT message_uuid, id FROM events WHERE ${OF_WORKSPACE})`,
    `DELETE FROM events WHERE ${OF_WORKSPACE}`,
  ].map((sql) => database.prepare(sql));
  const removeRuns = database.prepare(
    `DELETE FROM answer_runs WHERE first_id > :from AND first_id <= :upTo
       AND NOT EXISTS(SELECT 1 FROM events WHERE id BETWEEN first_id AND last_id)`,
  );
  const countFreePages = database.prepare("PRAGMA freelist_count");
  const noteRemoved = database.prepare("UPDATE removed_up_to SET id = ?");
  const indexMessages = database.prepare(INDEX_MESSAGES);
  const noteIndexed = database.prepare("UPDATE message_index_up_to SET id = ?");
  let lastId = Number(findLastId.get()?.["id"]);
  let indexedUpTo = Number(database.prepare("SELECT id FROM message_index_up_to").get()?.["id"]);

  /** All numbers are given before the first row is written; repeats within a group are counted by `attempts`. */
  function writeEvents(group: readonly NewEvent[]): WrittenEvent[] {
    const written = group.map((event) => ({ id: ++lastId, attempt: attempts.next(event) }));
    const eventValues: SQLInputValue[] = [];
    const requestValues: SQLInputValue[] = [];
    group.forEach((event, index) => {
      const one = written[index];
      if (one === undefined) return;
      addEvent(eventValues, event, one);
      if (event.request !== null) addRequest(requestValues, event.request, one.id);
    });
    events.insert(eventValues);
    requests.insert(requestValues);
    return written;
  }

  function writeAnswers(kept: readonly KeptAnswer[]): void {
    const { runs, others } = toAnswerRuns(kept);
    for (const { firstId, lastId, micros } of runs) insertRun.run(firstId, lastId, micros);
    const values: SQLInputValue[] = [];
    for (const { id, answer } of others) addAnswer(values, id, answer);
    answers.insert(values);
  }

  function freePages(): number {
    return Number(countFreePages.get()?.["freelist_count"]);
  }

  function writeIndex(): void {
    if (indexedUpTo === lastId) return;
    indexMessages.run(indexedUpTo, lastId);
    noteIndexed.run(lastId);
  }

  function inTransaction<T>(work: () => T): T {
    begin.run();
    try {
      const result = work();
      commit.run();
      return result;
    } catch (error) {
      // A full disk may have ended the transaction already.
      if (database.isTransaction) database.exec("ROLLBACK");
      throw error;
    }
  }

  return {
    write: (newEvents, newAnswers) => {
      const idBefore = lastId;
      try {
        const written = inTransaction(() => {
          if (newAnswers !== null) writeAnswers(newAnswers);
          const rows = writeEvents(newEvents);
          if (newAnswers !== null) writeIndex();
          return rows;
        });
        if (newAnswers !== null) indexedUpTo = lastId;
        attempts.keep();
        return written;
      } catch (error) {
        lastId = idBefore;
        attempts.undo();
        throw error;
      }
    },
    indexBehind: () => lastId - indexedUpTo,
    removeNextEvents: (workspace, afterId) => {
      const upTo = afterId + REMOVED_AT_ONCE;
      const part = { workspace, afterId, upTo };
      if (findOfWorkspace.get(part) !== undefined) {
        inTransaction(() => {
          for (const statement of removals) statement.run(part);
          removeRuns.run({ from: afterId - LONGEST_RUN, upTo });
          noteRemoved.run(lastId);
        });
      }
      return upTo < lastId ? upTo : null;
    },
    giveBackRoom: () => {
      const before = freePages();
      if (before === 0) return false;
      database.exec(`PRAGMA incremental_vacuum(${PAGES_AT_ONCE})`);
      const left = freePages();
      return left > 0 && left < before;
    },
    placeOf: (id) => {
      const row = findPlace.get(id);
      if (row === undefined) return null;
      const { workspace_id: workspace } = row;
      return { workspace: typeof workspace === "string" ? workspace : null, isProblem: row["problem"] === 1 };
    },
  };
}

const EVENT_COLUMNS = [
  "id",
  "workspace_id",
  "simulated",
  "kind",
  "received_at",
  "payload_version",
  "message_uuid",
  "channel",
  "psid",
  "page_id",
  "sent_at",
  "message_type",
  "text",
  "media_url",
  "status",
  "error_code",
  "error_title",
  "error_detail",
  "client_ref",
  "usage",
  "signature_state",
  "signature_reason",
  "secret_tried",
  "attempt",
  "problem",
] as const;

function addEvent(values: SQLInputValue[], event: NewEvent, { id, attempt }: WrittenEvent): void {
  const { error, signature } = event;
  values.push(
    id,
    event.workspace,
    event.simulated ? 1 : 0,
    event.kind,
    event.receivedAt,
    event.payloadVersion,
    event.messageUuid,
    event.channel,
    event.psid,
    event.pageId,
    event.timestamp,
    event.messageType,
    event.text,
    event.mediaUrl,
    event.status,
    error === null ? null : error.code,
    error === null ? null : error.title,
    error === null ? null : error.detail,
    event.clientRef,
    event.usage === null ? null : JSON.stringify(event.usage),
    signature === null ? null : signature.state,
    signature === null ? null : signature.reason,
    event.secretTried,
    attempt,
    isProblem(event) ? 1 : 0,
  );
}

const REQUEST_COLUMNS = ["event_id", "method", "path", "headers", "body", "cut_from"] as const;

function addRequest(values: SQLInputValue[], request: NewEventRequest, id: number): void {
  values.push(
    id,
    request.method,
    request.path,
    JSON.stringify(request.headers),
    request.body,
    request.cutFrom,
  );
}

const ANSWER_COLUMNS = [
  "event_id",
  "status",
  "duration_us",
  "headers",
  "body",
  "read_us",
  "verify_us",
  "store_us",
  "answer_us",
  "sent",
] as const;

function addAnswer(values: SQLInputValue[], id: EventId, answer: EventAnswer): void {
  const { timings } = answer;
  values.push(
    id,
    answer.status,
    microseconds(answer.durationMs),
    JSON.stringify(answer.headers),
    answer.body,
    timings === null ? null : microsecondsOrNull(timings.readBodyMs),
    timings === null ? null : microsecondsOrNull(timings.verifyMs),
    timings === null ? null : microsecondsOrNull(timings.storeMs),
    timings === null ? null : microsecondsOrNull(timings.answerMs),
    answer.sent ? 1 : 0,
  );
}

function microsecondsOrNull(milliseconds: number | null): number | null {
  return milliseconds === null ? null : microseconds(milliseconds);
}
