// The shape of one error's words.

/** Three sentences for the person: what happened, why, what to do. `{name}` is filled from the details. */
export interface ErrorText {
  readonly what: string;
  readonly why: string;
  readonly todo: string;
}
