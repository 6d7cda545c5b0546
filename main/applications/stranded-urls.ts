// Whose concern the old webhook URLs of an application are, and those that are nobody's: a run with the environment of an
// account left them, and now no workspace is of that account. Pure.
import type { StrandedUrls } from "../../preload/contract/webhook-urls.ts";
import type { Workspace } from "../../preload/contract/workspace.ts";
import { isSameApplication } from "../application-ids.ts";
import { printable } from "../reports/printable.ts";
import type { JournalEntry } from "./webhook-journal.ts";
import { isOfUse } from "./webhook-phase.ts";
import { pairOf } from "./webhook-plan.ts";

/** It changed them, and is of the same account still: with another one it could not put them back. */
export function isHomeOf({ id, apiKey }: Workspace, entry: JournalEntry): boolean {
  return id === entry.workspace && (apiKey === null || apiKey === entry.apiKey);
}

/** It can put them back for another workspace: the sandbox has no applications. */
export function isOfAccountOf({ apiKey, kind }: Workspace, entry: JournalEntry): boolean {
  return apiKey !== null && apiKey === entry.apiKey && kind !== "sandbox";
}

/** What of the journal no workspace tells of. Where somebody else's URLs stand by now, Vonage calls nobody of ours. */
export function strandedIn(
  entries: readonly JournalEntry[],
  { workspaces, run }: { readonly workspaces: readonly Workspace[]; readonly run: string },
): readonly StrandedUrls[] {
  return entries
    .filter((entry) => !entry.isOlder && isOfUse(entry, run))
    .filter((entry) => !workspaces.some((workspace) => isConcernOf(workspace, entry)))
    .map(({ applicationId, apiKey, old, state, setAt }) => ({
      applicationId,
      apiKey,
      old: pairOf(old),
      isConfirmed: state === "confirmed",
      setAt,
    }));
}

function isConcernOf(workspace: Workspace, entry: JournalEntry): boolean {
  const { applicationId } = workspace;
  return (
    isHomeOf(workspace, entry) ||
    isOfAccountOf(workspace, entry) ||
    (applicationId !== null && isSameApplication(applicationId, entry.applicationId))
  );
}

/** What happened, what was there before, and what to do. The time tells it from what happens to the application again. */
export function sayStranded({ applicationId, apiKey, old, isConfirmed, setAt }: StrandedUrls): string {
  const [day, time] = new Date(setAt).toISOString().split(/[T.]/);
  const what = isConfirmed
    ? `An earlier run left its webhook URLs of ${day}, ${time} UTC, in application ${applicationId}: Vonage still calls a tunnel that is gone.`
    : `An earlier run began on ${day}, ${time} UTC, to change the webhook URLs of application ${applicationId}, and it is not known whether they were: Vonage may call a tunnel that is gone.`;
  return printable(
    `${what} Before, they were: inbound ${old.inbound?.address ?? "none"}, status ${old.status?.address ?? "none"}. No workspace has its account (API key ${apiKey}) now. Add one, or start with the environment of that run, and Linking puts them back.`,
  );
}
