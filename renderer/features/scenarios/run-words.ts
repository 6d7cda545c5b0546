// A run in words: how it stands, how it ended, and when things were.
import type { AppSend, RunWebhook, ScenarioRun, StepResult } from "../../../preload/contract/scenario-run.ts";
import { formatCount, formatDuration } from "../../components/format.ts";

/** How it stands or ended, in a sentence or two. */
export function verdictWords({ state, reason, steps, durationMs }: ScenarioRun): string {
  const count = (outcome: StepResult["outcome"]): number =>
    steps.filter((step) => step.outcome === outcome).length;
  const expected = count("held") + count("failed");
  const took = durationMs === null ? "" : ` in ${formatDuration(durationMs)}`;
  const untold = count("skipped") === 0 ? "" : ` ${count("skipped")} could not be told.`;
  switch (state) {
    case "running": {
      const now = steps.find((step) => step.outcome === "running");
      return now === undefined ? "Running." : `Step ${now.number} of ${steps.length}.`;
    }
    case "held":
      return expected === 0
        ? `Played${took}; nothing was expected.${untold}`
        : `${expected === 1 ? "The one expectation" : `All ${expected} expectations`} held${took}.${untold}`;
    case "failed":
      return `${count("failed")} of ${expected} expectations failed${took}.${untold}`;
    case "stopped":
      return "It did not come to its end.";
    case "broken":
      return reason ?? "It did not come to its end.";
  }
}

/** A moment of a run, counted from its beginning: "+0 ms", "+1.2 s". */
export function offsetWords(atMs: number): string {
  return `+${atMs < 0.5 ? "0\u00a0ms" : formatDuration(Math.round(atMs)).replace(".0\u00a0", "\u00a0")}`;
}

/** To whom something was sent, or about whom it is. */
export function personWords({ person, psid }: Pick<AppSend, "person" | "psid">): string {
  return person ?? (psid === null ? "nobody known" : `PSID ${psid}`);
}

/** What came of sending a webhook once. */
export function attemptWords({ status, reason, durationMs }: RunWebhook["attempts"][number]): string {
  return status === null ? (reason ?? "no answer") : `${status} in ${formatDuration(durationMs)}`;
}

/** Whether an attempt came to a bad end that nobody planned: a reset breaks the connection on purpose. */
export function hasFailed({ status }: RunWebhook["attempts"][number], faults: RunWebhook["faults"]): boolean {
  return status === null ? !faults.includes("reset") : status >= 300;
}

/** "3", or "first 200 of 1,000". */
export function countWords(shown: number, all: number): string {
  return all > shown ? `first ${formatCount(shown)} of ${formatCount(all)}` : formatCount(all);
}

/** The newer of two states of what is played; of the same, the one that is over. */
export function newest<T extends { readonly startedAt: number; readonly state: string }>(
  asked: T | null | undefined,
  heard: T | null,
): T | null {
  if (asked === null || asked === undefined || heard === null) return heard ?? asked ?? null;
  if (asked.startedAt !== heard.startedAt) return asked.startedAt > heard.startedAt ? asked : heard;
  return asked.state === "running" ? heard : asked;
}
