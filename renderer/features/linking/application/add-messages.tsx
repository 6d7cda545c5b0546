// Gives an application the Messages capability, without which it can neither be linked nor get webhooks.
import { Button } from "@mantine/core";
import type { ReactNode } from "react";
import type { Application } from "../../../../preload/contract/applications.ts";
import type { WorkspaceId } from "../../../../preload/contract/ids.ts";
import { useAct, useRefresh } from "../../../bridge/use-call.ts";
import { showFailure } from "../../../components/show-failure.ts";
import { showPassing } from "../../../components/toast.ts";

interface AddMessagesProps {
  readonly application: Application;
  readonly workspace: WorkspaceId;
}

/** The button; its other capabilities stay as they are. */
export function AddMessages({ application, workspace }: AddMessagesProps): ReactNode {
  const add = useAct("applications.addMessages");
  const refresh = useRefresh();

  async function run(): Promise<void> {
    const added = await add.run({ workspace, id: application.id });
    if (!added.ok) return showFailure(added.error);
    showPassing(`Messages added to ${application.name}`);
    refresh("applications.get");
    refresh("applications.list");
  }

  return (
    <Button
      size="xs"
      aria-label={`Add Messages to ${application.name}`}
      disabled={add.isRunning}
      onClick={() => void run()}
    >
      Add Messages
    </Button>
  );
}
