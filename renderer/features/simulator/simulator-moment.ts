// Moments of a clock that can be days ahead of the computer's, and how much of it was played.
import type { PlayedTime } from "../../../preload/contract/simulator.ts";
import type { Settings } from "../../../preload/contract/settings.ts";
import { formatClock, formatCount, formatSpan } from "../../components/format.ts";

const HOUR_MS = 3_600_000;
/** Up to here time is told in hours, as it was asked for. */
const MOST_HOURS = 48;

/** A clock time, with the day before it where it is not today by that clock: "14:00:31", "29 Nov 14:00:31". */
export function momentWords(
  at: number,
  { now, format }: { readonly now: number; readonly format: Settings["timeFormat"] },
): string {
  const clock = formatClock(at, format);
  return dayOf(at, format) === dayOf(now, format) ? clock : `${dayOf(at, format)} ${clock}`;
}

/** A stretch of played time: "1 min", "24 h", "6 d 4 h". */
export function stretchWords(spanMs: number): string {
  const hours = spanMs / HOUR_MS;
  return Number.isInteger(hours) && hours > 0 && hours <= MOST_HOURS ? `${hours}\u00a0h` : formatSpan(spanMs);
}

/** What came of playing, in one or two sentences. */
export function playedWords({ advancedMs, attempts, end }: PlayedTime): string {
  const sent =
    attempts === 0 ? "nothing was sent" : attempts === 1 ? "1 attempt" : `${formatCount(attempts)} attempts`;
  return `Played ${stretchWords(advancedMs)}: ${sent}.${ENDS[end]}`;
}

const ENDS: Readonly<Record<PlayedTime["end"], string>> = {
  there: "",
  idle: " Nothing is scheduled any more.",
  limit: " More is still scheduled: one play goes on for a minute, or 8 days of its time, at most.",
  reset: " The simulator was reset meanwhile.",
};

function dayOf(at: number, format: Settings["timeFormat"]): string {
  return new Intl.DateTimeFormat("en-GB", {
    day: "numeric",
    month: "short",
    ...(format === "utc" ? { timeZone: "UTC" } : {}),
  }).format(at);
}
