// Renews the link of a Page with a new access token.
import { Button } from "@mantine/core";
import type { FormEvent, ReactNode } from "react";
import type { ExternalAccount } from "../../../../preload/contract/external-accounts.ts";
import type { Workspace } from "../../../../preload/contract/workspace.ts";
import { useAct } from "../../../bridge/use-call.ts";
import { ErrorNotice } from "../../../components/error-notice.tsx";
import { focusOnMount } from "../../../components/focus-on-mount.ts";
import { showPassing } from "../../../components/toast.ts";
import { nameOf } from "./page-words.ts";
import { readText, TOKEN_FIELD, TokenField } from "./token-field.tsx";
import { useTakePage } from "./use-take-page.ts";
import classes from "../panel.module.css";

interface RenewFormProps {
  readonly page: ExternalAccount;
  readonly workspace: Workspace;
  onRenewed(): void;
  onCancel(): void;
}

/** One field; the typed token stays in it until Vonage took it. */
export function RenewForm({ page, workspace, onRenewed, onCancel }: RenewFormProps): ReactNode {
  const renew = useAct("externalAccounts.renew");
  const takePage = useTakePage(workspace);

  async function send(event: FormEvent<HTMLFormElement>): Promise<void> {
    event.preventDefault();
    const form = event.currentTarget;
    const accessToken = readText(form, TOKEN_FIELD);
    const renewed = await renew.run({
      workspace: workspace.id,
      pageId: page.pageId,
      accessToken,
    });
    if (!renewed.ok) return;
    await takePage(renewed.value);
    form.reset();
    showPassing(`Token of ${nameOf(page)} renewed`);
    onRenewed();
  }

  return (
    <form
      className={classes.form}
      aria-label={`Renew the token of ${nameOf(page)}`}
      autoComplete="off"
      onSubmit={(event) => void send(event)}
    >
      <TokenField ref={focusOnMount} />
      {renew.error !== null && <ErrorNotice error={renew.error} />}
      <div className={classes.buttons}>
        <Button type="submit" variant="filled" disabled={renew.isRunning}>
          Renew the token
        </Button>
        <Button onClick={onCancel}>Cancel</Button>
      </div>
    </form>
  );
}
