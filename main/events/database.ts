// Opens the store's SQLite file: pragmas for durability, migrations in order, and errors in words.
import { chmodSync, closeSync, constants, existsSync, openSync } from "node:fs";
import { dirname, basename } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { AppError } from "../../preload/contract/errors.ts";
import { assertPlainFile } from "../data-folder/plain-file.ts";
import { errorCodeOf } from "../data-folder/private-file.ts";
import { isDamage } from "../data-folder/sqlite-code.ts";
import { systemReason } from "../data-folder/system-reason.ts";
import { MIGRATIONS, type Migration } from "./migrations/index.ts";
import { BUSY_TIMEOUT_MS, openReadOnly } from "./read-only.ts";

/** `owner` writes and migrates; `reader` may run beside an owner and changes nothing. */
export type DatabaseMode = "owner" | "reader";

/** Of the files that SQLite opens by itself: the store, and what it finds beside it. */
const SQLITE_SUFFIXES = ["", "-journal", "-wal", "-shm"];

/**
 * Opens the store. A reader of a file that is not there yet, or was never filled, gets an empty store in memory.
 * @throws AppError `STORE_TOO_NEW`, `STORE_TOO_OLD` (readers), `DATA_FILE_DAMAGED`, `DATA_FOLDER_UNWRITABLE`
 */
export function openDatabase(
  file: string,
  {
    mode,
    migrations = MIGRATIONS,
  }: { readonly mode: DatabaseMode; readonly migrations?: readonly Migration[] },
): DatabaseSync {
  try {
    for (const suffix of SQLITE_SUFFIXES) assertPlainFile(`${file}${suffix}`);
    return mode === "owner" ? openOwner(file, migrations) : openReader(file, migrations);
  } catch (error) {
    throw toStoreError(error, file);
  }
}

function openOwner(file: string, migrations: readonly Migration[]): DatabaseSync {
  createPrivately(file);
  const database = new DatabaseSync(file, { enableForeignKeyConstraints: true, timeout: BUSY_TIMEOUT_MS });
  try {
    // Both only take effect before the first table is made.
    database.exec("PRAGMA page_size = 4096; PRAGMA auto_vacuum = INCREMENTAL;");
    // What was removed is written over, not only forgotten. A small cache: memory must not grow with the log, and the system keeps the file's pages anyway.
    database.exec(
      "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 8000; PRAGMA cache_size = -6000; PRAGMA temp_store = MEMORY; PRAGMA secure_delete = ON;",
    );
    migrate(database, migrations);
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

function openReader(file: string, migrations: readonly Migration[]): DatabaseSync {
  const found = existsSync(file) ? openReadOnly(file) : null;
  try {
    const version = found === null ? 0 : versionOf(found);
    if (found !== null && version > 0) {
      assertKnown(version, migrations);
      assertCurrent(version, migrations);
      return found;
    }
  } catch (error) {
    found?.close();
    throw error;
  }
  // Its owner ended before the first table was made.
  found?.close();
  const empty = new DatabaseSync(":memory:");
  migrate(empty, migrations);
  return empty;
}

/** SQLite would create the file readable for all; its journal files then take over the mode set here. */
function createPrivately(file: string): void {
  closeSync(openSync(file, constants.O_RDWR | constants.O_CREAT | (constants.O_NOFOLLOW ?? 0), 0o600));
  chmodSync(file, 0o600);
}

/** All steps in one transaction: a reader meets the store as it was or as it is to be, never between two versions. */
function migrate(database: DatabaseSync, migrations: readonly Migration[]): void {
  const found = versionOf(database);
  assertKnown(found, migrations);
  const missing = migrations.filter(({ version }) => version > found);
  if (missing.length === 0) return;
  database.exec("BEGIN IMMEDIATE");
  try {
    for (const { version, sql } of missing) {
      database.exec(sql);
      database.exec(`PRAGMA user_version = ${version}`);
    }
    database.exec("COMMIT");
  } catch (error) {
    if (database.isTransaction) database.exec("ROLLBACK");
    throw error;
  }
}

function versionOf(database: DatabaseSync): number {
  return Number(database.prepare("PRAGMA user_version").get()?.["user_version"] ?? 0);
}

function assertKnown(found: number, migrations: readonly Migration[]): void {
  const known = migrations.at(-1)?.version ?? 0;
  if (found > known) throw new AppError("STORE_TOO_NEW", { found, known });
}

/** A reader cannot bring a store up to date, and its queries name tables of today. */
function assertCurrent(found: number, migrations: readonly Migration[]): void {
  const known = migrations.at(-1)?.version ?? 0;
  if (found < known) throw new AppError("STORE_TOO_OLD", { found, known });
}

function toStoreError(error: unknown, file: string): AppError {
  if (error instanceof AppError) return error;
  const isLinked = isLink(error);
  const reason = isLinked ? "It is a symbolic link." : systemReason(error);
  if (isLinked || isDamage(error)) {
    return new AppError("DATA_FILE_DAMAGED", { file: basename(file), reason }, { cause: error });
  }
  return new AppError("DATA_FOLDER_UNWRITABLE", { folder: dirname(file), reason }, { cause: error });
}

function isLink(error: unknown): boolean {
  const code = errorCodeOf(error);
  return code === "ELOOP" || code === "EMLINK";
}
