// Draws a shortcut's keys.
import { isMac, keyWords } from "./keys.ts";
import classes from "./key-hint.module.css";

interface KeyHintProps {
  /** As in a shortcut, e.g. "g e" or "mod+k". */
  readonly keys: string;
}

/** The keys of a shortcut as small caps: glyphs on macOS, words elsewhere. Hidden from screen readers. */
export function KeyHint({ keys }: KeyHintProps) {
  return (
    <span className={classes.hint} aria-hidden="true">
      {keyWords(keys, { isMac: isMac() }).map((words, index) => (
        <kbd key={index} className={classes.key}>
          {words.join(" ")}
        </kbd>
      ))}
    </span>
  );
}
