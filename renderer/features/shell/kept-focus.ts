// Keeps the focus of whoever works by keyboard when what has it goes away: a button by its own press, a dialog that closes.
//
// A browser then drops it on the body: a reader of the screen falls silent, and what is typed next works as shortcuts.
import { focusWork } from "./regions.ts";

/** What lies over the page for a while; the last is a toast. */
const OVERLAY = '[role="dialog"], [role="alertdialog"], [role="menu"], .mantine-Notification-root';
/** Where work may go on: what takes the focus itself, and the parts of the window. A form has it in its fields only. */
const PLACE = "[tabindex], [data-region]:not(form), main";

/**
 * Watches the page until the function it answers is called. When the focused element goes away, the focus moves to the
 * closest place around it (`tabIndex={-1}` makes an element one), or into the screen that took its place; when that was an
 * overlay, to what had the focus before it; when the element was only disabled for a while, back to it. A focus that the person
 * takes away themselves is left alone.
 */
export function keepFocus(page: HTMLElement): () => void {
  /** The focused element and what is around it, the closest first. */
  let last: readonly HTMLElement[] = [];
  /** The same of what had the focus before the overlay, and the overlay that has it now. */
  let behind: readonly HTMLElement[] = [];
  let overlay: HTMLElement | null = null;
  /** It has the focus until the list in it is there. */
  let standIn: HTMLElement | null = null;
  /** It goes from one element to another, and none has it while both hear of that. */
  let isOnItsWay = false;
  let arrival: ReturnType<typeof setTimeout> | undefined;

  const note = ({ target }: FocusEvent): void => {
    isOnItsWay = false;
    if (!(target instanceof HTMLElement)) return;
    last = withAncestors(target);
    if (target !== standIn) standIn = null;
    overlay = target.closest<HTMLElement>(OVERLAY);
    if (overlay === null) behind = last;
  };
  const leave = ({ target, relatedTarget }: FocusEvent): void => {
    if (relatedTarget !== null) {
      isOnItsWay = true;
      // Where it was going may be gone by then.
      clearTimeout(arrival);
      arrival = setTimeout(() => {
        isOnItsWay = false;
        mend();
      });
      return;
    }
    // Some browsers tell of it before the element is gone. And a window that is left keeps its focused element.
    queueMicrotask(() => {
      const [focused] = last;
      if (focused === undefined || focused !== target || !isUsable(focused)) return;
      if (focused === document.activeElement) return;
      last = [];
      if (overlay === null) behind = [];
    });
  };
  const mend = (): void => {
    if (isOnItsWay) return;
    const active = document.activeElement;
    if (standIn !== null && active === standIn) focusWork(standIn);
    if (active !== null && active !== document.body && isUsable(active)) return;
    const [focused] = last;
    // One that is disabled gets it back when its act has ended.
    if (focused?.isConnected === true && focused.matches(":disabled")) return;
    const around = overlay === null || overlay.isConnected ? last : behind;
    if (around.length === 0) return;
    const place =
      around.find((each) => isUsable(each) && (each === around[0] || each.matches(PLACE))) ??
      // All of it went with its screen, as that of another workspace: work begins on the one in its place.
      document.getElementById("main");
    if (place === null) return;
    if (place === around[0]) {
      place.focus({ preventScroll: true });
      return;
    }
    standIn = place;
    focusWork(place);
  };

  const observer = new MutationObserver(mend);
  observer.observe(page, { childList: true, subtree: true, attributeFilter: ["disabled", "hidden"] });
  // Before the page is drawn anew by what else hears of it.
  page.addEventListener("focusin", note, { capture: true });
  page.addEventListener("focusout", leave, { capture: true });
  return () => {
    observer.disconnect();
    clearTimeout(arrival);
    page.removeEventListener("focusin", note, { capture: true });
    page.removeEventListener("focusout", leave, { capture: true });
  };
}

function withAncestors(element: HTMLElement): readonly HTMLElement[] {
  const line = [element];
  for (let each = element.parentElement; each !== null; each = each.parentElement) line.push(each);
  return line;
}

function isUsable(element: Element): boolean {
  return element.isConnected && element.closest("[hidden]") === null && !element.matches(":disabled");
}
