// IDs that cannot be Vonage's or Facebook's: taken, with a word about it, as some test with such.
import { useState, type ChangeEvent, type FocusEvent, type ReactNode } from "react";
import { isApplicationIdForm, isPageIdForm } from "../../../preload/contract/ids.ts";
import classes from "./keys-page.module.css";

/** What a field for such an ID needs of it. */
export interface OddId {
  /** The warning; null when there is nothing to warn of. */
  readonly warning: ReactNode;
  readonly onBlur: (event: FocusEvent<HTMLInputElement>) => void;
  readonly onChange: (event: ChangeEvent<HTMLInputElement>) => void;
}

/** What an ID has to look like, and what is said where it does not. */
interface IdForm {
  readonly isFine: (text: string) => boolean;
  readonly words: string;
}

const APPLICATION_ID: IdForm = {
  isFine: isApplicationIdForm,
  words: "This is not a UUID, as the IDs of Vonage applications are",
};
/** Of a Facebook Page. */
export const PAGE_ID: IdForm = {
  isFine: isPageIdForm,
  words: "This is not a number, as the IDs of Facebook Pages are",
};

/** It warns once the field is left, and takes the warning back as soon as the ID is right. */
export function useOddId(initial: string, form = APPLICATION_ID): OddId {
  const [isOdd, setOdd] = useState(() => isOddId(initial, form));
  return {
    warning: isOdd ? <span className={classes.odd}>{form.words}</span> : null,
    onBlur: (event) => setOdd(isOddId(event.currentTarget.value, form)),
    onChange: (event) => {
      if (!isOddId(event.currentTarget.value, form)) setOdd(false);
    },
  };
}

function isOddId(text: string, { isFine }: IdForm): boolean {
  return text.trim() !== "" && !isFine(text.trim());
}
