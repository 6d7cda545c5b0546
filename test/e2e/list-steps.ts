// What is done with the list of events, by more than one file.
import { expect, type Locator } from "@playwright/test";
import type { CompanionApp } from "./companion-app.ts";

/** More than a thousand rows, of which the three hundred newest are above those in view. Returns what scrolls. */
export async function scrolledBurst(app: CompanionApp): Promise<Locator> {
  await app.receiveFirstMessage();
  await app.running.receive({ type: "text", text: "Burst", fault: "burst" });
  await expect(app.list.getByRole("option").first()).toHaveAttribute("aria-setsize", "1001");
  return scrollAway(app);
}

/** Three hundred rows down. Returns what scrolls. */
export async function scrollAway(app: CompanionApp): Promise<Locator> {
  const place = app.list.locator("..");
  await place.evaluate((scroller) => scroller.scrollTo({ top: 44 * 300 }));
  await expect(app.list.locator('[aria-posinset="303"]')).toBeInViewport();
  return place;
}
