// Reads a small file that somebody else wrote, and says in words why it cannot.
//
// Threat model: another user, or a project from the internet, puts a link or a special file where credentials are looked
// for, so that something else is read or the program hangs. Links below the folder looked in are named, not followed.
import { closeSync, constants, fstatSync, lstatSync, openSync, readFileSync } from "node:fs";
import { basename, join, relative, sep } from "node:path";
import { errorCodeOf } from "../../data-folder/private-file.ts";
import { currentUser } from "../../data-folder/own-folder.ts";

/** What came of it; a problem is one plain sentence. */
export type FoundFile =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "absent" }
  | { readonly kind: "problem"; readonly problem: string };

/** Larger than any file of those tools, keys included. */
const LARGEST_BYTES = 64 * 1024;

/** Reads the file at `path`, which lies below `root`. Never throws. */
export function readFoundFile(
  { root, path }: { readonly root: string; readonly path: string },
  userId: number | null = currentUser(),
): FoundFile {
  try {
    const link = linkBelow(root, path);
    if (link !== null) return problem(`${basename(link)} is a symbolic link, and links are not followed.`);
    // Not waiting: opening a named pipe would otherwise hang until somebody writes into it.
    const flags = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);
    const file = openSync(path, flags);
    try {
      const { uid, size, isFile } = statsOf(file);
      if (!isFile) return problem("It is not a file.");
      if (userId !== null && uid !== userId) return problem("It belongs to another user of this computer.");
      if (size > LARGEST_BYTES) return problem("It is larger than any file of that tool.");
      return decode(readFileSync(file));
    } finally {
      closeSync(file);
    }
  } catch (error) {
    return explain(errorCodeOf(error));
  }
}

/** The first link on the way from the folder to the file; null when there is none. */
function linkBelow(root: string, path: string): string | null {
  let reached = root;
  for (const name of relative(root, path).split(sep)) {
    reached = join(reached, name);
    if (lstatSync(reached).isSymbolicLink()) return reached;
  }
  return null;
}

function statsOf(file: number): { readonly uid: number; readonly size: number; readonly isFile: boolean } {
  const stats = fstatSync(file);
  return { uid: stats.uid, size: stats.size, isFile: stats.isFile() };
}

function decode(bytes: Uint8Array): FoundFile {
  try {
    // It takes off a byte order mark as well.
    return { kind: "text", text: new TextDecoder("utf-8", { fatal: true }).decode(bytes) };
  } catch {
    return problem("It is not text in UTF-8.");
  }
}

function explain(code: string): FoundFile {
  switch (code) {
    case "ENOENT":
    case "ENOTDIR":
      return { kind: "absent" };
    case "EACCES":
    case "EPERM":
      return problem("You may not read it.");
    case "ELOOP":
    case "EMLINK":
      return problem("It is a symbolic link, and links are not followed.");
    default:
      return problem(`It cannot be read: the system says ${code}.`);
  }
}

function problem(text: string): FoundFile {
  return { kind: "problem", problem: text };
}
