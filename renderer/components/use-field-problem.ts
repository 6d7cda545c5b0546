// What is wrong with a field when its form is sent, told beside it. The browser's own bubble is gone after some seconds.
import { useState, type FormEvent } from "react";

type Field = HTMLInputElement | HTMLTextAreaElement;

/** What a field of a form needs of it. */
interface FieldProblem {
  /** null while nothing is known to be wrong. */
  readonly error: string | null;
  readonly onInvalid: (event: FormEvent<Field>) => void;
  readonly onChange: (event: FormEvent<Field>) => void;
}

/** Says `words` once the form is sent while the field is not as it asks for, and takes them back as soon as it is. */
export function useFieldProblem(words: string): FieldProblem {
  const [isWrong, setWrong] = useState(false);
  return {
    error: isWrong ? words : null,
    onInvalid: (event) => {
      event.preventDefault();
      setWrong(true);
      const field = event.currentTarget;
      // The first of them takes the focus, as without this.
      if (field.form?.querySelector(":is(input, textarea, select):invalid") === field) field.focus();
    },
    onChange: ({ currentTarget }) => {
      if (currentTarget instanceof HTMLTextAreaElement) refuseBlank(currentTarget, words);
      if (currentTarget.validity.valid) setWrong(false);
    },
  };
}

/** A field of several lines has no pattern: one that must not be empty takes no spaces alone either. */
function refuseBlank(field: HTMLTextAreaElement, words: string): void {
  field.setCustomValidity(field.required && field.value.trim() === "" ? words : "");
}

/** A pattern of fields that take anything but spaces alone. */
export const NOT_BLANK = String.raw`.*\S.*`;

/** A pattern of fields that take a whole address on the web. */
export const WEB_ADDRESS = "[hH][tT][tT][pP][sS]?://.+";
