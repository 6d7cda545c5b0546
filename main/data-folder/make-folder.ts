// Makes a private folder with those above it.
import { existsSync, mkdirSync, statSync } from "node:fs";
import { dirname } from "node:path";
import { errorCodeOf } from "./private-file.ts";

/**
 * Makes the folder and the missing ones above it, each for this user alone; one that is there stays as it is. Not Node's
 * `recursive`, which tries for ever where a folder that is there answers that it takes no others, as `/proc` does.
 * @throws the system's error
 */
export function makeFolder(path: string): void {
  const trouble = tryToMake(path);
  if (trouble === null) return;
  const above = dirname(path);
  if (errorCodeOf(trouble) !== "ENOENT" || above === path || existsSync(above)) throw trouble;
  makeFolder(above);
  const stillTrouble = tryToMake(path);
  if (stillTrouble !== null) throw stillTrouble;
}

function tryToMake(path: string): Error | null {
  try {
    mkdirSync(path, { mode: 0o700 });
    return null;
  } catch (error) {
    if (statSync(path, { throwIfNoEntry: false })?.isDirectory() === true) return null;
    return error instanceof Error ? error : new Error(String(error));
  }
}
