// Do the webhook URLs of a workspace's application lead here? Said by what was last read of it, whoever set them.
import type { WorkspaceId } from "../../preload/contract/ids.ts";
import type { Workspace } from "../../preload/contract/workspace.ts";
import type { SeenUrls, UrlsMemory } from "./seen-urls.ts";
import { isSamePair } from "./webhook-plan.ts";
import type { WebhookUrls } from "./webhook-urls-shape.ts";
import { wantedUrls, type WaysIn } from "./wanted-urls.ts";

/** Why it is known that they do: Hookline set them, created the application with them, or only read them. */
export interface UrlsEvidence {
  /** Epoch ms. */
  readonly at: number;
  readonly by: "set" | SeenUrls["by"];
}

interface UrlsEvidenceParts extends WaysIn {
  readonly workspaces: { get(id: WorkspaceId): Workspace };
  readonly webhookUrls: Pick<WebhookUrls, "setHere">;
  readonly memory: Pick<UrlsMemory, "of">;
}

/** Makes the function. It answers null where they lead elsewhere, and asks nobody. */
export function createUrlsEvidence({
  workspaces,
  webhookUrls,
  memory,
  ...waysIn
}: UrlsEvidenceParts): (workspace: WorkspaceId) => UrlsEvidence | null {
  return (id) => {
    const workspace = workspaces.get(id);
    const seen = workspace.applicationId === null ? null : memory.of(workspace.applicationId);
    const set = webhookUrls.setHere(id);
    // Somebody else may have set others since.
    if (set !== null && (seen === null || isSamePair(seen.urls, set.urls))) return { at: set.at, by: "set" };
    const wanted = wantedUrls(workspace, waysIn);
    if (seen === null || wanted === null || !isSamePair(seen.urls, wanted)) return null;
    return { at: seen.since, by: seen.by };
  };
}
