// The look-ups of the webhook listener over what is stored now. Built anew on every change, read without waiting.
import { plainApplicationId } from "../application-ids.ts";
import type { WebhookAccount, WebhookDirectory, WebhookWorkspace } from "../webhooks/directory.ts";

/** Accounts by API key, each with the signature secrets that hold now. */
export interface DirectorySources {
  readonly accounts: readonly WebhookAccount[];
  readonly workspaces: readonly WebhookWorkspace[];
}

/** Builds the maps of one state. */
export function buildDirectory({ accounts, workspaces }: DirectorySources): WebhookDirectory {
  const byApiKey = new Map<string, WebhookAccount>();
  // Whoever knows the simulator's secret must not sign for an account, so the two never share one.
  const simulatedKeys = new Set(accounts.filter(({ simulated }) => simulated).map(({ apiKey }) => apiKey));
  for (const account of accounts) {
    if (!account.simulated && simulatedKeys.has(account.apiKey)) continue;
    const other = byApiKey.get(account.apiKey);
    const secrets = [...(other?.secrets ?? []), ...account.secrets];
    byApiKey.set(account.apiKey, { ...(other ?? account), secrets });
  }

  const byApplication = new Map<string, WebhookWorkspace[]>();
  const byPage = new Map<string, WebhookWorkspace[]>();
  for (const workspace of workspaces) {
    const { applicationId, pageId } = workspace;
    if (applicationId !== null) addTo(byApplication, plainApplicationId(applicationId), workspace);
    if (pageId !== null) addTo(byPage, pageId, workspace);
  }

  const holdsSecret = accounts.some(({ simulated, secrets }) => !simulated && secrets.length > 0);
  return {
    holdsSecret: () => holdsSecret,
    account: (apiKey) => byApiKey.get(apiKey) ?? null,
    workspacesOfApplication: (applicationId) => byApplication.get(plainApplicationId(applicationId)) ?? [],
    workspaceOfPage: (pageId, apiKey) => {
      const all = byPage.get(pageId) ?? [];
      const candidates = apiKey === null ? all : all.filter((workspace) => workspace.apiKey === apiKey);
      const [only, ...others] = candidates;
      return only === undefined || others.length > 0 ? null : only;
    },
  };
}

function addTo(map: Map<string, WebhookWorkspace[]>, key: string, workspace: WebhookWorkspace): void {
  const others = map.get(key);
  if (others === undefined) map.set(key, [workspace]);
  else others.push(workspace);
}
