// `run.json`: who owns the data folder and where it can be reached by other commands of the same person.
import { rmSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import type { RunningPorts } from "../app-shape.ts";
import { isFolderLocked } from "./folder-lock.ts";
import { assertOwnFolder, currentUser } from "./own-folder.ts";
import { assertNoFolder } from "./plain-file.ts";
import { readPrivateFile, writePrivateFile } from "./private-file.ts";

const port = z.int().min(1).max(65_535);

const RunFile = z.object({
  pid: z.int().positive(),
  command: z.string().optional(),
  /** null while the owner is starting. */
  running: z
    .object({
      listener: port,
      simulator: port.nullable(),
      control: port,
      controlKey: z.string().min(1),
      ui: port.optional(),
    })
    .nullable(),
});

/** The owner of a data folder, as it wrote itself down. */
export interface Run {
  readonly pid: number;
  /** The command that is its owner for a moment, e.g. `workspace add`; absent for a Hookline, which stays. */
  readonly command?: string | undefined;
  /** null while it is starting, and for a command. */
  readonly running: RunningPorts | null;
}

/**
 * The owner of the folder now; null when nobody runs, also when a killed one left its file behind.
 * @throws AppError `DATA_FOLDER_FOREIGN`, `DATA_FOLDER_SHARED`: what such a file says is not to be trusted with secrets
 */
export function readRun(folder: string, userId: number | null = currentUser()): Run | null {
  assertOwnFolder(folder, userId);
  return isFolderLocked(folder) ? readRunFile(folder) : null;
}

/** What the file says, whether or not its writer still lives; null when it is absent or makes no sense. */
export function readRunFile(folder: string): Run | null {
  const text = readPrivateFile(fileIn(folder));
  if (text === null) return null;
  try {
    return RunFile.parse(JSON.parse(text));
  } catch {
    // It is only a pointer to a process; the owner writes it anew at its start.
    return null;
  }
}

/** Writes the file for its owner. @throws AppError `DATA_FILE_DAMAGED` when a folder is in its place */
export function writeRunFile(folder: string, run: Run): void {
  const file = fileIn(folder);
  assertNoFolder(file);
  writePrivateFile(file, `${JSON.stringify(run)}\n`);
}

/** Removing what is not there is fine. */
export function removeRunFile(folder: string): void {
  rmSync(fileIn(folder), { force: true });
}

function fileIn(folder: string): string {
  return join(folder, "run.json");
}
