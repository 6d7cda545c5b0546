// One owner at a time. The lock is the operating system's own, taken through SQLite on an empty file: two starters at once
// cannot both get it, a killed owner leaves none behind, and a process id used again means nothing.
import { existsSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { AppError } from "../../preload/contract/errors.ts";
import { assertNoFolder, assertPlainFile } from "./plain-file.ts";
import { isBusy, isDamage } from "./sqlite-code.ts";

/** Never open this file by `node:fs`: closing it would drop the lock of this process (POSIX locks are per process). */
const LOCK_FILE = "lock.db";

/** The lock while this process holds it. */
export interface FolderLock {
  /** Safe to call twice. */
  release(): void;
}

/** Takes the lock; null when another process (or an earlier call in this one) holds it, or looks this moment who does. */
export function takeFolderLock(folder: string): FolderLock | null {
  const file = join(folder, LOCK_FILE);
  assertUsable(file);
  // SQLite asks it for what is to be undone, before it takes the lock.
  assertPlainFile(`${file}-journal`);
  const database = new DatabaseSync(file, { timeout: 0 });
  try {
    database.exec("BEGIN EXCLUSIVE");
  } catch (error) {
    database.close();
    if (isBusy(error)) return null;
    throw toLockError(error);
  }
  return {
    release: () => {
      if (database.isOpen) database.close();
    },
  };
}

/** Whether somebody holds the lock right now. Changes nothing. */
export function isFolderLocked(folder: string): boolean {
  const file = join(folder, LOCK_FILE);
  if (!existsSync(file)) return false;
  assertUsable(file);
  const database = new DatabaseSync(file, { readOnly: true, timeout: 0 });
  try {
    database.prepare("SELECT count(*) FROM sqlite_master").get();
    return false;
  } catch (error) {
    if (isBusy(error)) return true;
    throw toLockError(error);
  } finally {
    database.close();
  }
}

function assertUsable(file: string): void {
  assertPlainFile(file);
  // Left-overs of this name are removed by SQLite, also when it only looks; a folder cannot be.
  assertNoFolder(`${file}-wal`);
}

function toLockError(error: unknown): unknown {
  if (!isDamage(error)) return error;
  const reason = "It should be empty, and holds something else.";
  return new AppError("DATA_FILE_DAMAGED", { file: LOCK_FILE, reason }, { cause: error });
}
