// Takes out of a text what was sent in confidence, in each of the spellings in which an answer may repeat it.
//
// Threat model: the host that answers knows the secrets it was sent, and may be anybody's. It is not kept from telling
// them in a cipher of its own; every common way of writing down a text is known here, so that no logging habit of a
// gateway, and no page of an error, shows one. Time grows with the text alone, whatever stands in it.
import { OTHER_SCRIPTS } from "./unfold-escapes.ts";

/** The text with every secret as `***`. */
export type HideSecrets = (text: string) => string;

/** Shorter ones are words as well (`api`, `test`): they are hidden where they stand alone, lest nothing can be read. */
const SHORTEST_ANYWHERE = 6;
/** Of an encoded spelling: what is shorter stands in many a text by chance. */
const SHORTEST_ENCODED = 6;
/** Of what a secret adds to a longer base64 text, where it begins in the middle of a group of three bytes. */
const SHORTEST_INSIDE = 8;

const IN_A_WORD = /[\p{L}\p{N}]/u;
const IN_BASE64 = /[A-Za-z0-9+/_-]/;

/** A way to write a secret. */
interface Spelling {
  readonly text: string;
  readonly isShort: boolean;
  /** How many characters of base64 before and after it tell a part of the secret, too. */
  readonly before: 0 | 1;
  readonly after: 0 | 1;
}

/** A part of a text: from, to. */
type Range = readonly [number, number];

/** Hides these. It has to see whole texts: a secret that was cut off before is none of its spellings any more. */
export function createHideSecrets(secrets: readonly string[]): HideSecrets {
  const spellings = distinct(secrets.filter((secret) => secret !== "").flatMap(spellingsOf));
  return (text) => {
    const found = spellings.flatMap((spelling) => find(spelling, text));
    for (const unfold of OTHER_SCRIPTS) {
      const script = unfold(text);
      if (script === null) continue;
      for (const spelling of spellings) {
        for (const [from, to] of find(spelling, script.text)) {
          found.push([script.origins[from] ?? 0, script.origins[to] ?? text.length]);
        }
      }
    }
    return cover(text, found);
  };
}

function spellingsOf(secret: string): readonly Spelling[] {
  const bytes = Buffer.from(secret);
  const hex = bytes.toString("hex");
  const isShort = secret.length < SHORTEST_ANYWHERE;
  const encoded = [hex, hex.toUpperCase(), ...bothAlphabets(bytes.toString("base64").replace(/=+$/, ""))];
  return [
    whole(secret, isShort),
    // Spaces as forms write them; the other characters are found where escapes are read.
    whole(secret.replaceAll(" ", "+"), isShort),
    ...encoded.filter(({ length }) => length >= SHORTEST_ENCODED).map((text) => whole(text, false)),
    ...insideBase64(bytes),
  ];
}

function whole(text: string, isShort: boolean): Spelling {
  return { text, isShort, before: 0, after: 0 };
}

/**
 * What base64 of a longer text has of it, as `Basic` has of key and secret: the characters that follow from the secret
 * alone, for each of the three places at which it may begin. Those beside them follow from it in part.
 */
function insideBase64(bytes: Buffer): readonly Spelling[] {
  return [0, 1, 2].flatMap((offset) => {
    const text = Buffer.concat([Buffer.alloc(offset), bytes]).toString("base64");
    const first = Math.ceil((offset * 8) / 6);
    const end = Math.floor(((offset + bytes.length) * 8) / 6);
    if (end - first < SHORTEST_INSIDE) return [];
    return bothAlphabets(text.slice(first, end)).map((core) => ({
      text: core,
      isShort: false,
      before: offset === 0 ? 0 : 1,
      after: (offset + bytes.length) % 3 === 0 ? 0 : 1,
    }));
  });
}

function bothAlphabets(base64: string): readonly string[] {
  return [base64, base64.replaceAll("+", "-").replaceAll("/", "_")];
}

function distinct(spellings: readonly Spelling[]): readonly Spelling[] {
  return [
    ...new Map(
      spellings.map((one) => [`${one.before}${one.after}${String(one.isShort)}${one.text}`, one]),
    ).values(),
  ];
}

function find({ text: spelling, isShort, before, after }: Spelling, text: string): Range[] {
  const found: Range[] = [];
  for (let at = text.indexOf(spelling); at !== -1; at = text.indexOf(spelling, at + spelling.length)) {
    const end = at + spelling.length;
    if (isShort && (IN_A_WORD.test(text[at - 1] ?? "") || IN_A_WORD.test(text[end] ?? ""))) continue;
    found.push([
      before === 1 && IN_BASE64.test(text[at - 1] ?? "") ? at - 1 : at,
      after === 1 && IN_BASE64.test(text[end] ?? "") ? end + 1 : end,
    ]);
  }
  return found;
}

/** Each of them as `***`; those that share a character as one, so that no rest of the longer is left. */
function cover(text: string, ranges: Range[]): string {
  if (ranges.length === 0) return text;
  const parts: string[] = [];
  let shownTo = 0;
  for (const [from, to] of ranges.toSorted(([one], [other]) => one - other)) {
    if (from >= shownTo) parts.push(text.slice(shownTo, from), "***");
    shownTo = Math.max(shownTo, to);
  }
  return [...parts, text.slice(shownTo)].join("");
}
