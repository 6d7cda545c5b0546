// The settings file of hosts without Electron, kept by conf: the same `settings.json` that the desktop reads and writes.
import { existsSync, renameSync } from "node:fs";
import { join } from "node:path";
import Conf from "conf";
import { AppError } from "../../preload/contract/errors.ts";
import { errorCodeOf, readPrivateFile } from "../data-folder/private-file.ts";
import type { SettingsFile } from "../ports.ts";

const NAME = "settings";

/** The opened file, and what the person should know about it. */
export interface OpenedSettingsFile extends SettingsFile {
  /** Set when the file was damaged and kept aside. */
  readonly warning: string | null;
}

/**
 * Opens `settings.json` of the data folder. A damaged one is kept aside as `settings.json.damaged`, and all settings are
 * their defaults.
 * @throws AppError `DATA_FILE_DAMAGED` when it is a symbolic link or unreadable
 */
export function openConfSettingsFile({ dataFolder }: { readonly dataFolder: string }): OpenedSettingsFile {
  const warning = setDamagedAside(join(dataFolder, `${NAME}.json`));
  const store = new Conf<Record<string, unknown>>({
    cwd: dataFolder,
    configName: NAME,
    configFileMode: 0o600,
    // Never asked for: we give cwd. Without it conf would look for a package.json.
    projectName: "Hookline",
  });
  return {
    warning,
    read: () => store.store,
    write: (settings) => {
      try {
        store.store = settings;
      } catch (error) {
        const reason = `settings.json: the system says ${errorCodeOf(error)}.`;
        throw new AppError("DATA_FOLDER_UNWRITABLE", { folder: dataFolder, reason }, { cause: error });
      }
    },
  };
}

/** Moves `file` away when it is not a JSON object; returns what to tell the person. */
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
