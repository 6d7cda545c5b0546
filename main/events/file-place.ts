// Whether the store's files are still those at their paths: a system lets one write on into a file that was removed, moved
// away or replaced, and what is acknowledged then is lost.
import { statSync, type BigIntStats } from "node:fs";
import { basename } from "node:path";
import { errorCodeOf } from "../data-folder/private-file.ts";
import type { Clock } from "../ports.ts";

/** Asked before each commit. */
export interface FilePlace {
  /** The name of the file that is not the one that was opened; null = all are. Looks at most fifty times a second. */
  lost(): string | null;
}

/** A look takes two system calls: so seldom, they cost no delivery anything. */
const LOOK_EVERY_MS = 20;

/** Remembers the file that is at the path now, and its write-ahead log once there is one. */
export function createFilePlace(file: string, clock: Pick<Clock, "elapsed">): FilePlace {
  const ours = statSync(file, { bigint: true });
  const log = `${file}-wal`;
  let ourLog = look(log) ?? null;
  let lookedAt = clock.elapsed();
  let lost: string | null = null;

  /** Whichever is not the one that was opened. What is not told apart passes: SQLite has both open. */
  function misplaced(): string | null {
    if (!isSame(ours, look(file))) return file;
    const found = look(log);
    if (ourLog !== null) return isSame(ourLog, found) ? null : log;
    ourLog = found ?? null;
    return null;
  }

  return {
    lost: () => {
      const now = clock.elapsed();
      if (now - lookedAt < LOOK_EVERY_MS) return lost;
      lookedAt = now;
      const misplacedFile = misplaced();
      lost = misplacedFile === null ? null : basename(misplacedFile);
      return lost;
    },
  };
}

/**
 * Remembers the file that is at the path now. What it gives tells whether another one stands there: not while none does, and
 * not where none was.
 */
export function watchReplacement(file: string): () => boolean {
  const ours = look(file) ?? null;
  return () => {
    const found = look(file);
    return ours !== null && found !== null && !isSame(ours, found);
  };
}

/** null = nothing is there; `undefined` = that cannot be told. */
function look(file: string): BigIntStats | null | undefined {
  try {
    return statSync(file, { bigint: true });
  } catch (error) {
    const code = errorCodeOf(error);
    return code === "ENOENT" || code === "ENOTDIR" ? null : undefined;
  }
}

/** In doubt it is: SQLite has the file open, and some file systems number none. */
function isSame(ours: BigIntStats, found: BigIntStats | null | undefined): boolean {
  if (found === null) return false;
  if (found === undefined || ours.ino === 0n || found.ino === 0n) return true;
  return ours.ino === found.ino && ours.dev === found.dev;
}
