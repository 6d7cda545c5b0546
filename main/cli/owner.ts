// Finds the Hookline that owns the data folder, so that a command can act through it.
import { AppError } from "../../preload/contract/errors.ts";
import type { OwnerAddress } from "../control/control-client.ts";
import { readRun } from "../data-folder/run-file.ts";

/**
 * The Hookline that owns the data folder; null when none runs, also while a command has the folder for a moment.
 * @throws AppError `OWNER_STARTING`
 */
export function findOwner({ dataFolder }: { readonly dataFolder: string }): OwnerAddress | null {
  const run = readRun(dataFolder);
  if (run === null || run.command !== undefined) return null;
  if (run.running === null) throw new AppError("OWNER_STARTING", { pid: run.pid });
  return { pid: run.pid, controlPort: run.running.control, controlKey: run.running.controlKey };
}

/** The owner of the data folder. @throws AppError `OWNER_NEEDED`, `OWNER_STARTING` */
export function needOwner(context: { readonly dataFolder: string }): OwnerAddress {
  const owner = findOwner(context);
  if (owner === null) throw new AppError("OWNER_NEEDED");
  return owner;
}
