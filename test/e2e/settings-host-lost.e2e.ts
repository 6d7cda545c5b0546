// Settings that are changed while the host is lost: none looks stored that is not.
import { expect } from "@playwright/test";
import { test } from "./companion-app.ts";
import { go } from "./screen-steps.ts";

test.use({ host: "browser" });

test("a setting that the lost host cannot store keeps its value, and says so; the look of the window changes", async ({
  app,
}) => {
  const { page } = app;
  await go(page, "#/settings");
  const confirm = page.getByRole("switch", { name: "Ask twice before a real person is written to" });
  await expect(confirm).toBeChecked();
  // Another than its default: no other setting may go back to that meanwhile.
  await page.getByText("UTC", { exact: true }).click();
  await expect(page.getByRole("radio", { name: "UTC", exact: true })).toBeChecked();

  app.running.process.kill("SIGTERM");
  await expect(page.getByText("The connection to Hookline was lost.")).toBeVisible();
  await confirm.click({ force: true });

  const notice = page
    .getByRole("alert")
    .filter({ hasText: "Not stored: the connection to Hookline is lost." });
  await expect(notice).toContainText("The former value stands.");
  await expect(confirm).toBeChecked();

  await page.getByText("Dark", { exact: true }).click();

  await expect(notice.filter({ hasText: "in this window only" })).toBeVisible();
  await expect(page.locator("html")).toHaveAttribute("data-mantine-color-scheme", "dark");
  await expect(page.getByRole("radio", { name: "UTC", exact: true })).toBeChecked();
});
