// What a person does on the Linking screen with the account's key and secret; the same in both hosts.
// The account is the simulator's: its Applications and External Accounts APIs are asked over HTTP.
import { expect, type Locator } from "@playwright/test";
import { test, type CompanionApp } from "./companion-app.ts";
import type { HostName } from "./hosts.ts";
import { withAccount } from "./own-vonage.ts";

const PAGE = "Simulated Page";
const TOKEN = "EAAtokenOfTheOtherPage0123456789";

/** Declares every journey for one host. */
export function describeLinking(host: HostName): void {
  test.use({ host });
  test.describe(`linking in the ${host === "electron" ? "desktop app" : "browser"}`, () => {
    describeWebhookUrls();
    describePages();
    describeApplications();
  });
}

/** Opens one of the three panels and gives what is in it. */
export async function openPanel(
  app: CompanionApp,
  name: "Your application" | "Webhook URLs" | "Page and account",
): Promise<Locator> {
  const panel = app.page.getByRole("region", { name, exact: true });
  await panel.getByRole("button", { name: new RegExp(`^${name}`) }).click();
  return panel;
}

/** Points the application at the listener, agreeing to whatever is asked. */
export async function setUrls(
  panel: Locator,
  { to }: { readonly to: "listener" | "tunnel" } = { to: "listener" },
): Promise<void> {
  await panel.getByRole("button", { name: `Set to the ${to}’s` }).click();
  const plan = panel.getByRole("form", { name: "Set both URLs" });
  await expect(plan).toBeVisible();
  for (const question of await plan.getByRole("checkbox").all()) await question.check();
  await plan.getByRole("button", { name: "Set both URLs" }).click();
  await expect(panel.getByText("Both URLs lead to Hookline.")).toBeVisible();
}

function describeWebhookUrls(): void {
  test("both webhook URLs are set after a look at the difference, and put back", async ({ app }) => {
    await app.open("Linking");
    const panel = await openPanel(app, "Webhook URLs");

    await panel.getByRole("button", { name: "Set to the listener’s" }).click();

    const plan = panel.getByRole("form", { name: "Set both URLs" });
    await expect(plan.getByRole("deletion")).toHaveCount(2);
    await expect(plan.getByRole("insertion").first()).toHaveText(`POST ${app.running.inboundUrl}`);
    const old = await plan.getByRole("deletion").allInnerTexts();
    await plan.getByRole("button", { name: "Cancel" }).click();
    await setUrls(panel);

    await panel.getByRole("button", { name: "Put the old ones back" }).click();
    const back = panel.getByRole("form", { name: "Put the old ones back" });
    await expect(back.getByRole("insertion")).toHaveText(old);
    await back.getByRole("button", { name: "Put the old ones back" }).click();
    await expect(panel.getByRole("button", { name: /^Webhook URLs/ })).toContainText(
      "Not changed by Hookline",
    );
  });

  test("they are set by the keyboard alone", async ({ app }) => {
    await expect(app.page.getByRole("button", { name: "Receive a test message" })).toBeVisible();
    for (const key of ["g", "l"]) await app.page.keyboard.press(key);
    const panel = app.page.getByRole("region", { name: "Webhook URLs" });
    await app.tabTo(panel.getByRole("button", { name: /^Webhook URLs/ }));
    await app.page.keyboard.press("Enter");
    await app.tabTo(panel.getByRole("button", { name: "Set to the listener’s" }));

    await app.page.keyboard.press("Enter");

    const plan = panel.getByRole("form", { name: "Set both URLs" });
    await expect(plan).toBeVisible();
    for (const question of await plan.getByRole("checkbox").all()) {
      await app.tabTo(question);
      await app.page.keyboard.press("Space");
    }
    await app.tabTo(plan.getByRole("button", { name: "Set both URLs" }));
    await app.page.keyboard.press("Enter");
    await expect(panel.getByText("Both URLs lead to Hookline.")).toBeVisible();
  });
}

