// Application IDs that cannot be Vonage's: taken, with a word about it, as some test with such.
import { useState, type ChangeEvent, type FocusEvent, type ReactNode } from "react";
import { isApplicationIdForm } from "../../../preload/contract/ids.ts";
import classes from "./keys-page.module.css";

/** What a field for such an ID needs of it. */
export interface OddId {
  /** The warning; null when there is nothing to warn of. */
  readonly warning: ReactNode;
  readonly onBlur: (event: FocusEvent<HTMLInputElement>) => void;
  readonly onChange: (event: ChangeEvent<HTMLInputElement>) => void;
}

/** It warns once the field is left, and takes the warning back as soon as the ID is right. */
export function useOddId(initial: string): OddId {
  const [isOdd, setOdd] = useState(() => isOddId(initial));
  return {
    warning: isOdd ? (
      <span className={classes.odd}>This is not a UUID, as the IDs of Vonage applications are</span>
    ) : null,
    onBlur: (event) => setOdd(isOddId(event.currentTarget.value)),
    onChange: (event) => {
      if (!isOddId(event.currentTarget.value)) setOdd(false);
    },
  };
}

function isOddId(text: string): boolean {
  return text.trim() !== "" && !isApplicationIdForm(text.trim());
}
