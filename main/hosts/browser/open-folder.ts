// A browser shows no folders of this computer, and a page in it may even be on another one.
import { AppError } from "../../../preload/contract/errors.ts";
import type { OpenFolder } from "../../ports.ts";

/** The browser host's {@link OpenFolder}: says that it cannot. */
export const refuseToOpenFolder: OpenFolder = (folder) =>
  Promise.reject(
    new AppError("FOLDER_NOT_OPENED", {
      folder,
      reason: "Hookline is shown by a browser here, which opens no folders.",
    }),
  );
