// Key files of the desktop: the person says where, in the system's own dialog, and the main process writes.
//
// Threat model: a page that is driven by somebody else can open the dialog, and no more: the place is the person's choice. One
// dialog at a time, so that such a page cannot bury the person in them. A file of the chosen name goes only after the system's
// dialog asked, and a symbolic link in its place is replaced, never written through.
import type { BrowserWindow, Dialog, SaveDialogOptions } from "electron";
import { AppError } from "../../../preload/contract/errors.ts";
import { createPrivateFile, writePrivateFile } from "../../data-folder/private-file.ts";
import { systemReason } from "../../data-folder/system-reason.ts";
import type { KeyFiles } from "../../ports.ts";

/** What {@link createDesktopKeyFiles} works with. */
export interface DesktopKeyFilesParts {
  readonly dialog: Pick<Dialog, "showSaveDialog">;
  /** Our window, while there is one. */
  readonly window: () => BrowserWindow | null;
}

/** Makes the desktop's {@link KeyFiles}. */
export function createDesktopKeyFiles({ dialog, window }: DesktopKeyFilesParts): KeyFiles {
  let isAsking = false;

  async function ask(stem: string): Promise<string | null> {
    const options: SaveDialogOptions = {
      title: "Save key file",
      buttonLabel: "Save key file",
      defaultPath: `${stem}.key`,
      filters: [{ name: "Private key", extensions: ["key", "pem"] }],
      properties: ["createDirectory", "showOverwriteConfirmation", "dontAddToRecent"],
    };
    const parent = window();
    const { canceled, filePath } = await (parent === null
      ? dialog.showSaveDialog(options)
      : dialog.showSaveDialog(parent, options));
    return canceled || filePath === "" ? null : filePath;
  }

  return {
    async save({ stem, pem }) {
      if (isAsking) return { outcome: "cancelled" };
      isAsking = true;
      try {
        const path = await ask(stem);
        if (path === null) return { outcome: "cancelled" };
        write(path, pem);
        return { outcome: "saved", path };
      } finally {
        isAsking = false;
      }
    },
  };
}

function write(path: string, pem: string): void {
  try {
    // The dialog asked about a file that is there: it gives way in one step.
    if (createPrivateFile(path, pem) === "taken") writePrivateFile(path, pem);
  } catch (error) {
    throw new AppError("KEY_FILE_NOT_WRITTEN", { file: path, reason: systemReason(error) }, { cause: error });
  }
}
