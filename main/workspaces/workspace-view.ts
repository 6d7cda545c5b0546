// A stored workspace as the contract shows it: its rows, and whether its secrets are there.
import type { Workspace } from "../../preload/contract/workspace.ts";
import { stillTried } from "./held-secrets.ts";
import { secretName } from "./stored-secrets.ts";
import type { AccountRow, WorkspaceRow } from "./workspace-rows.ts";

interface Beside {
  readonly accounts: readonly AccountRow[];
  /** Whether the vault has the secret of this name. */
  readonly isStored: (name: string) => boolean;
  /** Epoch ms. */
  readonly now: number;
}

/** A secret that a row speaks of and the vault lacks is none. */
export function toWorkspace(row: WorkspaceRow, { accounts, isStored, now }: Beside): Workspace {
  const account = accounts.find(({ id }) => id === row.accountId);
  const { accountId: _account, applicationSince: _application, accountSince: _moment, ...shown } = row;
  return {
    ...shown,
    apiKey: account?.apiKey ?? null,
    key: isStored(secretName.privateKey(row.id)) ? row.key : null,
    hasApiSecret: account?.hasApiSecret === true && isStored(secretName.apiSecret(account.id)),
    hasSignatureSecret:
      account?.hasSignatureSecret === true && isStored(secretName.signatureSecret(account.id)),
    signatureProvedAt: account?.signatureProvedAt ?? null,
    previousSignatureUntil: stillTried(account?.previousSecretUntil ?? null, now),
    ephemeral: false,
  };
}
