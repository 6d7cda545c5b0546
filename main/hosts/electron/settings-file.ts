// The settings of the desktop, kept by electron-store in the same file that the browser host reads and writes.
import ElectronStore from "electron-store";
import { AppError } from "../../../preload/contract/errors.ts";
import type { SettingsFile } from "../../ports.ts";

/**
 * Opens `settings.json` of a data folder.
 * @throws AppError `DATA_FILE_DAMAGED` when it is not JSON
 */
export function openSettingsFile({ dataFolder }: { readonly dataFolder: string }): SettingsFile {
  const store = openStore(dataFolder);
  return {
    read: () => store.store,
    write: (settings) => {
      store.store = settings;
    },
  };
}

function openStore(dataFolder: string): ElectronStore {
  try {
    return new ElectronStore({ cwd: dataFolder, name: "settings", configFileMode: 0o600 });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new AppError("DATA_FILE_DAMAGED", { file: "settings.json", reason }, { cause: error });
  }
}
