// A folder in the system's file manager, on the desktop.
//
// Threat model: what is opened is run, where it is a program. So only a folder is, and no page has a say in which.
import { stat } from "node:fs/promises";
import type { Shell } from "electron";
import { AppError } from "../../../preload/contract/errors.ts";
import type { OpenFolder } from "../../ports.ts";

/** Makes the desktop's {@link OpenFolder}. */
export function createDesktopOpenFolder({ shell }: { readonly shell: Pick<Shell, "openPath"> }): OpenFolder {
  return async (folder) => {
    const reason = await whyNotOpened(folder);
    if (reason !== null) throw new AppError("FOLDER_NOT_OPENED", { folder, reason });
  };

  async function whyNotOpened(folder: string): Promise<string | null> {
    try {
      if (!(await stat(folder)).isDirectory()) return "It is not a folder.";
    } catch (error) {
      return error instanceof Error ? error.message : String(error);
    }
    const said = await shell.openPath(folder);
    return said === "" ? null : said;
  }
}
