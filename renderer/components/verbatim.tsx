// A stranger's text as it came, in which nothing steers how it is read: what would is shown by its code.
import type { ReactNode } from "react";
import {
  isPlainSpace,
  nameOfCodePoint,
  STEERING_CHARACTERS,
  WITHOUT_STEERING,
} from "../../preload/contract/steering-characters.ts";
import classes from "./verbatim.module.css";

/** Longer than any line on a screen. */
const LINE_LENGTH = 400;

/** As much of the text as a line can show, in the same way. */
export function VerbatimLine({ text }: { readonly text: string }): ReactNode {
  return <Verbatim text={text.slice(0, LINE_LENGTH)} />;
}

/** Draws the text. Selected and copied it is the same as it came: the codes are drawn beside the characters. */
export function Verbatim({ text }: { readonly text: string }): ReactNode {
  // Nearly every text: there are hundreds of them on a screen.
  if (WITHOUT_STEERING.test(text)) return text;
  const pieces: ReactNode[] = [];
  let shownTo = 0;
  for (const { 0: character, index } of text.matchAll(STEERING_CHARACTERS)) {
    if (isPlainSpace(character)) continue;
    pieces.push(
      text.slice(shownTo, index),
      <span
        key={index}
        className={classes.steering}
        data-code={nameOfCodePoint(character.codePointAt(0) ?? 0)}
      >
        {character}
      </span>,
    );
    shownTo = index + character.length;
  }
  return [...pieces, text.slice(shownTo)];
}
