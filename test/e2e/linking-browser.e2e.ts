// The Linking screen in the browser: its journeys, and a Hookline that was killed.
import { once } from "node:events";
import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { AxeBuilder } from "@axe-core/playwright";
import { expect, type Locator } from "@playwright/test";
import { startLocaltunnelServer } from "../fakes/localtunnel-server.ts";
import { servedWithoutTunnel } from "./media-steps.ts";
import { test, type CompanionApp } from "./companion-app.ts";
import { describeLinking, openPanel, setUrls } from "./linking-journeys.ts";
import { addVonageWorkspace, startVonage, VONAGE_PAGE } from "./own-vonage.ts";
import { resize, withWorkspace } from "./screen-steps.ts";

describeLinking("browser");

/** Kills a Hookline whose URLs are in the application, and starts it anew on another screen than Linking. */
async function killedWithUrls(app: CompanionApp): Promise<void> {
  await app.open("Linking");
  await setUrls(await openPanel(app, "Webhook URLs"));
  const { process } = app.running;
  const ended = once(process, "exit");
  process.kill("SIGKILL");
  await ended;
  await app.restart();
  // It may start where it was left, which is the Linking screen itself.
  await app.page.evaluate(() => {
    location.hash = "#/keys";
  });
  await app.page.reload();
}

test("after a kill the next start offers the application's old URLs back", async ({ app }) => {
  await killedWithUrls(app);
  await app.page.getByRole("button", { name: "Open Linking" }).click();

  await expect(app.page.getByText("An earlier run left its webhook URLs in the application.")).toBeVisible();
  await app.page.getByRole("button", { name: "Look at the difference" }).click();
  const back = app.page.getByRole("form", { name: "Put the old ones back" });
  await expect(back.getByRole("insertion").first()).toContainText("https://bot.example.com/");
  await back.getByRole("button", { name: "Put the old ones back" }).click();
  await expect(app.page.getByText("An earlier run left its webhook URLs")).toHaveCount(0);
});

test("what was left by an earlier run leads to its own workspace, whichever is open by then", async ({
  app,
}) => {
  await killedWithUrls(app);
  const { page } = app;
  const toast = page.getByRole("button", { name: "Open Linking" });
  await expect(toast).toBeVisible();
  await app.command("workspace", "add", "--name", "Bike bot");
  await page.getByRole("button", { name: /^Workspace / }).click();
  await page.getByRole("menuitem", { name: /^Bike bot/ }).click();
  await expect(page.getByRole("button", { name: /^Workspace Bike bot/ })).toBeVisible();

  await toast.click();

  await expect(page.getByRole("button", { name: /^Workspace Simulated Page/ })).toBeVisible();
  await expect(page.getByText("An earlier run left its webhook URLs in the application.")).toBeVisible();
});

test("a Page that the account has is called linked, also where its day is not known", async ({ app }) => {
  const vonage = await startVonage(app);
  try {
    await addVonageWorkspace(app, vonage, { pageId: vonage.pageId });

    await app.open("Linking");

    const link = app.page.getByRole("complementary", { name: "Page link" });
    await expect(link).toContainText("linked, its day is not known");
    await expect(link).toContainText("The Vonage account has the Page.");
    await expect(link).not.toContainText("Finish Part 1");
    const chip = app.page.getByRole("banner").getByRole("link", { name: /^Page link/ });
    await expect(chip).toContainText("linked. The Vonage account has the Page.");
    await expect(chip).not.toContainText("not linked");
    const day = link.getByLabel("Day on which Part 1 was finished");
    await day.fill("2020-01-01");
    await link.getByRole("button", { name: "Save date" }).click();
    await expect(link).toContainText("1 Jan 2020");
    const other = await app.page.context().newPage();
    await other.goto(app.page.url());
    await other.getByLabel("Day on which Part 1 was finished").fill("2020-02-01");
    await other.getByRole("button", { name: "Save date" }).click();
    await expect(day).toHaveValue("2020-02-01");
  } finally {
    await vonage.stop();
  }
});

