// A settings file that cannot be read is kept, not overwritten. The same for every host, before its own store opens the file.
import { existsSync, renameSync } from "node:fs";
import { readPrivateFile } from "../data-folder/private-file.ts";

/**
 * Moves `file` away when it is not a JSON object; returns what to tell the person, null when all is well.
 * @throws AppError `DATA_FILE_DAMAGED` when it is a symbolic link or unreadable
 */
export function setDamagedAside(file: string): string | null {
  const text = readPrivateFile(file);
  if (text === null || isJsonObject(text)) return null;
  const aside = freeName(`${file}.damaged`);
  renameSync(file, aside);
  return `The settings could not be read and are back to their defaults. The old file was kept as ${aside}.`;
}

function freeName(wanted: string): string {
  let name = wanted;
  for (let number = 2; existsSync(name); number += 1) name = `${wanted}.${number}`;
  return name;
}

function isJsonObject(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null && !Array.isArray(value);
  } catch {
    // Not JSON: exactly what the caller asks about.
    return false;
  }
}
