// Opens the store's file for reading beside its owner. It imports nothing else: the search thread is made of little more.
import { DatabaseSync } from "node:sqlite";

/** How long a statement waits for another program that holds the file. */
export const BUSY_TIMEOUT_MS = 5_000;

/** Small, because whoever reads beside the owner looks through everything once; the system keeps the file in memory. */
const CACHE_KIB = 2_000;

/** The file must be there, and of a version this program knows. */
export function openReadOnly(file: string): DatabaseSync {
  const database = new DatabaseSync(file, { readOnly: true, timeout: BUSY_TIMEOUT_MS });
  database.exec(`PRAGMA cache_size = -${CACHE_KIB}; PRAGMA temp_store = MEMORY;`);
  return database;
}
