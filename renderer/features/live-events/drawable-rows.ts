// How many rows a list can draw. Browsers bound the height of an element: what would stand below that is never reached.

/**
 * The tallest list, px of the page. Firefox gives an element 17,895,697 (2^30 / 60); and from 2^24 on a number of 32 bits, by which
 * rows are placed on the screen, no longer tells one pixel from the next.
 */
const TALLEST_PX = 16_000_000;

/** The same in px of the screen, of which Chromium gives an element 33,554,428 (2^31 / 64), however many make one of the page. */
const TALLEST_SCREEN_PX = 32_000_000;

/** So many rows of that height surely fit, with room for what stands below them. `pixelRatio`: the screen's px for one of the page. */
export function drawableRows(rowHeight: number, pixelRatio: number): number {
  return Math.floor(Math.min(TALLEST_PX, TALLEST_SCREEN_PX / pixelRatio) / rowHeight);
}