test("the card in the sidebar tells words of Vonage’s page from its own", async ({ app }) => {
  await withWorkspace(app.running);

  const card = app.page.getByRole("region", { name: "Linking progress" });

  await expect(card).toContainText("Open “Link Facebook Page” in the Vonage dashboard");
});

test("other days of a reminder, chosen in another window, are those of the step that names one", async ({
  app,
}) => {
  await app.open("Linking");
  const step = app.page.getByRole("listitem").filter({ hasText: "Put a re-link reminder for" });
  await expect(step).toBeVisible();
  const end = app.page.getByRole("complementary", { name: "Page link" }).locator("dt:text-is('Day 90') + dd");
  const daysBefore = async (): Promise<number> => ((await dayIn(end)) - (await dayIn(step))) / 86_400_000;
  await expect.poll(daysBefore).toBe(14);
  const settings = await app.page.context().newPage();
  await settings.goto(app.page.url().replace("linking", "settings/linking"));

  const days = settings.getByRole("textbox", { name: "First reminder" });
  await days.fill("20");
  await days.press("Enter");

  await expect.poll(daysBefore).toBe(20);
});

test("the step that wants the tunnel opens the one that was used last", async ({ app }) => {
  const server = await servedWithoutTunnel(app.running);
  try {
    await app.page.keyboard.press("Escape");
    await app.open("Linking");
    const step = app.page.getByRole("listitem").filter({ hasText: "Open the tunnel" });
    await step.getByRole("button", { name: "Open the tunnel" }).click();

    await step.getByRole("button", { name: "Open tunnel", exact: true }).click();

    await expect(step).toContainText("The tunnel is open, not proved yet");
    await expect(step.getByRole("button", { name: "Open tunnel", exact: true })).toHaveCount(0);
  } finally {
    await server.stop();
  }
});

test("URLs that could not be put back as the tunnel closed are told at once, with the way back", async ({
  app,
}) => {
  const server = await startLocaltunnelServer();
  try {
    await app.receiveFirstMessage();
    const popover = app.page.getByRole("dialog", { name: /tunnel|not proved/i });
    await app.page.getByRole("banner").getByRole("button", { name: "Tunnel off" }).click();
    await popover.getByRole("textbox", { name: "localtunnel server" }).fill(server.url);
    await popover.getByRole("button", { name: "Open tunnel" }).click();
    const close = popover.getByRole("button", { name: "Close tunnel" });
    await expect(close).toBeVisible();
    await app.page.keyboard.press("Escape");
    await app.open("Linking");
    await setUrls(await openPanel(app, "Webhook URLs"), { to: "tunnel" });

    await app.open("Keys and JWT");
    await app.running.failAccount("internal-error");
    await app.page
      .getByRole("banner")
      .getByRole("button", { name: /tunnel|not proved/i })
      .click();
    await close.click();
    // On a phone's width the open step is far below what leads there.
    await app.page.setViewportSize({ width: 380, height: 600 });
    await app.page.getByRole("button", { name: "Open Linking" }).click();

    const banner = app.page
      .getByRole("note")
      .filter({ hasText: "lead to a tunnel address that is no longer" });
    await expect(banner).toBeInViewport({ ratio: 1 });
    // Nothing of the shell lies over it: a press at its very top meets it.
    await banner.click({ position: { x: 30, y: 12 }, trial: true });
    await app.running.failAccount(null);
    await banner.getByRole("button", { name: "Put the old ones back" }).click();
    await expect(banner).toHaveCount(0);
  } finally {
    await server.stop();
  }
});

