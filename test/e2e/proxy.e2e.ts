// The desktop app on a computer whose settings name a proxy, as Chromium gives them (here by its own switch).
import { expect } from "@playwright/test";
import { createInternet } from "../fakes/internet.ts";
import { CompanionApp, test as base } from "./companion-app.ts";
import { addRealWorkspace } from "./composer-journeys.ts";
import { atConversation, composerOf } from "./composer-steps.ts";
import { ANY_PORT, DEFAULT_VIEW } from "./hosts.ts";

const test = base.extend<{ internet: ReturnType<typeof createInternet> }>({
  // oxlint-disable-next-line no-empty-pattern -- Playwright wants the pattern, and there is no fixture to take
  internet: async ({}, use) => {
    const internet = createInternet();
    await use(internet);
    await internet.stop();
  },
});

test("takes the system's proxy, and names it when it does not let through", async ({ internet }) => {
  const proxy = await internet.proxy();
  const app = new CompanionApp("electron", DEFAULT_VIEW, [...ANY_PORT, `--proxy-server=${proxy.url}`]);
  await app.start();
  try {
    await app.open("Keys and JWT");
    const { page } = app;
    await page.getByRole("textbox", { name: "Workspace name" }).fill("Bike bot");
    await page.getByRole("textbox", { name: "API key" }).fill("a1b2c3d4");
    await page.getByRole("textbox", { name: "API secret" }).fill("no-secret-of-anybody");
    await page.getByRole("button", { name: "Add workspace" }).click();

    // The proxy knows no way to Vonage, so nothing of this leaves the computer.
    const alert = page.getByRole("alert").filter({ hasText: "does not let Hookline through" });
    await expect(alert).toContainText(
      `The proxy ${proxy.url} does not let Hookline through to api.nexmo.com.`,
    );
    expect(proxy.requests).toEqual([{ method: "CONNECT", target: "api.nexmo.com:443", login: null }]);
    const { stdout } = await app.command("doctor");
    expect(stdout).toContain(
      `The way to api.nexmo.com and localtunnel.me is the proxy ${proxy.url}, without a login, named by the system’s settings.`,
    );
  } finally {
    await app.discard();
  }
});

test("writes to a real person on the second press, and on the first when Settings say so", async ({
  internet,
}) => {
  const proxy = await internet.proxy();
  const app = new CompanionApp("electron", DEFAULT_VIEW, [...ANY_PORT, `--proxy-server=${proxy.url}`]);
  await app.start();
  try {
    await addRealWorkspace(app);
    await atConversation(app.page);
    const composer = composerOf(app.page);
    await app.composer.fill("Hello");
    await app.composer.press("ControlOrMeta+Enter");
    const forReal = composer.getByRole("button", { name: "Send for real" });
    await expect(forReal).toBeVisible();
    expect(proxy.requests).toEqual([]);

    // The proxy knows no way to Vonage, so nothing of this leaves the computer.
    await forReal.click();
    await proxy.arrivals(1);
    await expect(app.page.getByRole("alert")).toContainText("does not let Hookline through");
    await expect(app.composer).toHaveValue("Hello");

    await app.page.evaluate(() => {
      location.hash = "#/settings/sending";
    });
    await app.page
      .getByRole("switch", { name: "Ask twice before a real person is written to" })
      .click({ force: true });
    await atConversation(app.page);
    await app.composer.press("ControlOrMeta+Enter");
    await proxy.arrivals(2);

    expect(proxy.requests.map(({ target }) => target)).toEqual(["api.nexmo.com:443", "api.nexmo.com:443"]);
  } finally {
    await app.discard();
  }
});
