// Days as people write them: ISO dates, and the names of these.

const DAY_AND_MONTH = { timeZone: "UTC", day: "numeric", month: "short" } as const;
// Made once: a calendar names 91 days, and making a format takes longer than using it a hundred times.
const withoutYear = new Intl.DateTimeFormat("en-GB", DAY_AND_MONTH);
const withYear = new Intl.DateTimeFormat("en-GB", { ...DAY_AND_MONTH, year: "numeric" });

/** "4 Mar 2020", or "4 Mar" when the year is `today`'s; never on two lines. */
export function dayName(date: string, today?: string): string {
  const isSameYear = today !== undefined && today.slice(0, 4) === date.slice(0, 4);
  const name = (isSameYear ? withoutYear : withYear).format(new Date(`${date}T00:00:00Z`));
  return name.replaceAll(" ", "\u00a0");
}

/** The day of a moment as an ISO date, in this page's zone. */
export function localDate(now: number): string {
  const date = new Date(now);
  return `${String(date.getFullYear())}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

function two(value: number): string {
  return String(value).padStart(2, "0");
}
