// From when on events are about the application and the account that a workspace has. Pure.
import { isSameApplication } from "../application-ids.ts";
import type { PlanContext } from "./plan-change.ts";
import type { WorkspaceRow } from "./workspace-rows.ts";

/** Another application or account in the place of one begins anew: what came before says nothing of it. */
export function momentsAfter(
  before: WorkspaceRow,
  after: Pick<WorkspaceRow, "kind" | "applicationId"> & { readonly apiKey: string | null },
  { rows, now }: Pick<PlanContext, "rows" | "now">,
): Pick<WorkspaceRow, "applicationSince" | "accountSince"> {
  const isOtherKind = before.kind !== after.kind;
  const isOtherApplication =
    before.applicationId !== null &&
    (after.applicationId === null || !isSameApplication(before.applicationId, after.applicationId));
  const apiKey = rows.accounts.find(({ id }) => id === before.accountId)?.apiKey ?? null;
  const isOtherAccount = apiKey !== null && apiKey !== after.apiKey;
  return {
    applicationSince: isOtherKind || isOtherApplication ? now : before.applicationSince,
    accountSince: isOtherKind || isOtherAccount ? now : before.accountSince,
  };
}
