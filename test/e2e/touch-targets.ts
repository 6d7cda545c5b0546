// A page under a finger, and which of its targets are too small for one.
import type { Page } from "@playwright/test";

/** From now on the page has a finger instead of a mouse, or a mouse again. */
export async function setFinger(page: Page, isFinger: boolean): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await session.send("Emulation.setTouchEmulationEnabled", { enabled: isFinger });
  await page.waitForFunction((coarse) => matchMedia("(pointer: coarse)").matches === coarse, isFinger);
}

/** Names and sizes of all targets below 40 px. Links that flow in a text are exempt, as in WCAG 2.5.8. */
export function smallTargets(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const LEAST = 40;
    const TARGETS = `a[href], button, summary, select, textarea, input, [role=tab], [role=option], [role=button],
      [role=menuitem], [role=menuitemcheckbox], [role=menuitemradio], [role=switch]`;

    const small: string[] = [];
    for (const element of document.querySelectorAll(TARGETS)) {
      const own = element.getBoundingClientRect();
      const isSeen = element.checkVisibility({ visibilityProperty: true });
      if (!isSeen || own.width === 0 || getComputedStyle(element).display === "inline") continue;
      // Hidden for all but screen readers until it has the focus, or worn by its label.
      const labels = element instanceof HTMLInputElement ? (element.labels?.length ?? 0) : 0;
      if (own.width <= 1 && labels === 0) continue;
      // A tap on the label of a box is one on the box.
      const tapped = [element, ...(element instanceof HTMLInputElement ? (element.labels ?? []) : [])];
      const rects = tapped.map((each) => each.getBoundingClientRect());
      const width = Math.max(...rects.map(({ right }) => right)) - Math.min(...rects.map(({ left }) => left));
      let top = Math.min(...rects.map((rect) => rect.top));
      let bottom = Math.max(...rects.map((rect) => rect.bottom));
      for (let clip = element.parentElement; clip !== null; clip = clip.parentElement) {
        const { overflowY } = getComputedStyle(clip);
        // What scrolls can be brought into view whole; what is cut off by anything else cannot.
        if (overflowY === "auto" || overflowY === "scroll") break;
        if (overflowY !== "hidden") continue;
        top = Math.max(top, clip.getBoundingClientRect().top);
        bottom = Math.min(bottom, clip.getBoundingClientRect().bottom);
      }
      const height = bottom - top;
      // Scrolled out of view by something within.
      if (height <= 0) continue;
      // Half a pixel: places of a row fall between pixels.
      if (width >= LEAST - 0.5 && height >= LEAST - 0.5) continue;
      const name = element.getAttribute("aria-label") ?? element.textContent?.trim().slice(0, 40) ?? "";
      const classes = element.className.toString().split(" ").slice(-2).join(".");
      small.push(
        `${element.tagName.toLowerCase()} ${classes} “${name}” ${Math.round(width)} x ${Math.round(height)}`,
      );
    }
    return small;
  });
}
