// Opens the data folder: private, writable, and ours alone while we run.
//
// Threat model: other users of the computer. Everything in the folder is made with umask 077; a folder that another user
// owns or may write to is refused, because that user can replace what is in it.
import { randomBytes } from "node:crypto";
import { chmodSync, rmSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import { AppError } from "../../preload/contract/errors.ts";
import type { RunningPorts } from "../app-shape.ts";
import { createSystemClock } from "../clock.ts";
import type { Clock } from "../ports.ts";
import { closeFiles, isOpenToOthers, isReadableByOthers } from "./close-files.ts";
import { takeFolderLock, type FolderLock } from "./folder-lock.ts";
import { makeFolder } from "./make-folder.ts";
import { assertOwnFolder, currentUser } from "./own-folder.ts";
import { writePrivateFile } from "./private-file.ts";
import { readRunFile, removeRunFile, writeRunFile, type Run } from "./run-file.ts";
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

/** Who opens, and what of the system that needs; a test hands in another user, or a disk without modes. */
export interface DataFolderOptions {
  /** The command that needs the folder for a moment, e.g. `workspace add`; absent for a Hookline, which stays. */
  readonly command?: string | undefined;
  /** Ends the wait for somebody else's command. */
  readonly signal?: AbortSignal | undefined;
  readonly clock?: Pick<Clock, "elapsed" | "after">;
  readonly pid?: number;
  /** The user this process acts as; null where the system knows no such numbers. */
  readonly userId?: number | null;
  readonly chmod?: typeof chmodSync;
}

/** How long a command is waited for that has the folder: most are done in a second, one that asks a slow host in 30. */
const COMMAND_PATIENCE_MS = 5_000;
/** Where a Hookline seems to have it: one that was killed does, for as long as somebody only looks whether it is owned. */
const HOOKLINE_PATIENCE_MS = 250;
const RETRY_MS = 25;

/**
 * Makes the folder if need be and becomes its owner; a command that has it for a moment is waited for.
 * @throws AppError `DATA_FOLDER_UNWRITABLE`, `DATA_FOLDER_FOREIGN`, `DATA_FOLDER_SHARED`, `DATA_FOLDER_IN_USE`,
 *   `DATA_FOLDER_BUSY`, `DATA_FILE_DAMAGED`
 */
export async function openDataFolder(
  folder: string,
  {
    command,
    signal,
    clock = createSystemClock(),
    pid = process.pid,
    userId = currentUser(),
    chmod = chmodSync,
  }: DataFolderOptions = {},
): Promise<DataFolder> {
  const path = resolve(folder);
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

  const lock = await waitForLock(path, { clock, signal });
  let warnings: readonly string[] = [];
  try {
    warnings = attempt(path, () => closeToOthers(path, chmod));
    attempt(path, () => writeRunFile(path, { pid, command, running: null }));
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

async function waitForLock(
  path: string,
  { clock, signal }: Required<Pick<DataFolderOptions, "clock">> & Pick<DataFolderOptions, "signal">,
): Promise<FolderLock> {
  const startedAt = clock.elapsed();
  for (;;) {
    const lock = attempt(path, () => takeFolderLock(path));
    if (lock !== null) return lock;
    const owner = readRunFile(path);
    // Without a notice somebody has just come, or is about to go.
    const stays = owner !== null && owner.command === undefined;
    const patienceMs = stays ? HOOKLINE_PATIENCE_MS : COMMAND_PATIENCE_MS;
    const isOver = clock.elapsed() - startedAt >= patienceMs || signal?.aborted === true;
    if (isOver) throw inUse(path, owner);
    // oxlint-disable-next-line no-await-in-loop -- looks again and again
    await new Promise<void>((next) => void clock.after(RETRY_MS, next));
  }
}

function inUse(folder: string, owner: Run | null): AppError {
  const { pid = null, command } = owner ?? {};
  return command === undefined
    ? new AppError("DATA_FOLDER_IN_USE", { folder, pid })
    : new AppError("DATA_FOLDER_BUSY", { folder, pid, command });
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
