// Events after a look at another screen: what was searched, selected and seen is as it was left.
import { expect, type Locator } from "@playwright/test";
import { test, type CompanionApp } from "./companion-app.ts";
import { holdAnswers } from "./held-answers.ts";
import { scrolledBurst } from "./list-steps.ts";
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

test("a link to no event leaves nobody to write to", async ({ app }) => {
  const { page } = app;
  await app.receiveFirstMessage();
  await expect(app.composer).toBeVisible();

  await go(page, "#/events/999999");

  await expect(page.getByText("There is no event 999999.")).toBeVisible();
  await expect(app.composer).toHaveCount(0);
  await page.goBack();
  await expect(page.getByRole("heading", { name: "Inbound text" })).toBeVisible();
  await expect(app.composer).toBeVisible();
});

test("the list is where it was, and what came in meanwhile waits above it", async ({ app }) => {
  await scrolledBurst(app);
  const newest = app.page.getByRole("button", { name: /^\d new$/ });
  await app.running.receive({ type: "text", text: "While it is scrolled away" });
  await expect(newest).toHaveText("1 new");
  const row = app.list.locator('[aria-posinset="303"]');
  const id = await row.getAttribute("data-event-id");
  const top = (await row.boundingBox())?.y;

  await app.open("Keys and JWT");
  await app.running.receive({ type: "text", text: "One more" });
  await app.open("Events");

  const same = app.list.locator(`[data-event-id="${id}"]`);
  await expect(newest).toHaveText("2 new");
  await expect(same).toHaveAttribute("aria-posinset", "303");
  await expect.poll(async () => (await same.boundingBox())?.y).toBe(top);
  await newest.click();
  await expect(app.row(/One more/)).toHaveAttribute("aria-posinset", "1");
  await expect(app.row(/While it is scrolled away/)).toBeVisible();
});

test("rows of another height leave those in view where they are", async ({ app }) => {
  const { page } = app;
  const place = await scrolledBurst(app);
  await expect(app.list.locator('[aria-posinset="301"]')).toBeInViewport();

  await page.keyboard.press("ControlOrMeta+k");
  await page.keyboard.type("compact rows");
  await page.keyboard.press("Enter");

  await expect.poll(() => place.evaluate((scroller) => scroller.scrollTop)).toBe(28 * 300);
  await expect(app.list.locator('[aria-posinset="301"]')).toBeInViewport();
  await app.open("Linking");
  await app.open("Events");
  await expect.poll(() => place.evaluate((scroller) => scroller.scrollTop)).toBe(28 * 300);
});

test("a list that fits by now takes new events in, though it was left scrolled away", async ({ app }) => {
  const { page } = app;
  await app.receiveFirstMessage();
  for (let at = 0; at < 12; at += 1) {
    // oxlint-disable-next-line no-await-in-loop -- one above the other
    await app.running.receive({ type: "text", text: `Message ${at}` });
  }
  await expect(app.list.getByRole("option").first()).toHaveAttribute("aria-setsize", "13");
  await page.setViewportSize({ width: 1280, height: 500 });
  const newest = page.getByRole("button", { name: "1 new" });
  const scrollAway = (): Promise<number> =>
    app.list.locator("..").evaluate((scroller) => {
      scroller.scrollTo({ top: 44 * 4 });
      return scroller.scrollTop;
    });
  // Once the window is low.
  await expect.poll(scrollAway).toBe(44 * 4);
  await app.running.receive({ type: "text", text: "While it is scrolled away" });
  await newest.click();
  // It is selected, and brought into view by that.
  await expect(app.row(/While it is scrolled away/)).toHaveAttribute("aria-selected", "true");
  await expect.poll(scrollAway).toBe(44 * 4);
  await expect(app.row(/While it is scrolled away/)).not.toBeInViewport();
  await app.open("Linking");
  await page.setViewportSize({ width: 1280, height: 1400 });
  await app.open("Events");
  await expect(app.row(/While it is scrolled away/)).toBeVisible();

  await app.running.receive({ type: "text", text: "One more" });

  await expect(app.row(/One more/)).toHaveAttribute("aria-posinset", "1");
  await expect(newest).toHaveCount(0);
});

test("another filter begins at its top", async ({ app }) => {
  const place = await scrolledBurst(app);

  await app.chip("Inbound").click();

  await expect.poll(() => place.evaluate((scroller) => scroller.scrollTop)).toBe(0);
  await expect(app.list.locator('[aria-posinset="1"]')).toBeInViewport();
});

