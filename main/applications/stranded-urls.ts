// Old webhook URLs that no workspace can put back: a run with an environment left them, and started without it none is of
// that account. Pure.
import type { StrandedUrls } from "../../preload/contract/webhook-urls.ts";
import type { Workspace } from "../../preload/contract/workspace.ts";
import { isSameApplication } from "../application-ids.ts";
import { printable } from "../reports/printable.ts";
import type { JournalEntry } from "./webhook-journal.ts";
import { isOfUse } from "./webhook-phase.ts";
import { pairOf } from "./webhook-plan.ts";

/** What of the journal no workspace tells of. Where somebody else's URLs stand by now, Vonage calls nobody of ours. */
export function strandedIn(
  entries: readonly JournalEntry[],
  { workspaces, run }: { readonly workspaces: readonly Workspace[]; readonly run: string },
): readonly StrandedUrls[] {
  return entries
    .filter((entry) => !entry.isOlder && isOfUse(entry, run))
    .filter((entry) => !workspaces.some((workspace) => isConcernOf(workspace, entry)))
    .map(({ applicationId, apiKey, old }) => ({ applicationId, apiKey, old: pairOf(old) }));
}

function isConcernOf({ id, apiKey, applicationId }: Workspace, entry: JournalEntry): boolean {
  return (
    id === entry.workspace ||
    apiKey === entry.apiKey ||
    (applicationId !== null && isSameApplication(applicationId, entry.applicationId))
  );
}

/** What happened, what was there before, and what to do. */
export function sayStranded({ applicationId, apiKey, old: { inbound, status } }: StrandedUrls): string {
  return printable(
    `An earlier run left its webhook URLs in application ${applicationId}: Vonage still calls a tunnel that is gone. Before, they were: inbound ${inbound?.address ?? "none"}, status ${status?.address ?? "none"}. No workspace has its account (API key ${apiKey}) now. Add one, or start with the environment of that run, and Linking puts them back.`,
  );
}
