// Keeps where the window stands between two runs, in electron-store. Only a convenience: no fault of it stops anything.
import ElectronStore from "electron-store";
import type { Log } from "../../ports.ts";
import type { WindowPlace } from "./window-bounds.ts";

const NAME = "window";

/** What {@link createWindowPlaceFile} works with. */
export interface WindowPlaceFileParts {
  /** Where the file lies; not the data folder itself, which other hosts share. */
  readonly folder: string;
  readonly log: Log;
}

/** The kept place of the window. */
export interface WindowPlaceFile {
  /** As it was kept, not checked; undefined when there is none, or none that can be read. */
  read(): unknown;
  keep(place: WindowPlace): void;
}

/** Makes the {@link WindowPlaceFile}; nothing is read or written yet. */
export function createWindowPlaceFile({ folder, log }: WindowPlaceFileParts): WindowPlaceFile {
  // Opened for each use, as opening it reads it, and may fail. A damaged file counts as an empty one.
  function open(): ElectronStore<Record<string, unknown>> {
    return new ElectronStore({ cwd: folder, name: NAME, clearInvalidConfig: true });
  }

  return {
    read() {
      try {
        return open().get("place");
      } catch (error) {
        log.error("the window's place was not read", error);
        return undefined;
      }
    },
    keep(place) {
      try {
        open().set("place", place);
      } catch (error) {
        log.error("the window's place was not kept", error);
      }
    },
  };
}
