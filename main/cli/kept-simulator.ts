// What is known of the simulator's workspace while no simulator runs: it has kept who it is.
import { toAppError } from "../../preload/contract/errors.ts";
import { isRestingSimulator, type Workspace, type WorkspaceList } from "../../preload/contract/workspace.ts";
import { readKeptIdentity } from "../simulator/identity.ts";
import { knownSimulator } from "../workspaces/memory-workspaces.ts";
import type { CommandContext } from "./context.ts";

/** The workspace as the simulator will have it, without a host; any other as it is. Nothing is made by that. */
export function withKeptIdentity(
  { dataFolder, output }: Pick<CommandContext, "dataFolder" | "output">,
  workspace: Workspace,
): Workspace {
  if (!isRestingSimulator(workspace)) return workspace;
  try {
    const identity = readKeptIdentity(dataFolder);
    return identity === null ? workspace : knownSimulator(identity, workspace.createdAt);
  } catch (error) {
    // The other workspaces are not to be hidden by it; whoever starts the simulator is told in full.
    if (!output.isJson) output.warn(`The simulator’s identity was not read: ${toAppError(error).code}.`);
    return workspace;
  }
}

/** The same of all. */
export function listWithKeptIdentity(context: CommandContext, list: WorkspaceList): WorkspaceList {
  return {
    ...list,
    workspaces: list.workspaces.map((workspace) => withKeptIdentity(context, workspace)),
  };
}
