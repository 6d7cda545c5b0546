// Adding a workspace: a Page and an application of one's own.
import { useBeingAdded } from "./being-added.tsx";
import { WorkspaceForm } from "./workspace-form.tsx";

/** Form of a new workspace; once added it becomes the active one. */
export function NewWorkspace() {
  const { add, isRunning, error } = useBeingAdded();
  return (
    <WorkspaceForm workspace={null} error={error} isSaving={isRunning} onSave={(input) => void add(input)}>
      <span role="status">{isRunning ? "The workspace is being added" : ""}</span>
    </WorkspaceForm>
  );
}
