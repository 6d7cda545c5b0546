// The calls of the contract about a Vonage account and its applications.
import type { Handlers } from "../../preload/contract/contract.ts";
import { AppError } from "../../preload/contract/errors.ts";
import type { WorkspaceId } from "../../preload/contract/ids.ts";
import type { Clock } from "../ports.ts";
import { kindOfHost, parseApiHost } from "../network/api-host.ts";
import type { RecentAnswers } from "../network/recent-answers.ts";
import type { PendingKeys } from "../workspaces/pending-keys.ts";
import type { Applications } from "./applications.ts";
import type { AccountAccess, ApplicationsApi } from "./applications-api.ts";
import type { WebhookUrls } from "./webhook-urls-shape.ts";

/** Names of the calls answered here. */
export type ApplicationCall = Extract<keyof Handlers, `account.${string}` | `applications.${string}`>;

/** What the calls work with, each as narrow as they need it. */
export interface ApplicationCallParts {
  readonly api: Pick<ApplicationsApi, "check">;
  readonly applications: Applications;
  readonly workspaces: {
    accountOf(id: WorkspaceId): Promise<AccountAccess>;
    readonly pendingKeys: Pick<PendingKeys, "list" | "drop">;
  };
  readonly webhookUrls: Pick<WebhookUrls, "forgetApplication">;
  readonly recentAnswers: Pick<RecentAnswers, "read" | "forget">;
  readonly clock: Clock;
}

/** Handlers of these calls. */
export function createApplicationCalls({
  api,
  applications,
  workspaces,
  webhookUrls,
  recentAnswers,
  clock,
}: ApplicationCallParts): Pick<Handlers, ApplicationCall> {
  return {
    "account.check": async (wanted) => {
      const account =
        "workspace" in wanted ? await workspaces.accountOf(wanted.workspace) : typedAccount(wanted);
      const { total, clockOffSeconds } = await api.check(account);
      return { apiKey: account.apiKey, applications: total, clockOffSeconds, checkedAt: clock.now() };
    },
    "account.forgetAnswers": ({ workspace }) => {
      recentAnswers.forget(workspace);
      return {};
    },
    "applications.list": async ({ workspace, page }) => {
      const question = { workspace, about: ["applications.list", page] } as const;
      return (await recentAnswers.read(question, () => applications.list(workspace, page))).answer;
    },
    "applications.get": async ({ workspace, id }) => {
      const question = { workspace, about: ["applications.get", id] } as const;
      const { answer, at } = await recentAnswers.read(question, () => applications.get(workspace, id));
      return { application: answer, checkedAt: at };
    },
    "applications.create": (wanted) => applications.create(wanted),
    "applications.choose": ({ workspace, id }) => applications.choose(workspace, id),
    "applications.addMessages": ({ workspace, id }) => applications.addMessages(workspace, id),
    "applications.remove": async ({ workspace, id, typedName }) => {
      await applications.remove(workspace, id, typedName);
      // There is nothing left to put back.
      await webhookUrls.forgetApplication(id);
      return {};
    },
    "applications.pairing": ({ workspace }) => applications.pairing(workspace),
    "applications.pendingKeys": async ({ workspace }) => [...workspaces.pendingKeys.list(workspace)],
    "applications.forgetPendingKey": async ({ workspace, keyFingerprint }) => {
      // Another workspace's is not this one's to give up, and one whose request is under way is nobody's.
      const isListed = workspaces.pendingKeys
        .list(workspace)
        .some((key) => key.keyFingerprint === keyFingerprint);
      if (isListed) await workspaces.pendingKeys.drop(keyFingerprint);
      return {};
    },
  };
}

/** As `accountOf` of a workspace made of it. @throws AppError `WORKSPACE_HOST_INVALID`, `ACCOUNT_SANDBOX` */
function typedAccount(typed: AccountAccess): AccountAccess {
  const apiHost = parseApiHost(typed.apiHost);
  if (kindOfHost(apiHost) === "sandbox") throw new AppError("ACCOUNT_SANDBOX", { workspace: apiHost });
  return { ...typed, apiHost };
}
