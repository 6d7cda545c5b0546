// Texts that may hold anything, written so that they are safe to print.
import { escapeSteering, replaceSteering } from "../../preload/contract/steering-characters.ts";

/**
 * The text with every control character, line and paragraph separator and direction override written out, so that a
 * message cannot steer the terminal or fake lines.
 */
export function printable(text: string): string {
  return replaceSteering(text, (character) => {
    if (character === "\n") return "\\n";
    if (character === "\t") return "\\t";
    if (character === "\r") return "\\r";
    return escapeSteering(character);
  });
}

/** The same JSON on one line; what JSON lets stand in a string is written out, which reads back as it was. */
export function printableJson(json: string): string {
  return replaceSteering(json, escapeSteering);
}
