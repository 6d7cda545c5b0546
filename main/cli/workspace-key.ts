// `hookline workspace key`: has the private key of a workspace written to a file, and prints where it is. The key itself is never
// printed, and never comes to the command: whoever owns the data folder writes it, as for the page.
import { AppError } from "../../preload/contract/errors.ts";
import type { KeyFile } from "../../preload/contract/key-file.ts";
import { createControlClient } from "../control/control-client.ts";
import type { CommandContext, CommonOptions } from "./context.ts";
import { findWorkspace } from "./find-workspace.ts";
import { findOwner } from "./owner.ts";
import { withWorkspace } from "./own-services.ts";

/** How long the desktop's dialog may stand open. */
const CHOOSING_MS = 10 * 60_000;

/** Prints the path, or with `--json` whether the file is new as well. */
export async function runWorkspaceKey(
  context: CommandContext,
  _options: CommonOptions,
  [idOrName]: readonly string[],
): Promise<void> {
  const { output } = context;
  const file = await save(context, idOrName);
  if (file.outcome === "cancelled") throw new AppError("KEY_FILE_CANCELLED");
  if (output.isJson) output.answer(JSON.stringify(file));
  else output.answer(file.path);
}

async function save(context: CommandContext, idOrName: string | undefined): Promise<KeyFile> {
  const owner = findOwner(context);
  if (owner === null) {
    const options = { name: idOrName, environment: "ignored", keeps: "nothing" } as const;
    return withWorkspace(context, options, ({ saveKeyFile }, { id }) => saveKeyFile({ workspace: id }));
  }
  const client = createControlClient(owner, { timeoutMs: CHOOSING_MS });
  const { id } = findWorkspace(await client.call("workspaces.list", {}), idOrName);
  const { host } = await client.call("app.state", {});
  if (host === "electron") context.output.note("Choose the place in Hookline’s window.");
  return client.call("credentials.saveKeyFile", { workspace: id });
}
