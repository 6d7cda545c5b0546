// The focus of whoever works by keyboard: what is closed, pressed or busy does not drop it, so nothing typed runs as commands.
import { expect, type Locator } from "@playwright/test";
import { test, type CompanionApp } from "./companion-app.ts";
import { holdAnswers } from "./held-answers.ts";
import { withAccount } from "./own-vonage.ts";
import { go, jwtExpired, withWorkspace } from "./screen-steps.ts";
import { chooseStep, CREDENTIALS_STEP } from "./secret-steps.ts";

test.use({ host: "browser" });

/** Ways to close the palette, none of which moves the focus by itself. */
const CLOSINGS: readonly (readonly [string, (app: CompanionApp) => Promise<void>])[] = [
  ["Esc", ({ page }) => page.keyboard.press("Escape")],
  ["Ctrl+K", ({ page }) => page.keyboard.press("ControlOrMeta+k")],
  ["a click outside", ({ page }) => page.mouse.click(5, 500)],
  ["a command", runThemeCommand],
];

test("the palette gives the focus and the caret back, however it is closed", async ({ app }) => {
  await app.receiveFirstMessage();
  await app.composer.fill("Draft end");
  for (let press = 0; press < "end".length; press += 1) await app.page.keyboard.press("ArrowLeft");

  for (const [, close] of CLOSINGS) {
    await openPalette(app);
    await close(app);
    await expect(app.page.getByRole("dialog")).toHaveCount(0);
    await app.page.keyboard.type("test ");
  }

  await expect(app.composer).toHaveValue(`Draft ${"test ".repeat(CLOSINGS.length)}end`);
  await expect(app.list.getByRole("option")).toHaveCount(1);
});

test("the palette gives the focus back to fields, lists and buttons", async ({ app }) => {
  await app.receiveFirstMessage();
  await expect(app.composer).toBeFocused();
  const places = [app.search, app.list, app.tab("Body"), app.page.getByRole("button", { name: "Copy JWT" })];

  for (const place of places) {
    for (const [, close] of CLOSINGS) await expectFocusBack(app, place, close);
  }
  await go(app.page, "#/keys");
  const name = app.page.getByRole("textbox", { name: "Workspace name" });
  for (const [, close] of CLOSINGS) await expectFocusBack(app, name, close);
});

test("where nothing had the focus, the palette gives it to nothing", async ({ app }) => {
  await app.receiveFirstMessage();
  await app.composer.blur();

  await openPalette(app);
  await app.page.keyboard.press("Escape");
  await expect(app.page.getByRole("dialog")).toHaveCount(0);

  await expect(app.page.locator("body")).toBeFocused();
});

test("Back closes the palette, and the focus is on the screen it leads to", async ({ app }) => {
  const { page } = app;
  await app.receiveFirstMessage();
  await app.open("Keys and JWT");
  await page.getByRole("textbox", { name: "Workspace name" }).focus();
  await openPalette(app);

  await page.goBack();

  await expect(page.getByRole("dialog")).toHaveCount(0);
  await expect(app.list).toBeFocused();
});

test("Esc leaves what is typed where there is no list, and Tab goes on from there", async ({ app }) => {
  const { page } = app;
  await app.receiveFirstMessage();
  await app.composer.fill("");
  await app.open("Conversations");
  const people = page.getByRole("navigation", { name: "People" });
  await expect(people).toBeVisible();
  await page.setViewportSize({ width: 380, height: 800 });
  // Once the screen has become narrow, no thread is open beside the list.
  await expect(app.composer).toHaveCount(0);
  await people.getByRole("link").first().click();
  await app.composer.focus();
  await page.keyboard.type("abc");

  await page.keyboard.press("Escape");
  await expect(page.locator("body")).toBeFocused();
  await page.keyboard.press("Tab");

  await expect(page.locator(":focus")).toHaveAccessibleName("Send as");
  await page.keyboard.press("Shift+Tab");
  await expect(app.composer).toBeFocused();
});

test("Esc leaves what is typed also while the list is closed", async ({ app }) => {
  const { page } = app;
  await app.receiveFirstMessage();
  await expect(app.composer).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(app.composer).not.toBeFocused();
  await page.keyboard.press("[");
  await expect(app.list).toBeHidden();
  await app.composer.focus();
  await page.keyboard.type("abc");

  await page.keyboard.press("Escape");

  await expect(app.composer).not.toBeFocused();
  await page.keyboard.press("[");
  await expect(app.list).toBeVisible();
});

