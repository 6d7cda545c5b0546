// Another workspace in the place of the one on screen: by this page, another window or a command.
import { expect, type Page } from "@playwright/test";
import { test, type CompanionApp } from "./companion-app.ts";

test.use({ host: "browser" });

test("what is typed on when another window changes the workspace runs no commands", async ({ app }) => {
  const { page } = app;
  await app.command("workspace", "add", "--name", "Bike bot");
  await app.receiveFirstMessage();
  await expect(app.composer).toBeFocused();
  const now = Date.now();
  // Between two keys no time passes, however long the other window takes.
  await page.clock.setFixedTime(now);
  await page.keyboard.type(" See you");

  await switchElsewhere(app, "Bike bot");
  await page.keyboard.type(" then, gk");

  await expect(page).toHaveURL(/#\/events/);
  await page.clock.setFixedTime(now + 1_000);
  await page.keyboard.type("?");
  await expect(page.getByRole("dialog", { name: /Shortcuts/ })).toBeVisible();
});

test("another workspace is told to a reader of the screen", async ({ app }) => {
  const { page } = app;
  await app.command("workspace", "add", "--name", "Bike bot");
  await app.receiveFirstMessage();

  await switchElsewhere(app, "Bike bot");

  await expect(spoken(page, "Workspace Bike bot")).toHaveCount(1);
  await switchElsewhere(app, "Simulated Page");
  await expect(spoken(page, "Workspace Simulated Page, Simulated application")).toHaveCount(1);
});

/** Chooses it in another window, and waits until it is on this one's screen. */
async function switchElsewhere(app: CompanionApp, workspace: string): Promise<void> {
  const other = await app.page.context().newPage();
  try {
    await other.goto(app.page.url());
    await target(other).click();
    await other.getByRole("menuitem", { name: workspace }).click();
    await expect(target(app.page)).toHaveAccessibleName(new RegExp(`^Workspace ${workspace}`));
  } finally {
    await other.close();
  }
}

function target(page: Page) {
  return page.getByRole("button", { name: /^Workspace / });
}

function spoken(page: Page, sentence: string) {
  return page.locator("[aria-live=polite]").getByText(sentence, { exact: true });
}
