// At the start: which applications an earlier run asked for without hearing whether they were made.
import { Button } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useEffect, useEffectEvent, useRef } from "react";
import type { Workspace } from "../../../preload/contract/workspace.ts";
import { useCall } from "../../bridge/use-call.ts";
import { navigate, useRoute } from "../../router/router.ts";
import { useActiveWorkspace, useWorkspaces } from "../../workspace/active-workspace.tsx";
import { useActivateWorkspace } from "../../workspace/use-activate-workspace.ts";

/** Says it once for each workspace, wherever the person is; the Linking screen has notes of its own. */
export function PendingKeyToasts() {
  return useWorkspaces()
    .workspaces.filter(({ kind, ephemeral }) => kind === "real" && !ephemeral)
    .map((workspace) => <PendingKeyToast key={workspace.id} workspace={workspace} />);
}

function PendingKeyToast({ workspace }: { readonly workspace: Workspace }) {
  const { data: keys } = useCall("applications.pendingKeys", { workspace: workspace.id });
  const isActive = useActiveWorkspace().id === workspace.id;
  const isThere = useRoute().page === "linking" && isActive;
  const activate = useActivateWorkspace();
  // What comes after the first answer was begun in this run, and is told where it was begun.
  const wasAsked = useRef(false);
  const toast = `pending-key-${workspace.id}`;

  const show = useEffectEvent((names: readonly string[]) => {
    notifications.show({
      id: toast,
      color: "yellow",
      autoClose: false,
      title: `${workspace.name}: an application may have been created`,
      message: (
        <>
          <p>
            An earlier run asked for {names.map((name) => `“${name}”`).join(", ")} and ended before the answer
            came. The private key is kept.
          </p>
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
    if (keys === undefined) return;
    const isFirst = !wasAsked.current;
    wasAsked.current = true;
    if (isThere || keys.length === 0) notifications.hide(toast);
    else if (isFirst) show(keys.map(({ applicationName }) => applicationName));
  }, [keys, isThere, toast]);
  return null;
}
