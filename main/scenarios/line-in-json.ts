// Finds the line in which something stands in a JSON text that a person wrote, so that they can go there.

/** Deeper than any scenario; what goes deeper is found at the line where it does. */
const DEEPEST = 100;
const NUMBER_OR_WORD = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;
// oxlint-disable-next-line no-control-regex -- JSON allows them in no text
const TEXT = /"[^"\\\u0000-\u001f]*(?:\\(?:["\\/bfnrt]|u[\da-fA-F]{4})[^"\\\u0000-\u001f]*)*"/y;
const SPACE = /[ \t\r\n]*/y;

/**
 * Line of what is at that path, 1-based: of the member's name, or of the item of a list. Of what is not there, it is the
 * line of the nearest thing around it; where the text stops being JSON before that, the line where it does.
 */
export function lineInJson(text: string, path: readonly PropertyKey[]): number {
  let at = 0;
  /** Of the deepest part of the path so far. */
  let found = 0;

  const skip = (pattern: RegExp): string | null => {
    pattern.lastIndex = at;
    const [part] = pattern.exec(text) ?? [];
    if (part === undefined) return null;
    at += part.length;
    return part;
  };
  const take = (character: string): boolean => {
    skip(SPACE);
    if (text.charAt(at) !== character) return false;
    at += 1;
    return true;
  };

  /** @param steps how many of the path lead here; null = this is beside it */
  const value = (steps: number | null, depth: number): boolean => {
    skip(SPACE);
    if (depth > DEEPEST) return false;
    if (take("{")) return take("}") || list("}", () => member(steps, depth));
    if (take("[")) {
      let index = -1;
      return take("]") || list("]", () => element(steps, (index += 1), depth));
    }
    return skip(TEXT) !== null || skip(NUMBER_OR_WORD) !== null;
  };
  const list = (end: string, item: () => boolean): boolean => {
    do if (!item()) return false;
    while (take(","));
    return take(end);
  };
  const member = (steps: number | null, depth: number): boolean => {
    skip(SPACE);
    const begin = at;
    const name = skip(TEXT);
    if (name === null) return false;
    return reached(steps, JSON.parse(name), begin, (next) => take(":") && value(next, depth + 1));
  };
  const element = (steps: number | null, index: number, depth: number): boolean => {
    skip(SPACE);
    return reached(steps, index, at, (next) => value(next, depth + 1));
  };
  const reached = (
    steps: number | null,
    name: unknown,
    begin: number,
    goOn: (steps: number | null) => boolean,
  ): boolean => {
    const isOnPath = steps !== null && steps < path.length && path[steps] === name;
    // A member that is there twice counts by its last, as JSON is read.
    if (isOnPath) found = begin;
    return goOn(isOnPath ? steps + 1 : null);
  };

  const isValue = value(0, 0);
  skip(SPACE);
  const isWhole = isValue && at === text.length;
  return text.slice(0, isWhole ? found : at).split("\n").length;
}
