// Tries whether an event could be stored now: writes one with a body, takes it back, and makes the disk keep both.
import type { DatabaseSync } from "node:sqlite";
import { toWriteError } from "./store-errors.ts";

/** Of a body, in bytes: more than nearly all webhooks have, and too much for room that happens to be left over. */
const TRIAL_BYTES = 16_384;

// A row written over with its own values would prove nothing: SQLite writes no page that stays the same.
const STEPS = [
  "INSERT INTO events(id, simulated, kind, received_at, attempt, problem) SELECT coalesce(max(id), 0) + 1, 0, 'system', 0, 1, 0 FROM events",
  `INSERT INTO requests SELECT max(id), 'POST', '', '{}', zeroblob(${TRIAL_BYTES}), NULL FROM events`,
  "DELETE FROM requests WHERE event_id = (SELECT max(id) FROM events)",
  "DELETE FROM events WHERE id = (SELECT max(id) FROM events)",
];

/**
 * One fsync long. Does not wait for another program that holds the file, as an event does: nobody waits for a trial, and
 * everything else would wait with it.
 * @throws AppError `STORE_WRITE_FAILED`, `STORE_LOCKED`, `DATA_FILE_DAMAGED`
 */
export function tryToWrite(database: DatabaseSync): void {
  const waitsMs = Number(database.prepare("PRAGMA busy_timeout").get()?.["timeout"]);
  database.exec("PRAGMA busy_timeout = 0");
  try {
    database.exec("BEGIN IMMEDIATE");
    for (const step of STEPS) database.exec(step);
    database.exec("COMMIT");
  } catch (error) {
    // A full disk may have ended the transaction already.
    if (database.isTransaction) database.exec("ROLLBACK");
    throw toWriteError("STORE_WRITE_FAILED", error);
  } finally {
    database.exec(`PRAGMA busy_timeout = ${waitsMs}`);
  }
}
