// Characters that steer a terminal, end a line, or show a text in another order, or as another one, than it has.

/** Control characters, line and paragraph separators, direction marks and overrides, and the mark that shows as nothing. */
const STEERING = String.raw`\p{Cc}\u061c\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff`;

/** Each of them in a text. */
export const STEERING_CHARACTERS = new RegExp(`[${STEERING}]`, "gu");

/** A text without any of them. */
export const WITHOUT_STEERING = new RegExp(`^[^${STEERING}]*$`, "u");

/** The text with `write` in place of each; with nothing in their place unless it is given. */
export function replaceSteering(text: string, write: (character: string) => string = () => ""): string {
  return text.replaceAll(STEERING_CHARACTERS, write);
}

/** Whether it is a line end or a tab, which is what it looks like. */
export function isPlainSpace(character: string): boolean {
  return /^[\t\n\r]$/.test(character);
}

/** The text with each of them by its name, for where nothing can be set apart; line ends and tabs stay. */
export function nameSteering(text: string): string {
  return replaceSteering(text, (character) =>
    isPlainSpace(character) ? character : nameOfCodePoint(character.charCodeAt(0)),
  );
}

/** As every language writes it that has JSON's escapes. */
export function escapeSteering(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
}

/** A code point by its Unicode name, e.g. `U+202E`. */
export function nameOfCodePoint(code: number): string {
  return `U+${code.toString(16).toUpperCase().padStart(4, "0")}`;
}
