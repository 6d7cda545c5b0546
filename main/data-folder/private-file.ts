// Reads and writes the small files only their owner may see.
//
// Threat model: another user, or a program confined to a part of the disk, plants a symbolic link where we write. A link
// is therefore never followed on reading, and never written through: a new file takes the name's place in one step.
import { randomBytes } from "node:crypto";
import {
  closeSync,
  constants,
  fstatSync,
  fsyncSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { basename, dirname, join } from "node:path";
import { AppError } from "../../preload/contract/errors.ts";
import { currentUser } from "./own-folder.ts";

const DRAFT = /\.[0-9a-f]{12}\.tmp$/;

/** Mode of every file we keep: read and written by its owner only. */
export const PRIVATE_MODE = 0o600;

/**
 * Follows no link, and waits for nobody who might write into a pipe. Neither is defined on Windows, where making a link needs
 * rights of its own.
 */
const READ_PLAIN = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);

/**
 * Replaces the file in one step: after a crash it holds the old text or the new one, never a part.
 * Throws what `node:fs` throws; the caller knows what it means.
 */
export function writePrivateFile(path: string, text: string): void {
  const draft = `${path}.${randomBytes(6).toString("hex")}.tmp`;
  try {
    const file = openSync(draft, constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL, PRIVATE_MODE);
    try {
      writeFileSync(file, text);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    renameSync(draft, path);
  } catch (error) {
    rmSync(draft, { force: true });
    throw error;
  }
  syncFolder(dirname(path));
}

/**
 * Writes a file that is not there yet; whatever has its name, a symbolic link too, stays as it is. A file that could not be
 * written whole is removed again. Throws what `node:fs` throws, as {@link writePrivateFile}.
 */
export function createPrivateFile(path: string, text: string): "created" | "taken" {
  let file: number;
  try {
    file = openSync(path, constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL, PRIVATE_MODE);
  } catch (error) {
    if (errorCodeOf(error) === "EEXIST") return "taken";
    throw error;
  }
  try {
    try {
      writeFileSync(file, text);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
  } catch (error) {
    rmSync(path, { force: true });
    throw error;
  }
  syncFolder(dirname(path));
  return "created";
}

/**
 * Removes the drafts that a killed writer of `path` left behind: they may hold what the file no longer should.
 * Only for the owner of the folder, while it does not write.
 */
export function removeDrafts(path: string): void {
  const folder = dirname(path);
  const prefix = `${basename(path)}.`;
  for (const name of readdirSync(folder)) {
    if (name.startsWith(prefix) && DRAFT.test(name)) rmSync(join(folder, name), { force: true });
  }
}

/**
 * The text of the file, or null when there is none.
 * @throws AppError `DATA_FILE_DAMAGED` when it is a symbolic link, no plain file, another user's, or cannot be read
 */
export function readPrivateFile(path: string, userId: number | null = currentUser()): string | null {
  try {
    const file = openSync(path, READ_PLAIN);
    try {
      const found = fstatSync(file);
      if (!found.isFile())
        throw new AppError("DATA_FILE_DAMAGED", { file: path, reason: "It is not a file." });
      if (userId !== null && found.uid !== userId)
        throw new AppError("DATA_FILE_DAMAGED", { file: path, reason: "It belongs to another user." });
      return readFileSync(file, "utf8");
    } finally {
      closeSync(file);
    }
  } catch (error) {
    if (error instanceof AppError) throw error;
    const code = errorCodeOf(error);
    if (code === "ENOENT") return null;
    throw new AppError("DATA_FILE_DAMAGED", { file: path, reason: whyUnread(code) }, { cause: error });
  }
}

function whyUnread(code: string): string {
  switch (code) {
    case "ELOOP":
    case "EMLINK":
      return "It is a symbolic link.";
    case "EACCES":
    case "EPERM":
      return "The system does not let Hookline read it.";
    case "ENOTDIR":
      return "A file stands where its folder should be.";
    default:
      return `The system says ${code}.`;
  }
}

/** The system's code of an error, e.g. `ENOENT`; `unknown` when it has none. */
export function errorCodeOf(error: unknown): string {
  return error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : "unknown";
}

function syncFolder(folder: string): void {
  // Windows opens no folders; there a rename is durable as the file system sees fit.
  if (process.platform === "win32") return;
  const handle = openSync(folder, constants.O_RDONLY);
  try {
    fsyncSync(handle);
  } catch (error) {
    // Some network disks have no such thing as a folder to write out; what they were given is as safe as they make it.
    if (!["EINVAL", "ENOTSUP"].includes(errorCodeOf(error))) throw error;
  } finally {
    closeSync(handle);
  }
}
