// What a workspace is called on screen: its Page and its application.
import type { Workspace } from "../../../preload/contract/workspace.ts";

interface WorkspaceTitle {
  readonly page: string;
  /** null where the name says it all. */
  readonly application: string | null;
}

/** Page and application of a workspace, in the words of the title bar. */
export function workspaceTitle(workspace: Workspace): WorkspaceTitle {
  if (workspace.kind === "simulated") {
    return { page: "Simulated Page", application: "Simulated application" };
  }
  const { name, pageName } = workspace;
  return pageName === null || pageName === name
    ? { page: name, application: null }
    : { page: pageName, application: name };
}

/** The same in one line, for a command or a reader of the screen. */
export function workspaceLine(workspace: Workspace): string {
  const { page, application } = workspaceTitle(workspace);
  return application === null ? page : `${page}, ${application}`;
}
