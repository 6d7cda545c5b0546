// A term whose name is nearly one of the search language: it is looked for as text, which finds nothing where it was a slip.
import { parseEventQuery, QUERY_FIELDS } from "./event-query.ts";

const NAMES: readonly string[] = [...QUERY_FIELDS, "user"];
const NAMED = /^-?([A-Za-z]+):(?!\/\/)./;

/** What to say of the first such term of a query; null where there is none. Quotes tell that text is meant. */
export function misspeltTerm(query: string): string | null {
  for (const { raw, condition } of parseEventQuery(query).terms) {
    const word = condition?.field === "text" ? NAMED.exec(raw)?.[1] : undefined;
    const meant = word === undefined ? undefined : NAMES.find((name) => isNear(word.toLowerCase(), name));
    if (meant !== undefined) return `“${word}:” is looked for as text. Did you mean “${meant}:”?`;
  }
  return null;
}

/**
 * Whether one letter more, less or other, or two that changed places, makes the one of the other. Other words are as near as
 * that to a short name, or differ in their first letter, as "node" from "code": of those only changed places count.
 */
function isNear(word: string, name: string): boolean {
  const start = sharedStart(word, name);
  const [rest, wanted] = [word.slice(start), name.slice(start)];
  const isSwapped = rest.length > 1 && rest[0] === wanted[1] && rest[1] === wanted[0];
  if (isSwapped && rest.slice(2) === wanted.slice(2)) return true;
  if (name.length < 4 || start === 0) return false;
  return rest.slice(1) === wanted || rest === wanted.slice(1) || rest.slice(1) === wanted.slice(1);
}

function sharedStart(one: string, other: string): number {
  let length = 0;
  while (length < one.length && one[length] === other[length]) length += 1;
  return length;
}
