// Opens the store's file for reading beside its owner. It imports next to nothing: the search thread is made of little more.
import { existsSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";
import { pathToFileURL } from "node:url";
import { isUnwritable } from "../data-folder/sqlite-code.ts";

/** How long a statement waits for another program that holds the file. */
export const BUSY_TIMEOUT_MS = 5_000;

/** Small, because whoever reads beside the owner looks through everything once; the system keeps the file in memory. */
const CACHE_KIB = 2_000;

/** The file must be there, and of a version this program knows. The folder need not be writable, as of a store put away. */
export function openReadOnly(file: string): DatabaseSync {
  try {
    return open(file);
  } catch (error) {
    // Also a reader makes a write-ahead log. Where it cannot, and there is none, nobody has the file open: it is all there is.
    if (!isUnwritable(error) || hasWriteAheadLog(file)) throw error;
    return open(new URL("?immutable=1", pathToFileURL(file)));
  }
}

/** Whether somebody has the store open, or did not close it. */
export function hasWriteAheadLog(file: string): boolean {
  return existsSync(`${file}-wal`);
}

function open(file: string | URL): DatabaseSync {
  const database = new DatabaseSync(file, { readOnly: true, timeout: BUSY_TIMEOUT_MS });
  try {
    database.exec(`PRAGMA cache_size = -${CACHE_KIB}; PRAGMA temp_store = MEMORY;`);
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}
