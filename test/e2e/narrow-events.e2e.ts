// Events on a phone: keys go through the list, and an event that is opened from it has a way back to the same row.
import { expect, type Locator } from "@playwright/test";
import { Psid } from "../../preload/contract/ids.ts";
import { test, type CompanionApp } from "./companion-app.ts";
import { go } from "./screen-steps.ts";

test.use({ host: "browser" });

const PHONE = { width: 380, height: 800 } as const;
const DESK = { width: 1440, height: 900 } as const;

const LIST_ADDRESS = /#\/events$/;

test("keys only move in the list, and the row that they are at is marked and told", async ({ app }) => {
  const { page } = app;
  await listOfThirty(app);

  for (const [keys, at] of [
    [["Home"], 1],
    [["ArrowDown"], 2],
    [["j"], 3],
    [["k"], 2],
    [["ArrowUp"], 1],
    [["End"], 30],
    [["g", "g"], 1],
    [["Shift+G"], 30],
    [["Home"], 1],
    [["PageDown"], null],
  ] as const) {
    for (const key of keys) await page.keyboard.press(key);
    await expectAt(app, at);
    await expect(page).toHaveURL(LIST_ADDRESS);
  }
});

test("keys that are pressed where nothing has the focus bring it into the list", async ({ app }) => {
  const { page } = app;
  await listOfThirty(app);
  await app.list.evaluate((list) => list.blur());
  await expect(page.locator("body")).toBeFocused();

  await page.keyboard.press("Shift+G");
  await expectAt(app, 30);
  await app.list.evaluate((list) => list.blur());
  await page.keyboard.press("Enter");

  await expect(page.getByRole("region", { name: "Selected event" })).toBeFocused();
});

test("Enter opens the event, and Back comes back to its row where it was", async ({ app }) => {
  const { page } = app;
  await listOfThirty(app);
  await page.keyboard.press("End");
  for (let press = 0; press < 4; press += 1) await page.keyboard.press("ArrowUp");
  await expectAt(app, 26);
  const top = await offsetOf(app);
  expect(top).toBeGreaterThan(0);

  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/#\/events\/\d+$/);
  await expect(page.getByRole("region", { name: "Selected event" })).toBeFocused();
  await page.goBack();

  await expect(page).toHaveURL(LIST_ADDRESS);
  await expectAt(app, 26);
  expect(await offsetOf(app)).toBe(top);
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: "Back to the list" }).click();
  await expectAt(app, 26);
  expect(await offsetOf(app)).toBe(top);
});

