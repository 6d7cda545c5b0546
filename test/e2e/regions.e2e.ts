// The parts of each screen without a mouse: F6 goes through all of them, and what is a list in one of them is one tab stop.
import { expect, type Page } from "@playwright/test";
import { Psid } from "../../preload/contract/ids.ts";
import { test, type CompanionApp } from "./companion-app.ts";
import { refuseAnswers } from "./held-answers.ts";
import { go } from "./screen-steps.ts";

test.use({ host: "browser" });

const PEOPLE = ["3001", "3002", "3003", "3004", "3005"].map((psid) => Psid.parse(psid));

/** The regions of each screen, as F6 goes through them from the navigation on. */
const SCREENS: readonly (readonly [string, readonly string[]])[] = [
  ["#/events", ["Events", "Event", "Conversation", "Reply"]],
  ["#/conversations", ["People", "Conversation", "Reply"]],
  ["#/conversations/424242", ["People", "Conversation"]],
  ["#/linking", ["Checklist", "Page link"]],
  ["#/simulator", ["Clock", "People", "Person", "Message", "Parts of the simulator"]],
  ["#/keys", ["Keys", "JWT"]],
  ["#/settings/appearance", ["Settings"]],
];

test("F6 goes through all regions of each screen, and Shift+F6 back", async ({ app }) => {
  const { page } = app;
  await app.receiveFirstMessage();
  await expect(app.composer).toBeFocused();
  for (const [address, regions] of SCREENS) {
    await go(page, address);
    const round = ["Navigation", ...regions, "Status bar", "Title bar"];
    // These and no others: of the former screen nothing is left.
    await expect.poll(() => regionsOn(page)).toEqual(["Title bar", ...round.slice(0, -1)]);
    await page.getByRole("navigation", { name: "Main" }).getByRole("link").first().focus();
    const seen = [await regionOfFocus(page)];
    for (let at = 1; at < round.length; at += 1) {
      await page.keyboard.press("F6");
      seen.push(await regionOfFocus(page));
    }
    expect(seen).toEqual(round);
    for (const region of round.toReversed().slice(1)) {
      await page.keyboard.press("Shift+F6");
      expect(await regionOfFocus(page)).toBe(region);
    }
  }
});

test("a screen that only says what failed is a region as a whole", async ({ app }) => {
  const { page } = app;
  await app.receiveFirstMessage();
  await refuseAnswers(page, "conversations.people");
  await app.open("Conversations");
  await expect(page.getByRole("main")).toContainText("it is torn");

  await page.keyboard.press("F6");

  await expect(page.getByRole("main")).toBeFocused();
});

test("F6 comes back to the reply that it left", async ({ app }) => {
  const { page } = app;
  await atConversations(app);
  await app.composer.focus();

  await page.keyboard.press("F6");
  await expect(app.composer).not.toBeFocused();
  await page.keyboard.press("Shift+F6");

  await expect(app.composer).toBeFocused();
});

test("the people are one tab stop, and the arrows, j and k go from one to the next", async ({ app }) => {
  const { page } = app;
  await withPeople(app);
  const people = page.getByRole("navigation", { name: "People" });
  const person = (at: number) => people.getByRole("link").nth(at);
  const thread = page.getByRole("region", { name: "Conversation" });
  // Whoever was on top when the screen came is shown, also if others have come first since.
  await person(0).click();
  await expect(person(0)).toHaveAttribute("aria-current", "page");
  await page.getByRole("navigation", { name: "Main" }).getByRole("link").last().focus();

  await page.keyboard.press("F6");
  await page.keyboard.press("Shift+F6");
  await page.keyboard.press("F6");
  await expect(person(0)).toBeFocused();
  await page.keyboard.press("Tab");
  expect(await people.evaluate((list) => list.contains(document.activeElement))).toBe(false);
  await page.keyboard.press("Shift+Tab");
  await expect(person(0)).toBeFocused();

  for (const [key, at] of [
    ["ArrowDown", 1],
    ["End", 5],
    ["ArrowDown", 5],
    ["ArrowUp", 4],
    ["Home", 0],
    ["j", 1],
    ["k", 0],
  ] as const) {
    await page.keyboard.press(key);
    await expect(person(at)).toBeFocused();
    await expect(person(at)).toHaveAttribute("aria-current", "page");
    await expect(person(at)).toHaveAttribute("tabindex", "0");
  }

  await page.keyboard.press("j");
  await page.keyboard.press("r");
  await expect(app.composer).toBeFocused();
  await expect(thread.getByText("PSID").first()).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(person(1)).toBeFocused();
  await page.keyboard.press("k");
  await page.keyboard.press("r");
  await expect(app.composer).toBeFocused();
});

