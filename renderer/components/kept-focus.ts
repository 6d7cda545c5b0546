// Keeps the focus of whoever works by keyboard when a press takes its own button away.
//
// A browser then drops it on the body: a reader of the screen falls silent, and what is typed next works as shortcuts.

/**
 * A ref for the root of a screen. When the focused element goes away, the focus moves to the closest part around it that
 * takes focus (`tabIndex={-1}` makes it one); when it was only disabled for a while, back to it. A focus that the person
 * takes away themselves is left alone.
 */
export function keptFocus(root: HTMLElement | null): (() => void) | undefined {
  if (root === null) return undefined;
  let last: readonly HTMLElement[] = [];

  const note = ({ target }: FocusEvent): void => {
    last = target instanceof HTMLElement ? withAncestors(target) : [];
  };
  const leave = ({ target }: FocusEvent): void => {
    // Some browsers tell of it before the element is gone.
    queueMicrotask(() => {
      if (target === last[0] && target instanceof HTMLElement && isUsable(target)) last = [];
    });
  };
  const mend = (): void => {
    const [focused] = last;
    if (focused === undefined || document.activeElement !== document.body) return;
    // One that is disabled gets it back when its act has ended.
    if (focused.isConnected && !isUsable(focused)) return;
    const next = last.find((each) => isUsable(each) && (each === focused || each.hasAttribute("tabindex")));
    next?.focus({ preventScroll: true });
  };

  const observer = new MutationObserver(mend);
  observer.observe(root, { childList: true, subtree: true, attributeFilter: ["disabled"] });
  root.addEventListener("focusin", note);
  root.addEventListener("focusout", leave);
  return () => {
    observer.disconnect();
    root.removeEventListener("focusin", note);
    root.removeEventListener("focusout", leave);
  };
}

function withAncestors(element: HTMLElement): readonly HTMLElement[] {
  const line = [element];
  for (let each = element.parentElement; each !== null; each = each.parentElement) line.push(each);
  return line;
}

function isUsable(element: HTMLElement): boolean {
  return element.isConnected && !element.matches(":disabled");
}
