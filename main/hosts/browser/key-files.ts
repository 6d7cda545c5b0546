// Key files of hosts without a desktop: in a folder of their own in the data folder, by a name that is chosen here.
//
// Threat model: the one who asks is a page, and a page may be driven by somebody else. So it says neither where nor by what
// name: it can bring about nothing but the person's own key in a folder that is the person's alone, and no more than one file
// of each key. Another user's link or folder in the way is refused, and no file is ever written over.
import { lstatSync, mkdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { AppError } from "../../../preload/contract/errors.ts";
import { assertOwnFolder } from "../../data-folder/own-folder.ts";
import { createPrivateFile, readPrivateFile } from "../../data-folder/private-file.ts";
import { systemReason } from "../../data-folder/system-reason.ts";
import type { KeyFiles } from "../../ports.ts";

/** Folder of the key files in the data folder. */
export const KEY_FILES_FOLDER = "keys";
/** Keys of one name; whoever made more has lost count. */
const MOST_FILES = 99;

/** Makes the {@link KeyFiles} of one data folder; nothing is made before the first file. */
export function createFolderKeyFiles({ dataFolder }: { readonly dataFolder: string }): KeyFiles {
  const folder = join(dataFolder, KEY_FILES_FOLDER);
  return {
    async save({ stem, pem }) {
      const first = join(folder, `${stem}.key`);
      attempt(first, () => openFolder(folder));
      for (let count = 1; count <= MOST_FILES; count += 1) {
        const path = count === 1 ? first : join(folder, `${stem}-${count}.key`);
        if (attempt(path, () => createPrivateFile(path, pem)) === "created")
          return { outcome: "saved", path };
        if (isSame(path, pem)) return { outcome: "known", path };
      }
      const reason = `There are ${MOST_FILES} other files of that name already.`;
      throw new AppError("KEY_FILE_NOT_WRITTEN", { file: first, reason });
    },
  };
}

function openFolder(folder: string): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  if (lstatSync(folder).isSymbolicLink()) throw new Error(`The folder ${folder} is a symbolic link.`);
  assertOwnFolder(folder);
}

/** Whether the file holds this very key, for its owner's eyes only. */
function isSame(path: string, pem: string): boolean {
  try {
    return (
      readPrivateFile(path) === pem && (process.platform === "win32" || (statSync(path).mode & 0o077) === 0)
    );
  } catch {
    // A link, another user's file, or one that cannot be read: it is not ours, and the next name is tried.
    return false;
  }
}

function attempt<T>(file: string, act: () => T): T {
  try {
    return act();
  } catch (error) {
    // A folder of another user, say, has its own words.
    if (error instanceof AppError) throw error;
    throw new AppError("KEY_FILE_NOT_WRITTEN", { file, reason: systemReason(error) }, { cause: error });
  }
}
