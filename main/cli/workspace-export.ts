// `hookline workspace export`: prints a workspace as JSON, without any secret.
import type { WorkspaceId } from "../../preload/contract/ids.ts";
import { createControlClient } from "../control/control-client.ts";
import { createExportCalls } from "../workspaces/export-workspace.ts";
import type { CommandContext, CommonOptions } from "./context.ts";
import { findWorkspace } from "./find-workspace.ts";
import { findOwner } from "./owner.ts";
import { withKeptIdentity } from "./kept-simulator.ts";
import { withWorkspace } from "./own-services.ts";

/** Prints the file that the interface would save; it is JSON with or without `--json`. */
export async function runWorkspaceExport(
  context: CommandContext,
  _options: CommonOptions,
  [idOrName]: readonly string[],
): Promise<void> {
  context.output.answerLines((await textOf(context, idOrName)).trimEnd());
}

async function textOf(context: CommandContext, idOrName: string | undefined): Promise<string> {
  const owner = findOwner(context);
  if (owner !== null) {
    const client = createControlClient(owner);
    const { id } = findWorkspace(await client.call("workspaces.list", {}), idOrName);
    return (await client.call("workspaces.export", { workspace: id })).text;
  }
  const options = { name: idOrName, environment: "ignored", keeps: "nothing" } as const;
  return withWorkspace(context, options, async ({ workspaces, linking }, { id }) => {
    const known = { get: (workspace: WorkspaceId) => withKeptIdentity(context, workspaces.get(workspace)) };
    const calls = createExportCalls({ workspaces: known, linking, clock: context.clock });
    return (await calls["workspaces.export"]({ workspace: id })).text;
  });
}
