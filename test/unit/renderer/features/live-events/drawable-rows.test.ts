import { describe, expect, it } from "vitest";
import { drawableRows } from "../../../../../renderer/features/live-events/drawable-rows.ts";

/** What Chromium gives an element at most that wants more, in px of the screen (measured), and Firefox in px of the page. */
const CHROMIUM_PX = 33_554_428;
const FIREFOX_PX = 17_895_697;

/** More than what stands below the rows ever takes. */
const FOOT_PX = 400;

describe("rows that a list can draw", () => {
  it.each([
    [44, 363_636],
    [28, 571_428],
    [52, 307_692],
  ])("of %d px are %d on an ordinary screen", (rowHeight, rows) => {
    expect(drawableRows(rowHeight, 1)).toBe(rows);
  });

  it.each([0.5, 0.9, 1, 1.25, 1.5, 2, 3, 4, 8, 10])(
    "and what follows them are within the bounds of browsers at %d px of the screen for each of the page",
    (pixelRatio) => {
      for (const rowHeight of [28, 44, 52]) {
        const height = drawableRows(rowHeight, pixelRatio) * rowHeight + FOOT_PX;
        expect(height).toBeLessThan(FIREFOX_PX);
        expect(height * pixelRatio).toBeLessThan(CHROMIUM_PX);
      }
    },
  );

  it("are fewer where a pixel of the page takes more of the screen's", () => {
    expect(drawableRows(44, 2)).toBe(363_636);
    expect(drawableRows(44, 4)).toBe(181_818);
  });
});
