// The sidebar folds where there is room for it; elsewhere it is folded, and nothing says otherwise.
import { expect } from "@playwright/test";
import { test } from "./companion-app.ts";
import { go, withWorkspace } from "./screen-steps.ts";

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

test("the card of linking keeps a step and its number on one line", async ({ app }) => {
  const { page, running } = app;
  await running.hurryStatuses();
  await withWorkspace(running);
  await go(page, "#/linking");
  await page.getByText("JWT page", { exact: true }).click();

  const note = page.getByRole("region", { name: "Linking progress" }).getByText(/^Before you start, step/);
  await expect(note).toHaveText(/step\s\d$/);
  const lines = await note.evaluate((element) => {
    const range = document.createRange();
    const text = element.firstChild ?? element;
    const { length } = element.textContent;
    return [length - 1, length - 3].map((at) => {
      range.setStart(text, at);
      range.setEnd(text, at + 1);
      return range.getBoundingClientRect().top;
    });
  });
  expect(lines[0]).toBe(lines[1]);
});
