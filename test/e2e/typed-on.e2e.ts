// Typing whose field is taken away, as when another window changes the workspace: what is typed on does nothing.
import { expect } from "@playwright/test";
import { test } from "./companion-app.ts";
import { inboundTo } from "./screen-steps.ts";
import { switchElsewhere } from "./workspace-change-steps.ts";

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

test("a key after a click acts, though a field was just taken away", async ({ app }) => {
  const { page } = app;
  await app.command("workspace", "add", "--name", "Bike bot");
  await app.receiveFirstMessage();
  await expect(app.composer).toBeFocused();
  await page.clock.setFixedTime(Date.now());
  await page.keyboard.type(" See you");
  await switchElsewhere(app, "Bike bot");

  await page.getByRole("main").click({ position: { x: 5, y: 5 } });
  await page.keyboard.type("?");

  await expect(page.getByRole("dialog", { name: /Shortcuts/ })).toBeVisible();
});

test("what is typed on does nothing in the list either, whose keys are its own", async ({ app }) => {
  const { page } = app;
  await app.command("workspace", "add", "--name", "Bike bot", "--page-id", "2222");
  await fetch(app.running.inboundUrl, { method: "POST", body: inboundTo("2222") });
  await app.receiveFirstMessage();
  await expect(app.composer).toBeFocused();
  const now = Date.now();
  await page.clock.setFixedTime(now);
  await page.keyboard.type(" See you");
  await switchElsewhere(app, "Bike bot");
  const isPaused = page.getByRole("button", { name: /^Paused/ });
  await expect(app.list).toContainText("Is it open?");
  await app.list.focus();
  const address = page.url();

  await page.keyboard.press("Space");
  await page.keyboard.press("ArrowDown");
  await expect(isPaused).toHaveCount(0);
  expect(page.url()).toBe(address);

  await page.clock.setFixedTime(now + 1_000);
  await page.keyboard.press("Space");
  await expect(isPaused).toBeVisible();
});
