// More events than a list can draw, because browsers bound the height of an element: what is left out is told at its end.
import { expect, type Locator } from "@playwright/test";
import { test, type CompanionApp } from "./companion-app.ts";
import { go } from "./screen-steps.ts";

test.use({ host: "browser" });

/** So sharp a screen that no more than 909 rows of 44 px can be drawn on it. */
const PIXEL_RATIO = 800;

test("End goes to the last row that is listed, says what is not, and keys go on from there", async ({
  app,
}) => {
  const { page } = app;
  await cutList(app);
  await expect(cutNote(app)).toHaveText(
    "The newest 909 of 1,001 events are listed. Search, or narrow by time, for example with before:1d, to reach older ones.",
  );
  await expect(cutNote(app)).not.toBeInViewport();
  await app.list.focus();

  await page.keyboard.press("End");

  await expectSelected(app, 909);
  await expect(cutNote(app)).toBeInViewport({ ratio: 1 });
  await page.keyboard.press("j");
  await expectSelected(app, 909);
  await page.keyboard.press("k");
  await expectSelected(app, 908);
  await page.keyboard.press("Home");
  await expectSelected(app, 1);
  await page.keyboard.press("Shift+G");
  await expectSelected(app, 909);
  await expect(page).toHaveURL(/#\/events\/93$/);
});

test("a link to an event that is not listed shows it beside the list, which stays", async ({ app }) => {
  const { page } = app;
  await cutList(app);
  const scroller = app.list.locator("..");
  await scroller.evaluate((element) => element.scrollTo({ top: 44 * 300 }));
  await expect(app.list.locator('[aria-posinset="303"]')).toBeInViewport();

  await go(page, "#/events/2");

  await expect(page.getByRole("region", { name: "Selected event" })).toContainText("Burst (1 of 1000)");
  await expect(app.list.locator('[aria-selected="true"]')).toHaveCount(0);
  expect(await scroller.evaluate((element) => element.scrollTop)).toBe(44 * 300);
  await app.list.focus();
  await page.keyboard.press("j");
  await expectSelected(app, 301);
});

test("a list that is drawn as a whole says nothing", async ({ app }) => {
  await app.receiveFirstMessage();

  await expect(cutNote(app)).toHaveCount(0);
  await expect(app.list).toHaveAccessibleDescription("");
});

/** A thousand events and one, on that screen. */
async function cutList(app: CompanionApp): Promise<void> {
  await app.receiveFirstMessage();
  await app.running.receive({ type: "text", text: "Burst", fault: "burst" });
  await app.page.addInitScript((value) => {
    Object.defineProperty(window, "devicePixelRatio", { value });
  }, PIXEL_RATIO);
  await app.page.reload();
  await expect(app.list.getByRole("option").first()).toHaveAttribute("aria-setsize", "1001");
}

function cutNote(app: CompanionApp): Locator {
  return app.page.getByRole("note").filter({ hasText: "are listed" });
}

async function expectSelected(app: CompanionApp, place: number): Promise<void> {
  const row = app.list.locator(`[aria-posinset="${place}"]`);
  await expect(row).toHaveAttribute("aria-selected", "true");
  await expect(row).toHaveAttribute("aria-setsize", "1001");
  await expect(row).toBeInViewport({ ratio: 1 });
}
