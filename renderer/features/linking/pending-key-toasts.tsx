// At the start: which applications an earlier run asked for without hearing whether they were made.
import type { Workspace } from "../../../preload/contract/workspace.ts";
import { useCall } from "../../bridge/use-call.ts";
import { useWorkspaces } from "../../workspace/active-workspace.tsx";
import { useStartToast } from "./start-toast.tsx";

/** Says it once for each workspace; the Linking screen has notes of its own. */
export function PendingKeyToasts() {
  return useWorkspaces()
    .workspaces.filter(({ kind, ephemeral }) => kind === "real" && !ephemeral)
    .map((workspace) => <PendingKeyToast key={workspace.id} workspace={workspace} />);
}

function PendingKeyToast({ workspace: { id, name } }: { readonly workspace: Workspace }) {
  const { data: keys } = useCall("applications.pendingKeys", { workspace: id });
  const names = keys?.map(({ applicationName }) => `“${applicationName}”`).join(", ") ?? "";
  useStartToast({
    id: `pending-key-${id}`,
    workspace: id,
    title: `${name}: an application may have been created`,
    text: `An earlier run asked for ${names} and ended before the answer came. The private key is kept.`,
    isLeft: keys && keys.length > 0,
  });
  return null;
}
