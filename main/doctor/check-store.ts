// Looks at the store's file, beside its owner and without changing it.
import { existsSync, statSync } from "node:fs";
import { join } from "node:path";
import { AppError } from "../../preload/contract/errors.ts";
import { formatCount } from "../../preload/contract/format-count.ts";
import { DATABASE_FILE } from "../events/database-file.ts";
import { openDatabase } from "../events/database.ts";
import { failureFinding, finding } from "./finding.ts";
import type { Finding } from "./finding.ts";

/** A log that was not folded back for long means that somebody holds the file open. */
const LARGE_WAL_BYTES = 256 * 1024 * 1024;

/** Integrity, size, journal and number of events. */
export function checkStore(dataFolder: string): readonly Finding[] {
  const file = join(dataFolder, DATABASE_FILE);
  if (!existsSync(file)) return [finding("store", "note", "There is none yet.")];
  try {
    const database = openDatabase(file, { mode: "reader" });
    try {
      const verdict = String(database.prepare("PRAGMA quick_check(1)").get()?.["quick_check"]);
      if (verdict !== "ok") return [finding("store", "problem", `Its integrity check fails: ${verdict}.`)];
      const version = Number(database.prepare("PRAGMA user_version").get()?.["user_version"]);
      const events = Number(database.prepare("SELECT count(*) AS count FROM events").get()?.["count"]);
      const wal = statSync(`${file}-wal`, { throwIfNoEntry: false })?.size ?? 0;
      const sizes = `${mebibytes(statSync(file).size)} and ${mebibytes(wal)} of write-ahead log`;
      return [
        finding(
          "store",
          "good",
          `Its integrity check passes. ${formatCount(events)} events, ${sizes}, format ${version}.`,
        ),
        ...(wal > LARGE_WAL_BYTES
          ? [finding("store", "doubt", "The write-ahead log is large. Restart Hookline to fold it back.")]
          : []),
      ];
    } finally {
      database.close();
    }
  } catch (error) {
    const failure = failureFinding("store", error);
    // As after every update, until the new version ran once.
    const isOlder = error instanceof AppError && error.code === "STORE_TOO_OLD";
    return [isOlder ? { ...failure, verdict: "note" } : failure];
  }
}

function mebibytes(bytes: number): string {
  return `${(bytes / 1024 / 1024).toFixed(1)} MiB`;
}
