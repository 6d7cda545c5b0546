// Asks the account what is wrong with a workspace's application or key, once a JWT of it was refused.
import { AppError } from "../../preload/contract/errors.ts";
import type { WorkspaceId } from "../../preload/contract/ids.ts";
import type { Workspace } from "../../preload/contract/workspace.ts";
import type { JwtFacts } from "../network/diagnose-failure.ts";
import type { AccountAccess, ApplicationsApi } from "./applications-api.ts";
import { toApplication } from "./application-view.ts";
import { pairingOf } from "./key-pairing.ts";

/** What the account says; null where it could not be asked, most often for want of the API secret. Never throws. */
export type ExamineApplication = (
  workspace: WorkspaceId,
) => Promise<Pick<JwtFacts, "pairing" | "application">>;

interface ExamineParts {
  readonly api: Pick<ApplicationsApi, "get">;
  readonly workspaces: {
    get(id: WorkspaceId): Workspace;
    accountOf(id: WorkspaceId): Promise<AccountAccess>;
  };
}

/** Makes the function. It costs one request. */
export function createExamineApplication({ api, workspaces }: ExamineParts): ExamineApplication {
  return async (id) => {
    try {
      const { applicationId, key } = workspaces.get(id);
      if (applicationId === null) return { pairing: null, application: null };
      const account = await workspaces.accountOf(id);
      const application = toApplication(await api.get(account, applicationId), account);
      return {
        pairing: pairingOf(key, application),
        application: application.hasMessages ? "good" : "without-messages",
      };
    } catch (error) {
      // The refusal that is looked into is told in any case; a second failure would only hide it.
      const isGone = error instanceof AppError && error.code === "APPLICATION_NOT_FOUND";
      return { pairing: null, application: isGone ? "not-found" : null };
    }
  };
}
