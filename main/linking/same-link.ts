// Which workspaces have one link: it belongs to an account and a Page, so all applications on that Page share it.
import type { WorkspaceId } from "../../preload/contract/ids.ts";
import type { Workspace } from "../../preload/contract/workspace.ts";

/** The other workspaces on that link. Without an API key or a Page nobody can tell. */
export function othersOnLink(
  { workspace, apiKey, pageId }: { workspace: WorkspaceId; apiKey: string | null; pageId: string | null },
  all: readonly Workspace[],
): readonly WorkspaceId[] {
  if (apiKey === null || pageId === null) return [];
  return all
    .filter((other) => other.id !== workspace && other.kind === "real")
    .filter((other) => other.apiKey === apiKey && other.pageId === pageId)
    .map(({ id }) => id);
}
