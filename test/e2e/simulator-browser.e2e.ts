// The screen of the simulator in the browser.
import { expect } from "@playwright/test";
import { test } from "./companion-app.ts";
import { holdAnswers } from "./held-answers.ts";
import { atConversation, composerOf } from "./composer-steps.ts";
import { describeSimulator } from "./simulator-journeys.ts";
import { atSimulator, phoneOf } from "./simulator-steps.ts";

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

test("a person who wrote before a restart is not said to be new, and their messages are found", async ({
  app,
}) => {
  await app.receiveFirstMessage();
  await app.restart();

  await atSimulator(app.page);

  await expect(phoneOf(app.page).getByRole("img", { name: /24-hour window is open/ })).toBeVisible();
  await expect(phoneOf(app.page)).toContainText("No messages in this run");
  await phoneOf(app.page).getByRole("link", { name: "Conversations" }).click();
  await expect(app.conversation).toContainText("Hello from Facebook Messenger!");
});

test("a simulated message that is answered late takes the focus from nobody", async ({ app }) => {
  const { page } = app;
  await app.receiveFirstMessage();
  const answers = await holdAnswers(page, "simulator.receive");
  await app.conversation.getByText("As the person").click();
  const field = app.conversation.getByRole("textbox", { name: "Message of the simulated person" });
  await field.fill("Is it open on Sunday?");

  await app.conversation.getByRole("button", { name: /^Send as user/ }).click();
  await expect(field).toBeFocused();
  await expect.poll(() => answers.count()).toBe(1);
  await app.search.focus();
  answers.release();
  await expect(app.conversation.getByText(/^Sent, answered 200/)).toBeVisible();
  await expect(field).toHaveValue("");
  await page.keyboard.type("Sunday");

  await expect(app.search).toHaveValue("Sunday");
  await expect(field).toHaveValue("");
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
