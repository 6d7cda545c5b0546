// The calls of the contract about a Vonage account and its applications.
import type { Handlers } from "../../preload/contract/contract.ts";
import type { WorkspaceId } from "../../preload/contract/ids.ts";
import type { Clock } from "../ports.ts";
import type { AccountAccess, ApplicationsApi } from "./applications-api.ts";

/** Names of the calls answered here. */
export type ApplicationCall = "account.check";

/** What the calls work with, each as narrow as they need it. */
export interface ApplicationCallParts {
  readonly api: ApplicationsApi;
  readonly workspaces: { accountOf(id: WorkspaceId): Promise<AccountAccess> };
  readonly clock: Clock;
}

/** Handlers of these calls. */
export function createApplicationCalls({
  api,
  workspaces,
  clock,
}: ApplicationCallParts): Pick<Handlers, ApplicationCall> {
  return {
    "account.check": async (wanted) => {
      const account = "workspace" in wanted ? await workspaces.accountOf(wanted.workspace) : wanted;
      const { total, clockOffSeconds } = await api.check(account);
      return { apiKey: account.apiKey, applications: total, clockOffSeconds, checkedAt: clock.now() };
    },
  };
}
