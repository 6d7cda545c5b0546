// Events after a look at another screen: what was searched, selected and seen is as it was left.
import { expect, type Locator } from "@playwright/test";
import { test, type CompanionApp } from "./companion-app.ts";
import { holdAnswers } from "./held-answers.ts";
import { go } from "./screen-steps.ts";

test.use({ host: "browser" });

/** Some events, of which one in the middle of the search is selected. */
async function selectedInSearch(app: CompanionApp): Promise<Locator> {
  await app.receiveFirstMessage();
  await app.running.receive({ type: "text", text: "Is the bike ready?" });
  await app.running.receive({ type: "text", text: "The bike with the blue frame" });
  await app.running.receive({ type: "text", text: "And a bell for it" });
  await app.search.fill("bike");
  await expect(app.list.getByRole("option")).toHaveCount(2);
  await app.row(/Is the bike ready/).click();
  await expect(app.row(/Is the bike ready/)).toHaveAttribute("aria-selected", "true");
  await expect(app.page.getByRole("heading", { name: "Inbound text" })).toBeVisible();
  return app.row(/Is the bike ready/);
}

async function expectAsLeft(app: CompanionApp, selected: Locator): Promise<void> {
  await expect(app.search).toHaveValue("bike");
  await expect(app.list.getByRole("option")).toHaveCount(2);
  await expect(selected).toHaveAttribute("aria-selected", "true");
}

test("keys, links and Back return to the search and the event that were left", async ({ app }) => {
  const selected = await selectedInSearch(app);
  const { page } = app;
  const left = page.url();

  await page.keyboard.press("g");
  await page.keyboard.press("k");
  await expect(page.getByRole("heading", { name: "Keys and JWT" })).toBeVisible();
  await page.keyboard.press("g");
  await page.keyboard.press("e");
  await expectAsLeft(app, selected);
  expect(page.url()).toBe(left);

  await app.open("Linking");
  await app.open("Events");
  await expectAsLeft(app, selected);

  await app.open("Conversations");
  await page.goBack();
  await expectAsLeft(app, selected);
});

test("a link to an event wins over the one that was left, and the search is still cleared", async ({
  app,
}) => {
  await selectedInSearch(app);
  const { page } = app;
  await app.row(/blue frame/).click();
  const other = new URL(page.url()).hash;
  await app.row(/Is the bike ready/).click();
  await expect(page).not.toHaveURL(new RegExp(`${other}$`));

  await app.open("Keys and JWT");
  await go(page, other);

  await expect(app.row(/blue frame/)).toHaveAttribute("aria-selected", "true");
  await expect(app.search).toHaveValue("bike");
  await app.search.press("Escape");
  await expect(app.list.getByRole("option")).toHaveCount(4);
  await app.search.fill("nothing-matches-this");
  await app.open("Keys and JWT");
  await app.open("Events");
  await page.getByRole("button", { name: "Clear filter" }).click();
  await expect(app.list.getByRole("option")).toHaveCount(4);
  await app.open("Keys and JWT");
  await app.open("Events");
  await expect(app.search).toHaveValue("");
});

test("the list is where it was, also when more came in above it meanwhile", async ({ app }) => {
  await app.receiveFirstMessage();
  await app.running.receive({ type: "text", text: "Burst", fault: "burst" });
  await expect(app.list.getByRole("option").first()).toHaveAttribute("aria-setsize", "1001");
  await app
    .row(/Hello|Burst/)
    .first()
    .click();
  const place = app.list.locator("..");
  await place.evaluate((scroller) => scroller.scrollTo({ top: 44 * 300 }));
  const row = app.list.locator('[aria-posinset="303"]');
  await expect(row).toBeInViewport();
  const id = await row.getAttribute("data-event-id");
  const top = (await row.boundingBox())?.y;

  await app.open("Keys and JWT");
  await app.running.receive({ type: "text", text: "One more" });
  await app.open("Events");

  const same = app.list.locator(`[data-event-id="${id}"]`);
  await expect(same).toHaveAttribute("aria-posinset", "304");
  await expect.poll(async () => (await same.boundingBox())?.y).toBe(top);
});

test("on a narrow screen the list comes back with its search", async ({ app }) => {
  await selectedInSearch(app);
  const { page } = app;
  await page.setViewportSize({ width: 380, height: 740 });
  await page.getByRole("button", { name: /Back/ }).first().click();
  await expect(app.list).toBeVisible();

  await app.open("Linking");
  await app.open("Events");

  await expect(app.search).toHaveValue("bike");
  await expect(app.list.getByRole("option")).toHaveCount(2);
});

async function switchTo({ page }: CompanionApp, name: RegExp): Promise<void> {
  await page.getByRole("button", { name: /^Workspace / }).click();
  await page.getByRole("menuitem", { name }).click();
}

test("each workspace has a search and an event of its own", async ({ app }) => {
  const selected = await selectedInSearch(app);
  await app.command("workspace", "add", "--name", "Bike bot");

  await switchTo(app, /^Bike bot/);
  await expect(app.page.getByRole("button", { name: /^Workspace Bike bot/ })).toBeVisible();
  await expect(app.search).toHaveValue("");
  await switchTo(app, /^Simulated Page/);

  await expectAsLeft(app, selected);
});

test("a workspace that is left chooses no other event, though its screen is still there", async ({ app }) => {
  const { page } = app;
  await selectedInSearch(app);
  await app.command("workspace", "add", "--name", "Bike bot");
  const lists = await holdAnswers(page, "workspaces.changed");
  await app.search.fill("bike");
  const selected = app.row(/Is the bike ready/);
  await expect(selected).toHaveAttribute("aria-selected", "true");

  await switchTo(app, /^Bike bot/);
  await expect.poll(() => lists.hasPassed("workspaces.activate")).toBe(true);
  await expect.poll(() => lists.count()).toBe(1);
  // The answer was drawn: what comes later is drawn after it.
  await app.search.fill("bike ");
  await expect(app.list.getByRole("option")).toHaveCount(2);
  await expect(selected).toHaveAttribute("aria-selected", "true");
  await app.search.fill("bike");
  lists.release();

  await expect(page.getByRole("button", { name: /^Workspace Bike bot/ })).toBeVisible();
  await expect(page).toHaveURL(/#\/events$/);
  await switchTo(app, /^Simulated Page/);
  await expectAsLeft(app, selected);
});
