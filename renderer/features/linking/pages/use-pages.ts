// The Pages of the account, and what each is linked to.
import { useCallback } from "react";
import type { ExternalAccount } from "../../../../preload/contract/external-accounts.ts";
import type { AppErrorValue } from "../../../../preload/contract/errors.ts";
import type { Workspace } from "../../../../preload/contract/workspace.ts";
import { useCall, useRefresh } from "../../../bridge/use-call.ts";
import { accountAccess, FRESH_FOR_MS, type AccountAccess } from "../account-access.tsx";

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
    { enabled: access === "ready", freshForMs: FRESH_FOR_MS },
  );
  const refresh = useRefresh();
  const check = useCallback(() => {
    refresh("externalAccounts.list");
    refresh("linking.state");
  }, [refresh]);
  return {
    access,
    pages: query.data ?? null,
    error: query.error?.value ?? null,
    isChecking: query.isFetching,
    checkedAt: query.dataUpdatedAt === 0 ? null : query.dataUpdatedAt,
    check,
  };
}
