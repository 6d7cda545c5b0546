// Whether SQLite may be given a path: it follows links, has no words for a folder, and waits for whoever might write into a
// pipe.
import { lstatSync } from "node:fs";
import { basename } from "node:path";
import { AppError } from "../../preload/contract/errors.ts";

/** A file, or nothing yet. @throws AppError `DATA_FILE_DAMAGED` */
export function assertPlainFile(path: string): void {
  const found = lstatSync(path, { throwIfNoEntry: false });
  if (found === undefined || found.isFile()) return;
  const reason = found.isSymbolicLink()
    ? "It is a symbolic link."
    : found.isDirectory()
      ? "A folder has that name."
      : "It is not a file.";
  throw new AppError("DATA_FILE_DAMAGED", { file: basename(path), reason });
}
