// Texts that may hold anything, written so that they are safe to print.

/** What steers a terminal or fakes lines and directions in it. */
const STEERING = /[\p{Cc}\u061c\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;

/**
 * The text with every control character, line and paragraph separator and direction override written out, so that a
 * message cannot steer the terminal or fake lines.
 */
export function printable(text: string): string {
  return text.replace(STEERING, (character) => {
    if (character === "\n") return "\\n";
    if (character === "\t") return "\\t";
    if (character === "\r") return "\\r";
    return escaped(character);
  });
}

/** The same JSON on one line; what JSON lets stand in a string is written out, which reads back as it was. */
export function printableJson(json: string): string {
  return json.replace(STEERING, escaped);
}

function escaped(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
}
