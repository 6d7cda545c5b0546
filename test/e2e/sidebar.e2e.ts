// The sidebar folds where there is room for it; elsewhere it is folded, and nothing says otherwise.
import { expect } from "@playwright/test";
import { test } from "./companion-app.ts";
import { go } from "./screen-steps.ts";

test.use({ host: "browser" });

test("folding the sidebar is offered and done only where it is wide", async ({ app }) => {
  const { page } = app;
  const layout = page.locator("[data-layout='wide'], [data-layout='rail'], [data-layout='narrow']").first();
  const sheet = page.getByRole("dialog");
  await go(page, "#/settings/appearance");

  for (const width of [1320, 900, 380]) {
    // oxlint-disable no-await-in-loop -- one window after another
    await page.setViewportSize({ width, height: 800 });
    await expect(layout).toHaveAttribute("data-layout", width === 380 ? "narrow" : "rail");
    await page.keyboard.press("ControlOrMeta+b");
    await page.keyboard.press("?");
    await expect(sheet).toContainText("Open Settings");
    await expect(sheet.getByText(/the sidebar/)).toHaveCount(0);
    await page.keyboard.press("Escape");
    await expect(sheet).toHaveCount(0);
    // oxlint-enable no-await-in-loop
  }

  await page.setViewportSize({ width: 1440, height: 800 });
  await expect(layout).toHaveAttribute("data-layout", "wide");
  await page.keyboard.press("ControlOrMeta+b");
  await expect(layout).toHaveAttribute("data-layout", "rail");
  await page.keyboard.press("?");
  await expect(sheet).toContainText("Widen the sidebar");
});
