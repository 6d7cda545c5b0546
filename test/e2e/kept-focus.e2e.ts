// The focus of whoever works by keyboard: what is closed, pressed or busy does not drop it, so nothing typed runs as commands.
import { expect } from "@playwright/test";
import { test } from "./companion-app.ts";

test.use({ host: "browser" });

test("what is typed goes on from the prepared first reply", async ({ app }) => {
  await app.receiveFirstMessage();
  await expect(app.composer).toBeFocused();

  await app.page.keyboard.type(" See you.");

  await expect(app.composer).toHaveValue("Hi! Thanks for your message. See you.");
});

test("a key that is held receives one test message", async ({ app }) => {
  await app.receiveFirstMessage();
  await app.list.focus();

  for (let times = 0; times < 4; times += 1) await app.page.keyboard.down("t");
  await app.page.keyboard.up("t");

  await expect(app.list.getByRole("option")).toHaveCount(2);
  // Whatever was asked for before is there when this is.
  await app.running.receive({ type: "text", text: "The last" });
  await expect(app.row(/The last/)).toBeVisible();
  await expect(app.list.getByRole("option")).toHaveCount(3);
});
