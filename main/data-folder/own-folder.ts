// Whether a folder is this user's alone to change.
//
// Threat model: another user makes a folder, or may write to it, and waits until Hookline trusts what stands in it: an
// owner's address to which a command would hand its secrets, or keys it would sign with.
import { statSync, type Stats } from "node:fs";
import { AppError } from "../../preload/contract/errors.ts";

/** The user this process acts as; null where the system knows no such numbers. */
export function currentUser(): number | null {
  return process.getuid?.() ?? null;
}

/**
 * Passes a folder that is this user's, or is not there.
 * @throws AppError `DATA_FOLDER_FOREIGN`, `DATA_FOLDER_SHARED`
 */
export function assertOwnFolder(path: string, userId: number | null = currentUser()): void {
  const found = look(path);
  if (found === undefined || userId === null) return;
  if (found.uid !== userId) throw new AppError("DATA_FOLDER_FOREIGN", { folder: path });
  if ((found.mode & 0o022) !== 0) throw new AppError("DATA_FOLDER_SHARED", { folder: path });
}

function look(path: string): Stats | undefined {
  try {
    return statSync(path, { throwIfNoEntry: false });
  } catch {
    // Nothing in it can be read either; whoever opens it has the words for that.
    return undefined;
  }
}
