import { expect, it } from "vitest";
import { turnedAwayLines } from "../../../../../renderer/features/shell/turned-away-lines.ts";

const NOTHING = { misdirected: [], malformed: null, flooded: null, dropped: null };

it("has no line while nothing was turned away", () => {
  expect(turnedAwayLines(NOTHING)).toEqual([]);
});

it("has a line for each path and each kind, with its count and last time", () => {
  const lines = turnedAwayLines({
    misdirected: [{ method: "POST", path: "/inbound", count: 2, lastAt: 3 }],
    malformed: { count: 1, lastAt: 4, reason: "it was no proper HTTP request" },
    flooded: null,
    dropped: { count: 7, lastAt: 5, reason: "all 1000 connections were busy" },
  });

  expect(lines.map(({ what, isCode, count, lastAt }) => [what, isCode, count, lastAt])).toEqual([
    ["POST /inbound", true, 2, 3],
    ["Could not be read. The newest: it was no proper HTTP request.", false, 1, 4],
    ["No connection was free: all 1000 connections were busy.", false, 7, 5],
  ]);
});
