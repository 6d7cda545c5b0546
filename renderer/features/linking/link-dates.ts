// Calendar arithmetic of the Page link: pure, in whole local days.
import { LINK_TERM_DAYS } from "../../../preload/contract/linking.ts";
import { formatCount } from "../../components/format.ts";

/** Days before the end from which the guides' term counts as "re-link now". */
export const RELINK_FROM_DAYS = 14;

const DAY_MS = 24 * 60 * 60 * 1000;

/** A day of the 90-day calendar. `column` and `row` place it: weeks are columns, Monday is row 0. */
export interface CalendarDay {
  readonly date: string;
  readonly column: number;
  readonly row: number;
  readonly mark: "past" | "today" | "ahead" | "relink" | "expires";
}

/** Adds whole days to an ISO date. */
export function addDays(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
}

/** How long ago a day was, in whole days. */
export function ageName(days: number): string {
  if (days <= 0) return "today";
  return days === 1 ? "yesterday" : `${formatCount(days)} days ago`;
}

/** Every day from linking to the end of the guides' term, placed in weeks. */
export function linkCalendar(linkedOn: string, today: string): readonly CalendarDay[] {
  const firstRow = (new Date(`${linkedOn}T00:00:00Z`).getUTCDay() + 6) % 7;
  return Array.from({ length: LINK_TERM_DAYS + 1 }, (_unused, index) => {
    const date = addDays(linkedOn, index);
    const cell = firstRow + index;
    return { date, column: Math.floor(cell / 7), row: cell % 7, mark: markOf(date, index, today) };
  });
}

/** Days one after the other that have the same mark. */
export interface CalendarStretch {
  readonly mark: CalendarDay["mark"];
  readonly from: string;
  readonly to: string;
  readonly count: number;
}

/** The calendar in a few lines, in order. */
export function calendarStretches(days: readonly CalendarDay[]): readonly CalendarStretch[] {
  const stretches: CalendarStretch[] = [];
  for (const { date, mark } of days) {
    const last = stretches.at(-1);
    if (last?.mark === mark) stretches[stretches.length - 1] = { ...last, to: date, count: last.count + 1 };
    else stretches.push({ mark, from: date, to: date, count: 1 });
  }
  return stretches;
}

function markOf(date: string, index: number, today: string): CalendarDay["mark"] {
  if (date === today) return "today";
  if (index === LINK_TERM_DAYS) return "expires";
  if (date < today) return "past";
  return index >= LINK_TERM_DAYS - RELINK_FROM_DAYS ? "relink" : "ahead";
}
