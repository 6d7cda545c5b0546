// A data folder for one command that keeps nothing, where the person's own is not there and none is to be made.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { AppError } from "../../preload/contract/errors.ts";
import { systemReason } from "../data-folder/system-reason.ts";

/** Gone again when `act` is done. @throws AppError `TEMPORARY_FOLDER_UNWRITABLE`, and what `act` throws */
export async function inPassingFolder<T>(
  act: (folder: string) => Promise<T>,
  place: string = tmpdir(),
): Promise<T> {
  const folder = makeIn(place);
  try {
    return await act(folder);
  } finally {
    try {
      rmSync(folder, { recursive: true, force: true });
    } catch {
      // What was done is done; the system clears its temporary folders.
    }
  }
}

/** Only its owner can look into what `mkdtemp` makes. */
function makeIn(place: string): string {
  try {
    return mkdtempSync(join(place, "hookline-"));
  } catch (error) {
    throw new AppError(
      "TEMPORARY_FOLDER_UNWRITABLE",
      { folder: place, reason: systemReason(error) },
      { cause: error },
    );
  }
}
