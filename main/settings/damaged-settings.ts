// A settings file that cannot be read is kept, not overwritten. The same for every host, before its own store opens the file.
import { existsSync, renameSync } from "node:fs";
import { readPrivateFile } from "../data-folder/private-file.ts";
import { namesNotTaken } from "./settings.ts";

/**
 * Moves `file` away when it is not a JSON object; returns what to tell the person, also of values in it that are not taken;
 * null when all is well.
 * @throws AppError `DATA_FILE_DAMAGED` when it is a symbolic link or unreadable
 */
export function examineSettings(file: string): string | null {
  const text = readPrivateFile(file);
  if (text === null) return null;
  const stored = parseObject(text);
  if (stored !== null) return sayNotTaken(namesNotTaken(stored));
  const aside = freeName(`${file}.damaged`);
  renameSync(file, aside);
  return `The settings could not be read and are back to their defaults. The old file was kept as ${aside}.`;
}

function sayNotTaken(names: readonly string[]): string | null {
  if (names.length === 0) return null;
  return `In settings.json stand values that cannot be taken, so the defaults are used: ${names.join(", ")}. The next change in Settings writes the file anew.`;
}

function freeName(wanted: string): string {
  let name = wanted;
  for (let number = 2; existsSync(name); number += 1) name = `${wanted}.${number}`;
  return name;
}

function parseObject(text: string): object | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && !Array.isArray(value) ? value : null;
  } catch {
    // Not JSON: exactly what the caller asks about.
    return null;
  }
}
