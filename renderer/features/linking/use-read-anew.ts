// Asking the account although its last answer is new, because a person wants it.
import { useCallback } from "react";
import type { CallName } from "../../../preload/contract/contract.ts";
import type { WorkspaceId } from "../../../preload/contract/ids.ts";
import { useBridge } from "../../bridge/bridge.tsx";
import { useRefresh } from "../../bridge/use-call.ts";

/** Gives a function that has these answers about the workspace's account read at the account once more. */
export function useReadAnew(workspace: WorkspaceId): (...names: readonly CallName[]) => void {
  const bridge = useBridge();
  const refresh = useRefresh();
  return useCallback(
    (...names) => {
      const forgetting = bridge.call("account.forgetAnswers", { workspace });
      // Refused by a host that is lost only; the questions wait for it, and are asked then.
      void forgetting.then(() => names.forEach((name) => refresh(name)));
    },
    [bridge, refresh, workspace],
  );
}
