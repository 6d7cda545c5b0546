// Whether a file may be opened or made by a name. SQLite follows links, has no words for a folder, and waits for whoever
// might write into a pipe.
import { lstatSync } from "node:fs";
import { basename } from "node:path";
import { AppError } from "../../preload/contract/errors.ts";

/** A file, or nothing yet. @throws AppError `DATA_FILE_DAMAGED` */
export function assertPlainFile(path: string): void {
  const found = lstatSync(path, { throwIfNoEntry: false });
  if (found === undefined || found.isFile()) return;
  if (found.isDirectory()) throw unusable(path, "A folder has that name.");
  throw unusable(path, found.isSymbolicLink() ? "It is a symbolic link." : "It is not a file.");
}

/** What anything but a folder may have: a link is replaced there, or removed. @throws AppError `DATA_FILE_DAMAGED` */
export function assertNoFolder(path: string): void {
  if (lstatSync(path, { throwIfNoEntry: false })?.isDirectory() === true)
    throw unusable(path, "A folder has that name.");
}

function unusable(path: string, reason: string): AppError {
  return new AppError("DATA_FILE_DAMAGED", { file: basename(path), reason });
}
