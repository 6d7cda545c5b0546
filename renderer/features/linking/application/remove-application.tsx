// Removes an application from the Vonage account, after its name was typed.
import type { ReactNode } from "react";
import type { Application } from "../../../../preload/contract/applications.ts";
import type { WorkspaceId } from "../../../../preload/contract/ids.ts";
import { useAct, useRefresh } from "../../../bridge/use-call.ts";
import { showPassing } from "../../../components/toast.ts";
import { TypedRemoval } from "../../../components/typed-removal.tsx";

interface RemoveApplicationProps {
  readonly application: Application;
  readonly workspace: WorkspaceId;
  /** What the button says, where nothing beside it tells which application is meant. */
  readonly label?: string;
  onRemoved?(): void;
}

/** The button and its dialog. */
export function RemoveApplication(props: RemoveApplicationProps): ReactNode {
  const { application, workspace, label, onRemoved } = props;
  const remove = useAct("applications.remove");
  const refresh = useRefresh();

  async function run(typedName: string): Promise<boolean> {
    const removed = await remove.run({
      workspace,
      id: application.id,
      typedName,
    });
    if (!removed.ok) return false;
    for (const name of [
      "workspaces.list",
      "applications.get",
      "applications.list",
      "externalAccounts.list",
    ] as const) {
      refresh(name);
    }
    showPassing(`Application “${application.name}” removed`);
    onRemoved?.();
    return true;
  }

  return (
    <TypedRemoval
      size="xs"
      {...(label === undefined ? { label: "Remove", of: application.name } : { label })}
      name={application.name}
      error={remove.error}
      isRunning={remove.isRunning}
      onRemove={run}
    >
      Removes the application {application.id} from the Vonage account. Its webhooks end, its key is worth
      nothing any more, and whatever sends with it stops. It cannot be brought back.
    </TypedRemoval>
  );
}
