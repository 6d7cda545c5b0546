// When a webhook that was not taken is sent again. Source: knowledge base article 360028543292 and the page of the
// sandbox, read 2026-11. Uncertain: which answers count (see `retryAfter`), whether a retry is signed anew (here it is
// not, but for what went out unsigned), and an older wording of the article had other delays (5 s, 1 min, 5 min, 15 min).
import type { SimulatorTiming } from "../../preload/contract/simulator.ts";
import type { RequestOutcome } from "../network/request-once.ts";

const FIRST_RETRY_MS = 5_000;
const LONGEST_RETRY_MS = 15 * 60_000;
const GIVE_UP_AFTER_MS = 24 * 60 * 60_000;

/**
 * How long to wait after an attempt: 5 s, doubled each time up to 15 minutes; null = it is given up after 24 hours.
 * @param attempt the one that failed, 1-based
 * @param sinceFirstMs from the first attempt until now
 */
export function retryDelay(attempt: number, sinceFirstMs: number): number | null {
  const delayMs = Math.min(FIRST_RETRY_MS * 2 ** (attempt - 1), LONGEST_RETRY_MS);
  return sinceFirstMs + delayMs > GIVE_UP_AFTER_MS ? null : delayMs;
}

/** Whether a webhook counts as taken, comes again, or is left at that. */
export function verdictOn(
  outcome: RequestOutcome,
  retryAfter: SimulatorTiming["retryAfter"],
): "taken" | "retry" | "refused" {
  if (outcome.kind === "answered" && outcome.status >= 200 && outcome.status < 300) return "taken";
  switch (retryAfter) {
    case "never":
      return "refused";
    case "not-2xx":
      return "retry";
    case "429-or-5xx":
      return outcome.kind === "no-answer" || outcome.status === 429 || outcome.status >= 500
        ? "retry"
        : "refused";
  }
}