test("the events of all workspaces begin at their top, wherever those of one were", async ({ app }) => {
  const place = await scrolledBurst(app);

  await app.showAllWorkspaces();

  await expect.poll(() => place.evaluate((scroller) => scroller.scrollTop)).toBe(0);
  await expect(app.list.locator('[aria-posinset="1"]')).toBeInViewport();
});

test("a list that comes back from a filter without events begins at its top", async ({ app }) => {
  const place = await scrolledBurst(app);
  await place.evaluate((scroller) => scroller.scrollTo({ top: 44 * 100 }));
  // It stays selected, which is no reason to leave the top.
  await app.list.locator('[aria-posinset="103"]').click();
  await app.search.fill("psid:404");
  await expect(app.list).toHaveCount(0);

  await app.page.getByRole("button", { name: "Clear filter" }).click();

  await expect(app.list.locator('[aria-posinset="1"]')).toBeInViewport();
  await expect(app.list.locator('[aria-posinset="103"]')).toHaveCount(0);
});

test("a pause goes on after a look at another filter, screen and workspace", async ({ app }) => {
  const { page } = app;
  await app.receiveFirstMessage();
  await app.command("workspace", "add", "--name", "Bike bot");
  await app.list.focus();
  await page.keyboard.press("Space");
  const paused = page.getByRole("button", { name: /^Paused/ });
  await expect(paused).toHaveText("Paused");
  const held = app.row(/Held back/);
  const expectHeld = async (count: number): Promise<void> => {
    await expect(paused).toHaveText(`Paused, ${count} waiting`);
    await expect(app.list.getByRole("option")).toHaveCount(1);
    await expect(held).toHaveCount(0);
  };

  await app.running.receive({ type: "text", text: "Held back" });
  await expectHeld(1);
  await app.chip("Inbound").click();
  await expect(app.search).toHaveValue("kind:inbound");
  await expectHeld(1);
  await app.chip("Status").click();
  await expect(app.list).toHaveCount(0);
  await expect(paused).toHaveText("Paused");
  await app.chip("All").click();
  await expectHeld(1);
  await app.open("Linking");
  await app.running.receive({ type: "text", text: "Held back, too" });
  await app.open("Events");
  await expectHeld(2);
  await switchTo(app, /^Bike bot/);
  await expect(page.getByRole("button", { name: /^Live/ })).toBeVisible();
  await switchTo(app, /^Simulated Page/);
  await expectHeld(2);

  await paused.click();
  await expect(held).toHaveCount(2);
  await app.open("Linking");
  await app.open("Events");
  await expect(page.getByRole("button", { name: /^Live/ })).toBeVisible();
});

test("a time in the search is that of the page, wherever the host is", async ({ app }) => {
  const { page } = app;
  await app.receiveFirstMessage();
  const session = await page.context().newCDPSession(page);
  // Two zones that are a day apart but for an hour: the host can be in one of them at most.
  for (const timezoneId of ["Pacific/Kiritimati", "Pacific/Pago_Pago"]) {
    // oxlint-disable-next-line no-await-in-loop -- one zone at a time
    await session.send("Emulation.setTimezoneOverride", { timezoneId });
    const [past, future] = await page.evaluate(() =>
      [-60, 60].map((minutes) => {
        const at = new Date(Date.now() + minutes * 60_000);
        const local = new Date(at.getTime() - at.getTimezoneOffset() * 60_000);
        return local.toISOString().slice(0, "2026-01-01T00:00".length);
      }),
    );
    await app.search.fill(`since:${past} before:${future}`);
    await expect(app.list.getByRole("option")).toHaveCount(1);
    await app.search.fill(`since:${future}`);
    await expect(app.list.getByRole("option")).toHaveCount(0);
  }
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

test("of two quick choices of a workspace the later one counts", async ({ app }) => {
  const { page } = app;
  await selectedInSearch(app);
  await app.command("workspace", "add", "--name", "Bike bot");
  const lists = await holdAnswers(page, "workspaces.changed");
  const target = page.getByRole("button", { name: /^Workspace / });

  await switchTo(app, /^Bike bot/);
  await expect.poll(() => lists.count()).toBe(1);
  await switchTo(app, /^Simulated Page/);
  await expect.poll(() => lists.count()).toBe(2);
  lists.release();

  await expect(target).toHaveAccessibleName(/^Workspace Simulated Page/);
  // It is where the host is, too.
  await page.reload();
  await expect(target).toHaveAccessibleName(/^Workspace Simulated Page/);
});
