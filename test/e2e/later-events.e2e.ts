// An event that is later than what a scrolled list shows, and that something leads to: it is in the list, and selected there.
import { expect } from "@playwright/test";
import { test, type CompanionApp } from "./companion-app.ts";
import { scrollAway, scrolledBurst } from "./list-steps.ts";
import { go } from "./screen-steps.ts";

test.use({ host: "browser" });

/** The simulated person's first message and a burst of a thousand come before it. */
const LATER = "#/events/1002";

test("a link from another screen leads to it", async ({ app }) => {
  await scrolledBurst(app);
  await app.open("Keys and JWT");
  await app.running.receive({ type: "text", text: "A later one" });

  await go(app.page, LATER);

  await expectSelected(app);
});

test("a link leads to it while its list is there", async ({ app }) => {
  await scrolledBurst(app);
  await receiveWaiting(app);

  await go(app.page, LATER);

  await expectSelected(app);
  await app.running.receive({ type: "text", text: "The next one" });
  await expect(app.row(/The next one/)).toHaveAttribute("aria-posinset", "1");
});

test("its bubble in the thread leads to it", async ({ app }) => {
  await scrolledBurst(app);
  await receiveWaiting(app);

  await app.page.getByRole("region", { name: "Messages" }).getByText("A later one").click();

  await expectSelected(app);
});

test("on a phone its page leads back to its row", async ({ app }) => {
  const { page } = app;
  await app.receiveFirstMessage();
  await page.setViewportSize({ width: 380, height: 800 });
  await go(page, "#/events");
  await app.running.receive({ type: "text", text: "Burst", fault: "burst" });
  await expect(app.list.getByRole("option").first()).toHaveAttribute("aria-setsize", "1001");
  await app.list.locator("..").evaluate((scroller) => scroller.scrollTo({ top: 52 * 300 }));
  await receiveWaiting(app);

  await go(page, LATER);
  await expect(page.getByRole("tab", { name: /^Body/ })).toBeVisible();
  await page.goBack();

  await expectSelected(app);
});

test("one that is in view as it comes in leaves the list scrolled away", async ({ app }) => {
  const place = await scrolledBurst(app);
  await place.evaluate((scroller) => scroller.scrollTo({ top: 44 }));
  await expect(app.list.locator('[aria-posinset="2"]')).toBeInViewport();
  await app.running.receive({ type: "text", text: "A later one" });
  await app.running.receive({ type: "text", text: "And another" });
  await expect(app.page.getByRole("button", { name: "2 new" })).toBeVisible();

  await go(app.page, LATER);
  await expect(app.row(/A later one/)).toHaveAttribute("aria-selected", "true");
  await app.running.receive({ type: "text", text: "The last" });

  await expect(app.page.getByRole("button", { name: "1 new", exact: true })).toBeVisible();
});

test("a paused list goes on waiting, and has it selected once the pause is over", async ({ app }) => {
  const { page } = app;
  await app.receiveFirstMessage();
  await app.list.focus();
  await page.keyboard.press("Space");
  await app.running.receive({ type: "text", text: "A later one" });
  const paused = page.getByRole("button", { name: /^Paused/ });
  await expect(paused).toHaveText("Paused, 1 waiting");

  await go(page, "#/events/2");

  await expect(page.getByRole("tabpanel")).toContainText("A later one");
  await expect(paused).toHaveText("Paused, 1 waiting");
  await expect(app.list.getByRole("option")).toHaveCount(1);
  await paused.click();
  await expect(app.row(/A later one/)).toHaveAttribute("aria-selected", "true");
});

test("one that a search for a text does not find leaves the others waiting above it", async ({ app }) => {
  const { page } = app;
  await scrolledSearch(app);
  await app.running.receive({ type: "text", text: "Burst again" });
  await expect(page.getByRole("button", { name: "1 new", exact: true })).toBeVisible();
  await app.running.receive({ type: "text", text: "Zebra" });

  await go(page, "#/events/1003");
  await expect(page.getByRole("tabpanel")).toContainText("Zebra");
  await app.running.receive({ type: "text", text: "Burst a third time" });

  await expect(page.getByRole("button", { name: "2 new", exact: true })).toBeVisible();
  await expect(app.list.getByRole("option").first()).toHaveAttribute("aria-setsize", "1000");
});

test("one that a search for a text has not found yet comes in as soon as it has", async ({ app }) => {
  await scrolledSearch(app);
  await app.running.receive({ type: "text", text: "Burst: A later one" });

  await go(app.page, LATER);

  await expectSelected(app);
});

/** The same, searched for by their text, which only the store can do. */
async function scrolledSearch(app: CompanionApp): Promise<void> {
  await scrolledBurst(app);
  await app.search.fill("Burst");
  await expect(app.list.getByRole("option").first()).toHaveAttribute("aria-setsize", "1000");
  await scrollAway(app);
}

async function receiveWaiting(app: CompanionApp): Promise<void> {
  await app.running.receive({ type: "text", text: "A later one" });
  await expect(app.page.getByRole("button", { name: "1 new", exact: true })).toBeVisible();
}

async function expectSelected(app: CompanionApp): Promise<void> {
  const row = app.row(/A later one/);
  await expect(row).toHaveAttribute("aria-selected", "true");
  await expect(row).toHaveAttribute("aria-posinset", "1");
  await expect(row).toBeInViewport({ ratio: 1 });
  await expect(app.page.getByRole("button", { name: /^\d+ new$/ })).toHaveCount(0);
}
