// A small JSON value, coloured, for previews of a few lines.
import classes from "./json-text.module.css";

interface JsonTextProps {
  readonly label: string;
  readonly value: Readonly<Record<string, unknown>>;
}

/** Formatted JSON. Long bodies belong into the JSON view of an event; this one is for claims. */
export function JsonText({ label, value }: JsonTextProps) {
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls, so the arrow keys must reach it
    <pre className={classes.json} aria-label={label} tabIndex={0}>
      {colourJson(JSON.stringify(value, null, 2)).map(({ kind, text, at }) => (
        <span key={at} className={classes[kind]}>
          {text}
        </span>
      ))}
    </pre>
  );
}

/** One piece of JSON text that has one colour. */
export interface JsonPiece {
  readonly kind: "key" | "string" | "literal" | "mark";
  readonly text: string;
  /** Where it begins. */
  readonly at: number;
}

/** Cuts formatted JSON into pieces of one colour each; joined, they are the text again. */
export function colourJson(json: string): JsonPiece[] {
  const pieces: JsonPiece[] = [];
  for (const match of json.matchAll(
    /("(?:[^"\\]|\\.)*")(\s*:)?|(-?\d[\d.eE+-]*|true|false|null)|[^"\d\-tfn]+|./gs,
  )) {
    const [text, quoted, colon, literal] = match;
    if (quoted !== undefined) {
      pieces.push({ kind: colon === undefined ? "string" : "key", text: quoted, at: match.index });
      if (colon !== undefined) pieces.push({ kind: "mark", text: colon, at: match.index + quoted.length });
    } else pieces.push({ kind: literal === undefined ? "mark" : "literal", text, at: match.index });
  }
  return pieces;
}
