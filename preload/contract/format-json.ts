// Reads JSON strictly and lays it out again without changing a character of its values: big numbers, repeated members
// and escapes stay as they came, which JSON.parse and JSON.stringify would not promise.

/** A string or number inside the laid-out text. */
export interface JsonValuePlace {
  /** Member names (and indexes) that lead to it, e.g. `["from", "id"]`. */
  readonly path: readonly string[];
  /** Its text as written, quotes included. */
  readonly source: string;
  /** Where it ends in the laid-out text, UTF-16 units. */
  readonly end: number;
}

/** Why a text is not JSON, and where it stops being it. */
export interface JsonProblem {
  readonly message: string;
  /** UTF-16 units from the beginning. */
  readonly at: number;
}

/** A text laid out, or the reason why it cannot be. */
export type FormattedJson =
  | { readonly isJson: true; readonly text: string; readonly values: readonly JsonValuePlace[] }
  | { readonly isJson: false; readonly problem: JsonProblem };

const INDENT = "  ";
/** Deeper than any message, and shallow enough for the call stack. */
const DEEPEST = 500;

const SPACE = /[ \t\n\r]*/y;
/** A string up to, but without, its closing quote. Unrolled, so that a long one does not fill the matcher's stack. */
// oxlint-disable-next-line no-control-regex -- JSON forbids control characters in strings; finding them is the point
const STRING_BODY = /"[^"\\\u0000-\u001f]*(?:\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})[^"\\\u0000-\u001f]*)*/y;
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const WORD = /true|false|null/y;

class JsonStop extends Error {
  readonly at: number;

  constructor(message: string, at: number) {
    super(message);
    this.at = at;
  }
}

/** Lays a JSON text out with two spaces a level. */
export function formatJson(source: string): FormattedJson {
  const reader = new JsonReader(source, "lay out");
  const problem = problemOf(reader);
  return problem === null
    ? { isJson: true, text: reader.written(), values: reader.values }
    : { isJson: false, problem };
}

/** Why a text is not JSON; null when it is. For long texts: nothing is laid out. */
export function findJsonProblem(source: string): JsonProblem | null {
  return problemOf(new JsonReader(source, "check"));
}

function problemOf(reader: JsonReader): JsonProblem | null {
  try {
    reader.readDocument();
    return null;
  } catch (error) {
    if (!(error instanceof JsonStop)) throw error;
    return { message: error.message, at: error.at };
  }
}

class JsonReader {
  readonly values: JsonValuePlace[] = [];
  private readonly source: string;
  private readonly purpose: "lay out" | "check";
  private readonly out: string[] = [];
  private readonly path: string[] = [];
  private depth = 0;
  private length = 0;
  private at = 0;

  constructor(source: string, purpose: "lay out" | "check") {
    this.source = source;
    this.purpose = purpose;
  }

  written(): string {
    return this.out.join("");
  }

  readDocument(): void {
    this.skipSpace();
    this.readValue();
    this.skipSpace();
    if (this.at < this.source.length) throw this.unexpected("after the end of the value");
  }

  private readValue(): void {
    if (this.path.length > DEEPEST) throw new JsonStop("nested too deeply", this.at);
    const next = this.source[this.at];
    if (next === "{") this.readList("{", "}", () => this.readMember());
    else if (next === "[") this.readList("[", "]", (index) => this.readStep(String(index)));
    else this.readScalar();
  }

  private readScalar(): void {
    const isString = this.source[this.at] === '"';
    const text = isString ? this.readString() : (this.match(NUMBER) ?? this.match(WORD));
    if (text === null) throw this.unexpected("");
    if (this.purpose === "check") return;
    this.write(text);
    this.values.push({ path: [...this.path], source: text, end: this.length });
  }

  private readList(open: string, close: string, readItem: (index: number) => void): void {
    this.at += 1;
    this.skipSpace();
    if (this.source[this.at] === close) {
      this.at += 1;
      this.write(open + close);
      return;
    }
    this.write(open);
    this.depth += 1;
    for (let index = 0; ; index += 1) {
      this.write(`\n${INDENT.repeat(this.depth)}`);
      readItem(index);
      this.skipSpace();
      const next = this.source[this.at];
      if (next !== "," && next !== close) throw this.unexpected(`where “,” or “${close}” belongs`);
      this.at += 1;
      if (next === close) break;
      this.write(",");
      this.skipSpace();
    }
    this.depth -= 1;
    this.write(`\n${INDENT.repeat(this.depth)}${close}`);
  }

  private readMember(): void {
    if (this.source[this.at] !== '"') throw this.unexpected("where a member name in double quotes belongs");
    const name = this.readString();
    this.skipSpace();
    if (this.source[this.at] !== ":") throw this.unexpected("where “:” belongs");
    this.at += 1;
    this.skipSpace();
    this.write(`${name}: `);
    this.readStep(name.slice(1, -1));
  }

  private readStep(step: string): void {
    this.path.push(step);
    this.readValue();
    this.path.pop();
  }

  private write(text: string): void {
    if (this.purpose === "check") return;
    this.out.push(text);
    this.length += text.length;
  }

  private skipSpace(): void {
    this.match(SPACE);
  }

  private match(pattern: RegExp): string | null {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.source)?.[0] ?? null;
    if (found !== null) this.at += found.length;
    return found;
  }

  private unexpected(where: string): JsonStop {
    const found = this.source.codePointAt(this.at);
    if (found === undefined) return new JsonStop("it ends too early", this.at);
    const shown = found < 0x20 ? "control character" : `“${String.fromCodePoint(found)}”`;
    return new JsonStop(`unexpected ${shown}${where === "" ? "" : ` ${where}`}`, this.at);
  }

  /** A string with its quotes. Stops at what breaks it: a raw line break, a bad escape, the end of the text. */
  private readString(): string {
    const body = this.match(STRING_BODY) ?? "";
    if (this.source[this.at] === "\\") throw new JsonStop("unexpected escape in a string", this.at);
    if (this.source[this.at] !== '"') throw this.unexpected("in a string");
    this.at += 1;
    return `${body}"`;
  }
}
