// Values out of a pasted token, made fit to stand in a sentence: whoever made the token chose them.

const LONGEST_SHOWN = 80;

/** A value out of a token, short, and without characters that change how the sentence around it looks. */
export function show(value: unknown): string {
  const text = typeof value === "string" ? value : JSON.stringify(value);
  const short = text.length > LONGEST_SHOWN ? `${text.slice(0, LONGEST_SHOWN)}…` : text;
  return short.replace(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, "·");
}
