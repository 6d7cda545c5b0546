// Members that are there twice: what is parsed keeps the last one of them, without a word.

/** A name that an object has twice. */
export interface RepeatedMember {
  readonly name: string;
  /** Line of the second one, 1-based. */
  readonly line: number;
}

/** A string, with the colon behind it where it is a name; or where an object begins or ends. Unrolled, as in json-numbers. */
const NAME_OR_BRACE = /("[^"\\]*(?:\\.[^"\\]*)*")([ \t\r\n]*:)?|[{}]/g;

/**
 * The first member of a JSON text whose name its object had before; null when there is none.
 * @param json must be JSON
 */
export function findRepeatedMember(json: string): RepeatedMember | null {
  const names: Set<string>[] = [];
  for (const { 0: token, 1: text = "", 2: colon, index } of json.matchAll(NAME_OR_BRACE)) {
    if (token === "{") names.push(new Set());
    else if (token === "}") names.pop();
    else if (colon !== undefined) {
      // One name can be written in several ways, by escapes.
      const name = String(JSON.parse(text));
      const known = names.at(-1);
      if (known?.has(name) === true) return { name, line: json.slice(0, index).split("\n").length };
      known?.add(name);
    }
  }
  return null;
}
