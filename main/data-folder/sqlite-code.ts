// What SQLite says by its result codes.

const ERROR = 1;
const BUSY = 5;
const READONLY = 8;
const CORRUPT = 11;
const CANTOPEN = 14;
const TOOBIG = 18;
const CONSTRAINT = 19;
const MISMATCH = 20;
const NOTADB = 26;

/** SQLite's primary result code of a thrown error; null when it is not SQLite's. */
export function sqliteCode(error: unknown): number | null {
  if (!(error instanceof Error) || !("errcode" in error) || typeof error.errcode !== "number") return null;
  return error.errcode & 0xff;
}

/** Whether another connection holds the file. */
export function isBusy(error: unknown): boolean {
  return sqliteCode(error) === BUSY;
}

/** Whether a file could not be made or written: by the rights to its folder, or on a disk that is mounted read-only. */
export function isUnwritable(error: unknown): boolean {
  const code = sqliteCode(error);
  return code === READONLY || code === CANTOPEN;
}

/** Whether the file is damaged, or no database at all. */
export function isDamage(error: unknown): boolean {
  const code = sqliteCode(error);
  return code === CORRUPT || code === NOTADB;
}

/** Whether the values themselves were refused, by SQLite or before it: no fault of the disk or the file. */
export function isRefusedValue(error: unknown): boolean {
  const code = sqliteCode(error);
  return code === null || [ERROR, TOOBIG, CONSTRAINT, MISMATCH].includes(code);
}
