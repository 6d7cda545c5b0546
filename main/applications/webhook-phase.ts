// What an entry of the journal means to the run that finds it, and what is left of it once it was put back. Pure.
import type { WebhookUrlsPhase } from "../../preload/contract/webhook-urls.ts";
import type { JournalEntry } from "./webhook-journal.ts";
import { isSamePair, pairOf } from "./webhook-plan.ts";

/** How the URLs stand by the entry alone. */
export function phaseOf({ state, run, isOlder }: JournalEntry, currentRun: string): WebhookUrlsPhase {
  if (state === "begun") return "unconfirmed";
  if (isOlder) return "older-kept";
  return run === currentRun ? "set" : "left-over";
}

/** False for what an earlier run left where its own URLs had stood already: there is nothing to put back. */
export function isOfUse(entry: JournalEntry, currentRun: string): boolean {
  const [newest] = entry.ours;
  if (phaseOf(entry, currentRun) !== "left-over" || newest === undefined) return true;
  return !isSamePair(pairOf(entry.old), newest);
}

/** What stays in the journal when `old` stands in the application again; null = nothing. */
export function remainderOf(entry: JournalEntry): JournalEntry | null {
  const [next, ...others] = entry.older.filter((each) => !isSamePair(pairOf(each), pairOf(entry.old)));
  return next === undefined
    ? null
    : { ...entry, old: next, older: others, isOlder: true, state: "confirmed" };
}
