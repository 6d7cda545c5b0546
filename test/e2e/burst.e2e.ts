// A thousand messages at once, in the browser: what is typed meanwhile stays, nothing of the thread is missing after it, and
// the list of events is where it should be.
import { expect, type Locator } from "@playwright/test";
import { test, type CompanionApp } from "./companion-app.ts";

/** A page of the thread, as it is fetched. */
const PAGE = 100;

/** In which a slow computer takes all of a burst. */
const BURST_TIME_MS = 30_000;

test.use({ host: "browser" });
test.slow();

test("a burst leaves the draft alone and the thread whole", async ({ app }) => {
  await app.receiveFirstMessage();
  await app.open("Conversations");
  await app.composer.fill("");
  const draft = "Yes, we are open until six, and on Saturday until four.";

  const burst = app.running.receive({ type: "text", text: "Burst", fault: "burst" });
  await app.composer.pressSequentially(draft, { delay: 40 });
  await burst;

  await expect(app.composer).toHaveValue(draft);
  await expect(app.composer).toBeFocused();
  const newest = await newestIds(app);
  await expect.poll(async () => (await shownIds(app)).slice(-PAGE)).toEqual(newest);
  await expect(bubbles(app).last()).toBeInViewport();
});

test("after a burst the older messages come when they are scrolled to, and what is read stays", async ({
  app,
}) => {
  await app.receiveFirstMessage();
  await app.open("Conversations");
  await app.running.receive({ type: "text", text: "Burst", fault: "burst" });
  await app.page.reload();
  await expect.poll(() => shownIds(app)).toEqual(await newestIds(app));

  const id = await bubbles(app).nth(1).getAttribute("data-event");
  const read = app.page.locator(`[data-event="${id}"]`);
  await read.scrollIntoViewIfNeeded();
  await expect.poll(async () => (await shownIds(app)).length).toBeGreaterThanOrEqual(2 * PAGE);

  await expect(read).toBeInViewport();
  const shown = await shownIds(app);
  expect(shown).toEqual([...new Set(shown)].toSorted((a, b) => a - b));
});

test("another filter is another list: it begins at its top, where what comes is seen", async ({ app }) => {
  await app.receiveFirstMessage();
  await receiveBurst(app);
  await scrollListTo(app, 9_000);

  await app.showAllWorkspaces();

  await expect(app.list.getByRole("option").first()).toBeInViewport();
  await expect.poll(() => listOffset(app)).toBe(0);
  await app.running.receive({ type: "text", text: "The newest of all" });
  await expect(app.row(/The newest of all/)).toBeInViewport();
});

test("the list is where it was left when an event was looked at in its place", async ({ app }) => {
  await app.receiveFirstMessage();
  await receiveBurst(app);
  await app.page.setViewportSize({ width: 380, height: 800 });
  await app.page.getByRole("button", { name: "Back" }).click();
  await scrollListTo(app, 9_000);

  const row = app.list.getByRole("option").nth(12);
  await row.click();
  await expect(app.list).toHaveCount(0);
  await app.page.goBack();

  await expect.poll(() => listOffset(app)).toBe(9_000);
});

async function receiveBurst(app: CompanionApp): Promise<void> {
  await app.running.receive({ type: "text", text: "Burst", fault: "burst" });
  const newest = app.list.getByRole("option").first();
  await expect(newest).toHaveAttribute("aria-setsize", "1001", { timeout: BURST_TIME_MS });
}

/** The list of events lies in what scrolls. */
function listScroller(app: CompanionApp): Locator {
  return app.list.locator("xpath=..");
}

async function scrollListTo(app: CompanionApp, offset: number): Promise<void> {
  await listScroller(app).evaluate((scroller, top) => scroller.scrollTo({ top }), offset);
  await expect.poll(() => listOffset(app)).toBe(offset);
}

function listOffset(app: CompanionApp): Promise<number> {
  return listScroller(app).evaluate((scroller) => scroller.scrollTop);
}

function bubbles(app: CompanionApp): Locator {
  return app.page.getByRole("region", { name: "Messages" }).locator("[data-event]");
}

async function shownIds(app: CompanionApp): Promise<readonly number[]> {
  return bubbles(app).evaluateAll((all) => all.map((line) => Number(line.dataset["event"])));
}

/** Ids of the newest page of messages in the log, oldest first. */
async function newestIds(app: CompanionApp): Promise<readonly number[]> {
  const { stdout } = await app.command(
    "events",
    "--json",
    "--query",
    "kind:inbound",
    "--limit",
    String(PAGE),
  );
  const ids = stdout
    .trim()
    .split("\n")
    .map((line) => (JSON.parse(line) as { id: number }).id); // of the contract
  return ids.toSorted((a, b) => a - b);
}
