// Going over to another workspace.
import { useCallback, useLayoutEffect, useRef } from "react";
import type { WorkspaceId } from "../../preload/contract/ids.ts";
import { useAct } from "../bridge/use-call.ts";
import { showFailure } from "../components/show-failure.ts";
import { navigate, parseRoute } from "../router/router.ts";
import { useWorkspaces } from "./active-workspace.tsx";
import { useWorkspaceGoal } from "./workspace-goal.tsx";

/**
 * Gives a function that activates a workspace and leaves what belongs to the former one. It is left when the other one is
 * drawn, whichever of the host's answer and its new list comes first: the former one's screen must not choose anew. Of two
 * choices the later one counts, whoever made them. The function stays the same.
 */
export function useActivateWorkspace(): (id: WorkspaceId) => void {
  const { run } = useAct("workspaces.activate");
  const { activeId } = useWorkspaces();
  const drawn = useRef(activeId);
  const goal = useWorkspaceGoal();
  useLayoutEffect(() => {
    drawn.current = activeId;
    if (!goal.is(activeId)) return;
    goal.set(null);
    leaveFormer();
  }, [goal, activeId]);
  return useCallback(
    async (id) => {
      // Nothing is gone over to for one that is drawn, and nothing left.
      goal.set(id === drawn.current ? null : id);
      const result = await run({ id });
      // Unless another choice was made since.
      if (!result.ok && goal.is(id)) goal.set(null);
      if (!result.ok) showFailure(result.error);
    },
    [goal, run],
  );
}

function leaveFormer(): void {
  const { page } = parseRoute(location.hash);
  if (page === "events") navigate({ page, id: null }, { replace: true });
  if (page === "conversations") navigate({ page, psid: null, pageId: null }, { replace: true });
}
