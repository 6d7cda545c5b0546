// Names in the answers of an API host, made fit to be shown.
import { replaceSteering } from "../../preload/contract/steering-characters.ts";

/** What the APIs take; whoever answers with more is not heard out. */
const LONGEST_NAME = 255;

/** A name as it came, cut, and without what could fake lines, or make it pass for another one. */
export function shownName(name: string): string {
  return replaceSteering(name.slice(0, LONGEST_NAME));
}