test("the button that copies a JWT keeps the focus while it is busy", async ({ app }) => {
  const { page } = app;
  await app.receiveFirstMessage();
  await expect(app.composer).toBeFocused();
  const held = await holdAnswers(page, "jwt.copy");
  const button = page.getByRole("banner").getByRole("button", { name: "Copy JWT" });

  await button.press("Enter");
  await expect.poll(() => held.count()).toBe(1);
  await expect(button).toBeFocused();
  await page.keyboard.press("Enter");
  held.release();

  await expect(page.getByRole("alert").filter({ hasText: "JWT copied" })).toBeVisible();
  await expect(button).toBeFocused();
  expect(held.count()).toBe(0);
});

test("the button that confirms by a typed name keeps the focus while it is busy", async ({ app }) => {
  const { page } = app;
  const vonage = await withAccount(app.running);
  try {
    await go(page, "#/linking");
    const held = await holdAnswers(page, "credentials.copyApiSecret");
    await chooseStep(page, "API key page", CREDENTIALS_STEP);
    const button = page.getByRole("button", { name: "Copy API secret" });
    await button.press("Enter");
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("textbox").fill("Bike bot");
    const confirm = dialog.getByRole("button", { name: "Copy API secret" });

    await confirm.press("Enter");
    await expect.poll(() => held.count()).toBe(1);
    await expect(confirm).toBeFocused();
    await page.keyboard.press("Enter");
    held.release();

    await expect(dialog).toHaveCount(0);
    await expect(button).toBeFocused();
  } finally {
    await vonage.stop();
  }
});

test("a button that goes by its own press leaves the focus with the list", async ({ app }) => {
  const { page } = app;
  await app.receiveFirstMessage();
  await expect(app.composer).toBeFocused();

  await page.getByRole("button", { name: "Close the first steps" }).press("Enter");
  await expect(app.list).toBeFocused();

  await page.getByRole("button", { name: "Close the conversation" }).press("Enter");
  await expect(app.list).toBeFocused();

  await fetch(app.running.inboundUrl, { method: "POST", body: "{}" });
  await page.getByRole("button", { name: "Show all" }).press("Enter");
  await expect(app.list).toBeFocused();

  await app.search.fill("nothing-matches-this");
  await page.getByRole("button", { name: "Clear filter" }).press("Enter");
  await expect(app.list).toBeFocused();
});

test("the button of the new events leaves the focus with the list", async ({ app }) => {
  const { page } = app;
  await app.receiveFirstMessage();
  await app.running.receive({ type: "text", text: "Burst", fault: "burst" });
  await expect(app.list.getByRole("option").first()).toHaveAttribute("aria-setsize", "1001");
  await app.list.focus();
  await page.keyboard.press("End");
  await app.running.receive({ type: "text", text: "The newest" });

  await page.getByRole("button", { name: "1 new", exact: true }).press("Enter");

  await expect(app.row(/The newest/)).toHaveAttribute("aria-selected", "true");
  await expect(app.list).toBeFocused();
});

test("a button of a chip that another takes the place of leaves the focus with the chip", async ({ app }) => {
  const banner = app.page.getByRole("banner");
  await app.receiveFirstMessage();
  await jwtExpired(app.running);
  await banner.getByRole("button", { name: "Mint new" }).focus();

  await app.page.clock.setFixedTime(Date.now());

  await expect(banner.getByRole("button", { name: "Copy JWT" })).toBeVisible();
  await expect(banner.getByRole("timer").filter({ hasText: "JWT" })).toBeFocused();
});

test("the list that is closed by its key leaves the focus beside it, and comes back", async ({ app }) => {
  const { page } = app;
  await app.receiveFirstMessage();
  await app.list.focus();

  await page.keyboard.press("[");
  await expect(app.list).toBeHidden();
  await expect(page.getByRole("region", { name: "Selected event" })).toBeFocused();

  await page.keyboard.press("[");
  await expect(app.list).toBeVisible();
});

test("a workspace that is removed leaves the focus on its screen", async ({ app }) => {
  const { page } = app;
  await withWorkspace(app.running);
  await go(page, "#/keys");
  await page.getByRole("button", { name: "Remove the workspace", exact: true }).press("Enter");
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("textbox").fill("Bike bot");

  await dialog.getByRole("button", { name: "Remove the workspace" }).press("Enter");

  await expect(dialog).toHaveCount(0);
  await expect(page.getByRole("heading", { name: "Bike bot" })).toHaveCount(0);
  await expectFocusIn(page.getByRole("main"));
});

