// Numbers that would not survive: what is parsed and written again has the digits that a double holds, and no more.

/** A number as it was typed, and as it would be sent. */
export interface ChangedNumber {
  readonly typed: string;
  readonly sent: string;
}

/** A string, skipped whole, or a number. Unrolled, so that a long string does not fill the matcher's stack. */
const STRING_OR_NUMBER = /"[^"\\]*(?:\\.[^"\\]*)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;
const PARTS = /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/;

/**
 * The first number of a JSON text that would be another one once it was parsed and written again; null when all stay what
 * they are. Another way to write the same number, as 1.0 for 1, changes nothing.
 * @param json must be JSON
 */
export function findChangedNumber(json: string): ChangedNumber | null {
  for (const [token] of json.matchAll(STRING_OR_NUMBER)) {
    if (token.startsWith('"')) continue;
    const sent = JSON.stringify(Number(token));
    if (valueOf(token) !== valueOf(sent)) return { typed: token, sent };
  }
  return null;
}

/** The same text for every way to write one number, e.g. "-12e-1" for -1.20; of what is no number, the text itself. */
function valueOf(token: string): string {
  const parts = PARTS.exec(token);
  if (parts === null) return token;
  const [, sign = "", whole = "", fraction = "", exponent = "0"] = parts;
  const digits = `${whole}${fraction}`.replace(/^0+/, "");
  const significant = digits.replace(/0+$/, "");
  if (significant === "") return "0";
  return `${sign}${significant}e${Number(exponent) - fraction.length + digits.length - significant.length}`;
}
