import { array, assert, integer, oneof, property } from "fast-check";
import { describe, expect, it } from "vitest";
import { isoTime } from "../../../../main/events/event-rows.ts";

const LAST_DATE_MS = 8.64e15;

describe("isoTime", () => {
  it("is what a date says, for times of one day and of any", () => {
    const ofAnyDay = integer({ min: -LAST_DATE_MS, max: LAST_DATE_MS });
    const ofOneDay = integer({ min: Date.UTC(2026, 1, 28), max: Date.UTC(2026, 2, 1) });
    assert(
      property(array(oneof(ofOneDay, ofAnyDay), { minLength: 1 }), (times) => {
        expect(times.map(isoTime)).toEqual(times.map((at) => new Date(at).toISOString()));
      }),
      { examples: [[[LAST_DATE_MS, -LAST_DATE_MS, -1, 0, 86_399_999, 86_400_000]]] },
    );
  });

  it("is null of what is no time", () => {
    expect([undefined, null, "2026-11-29", LAST_DATE_MS + 1, Number.NaN].map(isoTime)).toEqual([
      null,
      null,
      null,
      null,
      null,
    ]);
  });
});
