// An id cut once, in the middle.
import { nameSteering } from "../../preload/contract/steering-characters.ts";
import { shortenId } from "./format.ts";

interface ShortIdProps {
  readonly value: string;
  /** A word before it, e.g. "PSID". */
  readonly prefix?: string;
}

/** First four and last four characters of an id; the whole one as tooltip. */
export function ShortId({ value, prefix }: ShortIdProps) {
  return (
    <span className="num" title={nameSteering(value)}>
      {prefix === undefined ? "" : `${prefix} `}
      {shortenId(value)}
    </span>
  );
}
