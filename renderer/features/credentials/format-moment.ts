// A day and a time, for what lies further away than today.
import type { Settings } from "../../../preload/contract/settings.ts";

/** "22 Nov, 08:50", or "22 Nov, 07:50 UTC". `relative` is written as local time here. */
export function formatMoment(at: number, format: Settings["timeFormat"]): string {
  return new Intl.DateTimeFormat("en-GB", {
    day: "numeric",
    month: "short",
    hour: "2-digit",
    minute: "2-digit",
    ...(format === "utc" ? { timeZone: "UTC", timeZoneName: "short" } : {}),
  }).format(at);
}
