// Where the window stands: restored as it was left, unless that place is on no screen any more.
import { z } from "zod";

const Area = z.object({ x: z.int(), y: z.int(), width: z.int(), height: z.int() });

/** What is kept of the window between two runs. */
export const WindowPlace = Area.extend({ isMaximized: z.boolean() });
export type WindowPlace = z.output<typeof WindowPlace>;

/** A rectangle in the system's own points. */
export type Area = z.output<typeof Area>;

/** Smallest size of the window; the layouts below it are the browser's. */
export const MIN_SIZE = { width: 900, height: 600 } as const;
const FIRST_SIZE = { width: 1440, height: 900 } as const;
/** As much of the title bar must be on a screen that the window can be dragged back. */
const GRIP = { width: 100, height: 48 } as const;

/** Options that place the window: at the kept place when it can be reached there, else centred in a fitting size. */
export function placeWindow(
  kept: unknown,
  screens: readonly Area[],
): { readonly options: Partial<Area>; readonly isMaximized: boolean } {
  const place = WindowPlace.safeParse(kept);
  if (!place.success) return { options: firstSize(screens), isMaximized: false };
  const { isMaximized, ...area } = place.data;
  const size = {
    width: Math.max(MIN_SIZE.width, area.width),
    height: Math.max(MIN_SIZE.height, area.height),
  };
  const isReachable = screens.some((screen) => canGrip(area, screen));
  return { options: isReachable ? { x: area.x, y: area.y, ...size } : firstSize(screens), isMaximized };
}

function canGrip(area: Area, screen: Area): boolean {
  const shownWidth = Math.min(area.x + area.width, screen.x + screen.width) - Math.max(area.x, screen.x);
  const isTopShown = area.y >= screen.y && area.y + GRIP.height <= screen.y + screen.height;
  return shownWidth >= GRIP.width && isTopShown;
}

function firstSize(screens: readonly Area[]): Partial<Area> {
  const [screen] = screens;
  if (screen === undefined) return FIRST_SIZE;
  return {
    width: Math.max(MIN_SIZE.width, Math.min(FIRST_SIZE.width, screen.width)),
    height: Math.max(MIN_SIZE.height, Math.min(FIRST_SIZE.height, screen.height)),
  };
}
