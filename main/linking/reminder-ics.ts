// The day on which to link again as a calendar entry with alarms. Pure; the form is RFC 5545. It has no METHOD: that would
// make a message of it, which by RFC 5546 needs an organizer.
import { LINK_TERM_DAYS } from "../../preload/contract/linking.ts";
import { addDays, daysBetween } from "./calendar.ts";
import type { Day } from "./calendar.ts";
import { ALARM_HOUR, reminderDays, type RemindedLink } from "./reminder-days.ts";

/** What is reminded of. */
export interface Reminder extends RemindedLink {
  /** Stays the same for one link, so that a calendar replaces the entry instead of adding another. */
  readonly uid: string;
  /** The Page by name or ID. */
  readonly page: string;
}

const LONGEST_LINE_BYTES = 75;

/** The text of the file: lines of at most 75 bytes, each ended by CR LF. */
export function reminderIcs({ uid, page, ...link }: Reminder): string {
  const { linkedOn, now } = link;
  const { on: day, rings } = reminderDays(link);
  const summary = `Link the Page ${page} to Vonage again`;
  const description = [
    `It was linked on ${linkedOn}. Vonage’s guides say that a link lasts ${LINK_TERM_DAYS} days${endWords(linkedOn, day)}; Vonage’s page of today names no fixed term.`,
    "Open Linking in Hookline and choose Start re-link.",
  ].join("\n");
  const lines = [
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    "PRODID:-//Hookline//Page link//EN",
    "CALSCALE:GREGORIAN",
    "BEGIN:VEVENT",
    `UID:${escaped(uid)}`,
    `DTSTAMP:${stamp(now)}`,
    // A newer file replaces an older one of the same UID.
    `SEQUENCE:${Math.floor(now / 60_000)}`,
    `DTSTART;VALUE=DATE:${compact(day)}`,
    `DTEND;VALUE=DATE:${compact(addDays(day, 1))}`,
    `SUMMARY:${escaped(summary)}`,
    `DESCRIPTION:${escaped(description)}`,
    "TRANSP:TRANSPARENT",
    ...rings.flatMap((ring) => [
      "BEGIN:VALARM",
      "ACTION:DISPLAY",
      `DESCRIPTION:${escaped(summary)}`,
      `TRIGGER:${trigger(daysBetween(ring, day))}`,
      "END:VALARM",
    ]),
    "END:VEVENT",
    "END:VCALENDAR",
  ];
  return lines.map((line) => `${folded(line)}\r\n`).join("");
}

/** Which day the last one is, where it is not that of the reminder. */
function endWords(linkedOn: Day, day: Day): string {
  const end = addDays(linkedOn, LINK_TERM_DAYS);
  if (end === day) return "";
  return `, which ${end < day ? "ended" : "end"} on ${end}`;
}

/** From the midnight in which the day begins: 14 days before at 9 o'clock are 13 days and 15 hours. */
function trigger(days: number): string {
  if (days === 0) return `PT${ALARM_HOUR}H`;
  const whole = days - 1;
  return `-P${whole === 0 ? "" : `${whole}D`}T${24 - ALARM_HOUR}H`;
}

function stamp(moment: number): string {
  return new Date(moment).toISOString().replaceAll(/[-:]|\.\d+/g, "");
}

function compact(day: Day): string {
  return day.replaceAll("-", "");
}

/** Text as a value; control characters have no form there, so they are left out. */
function escaped(text: string): string {
  return text
    .replaceAll(/[\\;,]/g, (mark) => `\\${mark}`)
    .replaceAll(/\r\n|\r|\n/g, "\\n")
    .replaceAll(/\p{Cc}/gu, "");
}

/** Breaks a line between characters; what goes on begins with a space. */
function folded(line: string): string {
  let out = "";
  let used = 0;
  for (const character of line) {
    const bytes = Buffer.byteLength(character);
    if (used + bytes > LONGEST_LINE_BYTES) {
      out += "\r\n ";
      used = 1;
    }
    out += character;
    used += bytes;
  }
  return out;
}
