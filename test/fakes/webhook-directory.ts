// A directory of accounts and workspaces that is a list.
import { WorkspaceId } from "../../preload/contract/ids.ts";
import { createMac } from "../../main/credentials/webhook-mac.ts";
import type { WebhookAccount, WebhookDirectory, WebhookWorkspace } from "../../main/webhooks/directory.ts";

/** An account of a test: its secrets in clear. */
export interface TestAccount {
  readonly apiKey: string;
  readonly secrets: readonly string[];
  readonly simulated?: boolean;
}

/** A workspace of a test; what is left out is null. */
export interface TestWorkspace {
  readonly id: string;
  readonly apiKey?: string;
  readonly applicationId?: string;
  readonly pageId?: string;
  readonly simulated?: boolean;
}

/** Looks up in the lists handed in. */
export function createTestDirectory({
  accounts,
  workspaces,
}: {
  readonly accounts: readonly TestAccount[];
  readonly workspaces: readonly TestWorkspace[];
}): WebhookDirectory {
  const known = workspaces.map((workspace): WebhookWorkspace => ({
    id: WorkspaceId.parse(workspace.id),
    name: `Workspace ${workspace.id}`,
    apiKey: workspace.apiKey ?? null,
    applicationId: workspace.applicationId ?? null,
    pageId: workspace.pageId ?? null,
    simulated: workspace.simulated ?? false,
  }));
  const byKey = new Map(accounts.map((account) => [account.apiKey, toAccount(account)]));
  return {
    account: (apiKey) => byKey.get(apiKey) ?? null,
    holdsSecret: () => accounts.some(({ simulated = false, secrets }) => !simulated && secrets.length > 0),
    workspacesOfApplication: (applicationId) =>
      known.filter((workspace) => workspace.applicationId === applicationId),
    workspaceOfPage: (pageId, apiKey) => {
      const found = known.filter(
        (workspace) => workspace.pageId === pageId && (apiKey === null || workspace.apiKey === apiKey),
      );
      return found.length === 1 ? (found[0] ?? null) : null;
    },
  };
}

function toAccount({ apiKey, secrets, simulated = false }: TestAccount): WebhookAccount {
  return {
    apiKey,
    simulated,
    secrets: secrets.map((secret) => ({
      label: `signature secret of account ${apiKey}`,
      mac: createMac(secret),
    })),
  };
}
