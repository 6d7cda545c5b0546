// Sentences with words set apart: `**word**` stands on the page, `` `code` `` is a value. A backslash before a mark, or
// before a backslash, makes it a character like any other; names from an account are written so, lest they fake a mark.

/** A part of a sentence that is drawn in one way. */
export interface MarkedPart {
  readonly look: "plain" | "strong" | "code";
  /** As a person reads it. */
  readonly text: string;
}

const PART = /\*\*(?<strong>(?:\\.|[^*\\])+)\*\*|`(?<code>(?:\\.|[^`\\])+)`|(?<plain>\\.|[\s\S])/gs;

/** The text, which somebody else wrote, so that none of it is a mark. */
export function escapeMarks(text: string): string {
  return text.replace(/[*`\\]/g, "\\$&");
}

/** The parts of a sentence, in order; no two plain ones follow each other. */
export function readMarks(sentence: string): readonly MarkedPart[] {
  const parts: MarkedPart[] = [];
  for (const { groups: { strong, code, plain = "" } = {} } of sentence.matchAll(PART)) {
    const last = parts.at(-1);
    if (strong !== undefined) parts.push({ look: "strong", text: unescape(strong) });
    else if (code !== undefined) parts.push({ look: "code", text: unescape(code) });
    else if (last?.look === "plain")
      parts[parts.length - 1] = { look: "plain", text: last.text + unescape(plain) };
    else parts.push({ look: "plain", text: unescape(plain) });
  }
  return parts;
}

/** The sentence for where nothing can be set apart. */
export function withoutMarks(sentence: string): string {
  return readMarks(sentence)
    .map(({ text }) => text)
    .join("");
}

function unescape(text: string): string {
  return text.replace(/\\(.)/gs, "$1");
}
