// Links a Page to the account without the dashboard: Part 1 by API.
import { Button, TextInput } from "@mantine/core";
import type { FormEvent, ReactNode } from "react";
import { PageId } from "../../../../preload/contract/ids.ts";
import type { Workspace } from "../../../../preload/contract/workspace.ts";
import { useAct } from "../../../bridge/use-call.ts";
import { ErrorNotice } from "../../../components/error-notice.tsx";
import { useFieldProblem } from "../../../components/use-field-problem.ts";
import { fieldLook } from "../field-look.ts";
import { focusOnMount } from "../../../components/focus-on-mount.ts";
import { showPassing } from "../../../components/toast.ts";
import { readText, TOKEN_FIELD, TokenField } from "./token-field.tsx";
import { useTakePage } from "./use-take-page.ts";
import classes from "../panel.module.css";

interface AddPageFormProps {
  readonly workspace: Workspace;
  /** Ids that are on the account already, so that the workspace's own is offered only when it is not. */
  readonly known: readonly PageId[];
  onAdded(): void;
  onCancel(): void;
}

/** Everything typed stays until the Page is on the account. */
export function AddPageForm({ workspace, known, onAdded, onCancel }: AddPageFormProps): ReactNode {
  const create = useAct("externalAccounts.create");
  const problem = useFieldProblem("Type the ID of the Page, without spaces in it.");
  const takePage = useTakePage(workspace);
  const isNew = workspace.pageId !== null && !known.includes(workspace.pageId);

  async function send(event: FormEvent<HTMLFormElement>): Promise<void> {
    event.preventDefault();
    const form = event.currentTarget;
    const name = readText(form, "name");
    const added = await create.run({
      workspace: workspace.id,
      pageId: PageId.parse(readText(form, "pageId")),
      name: name === "" ? null : name,
      accessToken: readText(form, TOKEN_FIELD),
    });
    if (!added.ok) return;
    await takePage(added.value);
    form.reset();
    showPassing("Page added to the account");
    onAdded();
  }

  return (
    <form
      className={classes.form}
      aria-label="Add a Page"
      autoComplete="off"
      onSubmit={(event) => void send(event)}
    >
      <h3>Add a Page to the account</h3>
      <div className={classes.fields}>
        <TextInput
          ref={focusOnMount}
          name="pageId"
          label="Page ID"
          description="Of the Facebook Page, from its About section"
          required
          maxLength={50}
          inputMode="numeric"
          pattern="\s*\S+\s*"
          defaultValue={isNew ? (workspace.pageId ?? "") : ""}
          {...problem}
          {...fieldLook("mono")}
        />
        <TextInput
          name="name"
          label="Name"
          description="As you know the Page; may be empty"
          maxLength={80}
          defaultValue={isNew ? (workspace.pageName ?? "") : ""}
          {...fieldLook("plain")}
        />
      </div>
      <TokenField />
      {create.error !== null && <ErrorNotice error={create.error} />}
      <div className={classes.buttons}>
        <Button type="submit" variant="filled" size="md" disabled={create.isRunning}>
          Add the Page
        </Button>
        <Button size="md" onClick={onCancel}>
          Cancel
        </Button>
      </div>
    </form>
  );
}
