// The Linking screen in the browser: its journeys, and a Hookline that was killed.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { AxeBuilder } from "@axe-core/playwright";
import { expect } from "@playwright/test";
import { test, type CompanionApp } from "./companion-app.ts";
import { describeLinking, openPanel, setUrls } from "./linking-journeys.ts";
import { agreeToHost } from "./workspace-form-steps.ts";

const PAGE_ID = "107083064136738";

describeLinking("browser");

test("after a kill the next start offers the application's old URLs back", async ({ app }) => {
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
  await app.page.getByRole("button", { name: "Open Linking" }).click();

  await expect(app.page.getByText("An earlier run left its webhook URLs in the application.")).toBeVisible();
  await app.page.getByRole("button", { name: "Look at the difference" }).click();
  const back = app.page.getByRole("form", { name: "Put the old ones back" });
  await expect(back.getByRole("insertion").first()).toContainText("https://bot.example.com/");
  await back.getByRole("button", { name: "Put the old ones back" }).click();
  await expect(app.page.getByText("An earlier run left its webhook URLs")).toHaveCount(0);
});

test("a new user gets from nothing to a linked Page, a message and a delivered reply", async ({ app }) => {
  const vonage = await startVonage(app);
  try {
    await app.open("Keys and JWT");
    const field = (name: string) => app.page.getByRole("textbox", { name, exact: true });
    await field("Workspace name").fill("Bike bot");
    await app.page.getByRole("combobox", { name: "API host" }).selectOption("Another host");
    await field("Other API host").fill(vonage.url);
    await field("API key").fill(vonage.apiKey);
    await field("API secret").fill(vonage.apiSecret);
    await field("Signature secret").fill(vonage.signatureSecret);
    await app.page.getByRole("button", { name: "Add workspace" }).click();
    await agreeToHost(app.page, vonage.url);
    await expect(app.page.getByRole("heading", { name: "Bike bot" })).toBeVisible();

    await app.open("Linking");
    const application = await openPanel(app, "Your application");
    await application.getByRole("button", { name: "Create an application" }).click();
    await field("Application name").fill("Bike bot");
    await application.getByRole("button", { name: "Create application" }).click();
    await expect(application.getByRole("button", { name: /^Your application/ })).toContainText("Key fits");

    const pages = await openPanel(app, "Page and account");
    await pages.getByRole("button", { name: "Add a Page" }).click();
    await field("Page ID").fill(PAGE_ID);
    await field("Name").fill("Acme Bikes");
    await pages.getByLabel("Page access token").fill("EAAtoken");
    await pages.getByRole("button", { name: "Add the Page" }).click();
    const page = pages.getByRole("listitem", { name: "Acme Bikes" });
    await page.getByRole("button", { name: "Link to this application" }).click();
    await expect(page).toContainText("Linked to this application");
    await expect(app.page.getByRole("button", { name: /^Part 1/ })).toContainText("5 of 5");
    await expect(app.page.getByRole("button", { name: /^Part 2/ })).toContainText("4 of 4");
    const link = app.page.getByRole("complementary", { name: "Page link" });
    await expect(link).toContainText("Known becauselinked by Hookline");
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
        await app.page.setViewportSize({ width, height: 900 });
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

/** A simulator in a process of its own, which stands for Vonage: its account is a stranger to the app. */
async function startVonage(app: CompanionApp): Promise<Vonage> {
  const hookline = join(import.meta.dirname, "../../dist/main/hookline.js");
  const base = new URL(app.running.inboundUrl).origin;
  const options = ["--port", "0", "--webhook-base", base, "--data-dir", join(app.dataFolder, "vonage")];
  const child = spawn(process.execPath, [hookline, "simulate", "--json", ...options], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const [line] = await once(createInterface({ input: child.stdout }), "line");
  const { simulator } = JSON.parse(String(line));
  return {
    ...simulator,
    async receive(text) {
      const answer = await fetch(`${simulator.url}/simulator/inbound`, {
        method: "POST",
        headers: { authorization: `Bearer ${simulator.controlKey}`, "content-type": "application/json" },
        body: JSON.stringify({ text, pageId: PAGE_ID }),
      });
      expect(answer.status).toBe(202);
    },
    async stop() {
      const ended = once(child, "exit");
      child.kill("SIGTERM");
      await ended;
    },
  };
}

interface Vonage {
  readonly url: string;
  readonly apiKey: string;
  readonly apiSecret: string;
  readonly signatureSecret: string;
  /** Makes a person write to the Page. */
  receive(text: string): Promise<void>;
  stop(): Promise<void>;
}
