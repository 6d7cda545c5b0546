import { expect, it } from "vitest";
import { placeWindow } from "../../../../../main/hosts/electron/window-bounds.ts";

const LAPTOP = { x: 0, y: 25, width: 1280, height: 775 };
const BESIDE = { x: 1280, y: 0, width: 2560, height: 1400 };

it("opens where it was left, on any of the screens", () => {
  const kept = { x: 1500, y: 100, width: 1200, height: 800, isMaximized: true };

  expect(placeWindow(kept, [LAPTOP, BESIDE])).toEqual({
    options: { x: 1500, y: 100, width: 1200, height: 800 },
    isMaximized: true,
  });
});

it("comes back to a screen when the one it stood on is gone", () => {
  const kept = { x: 1500, y: 100, width: 1200, height: 800, isMaximized: false };

  expect(placeWindow(kept, [LAPTOP])).toEqual({
    options: { width: 1280, height: 775 },
    isMaximized: false,
  });
});

it("comes back when its title bar is above or below every screen", () => {
  for (const y of [-40, 790]) {
    const kept = { x: 0, y, width: 1000, height: 700, isMaximized: false };

    expect(placeWindow(kept, [LAPTOP]).options).toEqual({ width: 1280, height: 775 });
  }
});

it("is never smaller than the smallest layout", () => {
  const kept = { x: 10, y: 30, width: 200, height: 100, isMaximized: false };

  expect(placeWindow(kept, [LAPTOP]).options).toEqual({ x: 10, y: 30, width: 900, height: 600 });
});

it.each([undefined, null, "wide", { x: 1 }, { x: 0.5, y: 0, width: 1, height: 1, isMaximized: false }])(
  "takes %j for no place at all",
  (kept) => {
    expect(placeWindow(kept, [BESIDE])).toEqual({
      options: { width: 1440, height: 900 },
      isMaximized: false,
    });
  },
);
