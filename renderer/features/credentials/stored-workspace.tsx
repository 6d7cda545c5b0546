// The keys of a workspace that the person stored: change them, or remove them.
import { useState } from "react";
import type { CallInput } from "../../../preload/contract/contract.ts";
import type { Workspace } from "../../../preload/contract/workspace.ts";
import { useAct } from "../../bridge/use-call.ts";
import { SaveKeyFile } from "../../components/save-key-file.tsx";
import { showPassing } from "../../components/toast.ts";
import { TypedRemoval } from "../../components/typed-removal.tsx";
import { ExportWorkspace } from "./export-workspace.tsx";
import { useOwnRemovals } from "../../workspace/own-removals.tsx";
import { useTypedForms } from "./typed-forms.tsx";
import { WorkspaceForm } from "./workspace-form.tsx";
import classes from "./keys-page.module.css";

interface StoredWorkspaceProps {
  readonly workspace: Workspace;
}

type Removable = "privateKey" | "apiSecret" | "signatureSecret";

/** Form of the active workspace, with the ways to take its secrets or all of it away. */
export function StoredWorkspace({ workspace }: StoredWorkspaceProps) {
  const save = useAct("workspaces.change");
  const take = useAct("workspaces.change");
  const remove = useAct("workspaces.remove");
  const { forget } = useTypedForms();
  const ownRemovals = useOwnRemovals();
  // A new form after each save: what was typed as a secret is gone from the page.
  const [round, setRound] = useState(0);

  async function change(input: CallInput<"workspaces.change">["change"]): Promise<void> {
    const saved = await save.run({ id: workspace.id, change: input });
    if (!saved.ok) return;
    forget(workspace.id);
    setRound((former) => former + 1);
    showPassing("Workspace saved");
  }

  async function takeAway(secret: Removable, name: string): Promise<boolean> {
    const taken = await take.run({ id: workspace.id, change: { [secret]: null } });
    if (!taken.ok) return false;
    setRound((former) => former + 1);
    showPassing(`${name.slice(0, 1).toUpperCase()}${name.slice(1)} removed`);
    return true;
  }

  /** It said that old URLs could not be put back: confirmed once more, they are forgotten. */
  const forgetUrls =
    remove.error?.code === "WEBHOOK_URLS_LEFT" || remove.error?.code === "WEBHOOK_JOURNAL_DAMAGED";

  async function removeAll(typedName: string): Promise<boolean> {
    const former = ownRemovals.get(workspace.id);
    ownRemovals.set(workspace.id, "asked");
    const removed = await remove.run({ id: workspace.id, typedName, forgetUrls });
    // A second try may come after the first, of which nothing was heard.
    if (!removed.ok && removed.error.code !== "WORKSPACE_NOT_FOUND") {
      // What came of an earlier one is still not known, whatever becomes of this one.
      const isUnknown = removed.error.code === "CONTRACT_ANSWER_LOST" || former === "unanswered";
      if (isUnknown) ownRemovals.set(workspace.id, "unanswered");
      else ownRemovals.delete(workspace.id);
      return false;
    }
    forget(workspace.id);
    showPassing("Workspace removed");
    return true;
  }

  function removal(secret: Removable, name: string, loss: string) {
    return (
      <TypedRemoval
        label={`Remove the ${name}`}
        name={workspace.name}
        error={take.error}
        isRunning={take.isRunning}
        onRemove={() => takeAway(secret, name)}
      >
        {loss}
      </TypedRemoval>
    );
  }

  return (
    <>
      {workspace.ephemeral && (
        <p className={classes.note}>
          The secrets of this workspace came from the environment. They are kept in memory only and end with
          this run.
        </p>
      )}
      <WorkspaceForm
        key={round}
        workspace={workspace}
        error={save.error}
        isSaving={save.isRunning}
        onSave={(input) => void change(input)}
        keyAction={
          <>
            <SaveKeyFile workspace={workspace.id} />
            {removal(
              "privateKey",
              "private key",
              "Without it no JWT can be minted and no reply sent. Key files that you saved stay.",
            )}
          </>
        }
        apiSecretAction={removal("apiSecret", "API secret", "Hookline cannot show it again.")}
        signatureSecretAction={removal(
          "signatureSecret",
          "signature secret",
          "Webhooks are stored as “not checked” from then on.",
        )}
      >
        <ExportWorkspace workspace={workspace.id} />
        <TypedRemoval
          label="Remove the workspace"
          title={`Remove ${workspace.name}`}
          {...(forgetUrls ? { confirmLabel: "Remove all the same" } : {})}
          name={workspace.name}
          error={remove.error}
          isRunning={remove.isRunning}
          onRemove={removeAll}
        >
          Its keys, secrets and events are removed from this computer; key files that you saved stay. Webhook
          URLs that Hookline set are put back first. Nothing else changes at Vonage or Facebook.
        </TypedRemoval>
      </WorkspaceForm>
    </>
  );
}
