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
export function isHomeOf(workspace: Workspace, entry: JournalEntry): boolean {
  return workspace.id === entry.workspace && mayBeOfAccountOf(workspace, entry);
}

/** It can put them back for another workspace: the sandbox has no applications. */
export function isOfAccountOf({ apiKey, kind }: Workspace, entry: JournalEntry): boolean {
  return apiKey !== null && apiKey === entry.apiKey && kind !== "sandbox";
}

/** It has the application; in another account there is none of this id. */
export function hasApplicationOf(workspace: Workspace, entry: JournalEntry): boolean {
  const { applicationId } = workspace;
  return (
    applicationId !== null &&
    isSameApplication(applicationId, entry.applicationId) &&
    mayBeOfAccountOf(workspace, entry)
  );
}

/** A stored workspace without an API key may get it again; an environment without one, which has always the same id, not. */
function mayBeOfAccountOf({ apiKey, ephemeral }: Workspace, entry: JournalEntry): boolean {
  return apiKey === null ? !ephemeral : apiKey === entry.apiKey;
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
  return isHomeOf(workspace, entry) || isOfAccountOf(workspace, entry) || hasApplicationOf(workspace, entry);
}

/** What happened, what was there before, and what to do. The time tells it from what happens to the application again. */
export function sayStranded({ applicationId, apiKey, old, isConfirmed, setAt }: StrandedUrls): string {
  const [day, time] = new Date(setAt).toISOString().split(/[T.]/);
  const what = isConfirmed
    ? `The webhook URLs that Hookline set on ${day}, ${time} UTC, in application ${applicationId} were not put back.`
    : `Hookline began on ${day}, ${time} UTC, to change the webhook URLs of application ${applicationId}, and it is not known whether they were.`;
  return printable(
    `${what} Vonage may still call a tunnel that is gone. Before, they were: inbound ${old.inbound?.address ?? "none"}, status ${old.status?.address ?? "none"}. No workspace has the account (API key ${apiKey}) now. Add one, or start with the environment of that run, and Linking puts them back.`,
  );
}
