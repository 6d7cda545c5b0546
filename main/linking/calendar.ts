// Days as people count them: in their own time zone, without hours.

/** An ISO date, e.g. `2026-11-21`. */
export type Day = string;

const DAY_MS = 24 * 60 * 60 * 1000;

/** The day of a moment. @param timeZone IANA name; the computer's own unless given */
export function dayOf(moment: number, timeZone?: string): Day {
  const format = new Intl.DateTimeFormat("en-GB", {
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    ...(timeZone === undefined ? {} : { timeZone }),
  });
  const parts = new Map(format.formatToParts(moment).map(({ type, value }) => [type, value]));
  return `${parts.get("year")?.padStart(4, "0")}-${parts.get("month")}-${parts.get("day")}`;
}

/** The hour of its day in which a moment lies, 0 to 23. @param timeZone as of {@link dayOf} */
export function hourOf(moment: number, timeZone?: string): number {
  const format = new Intl.DateTimeFormat("en-GB", {
    hour: "2-digit",
    hourCycle: "h23",
    ...(timeZone === undefined ? {} : { timeZone }),
  });
  return Number(format.format(moment));
}

/** The day `count` days later. */
export function addDays(day: Day, count: number): Day {
  return new Date(Date.parse(day) + count * DAY_MS).toISOString().slice(0, 10);
}

/** Days from one to the other; negative when `to` lies before. */
export function daysBetween(from: Day, to: Day): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS);
}

/** In words, e.g. `19 Feb 2020`. */
export function spellDay(day: Day): string {
  const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
  const [year, month, date] = day.split("-").map(Number);
  return `${date} ${months[(month ?? 1) - 1]} ${year}`;
}