function describePages(): void {
  test("a step leads to its panel by one key, and offers nothing where nothing is needed", async ({
    app,
  }) => {
    const open = app.page.getByRole("button", { name: "Open Link Facebook Page in the Vonage dashboard" });
    const part1 = app.page.getByRole("button", { name: /^Part 1/ });
    const panel = app.page.getByRole("region", { name: "Page and account", exact: true });
    const offer = app.page.getByRole("button", { name: "Add the Page by API" });
    await app.open("Linking");
    await part1.click();
    await open.click();
    await expect(open).toHaveAttribute("aria-expanded", "true");
    await expect(offer).toHaveCount(0);
    await expect(app.page.getByRole("link", { name: "Open in browser" })).toHaveCount(0);

    const vonage = await withAccount(app.running);
    await app.open("Linking");
    await open.click();
    await expect(offer).toBeVisible();
    await app.page.keyboard.press("h");

    const head = panel.getByRole("button", { name: /^Page and account/ });
    await expect(head).toHaveAttribute("aria-expanded", "true");
    await expect(head).toBeFocused();
    await vonage.stop();
  });

  test("a Page is unlinked, linked again, and another one added whose token is never shown", async ({
    app,
  }) => {
    await app.open("Linking");
    const panel = await openPanel(app, "Page and account");
    const page = panel.getByRole("listitem", { name: PAGE });
    await expect(page).toContainText("Linked to this application");

    await page.getByRole("button", { name: "Unlink" }).click();
    await expect(page).toContainText("Linked to no application");
    await page.getByRole("button", { name: "Link to this application" }).click();
    await expect(page).toContainText("Linked to this application");

    await panel.getByRole("button", { name: "Add a Page" }).click();
    const form = panel.getByRole("form", { name: "Add a Page" });
    await form.getByRole("textbox", { name: "Page ID" }).fill("107083064136738");
    await form.getByRole("textbox", { name: "Name" }).fill("Acme Bikes");
    await form.getByLabel("Page access token").fill(TOKEN);
    await form.getByRole("button", { name: "Add the Page" }).click();

    const added = panel.getByRole("listitem", { name: "Acme Bikes" });
    await expect(added).toContainText("Linked to no application");
    expect(await app.page.content()).not.toContain(TOKEN);
    await added.getByRole("button", { name: "Delete Acme Bikes" }).click();
    const dialog = app.page.getByRole("dialog");
    await expect(dialog.getByRole("button", { name: "Delete" })).toBeDisabled();
    await dialog.getByRole("textbox", { name: "Type “Acme Bikes” to remove" }).fill("Acme Bikes");
    await dialog.getByRole("button", { name: "Delete" }).click();
    await expect(added).toHaveCount(0);
  });

  test("what was typed stays when the account refuses a Page that it has", async ({ app }) => {
    await app.open("Linking");
    const panel = await openPanel(app, "Page and account");
    await expect(panel.getByRole("listitem", { name: PAGE })).toBeVisible();
    const pageId = await panel.getByRole("listitem", { name: PAGE }).getByText(/^\d+$/).innerText();
    await panel.getByRole("button", { name: "Add a Page" }).click();
    const form = panel.getByRole("form", { name: "Add a Page" });
    await form.getByRole("textbox", { name: "Page ID" }).fill(pageId);
    await form.getByLabel("Page access token").fill(TOKEN);

    await form.getByRole("button", { name: "Add the Page" }).click();

    await expect(form.getByRole("alert")).toBeVisible();
    await expect(form.getByRole("textbox", { name: "Page ID" })).toHaveValue(pageId);
    await expect(form.getByLabel("Page access token")).toHaveValue(TOKEN);
  });
}

function describeApplications(): void {
  test("an application is created with its key, the Page moved to it, and it is removed by its name", async ({
    app,
  }) => {
    await app.open("Linking");
    const panel = await openPanel(app, "Your application");
    const head = panel.getByRole("button", { name: /^Your application/ });
    await expect(head).toContainText("Key fits");

    await panel.getByRole("button", { name: "Create an application" }).click();
    const form = panel.getByRole("form", { name: "Create an application" });
    await expect(form.getByRole("textbox", { name: "Inbound URL" })).toHaveValue(app.running.inboundUrl);
    await form.getByRole("textbox", { name: "Application name" }).fill("Bike bot");
    await form.getByRole("button", { name: "Create application" }).click();

    await expect(head).toContainText("Bike bot");
    await expect(head).toContainText("Key fits");
    const pages = await openPanel(app, "Page and account");
    const page = pages.getByRole("listitem", { name: PAGE });
    await page.getByRole("button", { name: "Move to this application" }).click();
    await expect(page).toContainText("409");
    await page.getByRole("button", { name: "Unlink there and link here" }).click();
    await expect(page).toContainText("Linked to this application");

    await panel.getByRole("button", { name: "Choose another" }).click();
    await panel.getByRole("searchbox", { name: "Search by name or ID" }).fill("simulated");
    await expect(panel.getByRole("listitem")).toHaveCount(1);
    await panel.getByRole("button", { name: "Choose Simulated application" }).click();
    await expect(head).toContainText("Simulated application");
    await expect(head).toContainText("Key fits");

    await panel.getByRole("button", { name: "Choose another" }).click();
    await panel.getByRole("button", { name: "Remove Bike bot" }).click();
    const dialog = app.page.getByRole("dialog");
    await dialog.getByRole("textbox", { name: "Type “Bike bot” to remove" }).fill("Bike bot");
    await dialog.getByRole("button", { name: "Remove" }).click();
    await expect(panel.getByRole("button", { name: "Remove Bike bot" })).toHaveCount(0);
  });
}