test("a field that says something as it is left does not call the focus back", async ({ app: { page } }) => {
  await go(page, "#/settings/webhooks");
  const field = page.getByRole("textbox", { name: "Largest body" });
  const refusal = page.getByText(/is more than/);

  await field.fill("99999");
  await page.keyboard.press("Tab");
  await expect(refusal).toBeVisible();
  await expect(page.getByRole("radio", { name: "401 refuse" })).toBeFocused();

  await field.fill("");
  await expect(refusal).toHaveCount(0);
  await field.fill("88888");
  await page.getByRole("heading", { name: "Webhooks" }).click();
  await expect(refusal).toBeVisible();
  await expect(field).not.toBeFocused();
});

test("another workspace begins with the focus on its screen, wherever it was", async ({ app }) => {
  const { page } = app;
  await app.command("workspace", "add", "--name", "Bike bot");
  await app.receiveFirstMessage();
  const places = [
    ["#/events", app.composer],
    ["#/events", app.list],
    ["#/events", app.search],
    ["#/conversations", page.getByRole("main").getByRole("link").first()],
    ["#/linking", page.getByRole("main").getByRole("button").first()],
  ] as const;

  for (const [route, place] of places) {
    await go(page, route);
    await place.focus();
    await runSwitch(app, "Bike bot");
    await expectFocusIn(page.getByRole("main"));
    await runSwitch(app, "Simulated Page");
    await expectFocusIn(page.getByRole("main"));
  }
});

test("Switch to it above a conversation leaves the focus with the list", async ({ app }) => {
  const { page } = app;
  await app.receiveFirstMessage();
  await app.command("workspace", "add", "--name", "Bike bot");
  await runSwitch(app, "Bike bot");
  await go(page, "#/events/1");

  await page.getByRole("button", { name: "Switch to it" }).press("Enter");

  await expect(page.getByRole("button", { name: /^Workspace Simulated Page/ })).toBeVisible();
  await expect(app.list).toBeFocused();
});

test("what is typed goes on from the prepared first reply", async ({ app }) => {
  await app.receiveFirstMessage();
  await expect(app.composer).toBeFocused();

  await app.page.keyboard.type(" See you.");

  await expect(app.composer).toHaveValue("Hi! Thanks for your message. See you.");
});

test("a key that is held receives one test message", async ({ app }) => {
  await app.receiveFirstMessage();
  await app.list.focus();

  for (let times = 0; times < 4; times += 1) await app.page.keyboard.down("t");
  await app.page.keyboard.up("t");

  await expect(app.list.getByRole("option")).toHaveCount(2);
  // Whatever was asked for before is there when this is.
  await app.running.receive({ type: "text", text: "The last" });
  await expect(app.row(/The last/)).toBeVisible();
  await expect(app.list.getByRole("option")).toHaveCount(3);
});

async function openPalette({ page }: CompanionApp): Promise<void> {
  await page.keyboard.press("ControlOrMeta+k");
  await expect(page.getByRole("combobox", { name: "Search or run a command" })).toBeFocused();
}

async function runSwitch(app: CompanionApp, workspace: string): Promise<void> {
  await openPalette(app);
  await app.page.keyboard.type(`Switch to ${workspace}`);
  await expect(app.page.getByRole("option", { name: workspace, selected: true })).toBeVisible();
  await app.page.keyboard.press("Enter");
  await expect(app.page.getByRole("button", { name: new RegExp(`^Workspace ${workspace}`) })).toBeVisible();
}

async function runThemeCommand({ page }: CompanionApp): Promise<void> {
  await page.keyboard.type(">theme");
  await expect(page.getByRole("option", { name: /theme/, selected: true })).toBeVisible();
  await page.keyboard.press("Enter");
}

async function expectFocusBack(
  app: CompanionApp,
  place: Locator,
  close: (app: CompanionApp) => Promise<void>,
): Promise<void> {
  await place.focus();
  await openPalette(app);
  await close(app);
  await expect(app.page.getByRole("dialog")).toHaveCount(0);
  await expect(place).toBeFocused();
}

async function expectFocusIn(part: Locator): Promise<void> {
  await expect.poll(() => part.evaluate((element) => element.contains(document.activeElement))).toBe(true);
}
