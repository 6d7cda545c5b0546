// Going over to another workspace.
import { useCallback } from "react";
import type { WorkspaceId } from "../../preload/contract/ids.ts";
import { useAct } from "../bridge/use-call.ts";
import { showFailure } from "../components/show-failure.ts";
import { navigate, parseRoute } from "../router/router.ts";

/** Gives a function that activates a workspace and leaves what belongs to the former one. */
export function useActivateWorkspace(): (id: WorkspaceId) => void {
  const { run } = useAct("workspaces.activate");
  return useCallback(
    async (id) => {
      const result = await run({ id });
      if (!result.ok) return showFailure(result.error);
      const { page } = parseRoute(location.hash);
      if (page === "events") navigate({ page, id: null }, { replace: true });
      if (page === "conversations") navigate({ page, psid: null, pageId: null }, { replace: true });
      return undefined;
    },
    [run],
  );
}
