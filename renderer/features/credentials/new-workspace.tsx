// Adding a workspace: a Page and an application of one's own.
import { useEffect, useState } from "react";
import { useBeingAdded } from "./being-added.tsx";
import { useTypedForms } from "./typed-forms.tsx";
import { WorkspaceForm } from "./workspace-form.tsx";

/** Form of a new workspace; once added it becomes the active one. */
export function NewWorkspace() {
  const { add, isRunning, error, forgetError } = useBeingAdded();
  const typedForms = useTypedForms();
  // Nothing stands in the form that is begun, so what was refused before is no longer about it.
  const [bygone] = useState(() => (isRunning || typedForms.read("new") !== null ? null : error));
  useEffect(() => {
    if (bygone !== null) forgetError();
  }, [bygone, forgetError]);
  return (
    <WorkspaceForm
      workspace={null}
      // It is forgotten only after it could be seen.
      error={error === bygone ? null : error}
      isSaving={isRunning}
      onSave={(input) => void add(input)}
    >
      <span role="status">{isRunning ? "The workspace is being added" : ""}</span>
    </WorkspaceForm>
  );
}
