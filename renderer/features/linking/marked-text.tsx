// A sentence of the checklist with the words that stand on the page (**so**) and values (`so`) set apart.
import { Fragment, type ReactNode } from "react";
import { readMarks } from "../../../preload/contract/marked-text.ts";
import classes from "./marked-text.module.css";

interface MarkedTextProps {
  readonly text: string;
}

/** Draws the two marks a step's title may carry; everything else is plain text. */
export function MarkedText({ text }: MarkedTextProps): ReactNode {
  return readMarks(text).map((part, index) => {
    const key = `${String(index)}:${part.text}`;
    switch (part.look) {
      case "strong":
        return <strong key={key}>{part.text}</strong>;
      case "code":
        return (
          <code key={key} className={classes.code}>
            {part.text}
          </code>
        );
      case "plain":
        return <Fragment key={key}>{part.text}</Fragment>;
    }
  });
}
