// An event that is earlier than what the list has read, and that something leads to: it is in the list, and selected there.
import { expect } from "@playwright/test";
import { test, type CompanionApp } from "./companion-app.ts";
import { holdAnswers, refuseAnswers } from "./held-answers.ts";
import { go } from "./screen-steps.ts";

test.use({ host: "browser" });

/** Far down in a thousand events and one, of which four hundred are read with the list. */
const EARLIER = "#/events/300";

test("a link leads to it, and keys go on from there", async ({ app }) => {
  const { page } = app;
  await burst(app);

  await go(page, EARLIER);

  await expectSelected(app, 300);
  await app.list.focus();
  await page.keyboard.press("j");
  await expectSelected(app, 299);
  await expect(page).toHaveURL(/#\/events\/299$/);
});

test("a reload of the page returns to it", async ({ app }) => {
  await burst(app);
  await go(app.page, EARLIER);
  await expect(app.page).toHaveURL(new RegExp(`${EARLIER}$`));

  await app.page.reload();

  await expectSelected(app, 300);
});

test("who scrolls the list before its place is known is not taken along", async ({ app }) => {
  const { page } = app;
  await burst(app);
  const places = await holdAnswers(page, "events.page", ({ upToId }) => upToId === 300);
  await go(page, EARLIER);
  await expect.poll(() => places.count()).toBe(1);
  const scroller = app.list.locator("..");

  await scroller.evaluate((element) => element.scrollTo({ top: 440 }));
  places.release();
  await page.keyboard.press("r");
  await expect(app.composer).toBeFocused();

  expect(await scroller.evaluate((element) => element.scrollTop)).toBe(440);
});

test("a place that could not be told is asked for again", async ({ app }) => {
  const { page } = app;
  await burst(app);
  let isRefused = true;
  const refusals = await refuseAnswers(
    page,
    "events.page",
    undefined,
    ({ upToId }) => upToId === 300 && isRefused,
  );
  await go(page, EARLIER);
  // Each time the list is drawn, so it may be more than one by now.
  await expect.poll(() => refusals.count()).toBeGreaterThan(0);

  isRefused = false;
  await app.running.receive({ type: "text", text: "One more" });

  await expectSelected(app, 300);
});

test("a notice that takes room from the list leaves the selected row in view", async ({ app }) => {
  const { page } = app;
  await burst(app);
  // From above it comes in at the lower edge.
  await go(page, "#/events/1001");
  await expectSelected(app, 1001);
  await go(page, EARLIER);
  await expectSelected(app, 300);

  await fetch(app.running.inboundUrl, { method: "POST", body: "{}" });
  await expect(page.getByRole("button", { name: "Show all" })).toBeVisible();

  await expectSelected(app, 300);
});

test("a notice moves no list whose selected row was cut at its upper edge before", async ({ app }) => {
  const { page } = app;
  await burst(app);
  await go(page, EARLIER);
  await expectSelected(app, 300);
  const scroller = app.list.locator("..");
  const row = app.list.locator('[data-event-id="300"]');
  const cut = await scroller.evaluate((element) => {
    const [top, height] = [element.getBoundingClientRect().top, 22];
    const its = element.querySelector('[data-event-id="300"]')?.getBoundingClientRect().top ?? 0;
    element.scrollBy({ top: its - top + height });
    return element.scrollTop;
  });
  await expect(row).toBeInViewport();

  await fetch(app.running.inboundUrl, { method: "POST", body: "{}" });
  await expect(page.getByRole("button", { name: "Show all" })).toBeVisible();

  await expect(row).toBeInViewport();
  expect(await scroller.evaluate((element) => element.scrollTop)).toBe(cut);
});

/** More events than a list reads. Those that came while it was there would be at hand. */
async function burst(app: CompanionApp): Promise<void> {
  await app.receiveFirstMessage();
  await app.running.receive({ type: "text", text: "Burst", fault: "burst" });
  await expectWhole(app);
  await app.page.reload();
  await expectWhole(app);
}

async function expectWhole({ list }: CompanionApp): Promise<void> {
  await expect(list.getByRole("option").first()).toHaveAttribute("aria-setsize", "1001");
}

async function expectSelected({ list }: CompanionApp, id: number): Promise<void> {
  const row = list.locator(`[data-event-id="${id}"]`);
  await expect(row).toHaveAttribute("aria-selected", "true");
  await expect(row).toBeInViewport({ ratio: 1 });
}
