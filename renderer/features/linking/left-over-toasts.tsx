// At the start: which applications still have the webhook URLs of a run that ended without putting the old ones back.
import { Button } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useEffect, useEffectEvent, useRef } from "react";
import type { Workspace } from "../../../preload/contract/workspace.ts";
import { useCall } from "../../bridge/use-call.ts";
import { navigate, useRoute } from "../../router/router.ts";
import { useActiveWorkspace, useWorkspaces } from "../../workspace/active-workspace.tsx";
import { useActivateWorkspace } from "../../workspace/use-activate-workspace.ts";

/** Says it once for each workspace, wherever the person is; the Linking screen has a banner of its own. */
export function LeftOverToasts() {
  return useWorkspaces().workspaces.map((workspace) => (
    <LeftOverToast key={workspace.id} workspace={workspace} />
  ));
}

function LeftOverToast({ workspace }: { readonly workspace: Workspace }) {
  const { data: state } = useCall("webhookUrls.state", { workspace: workspace.id });
  const isActive = useActiveWorkspace().id === workspace.id;
  const isThere = useRoute().page === "linking" && isActive;
  const activate = useActivateWorkspace();
  // Only the first answer is about an earlier run: what comes later was begun in this one.
  const wasAsked = useRef(false);
  const toast = `left-over-${workspace.id}`;
  const isLeft = state?.phase === "left-over" || state?.phase === "unconfirmed";

  const show = useEffectEvent(() => {
    notifications.show({
      id: toast,
      color: "yellow",
      autoClose: false,
      title: `${workspace.name}: webhook URLs of an earlier run`,
      message: (
        <>
          <p>They are still set in the application. The old ones are written down and can be put back.</p>
          <Button
            size="xs"
            mt={8}
            onClick={() => {
              if (!isActive) activate(workspace.id);
              navigate({ page: "linking" });
            }}
          >
            Open Linking
          </Button>
        </>
      ),
    });
  });

  useEffect(() => {
    if (state === undefined) return;
    const isFirst = !wasAsked.current;
    wasAsked.current = true;
    if (isThere || !isLeft) notifications.hide(toast);
    else if (isFirst) show();
  }, [state, isLeft, isThere, toast]);
  return null;
}