test("a workspace whose old URLs cannot be put back is removed once that is confirmed, too", async ({
  app,
}) => {
  const [server, vonage] = [await startLocaltunnelServer(), await startVonage(app)];
  try {
    const { page } = app;
    await addVonageWorkspace(app, vonage);
    await app.open("Linking");
    const application = await openPanel(app, "Your application");
    await application.getByRole("button", { name: "Create an application" }).click();
    await page.getByRole("textbox", { name: "Application name", exact: true }).fill("Bike bot");
    await application.getByRole("button", { name: "Create application" }).click();
    await expect(application.getByRole("button", { name: /^Your application/ })).toContainText("Key fits");
    const popover = page.getByRole("dialog", { name: /tunnel|not proved/i });
    await page.getByRole("banner").getByRole("button", { name: "Tunnel off" }).click();
    await popover.getByRole("textbox", { name: "localtunnel server" }).fill(server.url);
    await popover.getByRole("button", { name: "Open tunnel" }).click();
    await expect(popover.getByRole("button", { name: "Close tunnel" })).toBeVisible();
    await page.keyboard.press("Escape");
    await setUrls(await openPanel(app, "Webhook URLs"), { to: "tunnel" });
    await vonage.setFault("internal-error");

    await app.open("Keys and JWT");
    await page.getByRole("button", { name: "Remove the workspace", exact: true }).click();
    const dialog = page.getByRole("dialog", { name: "Remove Bike bot" });
    await dialog.getByRole("textbox").fill("Bike bot");
    await dialog.getByRole("button", { name: "Remove the workspace" }).click();
    await expect(dialog.getByRole("alert")).toContainText("webhook URLs of Hookline may still stand");
    await dialog.getByRole("button", { name: "Remove all the same" }).click();

    await expect(page.getByText("Workspace removed")).toBeVisible();
    expect((await app.command("workspace", "list")).stdout).not.toContain("Bike bot");
  } finally {
    await vonage.stop();
    await server.stop();
  }
});

test("a damaged journal of old URLs is told at the start, and moved aside as it is", async ({ app }) => {
  await app.stop();
  const journal = join(app.dataFolder, "webhook-urls.json");
  await writeFile(journal, '{"format":1,"entries":[{"old":"https://bot.exam', { mode: 0o600 });
  await app.restart();
  const toast = app.page.getByRole("alert").filter({ hasText: "The journal of webhook URLs cannot be read" });
  await toast.getByRole("button", { name: "Open Linking" }).click();

  const note = app.page.getByRole("note").filter({ hasText: "webhook-urls.json in the data folder" });
  await expect(note).toContainText("It is not JSON; perhaps a part of it is missing.");
  await note.getByRole("button", { name: "Move it aside" }).click();

  await expect(note).toHaveCount(0);
  const aside = (await readdir(app.dataFolder)).filter((name) => name.startsWith("webhook-urls.json"));
  expect(aside).toEqual([expect.stringMatching(/\.damaged-\d+$/)]);
  expect(await readFile(join(app.dataFolder, String(aside[0])), "utf8")).toContain("https://bot.exam");
  await setUrls(await openPanel(app, "Webhook URLs"));
});

test("a new user gets from nothing to a linked Page, a message and a delivered reply", async ({ app }) => {
  const vonage = await startVonage(app);
  try {
    const field = (name: string) => app.page.getByRole("textbox", { name, exact: true });
    await addVonageWorkspace(app, vonage);

    await app.open("Linking");
    const application = await openPanel(app, "Your application");
    await application.getByRole("button", { name: "Create an application" }).click();
    await field("Application name").fill("Bike bot");
    await application.getByRole("button", { name: "Create application" }).click();
    await expect(application.getByRole("button", { name: /^Your application/ })).toContainText("Key fits");

    const pages = await openPanel(app, "Page and account");
    await pages.getByRole("button", { name: "Add a Page" }).click();
    await field("Page ID").fill(VONAGE_PAGE);
    await field("Name").fill("Acme Bikes");
    await pages.getByLabel("Page access token").fill("EAAtoken");
    await pages.getByRole("button", { name: "Add the Page" }).click();
    const page = pages.getByRole("listitem", { name: "Acme Bikes" });
    await page.getByRole("button", { name: "Link to this application" }).click();
    await expect(page).toContainText("Linked to this application");
    await expect(app.page.getByRole("button", { name: /^Part 1/ })).toContainText("5 of 5");
    await expect(app.page.getByRole("button", { name: /^Part 2/ })).toContainText("4 of 4");
    const link = app.page.getByRole("complementary", { name: "Page link" });
    await expect(link).toContainText("Sourcelinked by Hookline");
    await expect(link.getByRole("img", { name: /^90 days left/ })).toBeVisible();

    await vonage.receive("Is the shop open?");
    await expect(app.page.getByText("A verified message arrived")).toBeVisible();
    await app.open("Conversations");
    await app.page
      .getByRole("link", { name: /Is the shop open/ })
      .first()
      .click();
    await app.reply("Until six.");
    await app.open("Events");
    await app.expectRead();
    await app.open("Linking");
    await expect(app.page.getByText(/^Your reply was (delivered|read)/)).toBeVisible();
  } finally {
    await vonage.stop();
  }
});