test("on a phone the arrows only move the focus, and Enter opens", async ({ app }) => {
  const { page } = app;
  await withPeople(app);
  await page.setViewportSize({ width: 380, height: 800 });
  const links = page.getByRole("navigation", { name: "People" }).getByRole("link");
  // Once the screen has become narrow, no thread is open beside the list.
  await expect(app.composer).toHaveCount(0);

  await page.keyboard.press("j");
  await expect(links.nth(0)).toBeFocused();
  await page.keyboard.press("ArrowDown");
  await expect(links.nth(1)).toBeFocused();
  await expect(page).toHaveURL(/#\/conversations$/);
  await page.keyboard.press("Enter");

  await expect(page).toHaveURL(/#\/conversations\/\d+\/\d+$/);
  await page.keyboard.press("r");
  await expect(app.composer).toBeFocused();
  await page.getByRole("button", { name: "Back to the people" }).click();
  await links.nth(0).click();
  // What was asked of one thread is not asked of the next: what was pressed is gone, and the screen as a whole has the focus.
  await expect(app.composer).toBeVisible();
  await expect(page.locator("main > *")).toBeFocused();

  await page.getByRole("button", { name: "Back to the people" }).click();
  await links.nth(3).press("Enter");
  await page.getByRole("button", { name: "Back to the people" }).click();
  await expect(links.nth(3)).toHaveAttribute("tabindex", "0");
  await page.keyboard.press("j");
  await expect(links.nth(4)).toBeFocused();
});

test("no reply is offered where the people could not be read", async ({ app }) => {
  const { page } = app;
  await app.receiveFirstMessage();
  await go(page, "#/conversations/3001/0000000000000000");
  await expect(app.composer).toBeVisible();
  await refuseAnswers(page, "conversations.people");
  await expect(page.getByRole("alert").first()).toBeVisible();
  await expect(app.composer).toHaveCount(0);

  await page.keyboard.press("?");

  const sheet = page.getByRole("dialog", { name: /Shortcuts/ });
  await expect(sheet.getByText("Everywhere").first()).toBeVisible();
  await expect(sheet.getByRole("heading", { name: "Conversations" })).toHaveCount(0);
});

test("r writes as the Page, also where one wrote as the person", async ({ app }) => {
  const { page } = app;
  await atConversations(app);
  await page.getByText("As the person").click();
  await expect(app.composer).toHaveCount(0);

  await page.keyboard.press("r");

  await expect(app.composer).toBeFocused();
});

test("the sheet of Conversations lists its keys first", async ({ app }) => {
  const { page } = app;
  await atConversations(app);

  await page.keyboard.press("?");

  const sheet = page.getByRole("dialog", { name: /Shortcuts/ });
  await expect(sheet.getByRole("heading", { level: 3 }).first()).toHaveText("Conversations");
  const own = sheet.locator("section").first();
  for (const words of ["Next person", "Previous person", "Reply"]) await expect(own).toContainText(words);
});

/** The regions that are seen, in the order of the page. */
function regionsOn(page: Page): Promise<readonly (string | null)[]> {
  return page
    .locator("[data-region]:visible")
    .evaluateAll((regions) => regions.map((region) => region.getAttribute("data-region")));
}

/** The region that has the focus, the innermost one. */
async function regionOfFocus(page: Page): Promise<string | null> {
  return page.evaluate(
    () => document.activeElement?.closest("[data-region]")?.getAttribute("data-region") ?? null,
  );
}

/** Conversations, once it is there: the screen of the events has such a thread, too. */
async function atConversations(app: CompanionApp): Promise<void> {
  await app.receiveFirstMessage();
  await app.open("Conversations");
  await expect(app.page.getByRole("navigation", { name: "People" })).toBeVisible();
}

/** Conversations, with some more people than the simulated one. */
async function withPeople(app: CompanionApp): Promise<void> {
  await app.receiveFirstMessage();
  for (const psid of PEOPLE) {
    // oxlint-disable-next-line no-await-in-loop -- the newest is on top
    await app.running.receive({ type: "text", psid });
  }
  await app.open("Conversations");
  await expect(app.page.getByRole("navigation", { name: "People" }).getByRole("link")).toHaveCount(6);
}
