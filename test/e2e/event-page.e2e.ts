// The page of an event on a phone, where the row that a key leads to is not at hand: long lists are read in parts.
import { expect } from "@playwright/test";
import { test, type CompanionApp } from "./companion-app.ts";
import { holdAnswers } from "./held-answers.ts";
import { go, resize } from "./screen-steps.ts";

test.use({ host: "browser" });

/** Two parts are read with the list. */
const READ = 400;

test("keys lead to the neighbours of an event whose own row is not at hand", async ({ app }) => {
  const { page } = app;
  await pageOfBurst(app);
  await page.reload();
  await backToList(app);

  await go(page, "#/events/500");
  await expectShown(app);
  await page.keyboard.press("j");
  await expect(page).toHaveURL(/#\/events\/499$/);
  await go(page, "#/events/100");
  await expectShown(app);
  await page.keyboard.press("k");

  await expect(page).toHaveURL(/#\/events\/101$/);
});

test("a row that comes after the page was left moves nothing", async ({ app }) => {
  const { page } = app;
  await pageOfBurst(app);
  const pages = await holdAnswers(page, "events.page", ({ offset }) => offset > READ);
  await backToList(app);
  await app.list.getByRole("option").first().click();
  await expect(page).toHaveURL(/#\/events\/1001$/);
  await expectShown(app);

  await page.keyboard.press("Shift+G");
  await expect.poll(() => pages.count()).toBeGreaterThan(0);
  await page.goBack();
  const row = app.list.locator('[data-event-id="1001"]');
  await expect(row).toHaveAttribute("aria-selected", "true");
  pages.release();
  await app.running.receive({ type: "text", text: "After its answer" });

  await expect(app.row(/After its answer/)).toBeVisible();
  await expect(row).toHaveAttribute("aria-selected", "true");
  await expect(page).toHaveURL(/#\/events$/);
});

test("a key that is pressed while the list is awaited leads to where it says", async ({ app }) => {
  const { page } = app;
  await pageOfBurst(app);
  const pages = await holdAnswers(page, "events.page");
  await expectShown(app);

  await page.keyboard.press("Shift+G");
  pages.release();

  await expect(page).toHaveURL(/#\/events\/1$/);
});

test("a neighbour that is found after the screen was left leads nowhere", async ({ app }) => {
  const { page } = app;
  await pageOfBurst(app);
  const places = await holdAnswers(page, "events.page", ({ limit }) => limit === 1);
  await backToList(app);
  // The next older one of those that were read.
  await go(page, `#/events/${1001 - READ}`);
  await expectShown(app);
  await page.keyboard.press("k");
  await expect.poll(() => places.count()).toBe(1);
  await go(page, "#/conversations");

  places.release();
  await app.running.receive({ type: "text", text: "After its answer" });

  await expect(page.getByText("After its answer")).toBeVisible();
  await expect(page).toHaveURL(/#\/conversations$/);
});

/** The page of the newest of a thousand events and one, in a narrow window. */
async function pageOfBurst(app: CompanionApp): Promise<void> {
  await app.receiveFirstMessage();
  await app.running.receive({ type: "text", text: "Burst", fault: "burst" });
  await expectWhole(app);
  await resize(app.page, { width: 380, height: 800 });
  await go(app.page, "#/events/1001");
  await expectShown(app);
}

async function backToList(app: CompanionApp): Promise<void> {
  await app.page.getByRole("button", { name: "Back to the list" }).click();
  await expectWhole(app);
}

async function expectWhole({ list }: CompanionApp): Promise<void> {
  await expect(list.getByRole("option").first()).toHaveAttribute("aria-setsize", "1001");
}

async function expectShown({ page }: CompanionApp): Promise<void> {
  await expect(page.getByRole("tab", { name: /^Body/ })).toBeVisible();
}
