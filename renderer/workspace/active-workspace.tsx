// Which workspace the person looks at.
import { createContext, useContext, useMemo, type ReactNode } from "react";
import type { WorkspaceId } from "../../preload/contract/ids.ts";
import type { Workspace, WorkspaceList } from "../../preload/contract/workspace.ts";

const WorkspaceContext = createContext<WorkspaceList | null>(null);

interface WorkspaceProviderProps {
  readonly list: WorkspaceList;
  readonly children: ReactNode;
}

/** Gives the tree the list of workspaces and the active one. */
export function WorkspaceProvider({ list, children }: WorkspaceProviderProps) {
  return <WorkspaceContext value={list}>{children}</WorkspaceContext>;
}

/** All workspaces, and the id of the active one. */
export function useWorkspaces(): WorkspaceList {
  const list = useContext(WorkspaceContext);
  if (list === null) throw new Error("There is no WorkspaceProvider above this component.");
  return list;
}

/** The workspace the person looks at. */
export function useActiveWorkspace(): Workspace {
  const { workspaces, activeId } = useWorkspaces();
  const active = workspaces.find((workspace) => workspace.id === activeId) ?? workspaces[0];
  if (active === undefined)
    throw new Error("The list of workspaces is empty; the simulated one is always in it.");
  return active;
}

interface WorkspaceScopeProps {
  /** One of the list. */
  readonly id: WorkspaceId;
  readonly children: ReactNode;
}

/** A part of the screen that is about another workspace than the active one: to what is in it, that one is active. */
export function WorkspaceScope({ id, children }: WorkspaceScopeProps) {
  const list = useWorkspaces();
  const scoped = useMemo(() => ({ ...list, activeId: id }), [list, id]);
  return <WorkspaceContext value={scoped}>{children}</WorkspaceContext>;
}
