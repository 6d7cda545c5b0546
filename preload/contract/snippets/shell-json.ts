// JSON as one word of a POSIX shell, with variables of the shell in it.
import type { LiteralSyntax, Name } from "./literal.ts";
import { escapeForShell, quoteForJson } from "./quote.ts";

/** JSON itself. */
export const SHELL_JSON: LiteralSyntax = {
  string: quoteForJson,
  key: quoteForJson,
  literal: String,
  hasLastComma: false,
};

/** The word: single quotes, left for a moment wherever a name is. What a name holds becomes a string of the JSON. */
export function joinShell(pieces: readonly (string | Name)[]): string {
  const inside = pieces.map((piece) =>
    typeof piece === "string" ? escapeForShell(piece) : `"'"$${piece.code}"'"`,
  );
  return `'${inside.join("")}'`;
}
