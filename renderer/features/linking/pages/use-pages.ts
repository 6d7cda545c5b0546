// The Pages of the account, and what each is linked to.
import { useCallback } from "react";
import { ANSWER_KEPT_MS } from "../../../../preload/contract/account-calls.ts";
import type { ExternalAccount } from "../../../../preload/contract/external-accounts.ts";
import type { AppErrorValue } from "../../../../preload/contract/errors.ts";
import type { Workspace } from "../../../../preload/contract/workspace.ts";
import { useCall } from "../../../bridge/use-call.ts";
import { accountAccess, type AccountAccess } from "../account-access.tsx";
import { useReadAnew } from "../use-read-anew.ts";

/** What is known of the account's Pages. */
export interface AccountPages {
  readonly access: AccountAccess;
  /** null until the account was asked. */
  readonly pages: readonly ExternalAccount[] | null;
  readonly error: AppErrorValue | null;
  readonly isChecking: boolean;
  /** Epoch ms of the last answer. */
  readonly checkedAt: number | null;
  /** Asks again, because the person wants it or something was changed. */
  readonly check: () => void;
}

/** Reads the Pages at most once a minute, unless told to. */
export function usePages(workspace: Workspace): AccountPages {
  const access = accountAccess(workspace);
  const query = useCall(
    "externalAccounts.list",
    { workspace: workspace.id },
    { enabled: access === "ready", freshForMs: ANSWER_KEPT_MS },
  );
  const readAnew = useReadAnew(workspace.id);
  const check = useCallback(() => readAnew("externalAccounts.list", "linking.state"), [readAnew]);
  return {
    access,
    pages: query.data?.pages ?? null,
    error: query.error?.value ?? null,
    isChecking: query.isFetching,
    checkedAt: query.data?.checkedAt ?? null,
    check,
  };
}
