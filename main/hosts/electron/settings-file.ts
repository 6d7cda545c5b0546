// The settings of the desktop, kept by electron-store in the same file that the browser host reads and writes.
import { join } from "node:path";
import ElectronStore from "electron-store";
import { AppError } from "../../../preload/contract/errors.ts";
import { whyUnwritten } from "../../data-folder/system-reason.ts";
import type { OpenedSettingsFile } from "../../settings/conf-settings-file.ts";
import { examineSettings } from "../../settings/damaged-settings.ts";

const NAME = "settings";

/**
 * Opens `settings.json` of a data folder. A damaged one is kept aside, as in every host.
 * @throws AppError `DATA_FILE_DAMAGED` when it is a symbolic link or unreadable
 */
export function openSettingsFile({ dataFolder }: { readonly dataFolder: string }): OpenedSettingsFile {
  const warning = examineSettings(join(dataFolder, `${NAME}.json`));
  const store = new ElectronStore({ cwd: dataFolder, name: NAME, configFileMode: 0o600 });
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
