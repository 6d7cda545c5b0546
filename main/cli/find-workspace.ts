// Finds the workspace a person named, in a list that the owner or the store gave.
import { AppError } from "../../preload/contract/errors.ts";
import { looksSecret } from "../credentials/shown-text.ts";
import type { Workspace, WorkspaceList } from "../../preload/contract/workspace.ts";
import { sameName } from "../workspaces/plan-change.ts";

/** By id, else by name, capital letters aside; without a name the one in front. @throws AppError `WORKSPACE_NOT_FOUND` */
export function findWorkspace(
  { workspaces, activeId }: WorkspaceList,
  idOrName: string | undefined,
): Workspace {
  const wanted = idOrName ?? activeId;
  const found =
    workspaces.find(({ id }) => id === wanted) ??
    workspaces.find(({ name }) => sameName(name, wanted.trim()));
  if (found === undefined)
    throw new AppError("WORKSPACE_NOT_FOUND", { name: looksSecret(wanted) ? "of that name" : wanted });
  return found;
}
