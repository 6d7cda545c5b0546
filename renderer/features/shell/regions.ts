// Moving the focus from one region of the window to the next (F6).

/** The one tab stop of a list: the list itself, or the row whose turn it is. */
const LIST_STOP = '[role="listbox"][tabindex="0"], [data-list] [tabindex="0"]';

/** A screen that names none, such as one that only says what failed, is a region as a whole. */
const REGION = "[data-region], main:not(:has([data-region]))";

const FIELD =
  'textarea:not([disabled]), input:not([disabled], [type="radio"], [type="checkbox"], [type="file"], [tabindex="-1"])';

/** What Tab reaches too: of choices that have one tab stop, that one. */
const FOCUSABLE = ["a[href]", "button", "input", "textarea", "select", '[tabindex="0"]']
  .map((each) => `${each}:not([disabled], [tabindex="-1"], [type="radio"]:not(:checked))`)
  .join();

/** Focuses the region after (or before) the one that has the focus, in the order they stand on the page. */
export function focusRegion(direction: "next" | "previous"): void {
  const regions = [...document.querySelectorAll<HTMLElement>(REGION)].filter(isShown);
  if (regions.length === 0) return;
  const current = regions.findLastIndex((region) => region.contains(document.activeElement));
  const step = direction === "next" ? 1 : -1;
  const start = current === -1 && direction === "previous" ? 0 : current;
  const region = regions[(start + step + regions.length) % regions.length];
  if (region !== undefined) focusInto(region);
}

/** Focuses where work begins on the screen that is shown. */
export function focusScreen(): void {
  const main = document.getElementById("main");
  if (main !== null) focusWork(main);
}

/**
 * Focuses where work begins in a part of the page: its list; of a screen whose list is closed, the region beside it; else the
 * whole of it, from which a list that comes takes the focus. Never a button, which a second press of the same key would press.
 */
export function focusWork(part: HTMLElement): void {
  const lists = [...part.querySelectorAll<HTMLElement>('[role="listbox"]')];
  const isListClosed = part.id === "main" && lists.length > 0;
  const beside = isListClosed ? [...part.querySelectorAll<HTMLElement>("[data-region][tabindex]")] : [];
  const target = [...lists, ...beside].find(isShown) ?? part;
  if (!target.hasAttribute("tabindex")) target.tabIndex = -1;
  target.focus({ preventScroll: true });
}

/**
 * Focuses the part of a region where work begins: its list, of a form the field that is written into, else its first control,
 * else the region itself.
 */
function focusInto(region: HTMLElement): void {
  const field = region.localName === "form" ? firstShown(region, FIELD) : undefined;
  const target = listStopIn(region) ?? field ?? firstShown(region, FOCUSABLE) ?? region;
  if (target === region && !region.hasAttribute("tabindex")) region.tabIndex = -1;
  target.focus();
}

/** Where the keys of a list act, of the first one that is not closed. */
export function listStopIn(part: HTMLElement): HTMLElement | undefined {
  return firstShown(part, LIST_STOP);
}

function firstShown(part: HTMLElement, selector: string): HTMLElement | undefined {
  return [...part.querySelectorAll<HTMLElement>(selector)].find(isShown);
}

function isShown(element: HTMLElement): boolean {
  return element.checkVisibility({ visibilityProperty: true }) && element.closest("[inert]") === null;
}
