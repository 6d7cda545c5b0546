// The event store: the log's only writer. Waiting events share one transaction, and nobody hears "stored" before fsync.
import { setImmediate as nextTurn } from "node:timers/promises";
import { AppError } from "../../preload/contract/errors.ts";
import type { EventCounts, EventRow } from "../../preload/contract/event.ts";
import type { EventId, WorkspaceId } from "../../preload/contract/ids.ts";
import { isRefusedValue } from "../data-folder/sqlite-code.ts";
import type { Log } from "../ports.ts";
import type { KeptAnswer } from "./answer-runs.ts";
import { createAttempts } from "./attempts.ts";
import { createRunningCounts } from "./event-counts.ts";
import { createEventLogReader, type EventLogReader, type EventLogReaderOptions } from "./event-log-reader.ts";
import { isProblem, toNewRow } from "./event-rows.ts";
import { createEventWriter } from "./event-writer.ts";
import type { EventAnswer, NewEvent } from "./new-event.ts";
import { createFilePlace } from "./file-place.ts";
import { createSearchThread } from "./search-thread.ts";
import { toWriteError } from "./store-errors.ts";
import { createWorkspaceFacts, type FactsSubject, type WorkspaceFacts } from "./workspace-facts.ts";
import { tryToWrite } from "./write-trial.ts";

/** The log, to be written and read. */
export interface EventStore extends EventLogReader {
  /**
   * Resolves once the event is durably on disk.
   * @throws AppError `STORE_WRITE_FAILED`, `STORE_LOCKED`, `STORE_MOVED`, `DATA_FILE_DAMAGED`: nothing of the event was kept,
   * and a later append may work again
   */
  append(event: NewEvent): Promise<EventRow>;
  /** Whether an event could be stored now: writes as much as for one, and leaves nothing of it. @throws as `append` */
  tryWrite(): void;
  /** Why answers, or the index of messages, cannot be written though events can: `STORE_PARTLY_DAMAGED`. null = they can. */
  damage(): AppError | null;
  /** Keeps the answer to an event, beside it: many at once, or a moment later. */
  answered(id: EventId, answer: EventAnswer): void;
  /** How many callers may append soon (open sockets): while some still may, a commit waits a blink for them. */
  expectCallers(count: number): void;
  counts(workspace: WorkspaceId | null): Promise<EventCounts>;
  /** What the log shows of a workspace's linking. */
  facts(subject: FactsSubject): Promise<WorkspaceFacts>;
  /**
   * Removes all events of a workspace, in parts between which others are served; their ids are never used again. What comes
   * in for it meanwhile goes, too.
   * @throws AppError `STORE_WRITE_FAILED`: what is left is whole, and can be removed by calling again
   */
  removeWorkspaceEvents(workspace: WorkspaceId): Promise<void>;
  /** Writes what still waits, then lets go of the file. */
  close(): Promise<void>;
}

/** What the store needs; it closes `database` at the end. */
export interface EventStoreOptions extends Omit<EventLogReaderOptions, "searches"> {
  readonly log: Log;
  /** The script of the search thread; a bundle keeps it elsewhere. */
  readonly queryWorkerUrl?: URL;
}

interface Waiting {
  readonly event: NewEvent;
  resolve(row: EventRow): void;
  reject(error: AppError): void;
}

/**
 * A lone event is not held up; under load callers are waited for until none came for this long. On a slow computer that is
 * the time of a dozen requests: counted from the first one, it gathered 20 of 32 callers into each fsync.
 */
const GATHER_MS = 0.3;
/** A bound on the gathering that does not depend on a clock. */
const GATHER_TURNS = 100;
/** Answers and the index of message ids are written behind the events: each page costs every commit that touches it. */
const BEHIND_DELAY_MS = 100;
const BEHIND_AT_ONCE = 256;
const REMOVAL_CHECKPOINT_PAGES = 1_000;

