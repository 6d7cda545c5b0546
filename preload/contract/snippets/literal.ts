// A JSON value as code: laid out over lines, with names in the place of some values.
import { isJsonObject } from "../json-text.ts";

/** A variable, or any other code, that stands in the place of a value. */
export class Name {
  readonly code: string;

  constructor(code: string) {
    this.code = code;
  }
}

/** How a language writes values. */
export interface LiteralSyntax {
  readonly string: (text: string) => string;
  readonly key: (name: string) => string;
  readonly literal: (value: true | false | null) => string;
  /** Whether the last item of a list has a comma behind it. */
  readonly hasLastComma: boolean;
}

const INDENT = "  ";

/** The pieces of a value's code, so that a name can be written in its own way. */
export function layOut(
  value: unknown,
  syntax: LiteralSyntax,
  { indent = "" }: { readonly indent?: string } = {},
): readonly (string | Name)[] {
  if (value instanceof Name) return [value];
  if (typeof value === "string") return [syntax.string(value)];
  if (typeof value === "number" && Number.isFinite(value)) return [JSON.stringify(value)];
  if (typeof value === "boolean") return [syntax.literal(value)];
  const items = Array.isArray(value)
    ? value.map((item: unknown) => ({ key: "", item }))
    : isJsonObject(value)
      ? Object.entries(value).map(([name, item]) => ({ key: `${syntax.key(name)}: `, item }))
      : null;
  // A number too large for one is null in JSON, too.
  if (items === null) return [syntax.literal(null)];
  const [open, close] = Array.isArray(value) ? ["[", "]"] : ["{", "}"];
  if (items.length === 0) return [open + close];
  const inner = indent + INDENT;
  const pieces: (string | Name)[] = [open];
  for (const [index, { key, item }] of items.entries()) {
    pieces.push(`\n${inner}${key}`, ...layOut(item, syntax, { indent: inner }));
    if (index < items.length - 1 || syntax.hasLastComma) pieces.push(",");
  }
  return [...pieces, `\n${indent}${close}`];
}

/** The code of pieces in a language whose names are written as they are. */
export function joinCode(pieces: readonly (string | Name)[]): string {
  return pieces.map((piece) => (typeof piece === "string" ? piece : piece.code)).join("");
}