test("a pressed event leads back to its row, too", async ({ app }) => {
  const { page } = app;
  await listOfThirty(app);
  const row = app.list.locator('[aria-posinset="4"]');

  await row.click();
  await expect(page).toHaveURL(/#\/events\/\d+$/);
  await page.goBack();

  await expect(row).toHaveAttribute("aria-selected", "true");
  await page.keyboard.press("ArrowDown");
  await expectAt(app, 5);
});

test("the button of the new events moves to the newest and opens nothing", async ({ app }) => {
  const { page } = app;
  await listOfThirty(app);
  await app.list.locator("..").evaluate((scroller) => scroller.scrollTo({ top: 52 * 8 }));
  await expect(app.list.locator('[aria-posinset="9"]')).toBeInViewport();
  await app.running.receive({ type: "text", text: "The newest" });

  await page.getByRole("button", { name: "1 new", exact: true }).click();

  await expect(app.row(/The newest/)).toHaveAttribute("aria-selected", "true");
  await expectAt(app, 1);
  await expect(page).toHaveURL(LIST_ADDRESS);
});

test("on the page of an event the keys lead to its neighbours, and Back to the row of the last", async ({
  app,
}) => {
  const { page } = app;
  await listOfThirty(app);
  const idAt = (at: number): Promise<string | null> =>
    app.list.locator(`[aria-posinset="${at}"]`).getAttribute("data-event-id");
  const [fourth, fifth, sixth] = [await idAt(4), await idAt(5), await idAt(6)];
  await app.list.locator('[aria-posinset="4"]').click();
  await expect(page).toHaveURL(new RegExp(`/${fourth}$`));

  await page.keyboard.press("j");
  await expect(page).toHaveURL(new RegExp(`/${fifth}$`));
  await page.keyboard.press("j");
  await expect(page).toHaveURL(new RegExp(`/${sixth}$`));
  await page.keyboard.press("k");
  await expect(page).toHaveURL(new RegExp(`/${fifth}$`));
  await page.goBack();

  await expect(page).toHaveURL(LIST_ADDRESS);
  await expectAt(app, 5);
});

test("the page of an event leads to the oldest one, also where its row is not at hand", async ({ app }) => {
  const { page } = app;
  await app.receiveFirstMessage();
  await app.running.receive({ type: "text", text: "Burst", fault: "burst" });
  await expect(app.list.getByRole("option").first()).toHaveAttribute("aria-setsize", "1001");
  await page.setViewportSize(PHONE);
  await go(page, "#/events");
  await go(page, "#/events/1001");
  // Anew, it has the newest page alone.
  await page.reload();
  await expect(page.getByRole("tab", { name: /^Body/ })).toBeVisible();

  await page.keyboard.press("Shift+G");
  await expect(page).toHaveURL(/#\/events\/1$/);
  await page.goBack();
  await app.list.focus();

  await expectAt(app, 1001);
});

test("the page of an event that a search hides leads to what it finds before and after", async ({ app }) => {
  const { page } = app;
  await listOfThirty(app);
  await app.running.receive({ type: "text", text: "Of another", psid: Psid.parse("3001") });
  await app.running.receive({ type: "text", text: "Of the first" });
  await app.search.fill("psid:1111111111111111");
  await expect(app.list.getByRole("option").first()).toHaveAttribute("aria-setsize", "31");

  for (const [key, to] of [
    ["j", 30],
    ["k", 32],
  ] as const) {
    await go(page, "#/events/31");
    await expect(page.getByRole("tabpanel")).toContainText("Of another");
    await page.keyboard.press(key);
    await expect(page).toHaveURL(new RegExp(`/${to}$`));
  }
});

test("an event that a filter hides is not opened by Enter", async ({ app }) => {
  const { page } = app;
  await listOfThirty(app);
  await app.running.receive({ type: "text", text: "Of another", psid: Psid.parse("3001") });
  await expect(app.row(/Of another/)).toBeVisible();
  await app.search.fill("psid:3001");
  await expect(app.list.getByRole("option")).toHaveCount(1);
  await app.list.focus();

  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(LIST_ADDRESS);
  await page.keyboard.press("ArrowDown");

  await expectAt(app, 1);
});

test("a window that is made wide shows the event of the row, and made narrow the list as it was", async ({
  app,
}) => {
  const { page } = app;
  await listOfThirty(app);
  await page.keyboard.press("End");
  await page.keyboard.press("ArrowUp");
  await expectAt(app, 29);
  const row = app.list.locator('[aria-posinset="29"]');
  const id = await row.getAttribute("data-event-id");

  await page.setViewportSize(DESK);
  await expect(page).toHaveURL(new RegExp(`/${id}$`));
  await expect(row).toHaveAttribute("aria-selected", "true");
  await expect(row).toBeInViewport();
  await page.setViewportSize(PHONE);

  await expect(page).toHaveURL(LIST_ADDRESS);
  await expect(row).toHaveAttribute("aria-selected", "true");
  await expect(row).toBeInViewport();
  await row.click();
  await page.setViewportSize(DESK);
  await expect(row).toHaveAttribute("aria-selected", "true");
  await page.setViewportSize(PHONE);
  await expect(page).toHaveURL(new RegExp(`/${id}$`));
  await page.goBack();
  await expect(row).toHaveAttribute("aria-selected", "true");
});

test("an event that was asked for while the window was wide stays when it is made narrow", async ({
  app,
}) => {
  const { page } = app;
  await listOfThirty(app);
  await page.setViewportSize(DESK);
  await expect(page).toHaveURL(/#\/events\/30$/);

  await rowOfKeys(app).click();
  await page.setViewportSize(PHONE);
  await expect(page.getByRole("button", { name: "Back to the list" })).toBeVisible();

  await expect(page).toHaveURL(/#\/events\/30$/);
});

test("a look at another screen comes back to the row", async ({ app }) => {
  await listOfThirty(app);
  await app.page.keyboard.press("End");
  await expectAt(app, 30);

  await app.open("Linking");
  await app.open("Events");
  await app.list.focus();

  await expectAt(app, 30);
});

/** Thirty events in a narrow window, whose list has the focus; its history begins with the list. */
async function listOfThirty(app: CompanionApp): Promise<void> {
  await app.receiveFirstMessage();
  for (let at = 2; at <= 30; at += 1) {
    // oxlint-disable-next-line no-await-in-loop -- one above the other
    await app.running.receive({ type: "text", text: `Message ${at}` });
  }
  await expect(app.list.getByRole("option").first()).toHaveAttribute("aria-setsize", "30");
  await app.page.setViewportSize(PHONE);
  await go(app.page, "#/events");
  await app.list.focus();
  await app.page.keyboard.press("Home");
  await expectAt(app, 1);
}

/** Keys act at that row; null = at any. */
async function expectAt(app: CompanionApp, at: number | null): Promise<void> {
  await expect(app.list).toBeFocused();
  const row = rowOfKeys(app);
  if (at !== null) await expect(row).toHaveAttribute("aria-posinset", String(at));
  await expect(row).toBeInViewport({ ratio: 1 });
  const id = await row.getAttribute("id");
  await expect(app.list).toHaveAttribute("aria-activedescendant", String(id));
}

function rowOfKeys({ list }: CompanionApp): Locator {
  return list.getByRole("option", { selected: true });
}

function offsetOf({ list }: CompanionApp): Promise<number> {
  return list.locator("..").evaluate((scroller) => scroller.scrollTop);
}
