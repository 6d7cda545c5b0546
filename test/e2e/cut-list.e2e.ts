// More events than a list can draw, because browsers bound the height of an element: what is left out is told at its end.
import { expect, type Locator } from "@playwright/test";
import { test, type CompanionApp } from "./companion-app.ts";
import { go } from "./screen-steps.ts";

test.use({ host: "browser" });

const EVENTS = 31;

/** On so sharp a screen no more than 20 rows of 44 px can be drawn. */
const PIXEL_RATIO = 36_000;

test("End goes to the last row that is listed, says what is not, and keys go on from there", async ({
  app,
}) => {
  const { page } = app;
  await cutList(app);
  await expect(cutNote(app)).toHaveText(
    "The newest 20 of 31 events are listed. Search, or narrow by time, for example with before:1d, to reach older ones.",
  );
  await expect(cutNote(app)).not.toBeInViewport();
  await app.list.focus();

  await page.keyboard.press("End");

  await expectSelected(app, 20);
  await expect(cutNote(app)).toBeInViewport({ ratio: 1 });
  await page.keyboard.press("j");
  await expectSelected(app, 20);
  await page.keyboard.press("k");
  await expectSelected(app, 19);
  await page.keyboard.press("Home");
  await expectSelected(app, 1);
  await page.keyboard.press("Shift+G");
  await expectSelected(app, 20);
  await expect(page).toHaveURL(/#\/events\/12$/);
});

test("a link to an event that is not listed shows it beside the list, which stays", async ({ app }) => {
  const { page } = app;
  await cutList(app);
  const scroller = app.list.locator("..");
  await scroller.evaluate((element) => element.scrollTo({ top: 44 * 3 }));
  await expect(app.list.locator('[aria-posinset="4"]')).toBeInViewport();

  await go(page, "#/events/2");

  await expect(page.getByRole("region", { name: "Selected event" })).toContainText('"Message 2"');
  await expect(app.list.locator('[aria-selected="true"]')).toHaveCount(0);
  expect(await scroller.evaluate((element) => element.scrollTop)).toBe(44 * 3);
  await app.list.focus();
  await page.keyboard.press("j");
  await expectSelected(app, 4);
});

test("a list that is drawn as a whole says nothing", async ({ app }) => {
  await app.receiveFirstMessage();

  await expect(cutNote(app)).toHaveCount(0);
  await expect(app.list).toHaveAccessibleDescription("");
});

/** The first message, and others until there are so many, on that screen. */
async function cutList(app: CompanionApp): Promise<void> {
  await app.receiveFirstMessage();
  for (let at = 2; at <= EVENTS; at += 1) {
    // oxlint-disable-next-line no-await-in-loop -- one above the other
    await app.running.receive({ type: "text", text: `Message ${at}` });
  }
  await app.page.addInitScript((value) => {
    Object.defineProperty(window, "devicePixelRatio", { value });
  }, PIXEL_RATIO);
  await app.page.reload();
  await expect(app.list.getByRole("option").first()).toHaveAttribute("aria-setsize", String(EVENTS));
}

function cutNote(app: CompanionApp): Locator {
  return app.page.getByRole("note").filter({ hasText: "are listed" });
}

async function expectSelected(app: CompanionApp, place: number): Promise<void> {
  const row = app.list.locator(`[aria-posinset="${place}"]`);
  await expect(row).toHaveAttribute("aria-selected", "true");
  await expect(row).toHaveAttribute("aria-setsize", String(EVENTS));
  await expect(row).toBeInViewport({ ratio: 1 });
}
