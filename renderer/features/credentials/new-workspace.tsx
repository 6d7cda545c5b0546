// Adding a workspace: a Page and an application of one's own.
import { notifications } from "@mantine/notifications";
import type { WorkspaceId } from "../../../preload/contract/ids.ts";
import { useAct } from "../../bridge/use-call.ts";
import { useTypedForms } from "./typed-forms.tsx";
import { WorkspaceForm } from "./workspace-form.tsx";
import type { WorkspaceChange } from "./workspace-fields.ts";

interface NewWorkspaceProps {
  readonly onAdded: (id: WorkspaceId) => void;
}

/** Form of a new workspace; once added it becomes the active one. */
export function NewWorkspace({ onAdded }: NewWorkspaceProps) {
  const add = useAct("workspaces.add");
  const activate = useAct("workspaces.activate");
  const { forget } = useTypedForms();

  async function save(input: WorkspaceChange): Promise<void> {
    const added = await add.run(input);
    if (!added.ok) return;
    forget("new");
    notifications.show({ message: "Workspace added" });
    onAdded(added.value.id);
    await activate.run({ id: added.value.id });
  }

  return (
    <WorkspaceForm
      workspace={null}
      error={add.error ?? activate.error}
      isSaving={add.isRunning || activate.isRunning}
      onSave={(input) => void save(input)}
    />
  );
}
