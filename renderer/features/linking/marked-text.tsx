// A sentence of the checklist with the words that stand on the page (**so**) and values (`so`) set apart.
import type { ReactNode } from "react";
import classes from "./marked-text.module.css";

interface MarkedTextProps {
  readonly text: string;
}

/** Draws the two marks a step's title may carry; everything else is plain text. */
export function MarkedText({ text }: MarkedTextProps): ReactNode {
  return text.split(/(\*\*[^*]+\*\*|`[^`]+`)/).map((part, index) => {
    const key = `${String(index)}:${part}`;
    if (part.startsWith("**")) return <strong key={key}>{part.slice(2, -2)}</strong>;
    if (part.startsWith("`")) {
      return (
        <code key={key} className={classes.code}>
          {part.slice(1, -1)}
        </code>
      );
    }
    return <span key={key}>{part}</span>;
  });
}
