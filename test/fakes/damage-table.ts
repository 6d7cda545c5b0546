// Overwrites the first page of a table, as a failing disk may.
import { closeSync, openSync, writeSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";

const PAGE_SIZE = 4096;

/** Damages it in a store that nobody has open. */
export function damageTable(file: string, table: string): void {
  const database = new DatabaseSync(file);
  const root = database.prepare("SELECT rootpage FROM sqlite_master WHERE name = ?").get(table)?.["rootpage"];
  database.exec("PRAGMA wal_checkpoint(TRUNCATE)");
  database.close();
  const bytes = openSync(file, "r+");
  writeSync(bytes, Buffer.alloc(PAGE_SIZE, 0x5a), 0, PAGE_SIZE, (Number(root) - 1) * PAGE_SIZE);
  closeSync(bytes);
}
