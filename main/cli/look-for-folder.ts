// Whether there is a data folder, for commands that only read: one that is not there is not made for them.
import { statSync } from "node:fs";
import { AppError } from "../../preload/contract/errors.ts";
import { assertOwnFolder } from "../data-folder/own-folder.ts";
import type { CommandContext } from "./context.ts";

/**
 * False, and says so, when there is none: nothing is stored yet, which is no failure, but the path may as well be mistyped.
 * @throws AppError `DATA_FOLDER_UNREADABLE`, and those of `assertOwnFolder`
 */
export function lookForFolder({ dataFolder, output }: CommandContext): boolean {
  const isThere = hasFolder(dataFolder);
  if (!isThere) output.warn(`There is no data folder ${dataFolder} yet, so nothing is stored.`);
  return isThere;
}

/** The same without a word. @throws AppError as {@link lookForFolder} */
export function hasFolder(dataFolder: string): boolean {
  const refuse = (reason: string, cause?: unknown): AppError =>
    new AppError("DATA_FOLDER_UNREADABLE", { folder: dataFolder, reason }, { cause });
  try {
    assertOwnFolder(dataFolder);
    if (statSync(dataFolder).isDirectory()) return true;
  } catch (error) {
    if (error instanceof AppError) throw error;
    const code = error instanceof Error && "code" in error ? error.code : null;
    if (code === "ENOENT") return false;
    if (code !== "ENOTDIR") throw refuse(error instanceof Error ? error.message : String(error), error);
  }
  throw refuse("A file stands where a folder should be.");
}
