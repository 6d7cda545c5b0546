// Days as people count them: in their own time zone, without hours.

/** An ISO date, e.g. `2026-11-21`. */
export type Day = string;

const MINUTE_MS = 60 * 1000;
const DAY_MS = 24 * 60 * MINUTE_MS;
/** No day has more hours: one in which a clock is put back has 25. */
const LONGEST_DAY_HOURS = 26;

/** The day of a moment. @param timeZone IANA name; the computer's own unless given */
export function dayOf(moment: number, timeZone?: string): Day {
  return dayBy(dayFormat(timeZone), moment);
}

/**
 * When the day of a moment is over, epoch ms. Found by halving: days have 23 to 25 hours, and some zones left one out.
 * @param timeZone as of {@link dayOf}
 */
export function endOfDay(moment: number, timeZone?: string): number {
  // Made once: that takes longer than all the steps.
  const format = dayFormat(timeZone);
  const day = dayBy(format, moment);
  let within = Math.floor(moment / MINUTE_MS);
  let after = within + LONGEST_DAY_HOURS * 60;
  while (after - within > 1) {
    const middle = Math.floor((within + after) / 2);
    if (dayBy(format, middle * MINUTE_MS) === day) within = middle;
    else after = middle;
  }
  return after * MINUTE_MS;
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

function dayFormat(timeZone: string | undefined): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat("en-GB", {
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    ...(timeZone === undefined ? {} : { timeZone }),
  });
}

function dayBy(format: Intl.DateTimeFormat, moment: number): Day {
  const parts = new Map(format.formatToParts(moment).map(({ type, value }) => [type, value]));
  return `${parts.get("year")?.padStart(4, "0")}-${parts.get("month")}-${parts.get("day")}`;
}
