// Where a found candidate goes: a workspace of its own, or one that is there.
import { Button, NativeSelect, TextInput } from "@mantine/core";
import { useRef, useState, type FormEvent } from "react";
import type { WorkspaceId } from "../../../preload/contract/ids.ts";
import type { ImportCandidate } from "../../../preload/contract/workspace-import.ts";
import { useAct } from "../../bridge/use-call.ts";
import { showPassing } from "../../components/toast.ts";
import { NOT_BLANK, useFieldProblem } from "../../components/use-field-problem.ts";
import { useWorkspaces } from "../../workspace/active-workspace.tsx";
import { SaveProblem } from "./save-problem.tsx";
import classes from "./import-candidates.module.css";

interface ImportFormProps {
  readonly candidate: ImportCandidate;
  readonly onTaken: (id: WorkspaceId) => void;
  readonly onCancel: () => void;
}

/** Form of one import; the workspace it went to becomes the active one. */
export function ImportForm({ candidate, onTaken, onCancel }: ImportFormProps) {
  const { workspaces } = useWorkspaces();
  const take = useAct("imports.take");
  const activate = useAct("workspaces.activate");
  const [into, setInto] = useState("");
  const [name, setName] = useState("");
  const form = useRef<HTMLFormElement>(null);
  const problem = useFieldProblem("The workspace needs a name.");
  const own = workspaces.filter(({ kind }) => kind !== "simulated");
  const target = own.find(({ id }) => id === into);

  async function importIt(how: "checked" | "unchecked"): Promise<void> {
    // Only the form's own button has the browser look at the fields.
    if (form.current?.reportValidity() !== true) return;
    const taken = await take.run({
      candidate: candidate.id,
      workspace: target?.id ?? null,
      name: target?.name ?? name,
      ...(how === "unchecked" ? { unchecked: true } : {}),
    });
    if (!taken.ok) return;
    showPassing(`Imported into ${taken.value.name}`);
    onTaken(taken.value.id);
    await activate.run({ id: taken.value.id });
  }

  function submit(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault();
    void importIt("checked");
  }

  return (
    <form ref={form} className={classes.form} onSubmit={submit} autoComplete="off">
      {own.length > 0 && (
        <NativeSelect
          label="Import into"
          value={into}
          onChange={(event) => setInto(event.currentTarget.value)}
          data={[
            { value: "", label: "A new workspace" },
            ...own.map((workspace) => ({ value: workspace.id, label: workspace.name })),
          ]}
        />
      )}
      {target === undefined ? (
        <TextInput
          label="Name of the new workspace"
          required
          pattern={NOT_BLANK}
          maxLength={80}
          {...problem}
          value={name}
          onChange={(event) => {
            setName(event.currentTarget.value);
            problem.onChange(event);
          }}
        />
      ) : (
        <p className={classes.content}>What {target.name} already stores of these is replaced.</p>
      )}
      {take.error !== null && (
        <SaveProblem
          error={take.error}
          isSaving={take.isRunning}
          onAgree={null}
          onSaveUnchecked={() => void importIt("unchecked")}
        />
      )}
      <div className={classes.buttons}>
        <Button type="submit" variant="filled" disabled={take.isRunning}>
          Import
        </Button>
        <Button onClick={onCancel}>Cancel</Button>
      </div>
    </form>
  );
}
