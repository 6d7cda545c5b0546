import { expect, it } from "vitest";
import { endOfDay } from "../../../../main/linking/calendar.ts";

it.each([
  ["in UTC", "UTC", "2026-11-29T23:59:59.999Z", "2026-11-30T00:00:00.000Z"],
  ["from its first moment on", "UTC", "2026-11-30T00:00:00.000Z", "2026-12-01T00:00:00.000Z"],
  ["far in the east", "Pacific/Kiritimati", "2026-11-29T12:00:00.000Z", "2026-11-30T10:00:00.000Z"],
  ["far in the west", "Etc/GMT+12", "2026-11-29T12:00:00.000Z", "2026-11-30T12:00:00.000Z"],
  ["by the quarter of an hour", "Asia/Kathmandu", "2026-11-29T12:00:00.000Z", "2026-11-29T18:15:00.000Z"],
  ["of 23 hours", "Europe/Berlin", "2026-03-28T23:00:00.000Z", "2026-03-29T22:00:00.000Z"],
  ["of 25 hours", "Europe/Berlin", "2026-10-24T22:00:00.000Z", "2026-10-25T23:00:00.000Z"],
  ["before one that was left out", "Pacific/Apia", "2011-12-30T09:59:00.000Z", "2011-12-30T10:00:00.000Z"],
])("says when a day is over, %s", (_which, timeZone, moment, end) => {
  expect(new Date(endOfDay(Date.parse(moment), timeZone)).toISOString()).toBe(end);
});
