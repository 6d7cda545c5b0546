// The screen of the simulator in the browser.
import { expect } from "@playwright/test";
import { test } from "./companion-app.ts";
import { atConversation, composerOf } from "./composer-steps.ts";
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

test("a window that closes while the clock is played is closed at once, on every screen", async ({ app }) => {
  const { page } = app;
  await app.receiveFirstMessage();
  await atConversation(page);
  await app.running.receive({ text: "Written between two looks at the clock" });
  await expect(app.conversation).toContainText("between two looks");
  const meter = app.conversation.getByRole("img", { name: /24-hour window/ });
  await expect(meter).toHaveAccessibleName(/is open/);

  const played = await app.command("trigger", "play", "--advance", "24h");
  expect(played).toMatchObject({ code: 0, stderr: "" });

  await expect(meter).toHaveAccessibleName(/Closed \d+\ss ago/);
  await expect(page.getByRole("navigation", { name: "People" }).getByRole("link")).toHaveAccessibleName(
    /Window closed/,
  );
  await expect(composerOf(page)).toContainText("Messenger refuses a message without a tag");
});
