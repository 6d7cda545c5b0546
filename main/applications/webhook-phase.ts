// What an entry of the journal means to the run that finds it. Pure.
import type { WebhookUrlsPhase } from "../../preload/contract/webhook-urls.ts";
import type { JournalEntry } from "./webhook-journal.ts";
import { isSamePair, pairOf } from "./webhook-plan.ts";

/** How the URLs stand by the entry alone. */
export function phaseOf({ state, run }: JournalEntry, currentRun: string): WebhookUrlsPhase {
  if (state === "begun") return "unconfirmed";
  return run === currentRun ? "set" : "left-over";
}

/** False for what an earlier run left where its own URLs had stood already: there is nothing to put back. */
export function isOfUse(entry: JournalEntry, currentRun: string): boolean {
  const [newest] = entry.ours;
  if (phaseOf(entry, currentRun) !== "left-over" || newest === undefined) return true;
  return !isSamePair(pairOf(entry.old), newest);
}
