// The settings file of hosts without Electron, kept by conf: the same `settings.json` that the desktop reads and writes.
import { join } from "node:path";
import Conf from "conf";
import { AppError } from "../../preload/contract/errors.ts";
import { whyUnwritten } from "../data-folder/system-reason.ts";
import type { SettingsFile } from "../ports.ts";
import { examineSettings } from "./damaged-settings.ts";

const NAME = "settings";

/** The opened file, and what the person should know about it. */
export interface OpenedSettingsFile extends SettingsFile {
  /** Set when the file was damaged and kept aside, or holds values that are not taken. */
  readonly warning: string | null;
}

/**
 * Opens `settings.json` of the data folder. A damaged one is kept aside as `settings.json.damaged`, and all settings are
 * their defaults.
 * @throws AppError `DATA_FILE_DAMAGED` when it is a symbolic link or unreadable
 */
export function openConfSettingsFile({ dataFolder }: { readonly dataFolder: string }): OpenedSettingsFile {
  const warning = examineSettings(join(dataFolder, `${NAME}.json`));
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
        const reason = whyUnwritten(`${NAME}.json`, error);
        throw new AppError("DATA_FOLDER_UNWRITABLE", { folder: dataFolder, reason }, { cause: error });
      }
    },
  };
}
