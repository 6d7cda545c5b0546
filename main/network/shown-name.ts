// Names in the answers of an API host, made fit to be shown.

/** What the APIs take; whoever answers with more is not heard out. */
const LONGEST_NAME = 255;
/** With these a name could fake lines, or pass for another one. */
const STEERING = /[\p{Cc}\u061c\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;

/** A name as it came, cut, and without control and direction characters. */
export function shownName(name: string): string {
  return name.slice(0, LONGEST_NAME).replace(STEERING, "");
}
