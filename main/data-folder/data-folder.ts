// Opens the data folder: private, writable, and ours alone while we run.
//
// Threat model: other users of the computer. Everything in the folder is made with umask 077; a folder that another user
// owns or may write to is refused, because that user can replace what is in it.
import { randomBytes } from "node:crypto";
import { chmodSync, rmSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import { AppError } from "../../preload/contract/errors.ts";
import type { RunningPorts } from "../app-shape.ts";
import { closeFiles, isOpenToOthers, isReadableByOthers } from "./close-files.ts";
import { takeFolderLock } from "./folder-lock.ts";
import { makeFolder } from "./make-folder.ts";
import { assertOwnFolder, currentUser } from "./own-folder.ts";
import { writePrivateFile } from "./private-file.ts";
import { readRunFile, removeRunFile, writeRunFile } from "./run-file.ts";
import { systemReason } from "./system-reason.ts";

/** The data folder while this process owns it. */
export interface DataFolder {
  /** Absolute. */
  readonly path: string;
  /** What the person should know about it, in words. */
  readonly warnings: readonly string[];
  /** Tells other commands where this process listens. */
  publishRun(running: RunningPorts): void;
  /** Takes the notice back and gives the folder free. Safe to call twice. */
  close(): void;
}

/** What of the system the opening needs; a test hands in another user, or a disk without modes. */
export interface DataFolderOptions {
  readonly pid?: number;
  /** The user this process acts as; null where the system knows no such numbers. */
  readonly userId?: number | null;
  readonly chmod?: typeof chmodSync;
}

/**
 * Makes the folder if need be and becomes its owner.
 * @throws AppError `DATA_FOLDER_UNWRITABLE`, `DATA_FOLDER_FOREIGN`, `DATA_FOLDER_SHARED`, `DATA_FOLDER_IN_USE`
 */
export function openDataFolder(
  folder: string,
  { pid = process.pid, userId = currentUser(), chmod = chmodSync }: DataFolderOptions = {},
): Promise<DataFolder> {
  // A promise, although all of it is synchronous today: opening may come to wait for a keychain or a network disk.
  return new Promise((settle) => settle(open(resolve(folder), { pid, userId, chmod })));
}

function open(path: string, { pid, userId, chmod }: Required<DataFolderOptions>): DataFolder {
  process.umask(0o077);
  attempt(path, () => {
    makeFolder(path);
    assertOwnFolder(path, userId);
  });
  attempt(path, () => {
    const probe = join(path, `probe.${randomBytes(6).toString("hex")}`);
    writePrivateFile(probe, "");
    rmSync(probe);
  });

  const lock = attempt(path, () => takeFolderLock(path));
  if (lock === null)
    throw new AppError("DATA_FOLDER_IN_USE", { folder: path, pid: readRunFile(path)?.pid ?? null });
  let warnings: readonly string[] = [];
  try {
    warnings = attempt(path, () => closeToOthers(path, chmod));
    attempt(path, () => writeRunFile(path, { pid, running: null }));
  } catch (error) {
    lock.release();
    throw error;
  }

  let isOpen = true;
  return {
    path,
    warnings,
    publishRun: (running) => attempt(path, () => writeRunFile(path, { pid, running })),
    close: () => {
      if (!isOpen) return;
      isOpen = false;
      try {
        // The notice goes first: without the lock it might already be the next owner's.
        removeRunFile(path);
      } catch {
        // The folder has become read-only. Without the lock the notice means nothing, as that of an owner who was killed.
      } finally {
        lock.release();
      }
    },
  };
}

/** What stays open, in words. A folder that is open may be meant so; no file in it ever is. */
function closeToOthers(path: string, chmod: typeof chmodSync): readonly string[] {
  const left = closeFiles(path, chmod).filter((file) => isReadableByOthers(file));
  const names = left.map((file) => relative(path, file)).join(", ");
  return [
    ...(isOpenToOthers(path)
      ? [
          `Other users of this computer can look into the data folder ${path}. To close it: chmod 700 '${path}'`,
        ]
      : []),
    ...(left.length === 0
      ? []
      : [
          `Other users of this computer can read these files in it, and Hookline could not close them: ${names}.`,
        ]),
  ];
}

function attempt<T>(folder: string, act: () => T): T {
  try {
    return act();
  } catch (error) {
    if (error instanceof AppError) throw error;
    throw new AppError("DATA_FOLDER_UNWRITABLE", { folder, reason: systemReason(error) }, { cause: error });
  }
}
