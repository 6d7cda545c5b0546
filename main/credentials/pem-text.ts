// Finds the PEM blocks in text that was pasted, read from a file or taken from the environment, mending what copying breaks.

/** One `-----BEGIN …-----` block: its label and what stands between the two lines. */
export interface PemBlock {
  readonly label: string;
  readonly body: string;
  /** False when the `-----END …-----` line with the same label is missing. */
  readonly isComplete: boolean;
}

/** The text after mending, with what was mended, in words. */
export interface MendedText {
  readonly text: string;
  readonly repairs: readonly string[];
}

/** Undoes what editors, shells and environment variables do to a PEM file. Never guesses: each step loses nothing. */
export function mendPemText(original: string): MendedText {
  const repairs: string[] = [];
  let text = original;

  function step(repaired: string, words: string): void {
    if (repaired === text) return;
    text = repaired;
    repairs.push(words);
  }

  step(text.replace(/^\uFEFF/, ""), "byte order mark removed");
  step(stripQuotes(text), "quotes around it removed");
  step(text.replace(/(?:\\r)?\\n/g, "\n"), "literal \\n turned into line breaks");
  step(text.replace(/\r\n?/g, "\n"), "Windows line breaks turned into plain ones");
  if (text.length > 0 && !text.endsWith("\n")) step(`${text}\n`, "missing line break at the end added");
  step(`${trimLines(text)}\n`, "white space around it removed");
  return { text, repairs };
}

/** All PEM blocks of `text` in order. Linear in its length. */
export function findPemBlocks(text: string): readonly PemBlock[] {
  const blocks: PemBlock[] = [];
  const opening = /-----BEGIN ([A-Z0-9 ]{1,60})-----/g;
  for (let match = opening.exec(text); match !== null; match = opening.exec(text)) {
    const label = match[1] ?? "";
    const from = opening.lastIndex;
    const rest = text.indexOf("-----", from);
    const closing = `-----END ${label}-----`;
    const isComplete = rest !== -1 && text.startsWith(closing, rest);
    blocks.push({ label, body: text.slice(from, rest === -1 ? text.length : rest), isComplete });
    if (isComplete) opening.lastIndex = rest + closing.length;
  }
  return blocks;
}

/** Whether a body is laid out as PEM demands: a line break after the first line, and lines of one length but the last. */
export function hasPemLines(body: string): boolean {
  const lines = body.split("\n");
  if (lines.length < 3 || lines.at(0) !== "" || lines.at(-1) !== "") return false;
  const content = lines.slice(1, -1);
  const width = content[0]?.length ?? 0;
  return content.every(
    (line, index) =>
      /^[A-Za-z0-9+/=]+$/.test(line) &&
      line.length <= 76 &&
      (index === content.length - 1 ? line.length <= width : line.length === width),
  );
}

/** The bytes of a body, whatever white space is in it; null when it is not Base64. */
export function decodePemBody(body: string): Buffer | null {
  const packed = body.replace(/\s+/g, "");
  if (packed.length === 0 || packed.length % 4 !== 0 || !/^[A-Za-z0-9+/]+={0,2}$/.test(packed)) return null;
  return Buffer.from(packed, "base64");
}

function stripQuotes(text: string): string {
  const trimmed = text.trim();
  const quote = trimmed.at(0);
  const isQuoted =
    trimmed.length >= 2 && (quote === '"' || quote === "'" || quote === "`") && trimmed.at(-1) === quote;
  return isQuoted ? trimmed.slice(1, -1) : text;
}

function trimLines(text: string): string {
  return text
    .split("\n")
    .map((line) => line.trim())
    .join("\n")
    .trim();
}
