// Which applications still have webhook URLs that lead nowhere: of a run that ended, or of a tunnel that was closed, without
// the old ones put back.
import type { WebhookUrlsState } from "../../../preload/contract/webhook-urls.ts";
import type { Workspace } from "../../../preload/contract/workspace.ts";
import { useCall } from "../../bridge/use-call.ts";
import { useActiveWorkspace, useWorkspaces } from "../../workspace/active-workspace.tsx";
import { useStartToast } from "./start-toast.tsx";

/** Says it once for each workspace; the Linking screen has a banner of its own. */
export function LeftOverToasts() {
  return useWorkspaces().workspaces.map((workspace) => (
    <LeftOverToast key={workspace.id} workspace={workspace} />
  ));
}

function LeftOverToast({ workspace: { id, name } }: { readonly workspace: Workspace }) {
  const { data: state } = useCall("webhookUrls.state", { workspace: id });
  // The journal is one for all of them.
  const isActive = useActiveWorkspace().id === id;
  useStartToast({ id: `left-over-${id}`, workspace: id, ...toastOf(state, name, isActive) });
  useStartToast({
    id: `urls-astray-${id}`,
    workspace: id,
    title: `${name}: the webhook URLs lead nowhere`,
    text: "They are of a tunnel address that is no longer there. The old ones are written down and can be put back.",
    isLeft: state?.outdated,
    isSudden: true,
  });
  return null;
}

function toastOf(
  state: WebhookUrlsState | undefined,
  name: string,
  isActive: boolean,
): { readonly title: string; readonly text: string; readonly isLeft: boolean | undefined } {
  if (isActive && state !== undefined && state.damaged !== null) {
    const text =
      "It may be the only note of where an application pointed before. Linking says which file it is, and what to do.";
    return { title: "The journal of webhook URLs cannot be read", text, isLeft: true };
  }
  if (state?.phase === "older-kept") {
    const text =
      "They are from before somebody else changed the application. They are written down and can be put back.";
    return { title: `${name}: older webhook URLs`, text, isLeft: true };
  }
  return {
    title: `${name}: webhook URLs of an earlier run`,
    text: "They are still set in the application. The old ones are written down and can be put back.",
    isLeft: state && (state.phase === "left-over" || state.phase === "unconfirmed"),
  };
}
