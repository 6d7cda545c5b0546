import { describe, expect, it } from "vitest";
import {
  momentWords,
  playedWords,
  stretchWords,
} from "../../../../../renderer/features/simulator/simulator-moment.ts";

const NOON = Date.parse("2026-11-28T12:00:00Z");
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

describe("momentWords", () => {
  it("gives the time alone on the simulator's own day", () => {
    expect(momentWords(NOON, { now: NOON + HOUR_MS, format: "utc" })).toBe("12:00:00");
  });

  it("gives the day besides on another one, as the simulator can be days ahead", () => {
    expect(momentWords(NOON, { now: NOON + 24 * HOUR_MS, format: "utc" })).toBe("28 Nov 12:00:00");
  });
});

describe("stretchWords", () => {
  it.each([
    [MINUTE_MS, "1\u00a0min"],
    [HOUR_MS, "1\u00a0h"],
    [24 * HOUR_MS, "24\u00a0h"],
    [48 * HOUR_MS, "48\u00a0h"],
    [72 * HOUR_MS, "3\u00a0d"],
    [90 * MINUTE_MS, "1\u00a0h 30\u00a0min"],
    [0, "0\u00a0s"],
  ])("calls %i ms %s", (spanMs, words) => {
    expect(stretchWords(spanMs)).toBe(words);
  });
});

describe("playedWords", () => {
  const played = { advancedMs: 24 * HOUR_MS, attempts: 103, end: "there", now: NOON } as const;

  it.each([
    [played, "Played 24\u00a0h: 103 attempts."],
    [
      { ...played, attempts: 1, end: "idle" as const },
      "Played 24\u00a0h: 1 attempt. Nothing is scheduled any more.",
    ],
    [{ ...played, attempts: 0, advancedMs: MINUTE_MS }, "Played 1\u00a0min: nothing was sent."],
    [
      { ...played, end: "limit" as const },
      "Played 24\u00a0h: 103 attempts. More is still scheduled: one play goes on for a minute, or 8 days of its time, at most.",
    ],
    [
      { ...played, end: "reset" as const },
      "Played 24\u00a0h: 103 attempts. The simulator was reset meanwhile.",
    ],
  ])("says what came of it", (result, words) => {
    expect(playedWords(result)).toBe(words);
  });
});
