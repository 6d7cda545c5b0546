// Tells that the workspace on screen was removed where nobody tells of it: another one is shown in its place.
import { useEffect, useRef } from "react";
import { showStaying } from "../../components/toast.ts";
import { useActiveWorkspace, useWorkspaces } from "../../workspace/active-workspace.tsx";
import { useOwnRemovals } from "../../workspace/own-removals.tsx";
import { workspaceLine } from "./workspace-title.ts";

/** Stays until it is closed: whoever looked elsewhere would not know why all is another. Renders nothing itself. */
export function RemovedWorkspaceToast() {
  const { workspaces } = useWorkspaces();
  const active = useActiveWorkspace();
  const ownRemovals = useOwnRemovals();
  const shown = useRef(active);
  useEffect(() => {
    const former = shown.current;
    shown.current = active;
    const own = ownRemovals.get(former.id);
    if (workspaces.some(({ id }) => id === former.id) || own === "asked") return;
    const elsewhere = own === undefined ? "A command or another window removed it. " : "";
    showStaying({
      id: `removed-${former.id}`,
      tone: "warning",
      title: `${former.name} was removed`,
      message: `${elsewhere}In its place, this is ${workspaceLine(active)}.`,
    });
  }, [workspaces, active, ownRemovals]);
  return null;
}
