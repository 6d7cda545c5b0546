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
      if (currentTarget.validity.valid) setWrong(false);
    },
  };
}

/** A pattern of fields that take anything but spaces alone. */
export const NOT_BLANK = String.raw`.*\S.*`;
