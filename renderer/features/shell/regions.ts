// Moving the focus from one region of the window to the next (F6).

const FOCUSABLE =
  'a[href], button:not([disabled]), input:not([disabled]), textarea:not([disabled]), select:not([disabled]), [tabindex="0"]';

/** Focuses the region after (or before) the one that has the focus, in the order they stand on the page. */
export function focusRegion(direction: "next" | "previous"): void {
  const regions = [...document.querySelectorAll<HTMLElement>("[data-region]")].filter(isShown);
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

/** Focuses the part of a region where work begins: its list, else its first control, else the region itself. */
function focusInto(region: HTMLElement): void {
  const list = region.querySelector<HTMLElement>('[role="listbox"][tabindex="0"]');
  const first = [...region.querySelectorAll<HTMLElement>(FOCUSABLE)].find(isShown);
  const target = list ?? first ?? region;
  if (target === region && !region.hasAttribute("tabindex")) region.tabIndex = -1;
  target.focus();
}

function isShown(element: HTMLElement): boolean {
  return element.checkVisibility({ visibilityProperty: true }) && element.closest("[inert]") === null;
}
