// The screen of the simulator in the browser.
import { expect } from "@playwright/test";
import { test } from "./companion-app.ts";
import { describeSimulator } from "./simulator-journeys.ts";

describeSimulator("browser");

test("the bar at the bottom of a narrow window says on every screen that faults are in force", async ({
  app,
}) => {
  await app.page.setViewportSize({ width: 380, height: 800 });
  const more = app.page.getByRole("navigation", { name: "Main" }).getByRole("button", { name: /^More/ });
  await expect(more).toHaveAccessibleName("More");

  await app.running.answerSends("throttled");

  await expect(more).toHaveAccessibleName("More 1 fault in force");
  await expect(more.locator("svg")).toHaveCount(2);
});
