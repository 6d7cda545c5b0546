// A workspace without a Page takes the first that is added or linked from it. What was done to a Page is seen by Hookline
// itself, and is none of the screen's business.
import type { ExternalAccount } from "../../../../preload/contract/external-accounts.ts";
import type { Workspace } from "../../../../preload/contract/workspace.ts";
import { useAct } from "../../../bridge/use-call.ts";
import { showFailure } from "../../../components/show-failure.ts";

/** Takes the Page, where the workspace has none. The simulator keeps its own, and the sandbox's is everybody's. */
export function useTakePage({ id, kind, pageId: own }: Workspace): (page: ExternalAccount) => Promise<void> {
  const change = useAct("workspaces.change");
  return async ({ pageId, name }) => {
    if (kind !== "real" || own !== null) return;
    const taken = await change.run({ id, change: { pageId, ...(name === null ? {} : { pageName: name }) } });
    if (!taken.ok) showFailure(taken.error);
  };
}
