// Secrets on their way out, at the steps that ask for them: a JWT as its page opens, the API secret, and key files; the same in
// both hosts.
import { createPrivateKey, createPublicKey, verify } from "node:crypto";
import { readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { expect } from "@playwright/test";
import { test as base, type CompanionApp } from "./companion-app.ts";
import { openPanel } from "./linking-journeys.ts";
import { withAccount, type Vonage } from "./own-vonage.ts";
import { privateKey } from "./screen-steps.ts";
import { recordFrames, placesHolding } from "./secret-hunt.ts";
import { chooseStep, createThrowAway, CREDENTIALS_STEP, JWT_PAGE_STEP } from "./secret-steps.ts";

const JWT_PAGE = "https://static.nexmo.com/messenger/";
const NAME = "Bike bot";
/** Where Keys and JWT have the key, and what its file is called. */
const OWN_KEY = { region: "Private key", file: "private-Bike-bot.key" } as const;
const SIMULATORS_KEY = {
  region: "Private key of the simulator",
  file: "private-Simulated-application.key",
} as const;

/** The workspace has an account, and all secrets of it. */
export const test = base.extend<{ readonly account: Vonage }>({
  account: async ({ app }, use) => {
    const vonage = await withAccount(app.running);
    await use(vonage);
    await vonage.stop();
  },
});

/** Declares the journeys of secrets for the host of the file. */
export function describeSecrets(): void {
  describeJwtPage();
  describeApiSecret();
  describeKeyFiles();

  test("copied and saved, no secret is in the page, its sockets, the log or the store", async ({
    app,
    account,
  }) => {
    const frames = recordFrames(app.page);
    // Sockets that were opened before are not heard; the desktop has none, and stays where it is.
    if (app.host === "browser") await app.page.reload();
    await app.open("Linking");
    await chooseStep(app.page, "JWT page", JWT_PAGE_STEP);
    await app.running.addressOpenedBy(() => app.page.keyboard.press("o"));
    const jwt = await app.running.clipboardText();
    await chooseStep(app.page, "API key page", CREDENTIALS_STEP);
    await copyApiSecret(app);
    const apiSecret = await app.running.clipboardText();
    expect(apiSecret).toBe(account.apiSecret);
    const path = await saveKeyFile(app, OWN_KEY);
    const pem = await readFile(path, "utf8");

    // The hunt finds what is there: the workspace's name everywhere, and the path of the file in the page.
    expect(await placesHolding(app, NAME)).toEqual(expect.arrayContaining(["document", "React"]));
    expect(await placesHolding(app, path)).toEqual(expect.arrayContaining(["document", "React"]));
    if (app.host === "browser") expect(frames.texts.join("\n")).toContain("credentials.copyApiSecret");

    const [, , signature = jwt] = jwt.split(".");
    const [, line = pem] = pem.split("\n");
    for (const secret of [signature, apiSecret, line]) {
      expect(secret.length).toBeGreaterThan(15);
      expect(await placesHolding(app, secret)).toEqual([]);
      expect(frames.texts.filter((text) => text.includes(secret))).toEqual([]);
    }
  });
}

function describeJwtPage(): void {
  test("one key copies a fresh JWT and opens the page that asks for it, and the steps count down", async ({
    app,
    account: _account,
  }) => {
    await app.open("Linking");
    await chooseStep(app.page, "JWT page", JWT_PAGE_STEP);

    const opened = await app.running.addressOpenedBy(() => app.page.keyboard.press("o"));

    expect(opened).toBe(JWT_PAGE);
    const token = await app.running.clipboardText();
    expect(isSignedBy(token, privateKey())).toBe(true);
    const left = app.page.getByRole("main").getByRole("timer");
    await expect(left).toHaveText(/^copied, 14:\d\d left$/);
    await expect(app.page.getByText(/^JWT copied, /)).toHaveCount(0);
    await chooseStep(app.page, "JWT page", /^Paste a fresh JWT/);
    await expect(left).toHaveText(/^copied, 14:\d\d left$/);
    await app.page.clock.setFixedTime(Date.now() + 901_000);
    await expect(left).toHaveText("The copied JWT has expired");
  });
}

function describeApiSecret(): void {
  test("the API secret is copied where the page asks for it, without a mouse", async ({ app, account }) => {
    await app.open("Linking");
    await chooseStep(app.page, "API key page", CREDENTIALS_STEP);
    await app.page.keyboard.press("c");
    await expect(app.page.getByText("API key copied")).toBeVisible();
    expect(await app.running.clipboardText()).toBe(account.apiKey);

    await copyApiSecret(app);

    await expect(app.page.getByText(/^API secret copied/)).toBeVisible();
    expect(await app.running.clipboardText()).toBe(account.apiSecret);
    await app.tabTo(app.page.getByRole("button", { name: "Copy Page ID" }));
    await app.page.keyboard.press("Enter");
    await expect(app.page.getByText("Page ID copied")).toBeVisible();
    expect(await app.running.clipboardText()).toMatch(/^\d+$/);
  });
}

function describeKeyFiles(): void {
  test("the private key of the workspace is saved as a file, without a mouse", async ({ app }) => {
    const path = await saveKeyFile(app, SIMULATORS_KEY);

    const written = createPrivateKey(await readFile(path, "utf8"));
    expect(written.equals(createPrivateKey(await simulatorsKey(app)))).toBe(true);
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    await app.tabTo(app.page.getByRole("button", { name: "Copy path of the key file" }));
    await app.page.keyboard.press("Enter");
    await expect.poll(() => app.running.clipboardText()).toBe(path);
  });

  test("the key of an application that was just created is saved as a file", async ({ app }) => {
    const place = test.info().outputPath("throw-away.key");
    await app.running.choosePlace(place);
    await app.open("Linking");
    const panel = await openPanel(app, "Your application");
    await createThrowAway(panel);
    const note = panel.getByRole("note");

    await note.getByRole("button", { name: "Save key file of “Delete me later”" }).click();

    await expect(note.getByRole("status")).toContainText("Saved as");
    const path = app.host === "electron" ? place : await shownPath(note.getByRole("status"));
    const key = createPrivateKey(await readFile(path, "utf8"));
    expect(key.asymmetricKeyDetails?.modulusLength).toBe(2048);
    expect(key.equals(createPrivateKey(await simulatorsKey(app)))).toBe(false);
    await expect(panel.getByRole("button", { name: "Save key file", exact: true })).toBeVisible();
  });
}

/** By keyboard: at once on the desktop, after the workspace's name was typed in a browser. */
async function copyApiSecret(app: CompanionApp): Promise<void> {
  const { page, host } = app;
  await app.tabTo(page.getByRole("button", { name: "Copy API secret" }));
  await page.keyboard.press("Enter");
  if (host === "electron") {
    await expect(page.getByText(/^API secret copied, cleared after 1\smin/)).toBeVisible();
    return;
  }
  const dialog = page.getByRole("dialog");
  await expect(dialog.getByRole("textbox", { name: `Type “${NAME}” to copy` })).toBeFocused();
  await page.keyboard.type("Bike");
  await expect(dialog.getByRole("button", { name: "Copy API secret" })).toBeDisabled();
  await page.keyboard.type(" bot");
  await page.keyboard.press("Enter");
  await expect(dialog).toHaveCount(0);
}

/** On Keys and JWT, by keyboard; answers where the file is. */
async function saveKeyFile(
  app: CompanionApp,
  { region, file }: typeof OWN_KEY | typeof SIMULATORS_KEY,
): Promise<string> {
  const { page, host, running } = app;
  const place = test.info().outputPath("mine.key");
  await app.open("Keys and JWT");
  const part = page.getByRole("region", { name: region, exact: true });
  const button = part.getByRole("button", { name: "Save key file" });
  await app.tabTo(button);
  await running.choosePlace(null);
  if (host === "electron") {
    await page.keyboard.press("Enter");
    await running.placeAsked();
  }
  // Until the answer is back, another press would count for nothing.
  await expect(button).toHaveAttribute("aria-busy", "false");
  await expect(part.getByText("Saved as")).toHaveCount(0);

  await running.choosePlace(place);
  await page.keyboard.press("Enter");

  await expect(part.getByRole("status")).toContainText("Saved as");
  await expect(button).toBeFocused();
  const path = await shownPath(part.getByRole("status"));
  expect(path).toBe(host === "electron" ? place : join(app.dataFolder, "keys", file));
  return path;
}

async function shownPath(status: ReturnType<CompanionApp["page"]["getByRole"]>): Promise<string> {
  return (await status.getByText(/\.key$/).innerText()).trim();
}

function simulatorsKey(app: CompanionApp): Promise<string> {
  return readFile(join(app.dataFolder, "simulator/private.key"), "utf8");
}

function isSignedBy(token: string, privateKeyPem: string): boolean {
  const at = token.lastIndexOf(".");
  return verify(
    "sha256",
    Buffer.from(token.slice(0, at)),
    createPublicKey(privateKeyPem),
    Buffer.from(token.slice(at + 1), "base64url"),
  );
}
