// One quoting function a language: whatever is in a text, it stays one word, or one literal, of the language.
import { escapeSteering, replaceSteering } from "../steering-characters.ts";

/** One word of a POSIX shell. A NUL has no place in any. */
export function quoteForShell(word: string): string {
  return `'${escapeForShell(word)}'`;
}

/** A piece of a word between two single quotes of a POSIX shell. */
export function escapeForShell(piece: string): string {
  return piece.replaceAll("'", `'\\''`);
}

/** A string of JavaScript. */
export function quoteForJavaScript(text: string): string {
  return escapedJson(text);
}

/** A string of Python 3: every escape that JSON has means the same there. */
export function quoteForPython(text: string): string {
  return escapedJson(text);
}

/** A string of JSON, for the body of a request that a person pastes somewhere. */
export function quoteForJson(text: string): string {
  return escapedJson(text);
}

/** What JSON lets stand as it is, but a terminal would obey, or a language takes for the end of a line, is written out. */
function escapedJson(text: string): string {
  return replaceSteering(JSON.stringify(text), escapeSteering);
}
