// Tells what was left undone, at the start or when it happens, wherever the person is, and leads to the Linking screen.
import { Button } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useEffect, useEffectEvent, useRef } from "react";
import type { WorkspaceId } from "../../../preload/contract/ids.ts";
import { showStaying } from "../../components/toast.ts";
import { navigate, useRoute } from "../../router/router.ts";
import { useActiveWorkspace } from "../../workspace/active-workspace.tsx";
import { useActivateWorkspace } from "../../workspace/use-activate-workspace.ts";

interface StartToast {
  readonly id: string;
  readonly workspace: WorkspaceId;
  readonly title: string;
  readonly text: string;
  /** Whether there is anything to tell; undefined until it is known. */
  readonly isLeft: boolean | undefined;
  /** It can come about in this run too, with nobody told: then it is shown whenever it does. */
  readonly isSudden?: boolean;
}

/**
 * Shows it once: only the first answer is about an earlier run, what comes later was begun in this one and is told where it
 * was, unless it `isSudden`. It goes once there is nothing left to tell, or the screen is shown that says the same.
 */
export function useStartToast({ id, workspace, title, text, isLeft, isSudden = false }: StartToast): void {
  const isActive = useActiveWorkspace().id === workspace;
  const isThere = useRoute().page === "linking" && isActive;
  const activate = useActivateWorkspace();
  const wasAsked = useRef(false);

  const show = useEffectEvent(() => {
    showStaying({
      id,
      tone: "warning",
      title,
      message: (
        <>
          <p>{text}</p>
          <Button
            size="xs"
            mt={8}
            onClick={() => {
              // Also where it is active now: by the time it is pressed, another one may be.
              activate(workspace);
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
    if (isLeft === undefined) return;
    const isFirst = !wasAsked.current;
    wasAsked.current = true;
    if (isThere || !isLeft) notifications.hide(id);
    else if (isFirst || isSudden) show();
  }, [id, isLeft, isSudden, isThere]);
}
