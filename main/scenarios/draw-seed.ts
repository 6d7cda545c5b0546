// Draws the seed of a run that names none.
import { randomInt } from "node:crypto";

/** Small enough to be typed again. */
const LARGEST_SEED = 1_000_000_000;

/** Another one each time. */
export function drawSeed(): number {
  return randomInt(LARGEST_SEED);
}
