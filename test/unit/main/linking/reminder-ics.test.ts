import { describe, expect, it } from "vitest";
import { assert, property, string } from "fast-check";
import { reminderIcs } from "../../../../main/linking/reminder-ics.ts";

const reminder = {
  uid: "relink-4711@hookline",
  page: "Bikes, cheap; good",
  linkedOn: "2026-11-21",
  daysBefore: [3, 14],
  now: Date.UTC(2026, 10, 21, 9, 30, 5),
};

/** The lines as they were before they were folded. */
function unfolded(text: string): readonly string[] {
  return text.replaceAll("\r\n ", "").split("\r\n");
}

/** The line of a property. */
function pick(text: string, name: string): string {
  return unfolded(text).find((line) => line.startsWith(`${name}:`)) ?? "";
}

describe("the calendar file of a reminder", () => {
  it("is one all-day event on day 90 with an alarm at 9 o'clock of each reminder day", () => {
    expect(unfolded(reminderIcs(reminder))).toEqual([
      "BEGIN:VCALENDAR",
      "VERSION:2.0",
      "PRODID:-//Hookline//Page link//EN",
      "CALSCALE:GREGORIAN",
      "BEGIN:VEVENT",
      "UID:relink-4711@hookline",
      "DTSTAMP:20261121T093005Z",
      "SEQUENCE:29920890",
      "DTSTART;VALUE=DATE:20270219",
      "DTEND;VALUE=DATE:20270220",
      "SUMMARY:Link the Page Bikes\\, cheap\\; good to Vonage again",
      "DESCRIPTION:It was linked on 2026-11-21. Vonage’s guides say that a link lasts 90 days\\; Vonage’s page of today names no fixed term.\\nOpen Linking in Hookline and choose Start re-link.",
      "TRANSP:TRANSPARENT",
      "BEGIN:VALARM",
      "ACTION:DISPLAY",
      "DESCRIPTION:Link the Page Bikes\\, cheap\\; good to Vonage again",
      "TRIGGER:-P13DT15H",
      "END:VALARM",
      "BEGIN:VALARM",
      "ACTION:DISPLAY",
      "DESCRIPTION:Link the Page Bikes\\, cheap\\; good to Vonage again",
      "TRIGGER:-P2DT15H",
      "END:VALARM",
      "END:VEVENT",
      "END:VCALENDAR",
      "",
    ]);
  });

  it.each([
    [[1], ["TRIGGER:-PT15H"]],
    [[0], ["TRIGGER:PT9H"]],
    [[7, 7], ["TRIGGER:-P6DT15H"]],
  ])("rings %j days before once at 9 o'clock", (daysBefore, triggers) => {
    const lines = unfolded(reminderIcs({ ...reminder, daysBefore }));

    expect(lines.filter((line) => line.startsWith("TRIGGER"))).toEqual(triggers);
  });

  it.each([
    ["leaves out an alarm that is over", "2026-09-02", 8, "20261201", ["-P2DT15H"], " days\\;"],
    [
      "keeps an alarm of this day while its 9 o'clock comes",
      "2026-08-26",
      8,
      "20261124",
      ["-P2DT15H"],
      " days\\;",
    ],
    [
      "is for this day while its 9 o'clock comes",
      "2026-08-25",
      8,
      "20261121",
      ["PT9H"],
      ", which end on 2026-11-23\\;",
    ],
    [
      "is for the next day once 9 o'clock is over",
      "2026-08-25",
      9,
      "20261122",
      ["PT9H"],
      ", which end on 2026-11-23\\;",
    ],
    [
      "is for now when the term is over",
      "2020-01-01",
      9,
      "20261122",
      ["PT9H"],
      ", which ended on 2020-03-31\\;",
    ],
  ])("%s", (_name, linkedOn, hour, day, triggers, words) => {
    const text = reminderIcs({ ...reminder, linkedOn, now: Date.UTC(2026, 10, 21, hour), timeZone: "UTC" });

    const lines = unfolded(text);
    expect(pick(text, "DTSTART;VALUE=DATE")).toBe(`DTSTART;VALUE=DATE:${day}`);
    expect(lines.filter((line) => line.startsWith("TRIGGER"))).toEqual(
      triggers.map((trigger) => `TRIGGER:${trigger}`),
    );
    expect(pick(text, "DESCRIPTION")).toContain(words);
  });

  it("keeps its UID and counts up when it is made again after another link", () => {
    const first = reminderIcs(reminder);
    const second = reminderIcs({ ...reminder, linkedOn: "2026-11-22", now: reminder.now + 86_400_000 });

    expect(pick(second, "UID")).toBe(pick(first, "UID"));
    expect(Number(pick(second, "SEQUENCE").slice(9))).toBeGreaterThan(
      Number(pick(first, "SEQUENCE").slice(9)),
    );
  });

  it("holds no line over 75 bytes, splits no character and loses none, whatever the Page is called", () => {
    assert(
      property(string({ unit: "binary", maxLength: 200 }), (page) => {
        const text = reminderIcs({ ...reminder, page });

        const lines = text.split("\r\n");
        expect(Math.max(...lines.map((line) => Buffer.byteLength(line)))).toBeLessThanOrEqual(75);
        expect(text.replaceAll("\r\n", "")).not.toMatch(/\p{Cc}/u);
        const summary = unfolded(text).find((line) => line.startsWith("SUMMARY:")) ?? "";
        const shown = page.replaceAll(/\r\n|\r|\n/g, "\n").replaceAll(/[^\n\P{Cc}]/gu, "");
        const read = summary.slice(8).replaceAll(/\\(.)/g, (_all, mark) => (mark === "n" ? "\n" : mark));
        expect(read).toBe(`Link the Page ${shown} to Vonage again`);
      }),
      { numRuns: 50 },
    );
  });
});
