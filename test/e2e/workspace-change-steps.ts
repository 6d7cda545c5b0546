// How another window puts another workspace in the place of the one on screen.
import { expect, type Locator, type Page } from "@playwright/test";
import type { CompanionApp } from "./companion-app.ts";

/** Chooses it in another window, and waits until it is on this one's screen. */
export async function switchElsewhere(app: CompanionApp, workspace: string): Promise<void> {
  const other = await app.page.context().newPage();
  try {
    await other.goto(app.page.url());
    await target(other).click();
    await other.getByRole("menuitem", { name: workspace }).click();
    await expect(target(app.page)).toHaveAccessibleName(new RegExp(`^Workspace ${workspace}`));
  } finally {
    await other.close();
  }
}

/** The button that names the workspace on screen, and leads to the others. */
export function target(page: Page): Locator {
  return page.getByRole("button", { name: /^Workspace / });
}
