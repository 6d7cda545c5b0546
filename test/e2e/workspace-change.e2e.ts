// Another workspace in the place of the one on screen: by this page, another window or a command.
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, type Locator, type Page } from "@playwright/test";
import { test } from "./companion-app.ts";
import { holdAnswers, refuseAnswers, refuseCalls } from "./held-answers.ts";
import { closeToast, go, madeUp, withWorkspace } from "./screen-steps.ts";
import { switchElsewhere, target } from "./workspace-change-steps.ts";

test.use({ host: "browser" });

test("what is shown stays when a workspace that was chosen here comes back by another window", async ({
  app,
}) => {
  const { page } = app;
  await app.command("workspace", "add", "--name", "Bike bot");
  await app.receiveFirstMessage();
  await app.open("Conversations");
  await page.getByRole("navigation", { name: "People" }).getByRole("link").click();
  const address = /#\/conversations\/\d+/;
  await expect(page).toHaveURL(address);

  // It is on screen already: nothing is left by that, nor later.
  await target(page).click();
  await page.getByRole("menuitem", { name: /^Simulated Page/ }).click();
  await switchElsewhere(app, "Bike bot");
  await switchElsewhere(app, "Simulated Page");

  await expect(page).toHaveURL(address);
});

test("what is shown stays when its workspace is chosen while another one comes into the list", async ({
  app,
}) => {
  const { page } = app;
  await app.receiveFirstMessage();
  const answers = await holdAnswers(page, "workspaces.activate");
  await go(page, "#/conversations/4040404040404404");
  await target(page).click();
  await page.getByRole("menuitem", { name: /^Simulated Page/ }).click();
  await expect.poll(() => answers.count()).toBe(1);

  // A part comes into the page with it, from which it can be chosen too.
  await app.command("workspace", "add", "--name", "Bike bot");
  await target(page).click();
  await expect(page.getByRole("menuitem", { name: /^Bike bot/ })).toBeVisible();

  await expect(page).toHaveURL(/#\/conversations\/4040404040404404/);
});

test("of two choices made in two places the later one counts, and the former is given up", async ({
  app,
}) => {
  const { page } = app;
  await app.command("workspace", "add", "--name", "Bike bot");
  await app.command("workspace", "add", "--name", "Boat bot");
  await app.receiveFirstMessage();
  const lists = await holdAnswers(page, "workspaces.changed");

  await target(page).click();
  await page.getByRole("menuitem", { name: /^Bike bot/ }).click();
  await expect.poll(() => lists.count()).toBe(1);
  await page.keyboard.press("ControlOrMeta+k");
  await page.keyboard.type("Switch to Boat bot");
  await expect(page.getByRole("option", { name: "Boat bot", selected: true })).toBeVisible();
  await page.keyboard.press("Enter");
  await expect.poll(() => lists.count()).toBe(2);
  lists.releaseNewest();
  await expect(target(page)).toHaveAccessibleName(/^Workspace Boat bot/);

  // Nothing is left for the one that was given up, though it comes by another window.
  await go(page, "#/conversations/4040404040404404");
  await switchElsewhere(app, "Bike bot");
  await expect(page).toHaveURL(/#\/conversations\/4040404040404404/);
});

test("what is shown stays when a workspace that was refused here comes by another window", async ({
  app,
}) => {
  const { page } = app;
  await app.command("workspace", "add", "--name", "Bike bot");
  await app.receiveFirstMessage();
  await refuseCalls(page, "workspaces.activate");
  await target(page).click();
  await page.getByRole("menuitem", { name: /^Bike bot/ }).click();
  await expect(page.getByRole("alert").filter({ hasText: "it is torn" })).toHaveCount(1);
  await go(page, "#/conversations/4040404040404404");

  await switchElsewhere(app, "Bike bot");

  await expect(page).toHaveURL(/#\/conversations\/4040404040404404/);
});

test("a workspace that cannot be gone over to is told, whichever way was taken", async ({ app }) => {
  const { page } = app;
  await app.command("workspace", "add", "--name", "Bike bot");
  await app.receiveFirstMessage();
  await refuseAnswers(page, "workspaces.activate");
  const refusals = page.getByRole("alert").filter({ hasText: "it is torn" });

  await target(page).click();
  await page.getByRole("menuitem", { name: /^Bike bot/ }).click();
  await expect(refusals).toHaveCount(1);
  await go(page, "#/events/1");
  await page.getByRole("button", { name: "Switch to it" }).click();

  await expect(refusals).toHaveCount(2);
});

test("another workspace is told to a reader of the screen", async ({ app }) => {
  const said = await heardFromNowOn(app.page);
  await app.command("workspace", "add", "--name", "Bike bot");
  await app.receiveFirstMessage();
  await switchElsewhere(app, "Bike bot");

  await expect(said).toHaveAttribute("data-said", /\bWorkspace Bike bot;/);
  await switchElsewhere(app, "Simulated Page");
  await expect(said).toHaveAttribute("data-said", /\bWorkspace Simulated Page, Simulated application;/);
});

test("a workspace that a command removes from under the screen is told until it is closed", async ({
  app,
}) => {
  const { page } = app;
  await withWorkspace(app.running);
  await app.command("workspace", "add", "--name", "Boat bot");
  const toasts = page.getByRole("alert");
  // What is under the pointer does not go.
  await page.mouse.move(5, 500);
  await page.clock.install();

  // Of one that is not on screen nothing is to be told.
  await app.command("workspace", "remove", "Boat bot");
  await app.command("workspace", "remove", "Bike bot");

  const told = toasts.filter({ hasText: "Bike bot was removed" });
  await expect(told).toContainText(
    "A command or another window removed it. In its place, this is Simulated Page",
  );
  // It outlives one that came later and goes by itself.
  await page.keyboard.press("y");
  await page.keyboard.press("u");
  const passing = toasts.filter({ hasText: "Inbound URL copied" });
  await expect(passing).toBeVisible();
  await page.clock.runFor(10_000);
  await expect(passing).toHaveCount(0);
  await expect(told).toBeVisible();
  await expect(toasts.filter({ hasText: "Boat bot" })).toHaveCount(0);
});

test("an open event goes with the workspace that a command removes", async ({ app }) => {
  const { page } = app;
  await madeUp(app.running);
  const detail = page.getByRole("region", { name: "Selected event" });
  await expect(detail.getByRole("heading", { name: "Inbound text" })).toBeVisible();
  await expect(page).toHaveURL(/#\/events\/\d+$/);
  const id = /#\/events\/(\d+)$/.exec(page.url())?.[1];

  await app.command("workspace", "remove", "Bike bot");

  await expect(detail.getByText(`There is no event ${id}.`)).toBeVisible();
  await expect(detail.getByText("This one was made up")).toHaveCount(0);
  await expect(app.composer).toHaveCount(0);
});

test("what was just done is told, however many toasts stay", async ({ app }) => {
  const { page } = app;
  await app.receiveFirstMessage();
  const toasts = page.getByRole("alert");
  const told = toasts.filter({ hasText: "was removed" });
  // What is under the pointer does not go.
  await page.mouse.move(5, 500);
  for (const [at, name] of ["Bike bot", "Boat bot", "Car bot", "Cart bot"].entries()) {
    // oxlint-disable no-await-in-loop -- one after the other
    await app.command("workspace", "add", "--name", name);
    await switchElsewhere(app, name);
    await app.command("workspace", "remove", name);
    await expect(told.filter({ hasText: name })).toBeVisible();
    await expect(told).toHaveCount(Math.min(at + 1, 3));
    // oxlint-enable no-await-in-loop
  }
  await expect(told.filter({ hasText: "Bike bot" })).toHaveCount(0);

  await page.keyboard.press("y");
  await page.keyboard.press("u");

  const passing = toasts.filter({ hasText: "Inbound URL copied" });
  await expect(passing).toBeVisible();
  await expect(toasts).toHaveCount(3);
  // What waited comes back.
  await expect(passing).toHaveCount(0);
  await expect(told).toHaveCount(3);
  for (const name of ["Cart bot", "Car bot", "Boat bot"]) {
    // oxlint-disable-next-line no-await-in-loop -- one after the other
    await closeToast(page, `${name} was removed`);
  }
  await expect(told).toHaveText(/Bike bot was removed/);
});

test("a workspace that the page itself removes is told once", async ({ app }) => {
  const { page } = app;
  await withWorkspace(app.running);
  await go(page, "#/keys");
  await page.getByRole("button", { name: "Remove the workspace", exact: true }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("textbox").fill("Bike bot");

  await dialog.getByRole("button", { name: "Remove the workspace" }).click();

  await expect(page.getByRole("heading", { name: "Simulated application" })).toBeVisible();
  await expect(page.getByRole("alert").filter({ hasText: "Workspace removed" })).toBeVisible();
  // What the new list has led to is there when this is.
  await app.open("Events");
  await expect(app.list).toBeVisible();
  await expect(page.getByRole("alert").filter({ hasText: "was removed" })).toHaveCount(0);
});

test("a removal that was refused here and is made by a command is told", async ({ app }) => {
  await withWorkspace(app.running);
  await app.stop();
  await writeFile(join(app.dataFolder, "webhook-urls.json"), "{", { mode: 0o600 });
  await app.restart();
  const { page } = app;
  const moved = page.getByRole("note").filter({ hasText: "webhook-urls.json in the data folder" });
  await go(page, "#/keys");
  await page.getByRole("button", { name: "Remove the workspace", exact: true }).click();
  const dialog = page.getByRole("dialog", { name: "Remove Bike bot" });
  await dialog.getByRole("textbox").fill("Bike bot");
  await dialog.getByRole("button", { name: "Remove the workspace" }).click();
  await expect(dialog.getByRole("button", { name: "Remove all the same" })).toBeVisible();
  await page.keyboard.press("Escape");
  await app.open("Linking");
  await moved.getByRole("button", { name: "Move it aside" }).click();
  await expect(moved).toHaveCount(0);

  await app.command("workspace", "remove", "Bike bot");

  await expect(page.getByRole("alert").filter({ hasText: "Bike bot was removed" })).toBeVisible();
});

/** All that is said by the live region that is there now: one that comes with its sentence is not read. */
async function heardFromNowOn(page: Page): Promise<Locator> {
  const region = page.locator(".visually-hidden[aria-live=polite]");
  await region.evaluate((element: HTMLElement) => {
    new MutationObserver(() => {
      element.dataset["said"] = `${element.dataset["said"] ?? ""} ${element.textContent};`;
    }).observe(element, { childList: true, subtree: true });
  });
  return page.locator("[data-said]");
}
