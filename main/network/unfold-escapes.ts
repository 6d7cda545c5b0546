// Reads the escapes of three notations - addresses, HTML, JSON - and remembers where in the text each character stood.
// Each notation is read for itself and once: what is written in two of them at a time stays as it is.

/** A text as one notation means it. */
export interface Unfolded {
  readonly text: string;
  /** For each character of `text`, and for its end, the place in the original. */
  readonly origins: Uint32Array;
}

/** Null when the text has no escape of that notation. */
export type Unfold = (text: string) => Unfolded | null;

/** One character of UTF-8, percent-encoded in either case. */
const PERCENT =
  /%[0-7][0-9a-f]|%[cd][0-9a-f]%[89ab][0-9a-f]|%e[0-9a-f](?:%[89ab][0-9a-f]){2}|%f[0-7](?:%[89ab][0-9a-f]){3}/gi;

/** Numbers with or without the semicolon, as browsers read them, and with leading zeros. */
const HTML = /&(?:#x0*(?<hex>[0-9a-f]{1,6})|#0*(?<decimal>\d{1,7})|(?<name>[a-z]{2,7})(?=;));?/gi;

const JSON_ESCAPE = /\\(?:u(?<unit>[0-9a-f]{4})|x(?<byte>[0-9a-f]{2})|(?<sign>["'\\/bfnrt]))/gi;

/** Characters of ASCII that HTML has names for. Names mean the same in lower case, whatever HTML itself would say. */
const HTML_NAMES: Readonly<Record<string, string>> = {
  tab: "\t",
  newline: "\n",
  nbsp: "\u00a0",
  excl: "!",
  quot: '"',
  num: "#",
  dollar: "$",
  percnt: "%",
  amp: "&",
  apos: "'",
  lpar: "(",
  rpar: ")",
  ast: "*",
  midast: "*",
  plus: "+",
  comma: ",",
  period: ".",
  sol: "/",
  colon: ":",
  semi: ";",
  lt: "<",
  equals: "=",
  gt: ">",
  quest: "?",
  commat: "@",
  lsqb: "[",
  lbrack: "[",
  bsol: "\\",
  rsqb: "]",
  rbrack: "]",
  hat: "^",
  lowbar: "_",
  grave: "`",
  lcub: "{",
  lbrace: "{",
  verbar: "|",
  vert: "|",
  rcub: "}",
  rbrace: "}",
};

const JSON_SIGNS: Readonly<Record<string, string>> = { b: "\b", f: "\f", n: "\n", r: "\r", t: "\t" };

/** The notations in which an answer may write something, besides as it is. */
export const OTHER_SCRIPTS: readonly Unfold[] = [
  (text) => unfold(text, PERCENT, ({ 0: escape }) => percentMeaning(escape)),
  (text) => unfold(text, HTML, ({ groups = {} }) => htmlMeaning(groups)),
  (text) => unfold(text, JSON_ESCAPE, ({ groups = {} }) => jsonMeaning(groups)),
];

function unfold(
  text: string,
  escapes: RegExp,
  meaningOf: (escape: RegExpExecArray) => string | null,
): Unfolded | null {
  const parts: string[] = [];
  // No escape is shorter than what it means.
  const origins = new Uint32Array(text.length + 1);
  let length = 0;
  let readTo = 0;
  const keep = (from: number, to: number): void => {
    parts.push(text.slice(from, to));
    for (let at = from; at < to; at++) origins[length++] = at;
  };
  for (const escape of text.matchAll(escapes)) {
    const meaning = meaningOf(escape);
    if (meaning === null) continue;
    keep(readTo, escape.index);
    parts.push(meaning);
    for (let unit = 0; unit < meaning.length; unit++) origins[length++] = escape.index;
    readTo = escape.index + escape[0].length;
  }
  if (readTo === 0) return null;
  keep(readTo, text.length);
  origins[length] = text.length;
  return { text: parts.join(""), origins: origins.subarray(0, length + 1) };
}

function percentMeaning(escape: string): string | null {
  try {
    return decodeURIComponent(escape);
  } catch {
    // Bytes that look like UTF-8 and are none (%C0%80): no text has this spelling.
    return null;
  }
}

function htmlMeaning({ hex, decimal, name }: Readonly<Record<string, string | undefined>>): string | null {
  if (name !== undefined) return HTML_NAMES[name.toLowerCase()] ?? null;
  const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
  return code <= 0x10ffff ? String.fromCodePoint(code) : null;
}

function jsonMeaning({ unit, byte, sign }: Readonly<Record<string, string | undefined>>): string {
  if (sign !== undefined) return JSON_SIGNS[sign] ?? sign;
  return String.fromCharCode(Number.parseInt(unit ?? byte ?? "", 16));
}
