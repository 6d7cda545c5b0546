// The days of a reminder: when it is, and when it rings. Pure.
import { LINK_TERM_DAYS } from "../../preload/contract/linking.ts";
import type { Settings } from "../../preload/contract/settings.ts";
import { addDays, dayOf, hourOf } from "./calendar.ts";
import type { Day } from "./calendar.ts";

/** Of a link: what the days of its reminder come from. */
export interface RemindedLink {
  readonly linkedOn: Day;
  /** Alarms, in days before the end of the term. */
  readonly daysBefore: readonly number[];
  /** Epoch ms. */
  readonly now: number;
  /** IANA name; the computer's own unless given. */
  readonly timeZone?: string | undefined;
}

/** On which day the reminder is, and on which it rings: at least one, earliest first, and none that is over. */
export interface ReminderDays {
  readonly on: Day;
  readonly rings: readonly [Day, ...Day[]];
}

/** An alarm at midnight would wake people, so it comes at this hour of its day. */
export const ALARM_HOUR = 9;

/** The reminder is on the last day of the term; where no alarm of it would still come, it is for now. */
export function reminderDays({ linkedOn, daysBefore, now, timeZone }: RemindedLink): ReminderDays {
  const today = dayOf(now, timeZone);
  const next = hourOf(now, timeZone) < ALARM_HOUR ? today : addDays(today, 1);
  const end = addDays(linkedOn, LINK_TERM_DAYS);
  const [first, ...others] = [...new Set(daysBefore)]
    .map((days) => addDays(end, -days))
    .filter((day) => day >= next)
    .sort();
  return first === undefined ? { on: next, rings: [next] } : { on: end, rings: [first, ...others] };
}

/** The days chosen in the settings. */
export function chosenDaysBefore({ linking }: Pick<Settings, "linking">): readonly number[] {
  return [linking.firstReminderDays, linking.secondReminderDays];
}
