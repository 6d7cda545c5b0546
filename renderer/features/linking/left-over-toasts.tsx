// At the start: which applications still have the webhook URLs of a run that ended without putting the old ones back.
import type { Workspace } from "../../../preload/contract/workspace.ts";
import { useCall } from "../../bridge/use-call.ts";
import { useWorkspaces } from "../../workspace/active-workspace.tsx";
import { useStartToast } from "./start-toast.tsx";

/** Says it once for each workspace; the Linking screen has a banner of its own. */
export function LeftOverToasts() {
  return useWorkspaces().workspaces.map((workspace) => (
    <LeftOverToast key={workspace.id} workspace={workspace} />
  ));
}

function LeftOverToast({ workspace: { id, name } }: { readonly workspace: Workspace }) {
  const { data: state } = useCall("webhookUrls.state", { workspace: id });
  useStartToast({
    id: `left-over-${id}`,
    workspace: id,
    ...(state?.phase === "older-kept"
      ? {
          title: `${name}: older webhook URLs`,
          text: "They are from before somebody else changed the application. They are written down and can be put back.",
        }
      : {
          title: `${name}: webhook URLs of an earlier run`,
          text: "They are still set in the application. The old ones are written down and can be put back.",
        }),
    isLeft: state && state.phase !== "untouched" && state.phase !== "set",
  });
  return null;
}
