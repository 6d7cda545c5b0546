// The error of a workspace that lacks something, by what the person can do about it.
import { AppError, type ErrorCode } from "../preload/contract/errors.ts";
import { isRestingSimulator, type Workspace } from "../preload/contract/workspace.ts";

/** `code`, whose words lead to the keys; of a simulator that does not run, whose keys nobody can add, `SIMULATOR_OFF`. */
export function lacks(code: ErrorCode, workspace: Pick<Workspace, "kind" | "apiHost" | "name">): AppError {
  return isRestingSimulator(workspace)
    ? new AppError("SIMULATOR_OFF")
    : new AppError(code, { workspace: workspace.name });
}
