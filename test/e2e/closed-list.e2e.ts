// The list of events while its pane is closed: opened again, it is where it was, and knows it.
import { expect } from "@playwright/test";
import { test, type CompanionApp } from "./companion-app.ts";
import { scrolledBurst } from "./list-steps.ts";

test.use({ host: "browser" });

test("a list that is scrolled away does not go live by another event, or by being opened", async ({
  app,
}) => {
  const { page } = app;
  await selectedInBurst(app);
  const row = app.list.locator('[aria-posinset="305"]');
  const id = Number(await row.getAttribute("data-event-id"));
  await closeList(app);

  await page.keyboard.press("j");
  await expect(page).toHaveURL(new RegExp(`/${id - 1}$`));
  await openList(app);
  await expectWaiting(app);

  await expect(row).toBeInViewport();
  await expect(row).toHaveAttribute("data-event-id", String(id));
});

test("an event that a key led to meanwhile is in view once the list is opened", async ({ app }) => {
  const { page } = app;
  await selectedInBurst(app);
  await closeList(app);

  await page.keyboard.press("Shift+G");
  await expect(page).toHaveURL(/#\/events\/1$/);
  await openList(app);

  await expect(app.list.locator('[data-event-id="1"]')).toBeInViewport({ ratio: 1 });
  await expectWaiting(app);
});

/** The same, with one of the rows in view selected. */
async function selectedInBurst(app: CompanionApp): Promise<void> {
  await app.page.setViewportSize({ width: 1440, height: 900 });
  await scrolledBurst(app);
  const row = app.list.locator('[aria-posinset="305"]');
  await row.click();
  await expect(row).toHaveAttribute("aria-selected", "true");
}

async function closeList({ page, list }: CompanionApp): Promise<void> {
  await page.keyboard.press("[");
  await expect(list).toBeHidden();
}

async function openList({ page, list }: CompanionApp): Promise<void> {
  await page.keyboard.press("[");
  await expect(list).toBeVisible();
}

/** What comes now waits. */
async function expectWaiting(app: CompanionApp): Promise<void> {
  await app.running.receive({ type: "text", text: "A later one" });
  await expect(app.page.getByRole("button", { name: "1 new", exact: true })).toBeVisible();
}
