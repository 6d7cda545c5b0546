// What a person does with the handler doctor, the same in the desktop app and in the browser.
import { expect } from "@playwright/test";
import { test } from "./bots-test.ts";
import type { HostName } from "./hosts.ts";
import { aimAt, chooseEntry, openScenarios, startBotFor, verdictOf } from "./scenario-steps.ts";

/** Declares every journey for one host. */
export function describeHandlerDoctor(host: HostName): void {
  test.use({ host });
  test.describe(`the handler doctor in the ${host === "electron" ? "desktop app" : "browser"}`, () => {
    test("the handler doctor finds nothing wrong with a good handler", async ({ app, good }) => {
      await openScenarios(app.page);
      const panel = await chooseEntry(app.page, "Handler doctor");
      await aimAt(panel, good);

      await panel.getByRole("button", { name: "Examine" }).click();

      await verdictOf(panel, /^Grade A\. Your app takes everything as it should\.$/);
      await expect(panel.getByText(/^27 passed, 0 failed, 0 skipped, in /)).toBeVisible();
    });

    test("the handler doctor grades a bad handler, and says of each failure what to do", async ({ app }) => {
      const bot = await startBotFor(app.running, "answers-500");
      await openScenarios(app.page);
      const panel = await chooseEntry(app.page, "Handler doctor");
      await aimAt(panel, bot);

      await panel.getByRole("button", { name: "Examine" }).click();

      await verdictOf(panel, /^Grade F\. It does not take a plain text message\.$/);
      await panel.getByText("Failed 1", { exact: true }).click();
      const checks = panel.getByRole("list", { name: "Checks" }).getByRole("listitem");
      await expect(checks).toHaveCount(1);
      await expect(checks).toContainText(
        /FailedA text messageMustExpected.*Seen.*500.*Why it matters.*What to do/,
      );
      await panel.getByRole("button", { name: "Copy as text" }).click();
      await expect(app.page.getByText("Report copied")).toBeVisible();
      expect(await app.running.clipboardText()).toContain("Grade     F: 0 passed, 1 failed, 26 skipped");
      await bot.stop();
    });

    test("the handler doctor is stopped, and refuses an app that is not there", async ({ app }) => {
      const bot = await startBotFor(app.running, "never-answers");
      await openScenarios(app.page);
      const panel = await chooseEntry(app.page, "Handler doctor");
      await aimAt(panel, bot);
      await panel.getByRole("button", { name: "Examine" }).click();
      await expect(panel.getByText("0 of 27 checks are made. Now: A text message.")).toBeVisible();

      await panel.getByRole("button", { name: "Stop", exact: true }).click();

      await verdictOf(panel, /^Stopped\. There is no grade\.$/);
      await bot.stop();
      await panel.getByRole("button", { name: "Examine" }).click();
      await expect(panel.getByRole("alert")).toContainText("Nobody answers at");
    });
  });
}
