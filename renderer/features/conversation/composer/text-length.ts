// How long a reply is, counted in the two ways that the limit can be read.
import { formatCount } from "../../../components/format.ts";
import { REPLY_TEXT_LIMIT } from "../../../../preload/contract/reply.ts";

const SHOW_FROM = 0.8;

/** Length of a text against the limit of the Messages API. */
export interface TextLength {
  /** UTF-16 units: the stricter reading of the limit. */
  readonly units: number;
  readonly codePoints: number;
  readonly isOver: boolean;
  /** Counter to show; null below 80 percent of the limit. */
  readonly counter: string | null;
}

/** Counts a text. Whether Vonage counts units or code points is not published, so both are shown when they differ. */
export function measureText(text: string): TextLength {
  const units = text.length;
  const codePoints = [...text].length;
  const base = `${formatCount(units)} of ${formatCount(REPLY_TEXT_LIMIT)}`;
  const counter = codePoints === units ? base : `${base}, ${formatCount(codePoints)} code points`;
  return {
    units,
    codePoints,
    isOver: units > REPLY_TEXT_LIMIT,
    counter: units >= REPLY_TEXT_LIMIT * SHOW_FROM ? counter : null,
  };
}
