// What workspaces are called, for commands that read the store by themselves.
import type { DatabaseSync } from "node:sqlite";
import { SIMULATED_WORKSPACE } from "../../preload/contract/ids.ts";
import { ENVIRONMENT_NAME, ENVIRONMENT_WORKSPACE, SIMULATED_NAME } from "../workspaces/memory-workspaces.ts";
import { readWorkspaceRows } from "../workspaces/workspace-rows.ts";

/** Names by id, as they are now: those that are stored, and those whose workspaces are kept in memory only. */
export function readWorkspaceNames(database: DatabaseSync): ReadonlyMap<string, string> {
  return new Map<string, string>([
    [SIMULATED_WORKSPACE, SIMULATED_NAME],
    [ENVIRONMENT_WORKSPACE, ENVIRONMENT_NAME],
    ...readWorkspaceRows(database).workspaces.map(({ id, name }) => [id, name] as const),
  ]);
}
