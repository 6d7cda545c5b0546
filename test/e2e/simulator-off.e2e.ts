// What the simulator's own workspace says while the simulator does not run: the same everywhere, and no way to a form.
import { expect } from "@playwright/test";
import { test } from "./companion-app.ts";
import { go, replied, resize } from "./screen-steps.ts";

test.use({ host: "browser" });

const OFF =
  "The simulator does not run. It runs with Hookline, unless that was started with --no-simulator. Start Hookline without that option, and try again.";

test("without the simulator its workspace says so, and leads to no form", async ({ app }) => {
  await replied(app.running);
  await app.restart(["--listen-port", "0", "--no-simulator"]);
  const { page } = app;

  await go(page, "#/events/1");
  const composer = page.getByRole("textbox", { name: "Reply text" });
  await composer.fill("Hello");
  await composer.press("ControlOrMeta+Enter");
  const failure = page.getByRole("alert").filter({ hasText: "The simulator does not run." });
  await expect(page.getByRole("radiogroup", { name: "Write as" })).toHaveCount(0);
  await expect(failure).toContainText("Start Hookline without that option, and try again.");
  await expect(page.getByText("Keys and JWT and enter")).toHaveCount(0);
  await expect(failure.getByRole("link")).toHaveCount(0);

  await go(page, "#/keys");
  const keys = page.getByRole("region", { name: "Simulated application" });
  await expect(keys).toHaveText(`Simulated application${OFF}`);
  await expect(page.getByRole("region", { name: "JWT builder" })).toContainText(OFF);
  const banner = page.getByRole("banner");
  await expect(banner.getByRole("link", { name: "Simulator off" })).toBeVisible();
  await expect(banner.getByText("Page link")).toHaveCount(0);

  // In one piece, however wide the window is.
  for (let width = 460; width <= 660; width += 20) {
    // oxlint-disable-next-line no-await-in-loop -- one window, one width at a time
    await resize(page, { width, height: 800 });
    // oxlint-disable-next-line no-await-in-loop
    for (const option of await page.getByText("--no-simulator").all()) {
      // oxlint-disable-next-line no-await-in-loop
      const lines = await option.evaluate((element) => {
        const words = document.createRange();
        const text = [...element.childNodes].find((node) => node.textContent?.includes("--no-simulator"));
        const at = text?.textContent?.indexOf("--no-simulator") ?? 0;
        if (text === undefined) return 0;
        words.setStart(text, at);
        words.setEnd(text, at + "--no-simulator".length);
        return words.getClientRects().length;
      });
      expect(lines, `${width} px`).toBe(1);
    }
  }

  await go(page, "#/linking");
  await expect(page.getByRole("main")).toContainText(OFF);
  await expect(page.getByRole("main")).not.toContainText("so nothing is needed here");
});

test("without it a fresh page says so everywhere, and shows what comes", async ({ app }) => {
  await app.restart(["--listen-port", "0", "--no-simulator"]);
  const { page } = app;
  const events = page.getByRole("region", { name: "Events", exact: true });
  await expect(events).toContainText(OFF);
  await expect(page.getByRole("heading", { name: "See your first webhook" })).toHaveCount(0);
  await expect(page.getByRole("button", { name: "Send as user" })).toHaveCount(0);
  await expect(page.getByRole("banner").getByRole("link", { name: "Simulator off" })).toBeVisible();
  await expect(page.getByRole("contentinfo")).toContainText("Simulator is off");
  await expect(page.getByRole("contentinfo")).not.toContainText("Simulator listening on");
  await expect(events.getByRole("link", { name: "add a workspace" })).toHaveAttribute("href", "#/keys/add");

  expect((await fetch(app.running.inboundUrl, { method: "POST", body: "garbage" })).status).toBe(400);

  await expect(events).toContainText("1 event belongs to no workspace.");
  await events.getByRole("button", { name: "Show all" }).click();
  await expect(events.getByRole("option")).toHaveCount(1);
});
