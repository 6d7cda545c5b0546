// How a person gets a secret out of Hookline: to the clipboard, or as a key file. The page never shows one.
import { expect, type Locator, type Page } from "@playwright/test";
import type { RunningHost } from "./hosts.ts";
import { withAccount, type Vonage } from "./own-vonage.ts";
import { go, goAfter, replied, withWorkspace } from "./screen-steps.ts";

/** The Linking screen of a workspace with key, secret and application, on one page of Part 1. */
export async function linkingOn(
  host: RunningHost,
  generation: "API key page" | "JWT page",
  step: RegExp,
): Promise<Vonage> {
  const vonage = await withAccount(host);
  await go(host.page, "#/linking");
  await chooseStep(host.page, generation, step);
  return vonage;
}

/** Opens a step of Part 1. */
export async function chooseStep(
  page: Page,
  generation: "API key page" | "JWT page",
  step: RegExp,
): Promise<void> {
  await page.getByText(generation, { exact: true }).click();
  const title = page.getByRole("button", { name: step });
  const part = page.getByRole("button", { name: /^Part 1/ });
  if ((await part.getAttribute("aria-expanded")) === "false") await part.click();
  await title.click();
  await expect(title).toHaveAttribute("aria-expanded", "true");
}

/** Where the API key page asks for key and secret. */
export const CREDENTIALS_STEP = /^Enter the API key and API secret/;
/** Where the JWT page is opened. */
export const JWT_PAGE_STEP = /^Open the Facebook Messenger page static/;

/** The JWT page was opened with a JWT on the clipboard; the clock of the page stands still from then on. */
export async function openedWithJwt(host: RunningHost): Promise<Vonage> {
  const { page } = host;
  await page.context().route(/^https:/, (route) => route.fulfill({ body: "A page of Vonage's" }));
  const vonage = await linkingOn(host, "JWT page", JWT_PAGE_STEP);
  const opened = page.context().waitForEvent("page");
  await page.getByRole("button", { name: "Copy JWT and open" }).click();
  await (await opened).close();
  await page.clock.setFixedTime(Date.now());
  await expect(page.getByRole("main").getByRole("timer")).toBeVisible();
  return vonage;
}

/** The same in a browser that lets no page open. */
export async function blockedFromOpening(host: RunningHost): Promise<Vonage> {
  const { page } = host;
  const vonage = await linkingOn(host, "JWT page", JWT_PAGE_STEP);
  await page.evaluate(() => {
    window.open = () => null;
  });
  await page.getByRole("button", { name: "Copy JWT and open" }).click();
  await expect(page.getByRole("link", { name: "Open the page" })).toBeVisible();
  // Not before the copy is dated: while it is being set, the page's clock is at its beginning.
  await page.clock.setFixedTime(Date.now());
  return vonage;
}

/** The way to link again, on the page that asks for key and secret. */
export async function relinking(host: RunningHost): Promise<void> {
  const { page } = host;
  await goAfter(host, withWorkspace, "#/linking");
  await page.getByText("API key page", { exact: true }).click();
  await page.getByRole("button", { name: "Save date" }).click();
  await page.getByRole("region", { name: "Re-link" }).getByRole("button", { name: "Start re-link" }).click();
  await expect(page.getByRole("region", { name: "Re-link" }).getByRole("list")).toBeVisible();
}

/** A key file was saved on Keys and JWT. */
export async function keyFileSaved(host: RunningHost): Promise<void> {
  await withWorkspace(host);
  await saveKeyFile(host.page.getByRole("region", { name: "Private key" }));
}

/** A key file was saved in the panel of the application, and one of an application that is there for linking only. */
export async function applicationKeyFileSaved(host: RunningHost): Promise<void> {
  const { page } = host;
  await goAfter(host, replied, "#/linking");
  const panel = page.getByRole("region", { name: "Your application", exact: true });
  await panel.getByRole("button", { name: /^Your application/ }).click();
  await createThrowAway(panel);
  await saveKeyFile(panel.getByRole("note"));
  await saveKeyFile(panel);
}

/** Creates an application that is there for linking only. */
export async function createThrowAway(panel: Locator): Promise<void> {
  await panel.getByRole("button", { name: "Create an application" }).click();
  const form = panel.getByRole("form", { name: "Create an application" });
  await form.getByRole("textbox", { name: "Application name" }).fill("Delete me later");
  await form.getByRole("checkbox", { name: /^Throw-away/ }).check();
  await form.getByRole("button", { name: "Create application" }).click();
  await expect(panel.getByRole("note")).toContainText("“Delete me later” is there to link the Page with.");
}

/** Presses the button and waits for the place. */
async function saveKeyFile(part: Locator): Promise<void> {
  await part
    .getByRole("button", { name: /^Save key file/ })
    .first()
    .click();
  await expect(part.getByText(/aved as/).last()).toBeVisible();
}

/** Opens the dialog that asks for the name. */
export async function askForName(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Copy API secret" }).click();
  await expect(page.getByRole("textbox", { name: "Type “Bike bot” to copy" })).toBeFocused();
}

/** Shows the part of the narrow screen that matters. */
export async function showRelink(page: Page): Promise<void> {
  await page.getByRole("region", { name: "Re-link" }).scrollIntoViewIfNeeded();
}

/** Shows where the key file is. */
export async function showKeyFile(page: Page): Promise<void> {
  await page
    .getByText(/aved as/)
    .last()
    .scrollIntoViewIfNeeded();
}