/** Makes the store over a database that was opened as owner. */
export function createEventStore(options: EventStoreOptions): EventStore {
  const { database, clock, log, workspaceName } = options;
  const file = database.location();
  const place = file === null ? null : createFilePlace(file, clock);
  const workerUrl = options.queryWorkerUrl ?? new URL("./query-worker.ts", import.meta.url);
  const thread = file === null ? null : createSearchThread({ file, workerUrl });
  const reader = createEventLogReader(thread === null ? options : { ...options, searches: thread });
  const counts = createRunningCounts(database, workspaceName);
  const facts = createWorkspaceFacts(database);
  const attempts = createAttempts(database);
  const writer = createEventWriter({ database, attempts });
  const pagesBetween = Number(database.prepare("PRAGMA wal_autocheckpoint").get()?.["wal_autocheckpoint"]);

  let waiting: Waiting[] = [];
  let answers: KeptAnswer[] = [];
  let callers = 0;
  let gathered = 0;
  let lastCameAt = 0;
  let turns = 0;
  let cancelBehind: (() => void) | null = null;
  let toldReason: string | null = null;
  let damageBehind: AppError | null = null;
  let isClosed = false;

  function commitSoon(): void {
    gathered = 0;
    turns = 0;
    setImmediate(commitOrGather);
  }

  function commitOrGather(): void {
    if (waiting.length === 0) return;
    turns += 1;
    const now = clock.elapsed();
    if (waiting.length > gathered) lastCameAt = now;
    gathered = waiting.length;
    if (waiting.length < callers && turns < GATHER_TURNS && now - lastCameAt < GATHER_MS) {
      setImmediate(commitOrGather);
      return;
    }
    commitWaiting();
  }

  function commitWaiting(): void {
    const group = waiting;
    waiting = [];
    if (group.length > 0) commit(group);
  }

  function misplaced(): AppError | null {
    const lost = place?.lost() ?? null;
    return lost === null ? null : new AppError("STORE_MOVED", { file: lost });
  }

  function tryWrite(): void {
    const problem = isClosed ? closed() : misplaced();
    if (problem !== null) throw problem;
    tryToWrite(database);
    toldReason = null;
  }

  function commit(group: readonly Waiting[]): void {
    const problem = misplaced();
    if (problem !== null) {
      refuse(group, problem);
      return;
    }
    try {
      const isFarBehind = answers.length >= BEHIND_AT_ONCE || writer.indexBehind() >= BEHIND_AT_ONCE;
      const written = writer.write(
        group.map(({ event }) => event),
        isFarBehind ? answers : null,
      );
      toldReason = null;
      if (isFarBehind) settleBehind();
      else writeBehindSoon();
      group.forEach((one, index) => {
        const row = written[index];
        if (row === undefined) return;
        counts.added({
          workspace: one.event.workspace,
          kind: one.event.kind,
          isProblem: isProblem(one.event),
        });
        one.resolve(toNewRow(row.id, row.attempt, one.event, workspaceName));
      });
    } catch (error) {
      // One event that SQLite will not take must not fail its neighbours; a failing disk fails all anyway.
      if (group.length > 1 && isRefusedValue(error)) {
        for (const one of group) commit([one]);
        return;
      }
      refuse(group, toWriteError("STORE_WRITE_FAILED", error));
    }
  }

  /** Logged once until something is written again: a full disk under load would fill the log with nothing else. */
  function refuse(group: readonly Waiting[], failure: AppError): void {
    const reason = JSON.stringify(failure.details);
    if (reason !== toldReason) log.error("store.commit", failure);
    toldReason = reason;
    for (const one of group) one.reject(failure);
  }

  function writeBehindSoon(): void {
    cancelBehind ??= clock.after(BEHIND_DELAY_MS, () => {
      cancelBehind = null;
      writeBehind();
    });
  }

  /** All is in: tell the counts of the answers, and stop the timer that would have written them. */
  function settleBehind(): void {
    cancelBehind?.();
    cancelBehind = null;
    const kept = answers;
    answers = [];
    for (const { id, answer } of kept) {
      if (answer.status < 400) continue;
      const event = writer.placeOf(id);
      if (event !== null && !event.isProblem) counts.becameProblem(id, event.workspace);
    }
  }

  function writeBehind(): void {
    if (isClosed || (answers.length === 0 && writer.indexBehind() === 0)) return;
    try {
      writer.write([], answers);
      settleBehind();
    } catch (error) {
      // All stays in line: the next commit takes it along.
      cancelBehind?.();
      cancelBehind = null;
      const failure = toWriteError("STORE_WRITE_FAILED", error);
      if (failure.code === "DATA_FILE_DAMAGED")
        damageBehind = new AppError("STORE_PARTLY_DAMAGED", failure.details, { cause: error });
      refuse([], failure);
    }
  }

  /** Whoever reads sees the newest answers, and finds the newest messages, too. */
  function fresh<A extends readonly unknown[], R>(read: (...input: A) => R): (...input: A) => R {
    return (...input) => {
      writeBehind();
      return read(...input);
    };
  }

  function checkpointEvery(pages: number): void {
    database.exec(`PRAGMA wal_autocheckpoint = ${pages}`);
  }

  // A Hookline that was killed may have left some behind.
  writeBehind();

  return {
    append: (event) =>
      new Promise((resolve, reject) => {
        if (isClosed) reject(closed());
        else if (waiting.push({ event, resolve, reject }) === 1) commitSoon();
      }),
    tryWrite,
    damage: () => damageBehind,
    answered: (id, answer) => {
      answers.push({ id, answer });
      writeBehindSoon();
    },
    expectCallers: (count) => {
      callers = count;
    },
    counts: fresh(counts.of),
    removeWorkspaceEvents: async (workspace) => {
      try {
        // Gone for whoever looks on, however long it takes.
        counts.removed(workspace);
        // Each part changes a hundred pages: written into the file all together, they would hold up a webhook for long.
        checkpointEvery(REMOVAL_CHECKPOINT_PAGES);
        let upTo: number | null = 0;
        while (upTo !== null) {
          if (isClosed) throw closed();
          commitWaiting();
          writeBehind();
          upTo = writer.removeNextEvents(workspace, upTo);
          // oxlint-disable-next-line no-await-in-loop -- the webhooks that came meanwhile have their turn
          if (upTo !== null) await nextTurn();
        }
        counts.removed(workspace);
        attempts.removed(workspace);
        // oxlint-disable-next-line no-await-in-loop, no-unmodified-loop-condition -- likewise, and the store may be closed
        while (!isClosed && writer.giveBackRoom()) await nextTurn();
      } catch (error) {
        counts.forget();
        throw error instanceof AppError ? error : toWriteError("DATA_WRITE_FAILED", error);
      } finally {
        if (!isClosed) checkpointEvery(pagesBetween);
        facts.forget();
        thread?.forgetFound();
      }
    },
    page: fresh(reader.page),
    row: fresh(reader.row),
    get: fresh(reader.get),
    signatureReport: reader.signatureReport,
    related: fresh(reader.related),
    people: fresh(reader.people),
    thread: fresh(reader.thread),
    facts: fresh(facts.of),
    streamAll: fresh(reader.streamAll),
    answeredUpTo: fresh(reader.answeredUpTo),
    close: async () => {
      if (isClosed) return;
      commitWaiting();
      writeBehind();
      isClosed = true;
      cancelBehind?.();
      await thread?.close();
      database.close();
    },
  };
}

function closed(): AppError {
  return new AppError("STORE_WRITE_FAILED", { reason: "The store is closed." });
}
