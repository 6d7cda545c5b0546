// Files of the person on the desktop: chosen and placed in the system's own dialogs, read and written by the main process.
//
// Threat model: a page that is driven by somebody else can open a dialog, and no more: it names no path, neither to read nor
// to write, and is told none. One dialog at a time, so that such a page cannot bury the person in them. What is read is a
// plain file; what is written over was asked about by the dialog.
import { constants } from "node:fs";
import { open, writeFile } from "node:fs/promises";
import { basename } from "node:path";
import type { BrowserWindow, Dialog, OpenDialogOptions, SaveDialogOptions } from "electron";
import { AppError } from "../../../preload/contract/errors.ts";
import { errorCodeOf } from "../../data-folder/private-file.ts";
import type { IncomingFile, PersonFiles } from "../../ports.ts";

/** What {@link createDesktopFiles} works with. */
export interface DesktopFilesParts {
  readonly dialog: Pick<Dialog, "showOpenDialog" | "showSaveDialog">;
  /** Our window, while there is one. */
  readonly window: () => BrowserWindow | null;
}

const OPEN: OpenDialogOptions = {
  title: "Serve a local file through the tunnel",
  buttonLabel: "Serve this file",
  properties: ["openFile", "dontAddToRecent"],
};

/** Makes the desktop's {@link PersonFiles}. */
export function createDesktopFiles({ dialog, window }: DesktopFilesParts): PersonFiles {
  let isAsking = false;

  /** null = the person chose nothing, or is being asked already. */
  async function ask(show: (parent: BrowserWindow | null) => Promise<string | null>): Promise<string | null> {
    if (isAsking) return null;
    isAsking = true;
    try {
      return await show(window());
    } finally {
      isAsking = false;
    }
  }

  return {
    async receive(take) {
      const path = await ask(async (parent) => {
        const { canceled, filePaths } = await (parent === null
          ? dialog.showOpenDialog(OPEN)
          : dialog.showOpenDialog(parent, OPEN));
        return canceled ? null : (filePaths[0] ?? null);
      });
      if (path === null) return { by: "host", file: null };
      return {
        by: "host",
        file: await take({ name: basename(path), bytes: read(path) } satisfies IncomingFile),
      };
    },

    async deliver({ name, bytes }) {
      const options: SaveDialogOptions = {
        title: "Save media",
        defaultPath: name,
        properties: ["createDirectory", "showOverwriteConfirmation", "dontAddToRecent"],
      };
      const path = await ask(async (parent) => {
        const { canceled, filePath } = await (parent === null
          ? dialog.showSaveDialog(options)
          : dialog.showSaveDialog(parent, options));
        return canceled || filePath === "" ? null : filePath;
      });
      if (path === null) return { by: "host", saved: false };
      await writeFile(path, bytes).catch((error: unknown) => {
        throw new AppError("MEDIA_NOT_SAVED", { reason: reasonOf(error) }, { cause: error });
      });
      return { by: "host", saved: true };
    },
  };
}

async function* read(path: string): AsyncGenerator<Uint8Array> {
  // A pipe would otherwise hold the opening up until somebody writes into it.
  const file = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  try {
    if (!(await file.stat()).isFile()) throw new Error("It is not a file.");
    yield* file.createReadStream({ autoClose: false });
  } finally {
    await file.close();
  }
}

function reasonOf(error: unknown): string {
  const code = errorCodeOf(error);
  if (code === "EACCES" || code === "EPERM") return "The system denies it.";
  if (code === "ENOSPC") return "There is no room left on the disk.";
  return `The system says ${code}.`;
}
