// Brings the focus to what a press of a button has just opened.

/** A ref for the first field of a form, or the safe answer to a question. */
export function focusOnMount(element: HTMLElement | null): void {
  element?.focus();
}
