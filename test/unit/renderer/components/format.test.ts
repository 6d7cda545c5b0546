import { describe, expect, it } from "vitest";
import {
  describeMoment,
  formatAge,
  formatBytes,
  formatClock,
  formatCount,
  formatDuration,
  formatKibibytes,
  formatDatedTime,
  formatRowTime,
  formatSpan,
  shortenId,
} from "../../../../renderer/components/format.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

describe("format", () => {
  it.each([
    [0.8, "0.8\u00a0ms"],
    [9.96, "10\u00a0ms"],
    [45, "45\u00a0ms"],
    [999.6, "1.0\u00a0s"],
    [4_800, "4.8\u00a0s"],
    [125_000, "2\u00a0min 5\u00a0s"],
  ])("writes a duration of %d ms as %s", (durationMs, words) => {
    expect(formatDuration(durationMs)).toBe(words);
  });

  it.each([
    [-5, "0\u00a0s"],
    [58_999, "58\u00a0s"],
    [12 * MINUTE + 30_000, "12\u00a0min"],
    [24 * HOUR - 2 * MINUTE, "23\u00a0h 58\u00a0min"],
    [2 * HOUR, "2\u00a0h"],
    [6 * 24 * HOUR + 4 * HOUR, "6\u00a0d 4\u00a0h"],
    [2_523 * 24 * HOUR + 14 * HOUR, "2,523\u00a0d 14\u00a0h"],
  ])("writes a span of %d ms as %s", (spanMs, words) => {
    expect(formatSpan(spanMs)).toBe(words);
  });

  it.each([
    [400, "now"],
    [58_000, "58\u00a0s ago"],
    [3 * HOUR, "3\u00a0h ago"],
    [49 * HOUR, "2\u00a0d ago"],
    [2_523 * 24 * HOUR, "2,523\u00a0d ago"],
  ])("writes an age of %d ms as %s", (ageMs, words) => {
    expect(formatAge(ageMs)).toBe(words);
  });

  it("groups thousands and picks the unit of bytes", () => {
    expect([formatCount(1_284), formatBytes(274), formatBytes(4_210), formatBytes(1_048_576)]).toEqual([
      "1,284",
      "274\u00a0B",
      "4.2\u00a0kB",
      "1.0\u00a0MB",
    ]);
  });

  it("names a limit as it is set", () => {
    expect(formatKibibytes(65_536)).toBe("64\u00a0KiB");
  });

  it("writes a clock time in UTC, with milliseconds when asked", () => {
    const at = Date.parse("2020-01-01T14:00:31.006Z");

    expect([formatClock(at, "utc"), formatClock(at, "utc", { precise: true })]).toEqual([
      "14:00:31",
      "14:00:31.006",
    ]);
  });

  it.each([
    ["23:59:59", "23:59:59.123", "2026-11-29T23:59:59.123Z"],
    ["28\u00a0Nov, 23:59:59", "28\u00a0Nov, 23:59:59", "2026-11-28T23:59:59.123Z"],
    ["30\u00a0Nov, 00:00:00", "30\u00a0Nov, 00:00:00", "2026-11-30T00:00:00Z"],
    ["1\u00a0Jan\u00a02027, 22:34:14", "1\u00a0Jan\u00a02027, 22:34", "2027-01-01T22:34:14Z"],
    ["29\u00a0Nov\u00a02025, 22:34:14", "29\u00a0Nov\u00a02025, 22:34", "2025-11-29T22:34:14Z"],
  ])("names the day of a moment that is not today: %s, in a row %s", (words, short, moment) => {
    const at = Date.parse(moment);

    expect([formatDatedTime(at, "2026-11-29", "utc"), formatRowTime(at, "2026-11-29", "utc").text]).toEqual([
      words,
      short,
    ]);
  });

  it("tells the milliseconds of another day, too, when asked", () => {
    const at = Date.parse("2026-11-28T14:00:31.006Z");

    expect(formatDatedTime(at, "2026-11-29", "utc", { precise: true })).toBe("28\u00a0Nov, 14:00:31.006");
  });

  it("describes a moment by local time, UTC time and age", () => {
    const at = Date.parse("2020-01-01T14:00:31.006Z");

    const [local = "", utc, age] = describeMoment(at, at + 5_000).split("\n");

    expect({ local: Date.parse(local), utc, age }).toEqual({
      local: at,
      utc: "2020-01-01T14:00:31.006Z",
      age: "5\u00a0s ago",
    });
  });

  it("cuts long ids in the middle and leaves short ones whole", () => {
    expect([shortenId("1111111111111111"), shortenId("12345")]).toEqual(["1111…1111", "12345"]);
  });

  it("names what would make an id pass for another one", () => {
    expect(shortenId("\u0000\u202e1")).toBe("U+0000U+202E1");
  });
});
