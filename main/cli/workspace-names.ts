// What workspaces are called, for commands that read the store by themselves.
import type { DatabaseSync } from "node:sqlite";
import { SIMULATED_WORKSPACE } from "../../preload/contract/ids.ts";
import { createControlClient } from "../control/control-client.ts";
import { ENVIRONMENT_NAME, ENVIRONMENT_WORKSPACE, SIMULATED_NAME } from "../workspaces/memory-workspaces.ts";
import { readWorkspaceRows } from "../workspaces/workspace-rows.ts";
import type { CommandContext } from "./context.ts";
import { findOwner } from "./owner.ts";

const TIMEOUT_MS = 2_000;

/**
 * Names by id. A running owner knows all of them, also those it keeps in memory only; without one the store does.
 */
export async function readWorkspaceNames(
  database: DatabaseSync,
  context: CommandContext,
): Promise<ReadonlyMap<string, string>> {
  const stored = readWorkspaceRows(database).workspaces.map(({ id, name }) => [id, name] as const);
  const known = new Map<string, string>([
    [SIMULATED_WORKSPACE, SIMULATED_NAME],
    [ENVIRONMENT_WORKSPACE, ENVIRONMENT_NAME],
    ...stored,
  ]);
  try {
    const owner = findOwner(context);
    if (owner === null) return known;
    const { workspaces } = await createControlClient(owner, { timeoutMs: TIMEOUT_MS }).call(
      "workspaces.list",
      {},
    );
    for (const { id, name } of workspaces) known.set(id, name);
  } catch {
    // An owner that is starting or hangs must not keep events from being printed; only names may be missing.
  }
  return known;
}