for (const theme of ["light", "dark"] as const) {
  test(`the open panels have no accessibility problem in the ${theme} theme`, async ({ app }) => {
    await app.open("Linking");
    const application = await openPanel(app, "Your application");
    const urls = await openPanel(app, "Webhook URLs");
    const pages = await openPanel(app, "Page and account");
    await urls.getByRole("button", { name: "Set to the listener’s" }).click();
    await expect(urls.getByRole("form", { name: "Set both URLs" })).toBeVisible();
    await pages.getByRole("button", { name: "Add a Page" }).click();

    const found: string[] = [];
    for (const work of ["Choose another", "Create an application"]) {
      await application.getByRole("button", { name: work }).click();
      for (const width of [1440, 380]) {
        await app.page.emulateMedia({ colorScheme: theme, reducedMotion: "reduce" });
        await resize(app.page, { width, height: 900 });
        const { violations } = await new AxeBuilder({ page: app.page }).analyze();
        found.push(...violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`)));
        const overflow = await app.page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        expect(overflow).toBeLessThanOrEqual(0);
      }
      await application.getByRole("button", { name: /^(Close the list|Cancel)$/ }).click();
    }
    expect(found).toEqual([]);
  });
}

test("an application whose creation was cut off is found, with the key that was made for it", async ({
  app,
}) => {
  const vonage = await startVonage(app);
  try {
    await addVonageWorkspace(app, vonage);
    await app.open("Linking");
    let application = await openPanel(app, "Your application");
    await application.getByRole("button", { name: "Create an application" }).click();
    await app.page.getByRole("textbox", { name: "Application name" }).fill("Cut off");
    await vonage.setFault("cut-after-change");
    await application.getByRole("button", { name: "Create application" }).click();
    await expect(app.page.getByText("“Cut off” may have been created: its answer never came.")).toBeVisible();
    await vonage.setFault(null);
    const ended = once(app.running.process, "exit");
    app.running.process.kill("SIGKILL");
    await ended;

    await app.restart();
    await app.page.evaluate(() => {
      location.hash = "#/keys";
    });
    await app.page.reload();
    const toast = app.page
      .getByRole("alert")
      .filter({ hasText: "Bike bot: an application may have been created" });
    await expect(toast).toContainText("“Cut off”");
    await toast.getByRole("button", { name: "Open Linking" }).click();
    await app.page.getByRole("button", { name: "Look in the account" }).click();
    application = app.page.getByRole("region", { name: "Your application" });
    const found = application.getByRole("listitem").filter({ hasText: "Cut off" });
    await expect(found).toContainText(/Hookline made this application’s key on \d+\s\w+\s\d{4}, \d\d:\d\d\./);
    await found.getByRole("button", { name: "Choose Cut off" }).click();

    await expect(application.getByRole("button", { name: /^Your application/ })).toContainText("Key fits");
    await expect(app.page.getByText("may have been created")).toHaveCount(0);
  } finally {
    await vonage.stop();
  }
});

/** The first day that a part of the page names, in epoch ms. */
async function dayIn(part: Locator): Promise<number> {
  const [day] = /\d+\s\w+\s\d{4}/.exec(await part.innerText()) ?? [];
  return Date.parse(`${day?.replaceAll(/\s/g, " ")} UTC`);
}
