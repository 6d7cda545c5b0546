// An id cut once, in the middle.
import { shortenId } from "./format.ts";

interface ShortIdProps {
  readonly value: string;
  /** A word before it, e.g. "PSID". */
  readonly prefix?: string;
}

/** First four and last four characters of an id; the whole one as tooltip. */
export function ShortId({ value, prefix }: ShortIdProps) {
  return (
    <span className="num" title={value}>
      {prefix === undefined ? "" : `${prefix} `}
      {shortenId(value)}
    </span>
  );
}
