// What of a text may be repeated that stands where a path, a name or an option is meant.
//
// Threat model: a person puts the key itself where the path of its file belongs, or a secret where an option does. What is
// said about it is printed, logged and pasted elsewhere, so nothing is repeated that a key or a token might be part of.
import { existsSync } from "node:fs";

/** Far longer than any name or path that a person types. */
const LONGEST_SHOWN = 500;
/** The base64 of a key is one long run; file names, hashes aside, have none like it. */
const LONG_RUN = /[A-Za-z0-9+=]{40}/;
/** As a whole: its slashes cut the base64 of a key into short runs. */
const BASE64_ONLY = /^[A-Za-z0-9+/=]{64,}$/;
/** How the base64 of a DER key, and that of a JWT's header, begin. */
const KEY_BEGINNING = /^(?:MI[A-J][A-Za-z0-9+/]{5}|eyJ)/;

/** Whether a text is, or may be part of, a key or a token: with its head or without, in one line or in many. */
export function looksSecret(text: string): boolean {
  const trimmed = text.trim();
  return (
    trimmed.length > LONGEST_SHOWN ||
    /-----|\bBEGIN\b|\bPRIVATE KEY\b|\p{Cc}/u.test(trimmed) ||
    [LONG_RUN, BASE64_ONLY, KEY_BEGINNING].some((pattern) => pattern.test(trimmed))
  );
}

/** Whether a text plainly is a path: of something that is there, or with a separator or dot and nothing of a key in it. */
export function isPlainlyPath(text: string): boolean {
  return existsSync(text) || (/[./\\]/.test(text) && !looksSecret(text));
}
