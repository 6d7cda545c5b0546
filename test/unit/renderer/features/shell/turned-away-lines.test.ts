import { expect, it } from "vitest";
import {
  turnedAwayLines,
  turnedAwayWords,
} from "../../../../../renderer/features/shell/turned-away-lines.ts";

const NOTHING = {
  misdirected: [],
  unnamed: null,
  malformed: null,
  flooded: null,
  crowded: null,
  dropped: null,
};

it("has no line while nothing was turned away", () => {
  expect(turnedAwayLines(NOTHING)).toEqual([]);
  expect(turnedAwayWords([])).toBeNull();
});

it("has a line for each path and each kind, with its count and last time", () => {
  const lines = turnedAwayLines({
    misdirected: [{ method: "POST", path: "/inbound", count: 2, lastAt: 3 }],
    unnamed: { count: 9, lastAt: 2, reason: "only 20 of them are kept by name" },
    malformed: { count: 1, lastAt: 4, reason: "it was no proper HTTP request" },
    flooded: null,
    crowded: { count: 2, lastAt: 6, reason: "all room for bodies was taken; Vonage sends it again" },
    dropped: { count: 7, lastAt: 5, reason: "all 1000 connections were busy" },
  });

  expect(lines.map(({ what, isCode, count, lastAt }) => [what, isCode, count, lastAt])).toEqual([
    ["POST /inbound", true, 2, 3],
    ["Further paths: only 20 of them are kept by name.", false, 9, 2],
    ["Unreadable: it was no proper HTTP request.", false, 1, 4],
    ["Answered 503: all room for bodies was taken; Vonage sends it again.", false, 2, 6],
    ["No connection was free: all 1000 connections were busy.", false, 7, 5],
  ]);
});

it.each([
  [[1], "1 request refused"],
  [[1, 2], "3 requests refused"],
  [[1_284], "1,284 requests refused"],
])("says how many there were of all kinds (%j)", (counts, words) => {
  const lines = counts.map((count, at) => ({
    id: `${at}`,
    what: "POST /",
    isCode: true,
    count,
    lastAt: 0,
  }));

  expect(turnedAwayWords(lines)).toBe(words);
});
