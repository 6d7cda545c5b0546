// Closes the files of the data folder to other users of the computer: a copy that was put back may be open to all.
import { chmodSync, lstatSync, readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { PRIVATE_MODE } from "./private-file.ts";

/** Whether the mode of what has this name lets other users in. Windows has no such bits. */
export function isOpenToOthers(path: string): boolean {
  if (process.platform === "win32") return false;
  const found = lstatSync(path, { throwIfNoEntry: false });
  return found !== undefined && (found.mode & 0o077) !== 0;
}

/** Whether other users can read a file: they must get into its folder as well. */
export function isReadableByOthers(file: string): boolean {
  return isOpenToOthers(file) && isOpenToOthers(dirname(file));
}

/**
 * Closes the files in the folder and in those inside of it. Only for the folder's owner.
 * @returns those that stay open, as on a disk that keeps no modes
 */
export function closeFiles(folder: string, chmod: typeof chmodSync = chmodSync): readonly string[] {
  const open = [folder, ...entriesOf(folder).folders]
    .flatMap((each) => entriesOf(each).files)
    .filter((file) => isOpenToOthers(file));
  return open.filter((file) => {
    try {
      chmod(file, PRIVATE_MODE);
    } catch {
      // It stays open then, which is what is asked next.
    }
    return isOpenToOthers(file);
  });
}

/** By themselves, not by what a link leads to. */
function entriesOf(folder: string): Readonly<Record<"files" | "folders", readonly string[]>> {
  const entries = readdirSync(folder, { withFileTypes: true });
  return {
    files: entries.filter((entry) => entry.isFile()).map(({ name }) => join(folder, name)),
    folders: entries.filter((entry) => entry.isDirectory()).map(({ name }) => join(folder, name)),
  };
}
