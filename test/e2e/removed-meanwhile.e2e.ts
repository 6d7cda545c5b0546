// Replies whose workspace is removed while they are on their way: each is told, and nothing is kept of it.
import { expect, type Page } from "@playwright/test";
import type { HeldVonage } from "../fakes/held-vonage.ts";
import type { CompanionApp } from "./companion-app.ts";
import { composerOf } from "./composer-steps.ts";
import { holdAnswers } from "./held-answers.ts";
import { test } from "./held-vonage-app.ts";

test.use({ host: "browser" });

test("a reply whose workspace is removed is told all the same when Vonage takes it", async ({
  app,
  vonage,
}) => {
  await sendAndRemove(app, vonage);

  await vonage.take("sent once");

  const told = app.page.getByRole("alert").filter({ hasText: "it is not in the log" });
  await expect(told).toContainText(/message_uuid [\w-]+\. Shop bot was removed while it was on its way/);
  await expectNothingKept(app.page);
});

test("a reply whose workspace is removed is told when Vonage refuses it", async ({ app, vonage }) => {
  await sendAndRemove(app, vonage);

  await vonage.throttle("sent once");

  const told = app.page.getByRole("alert").filter({ hasText: "The reply was not sent." });
  await expect(told).toContainText("Shop bot was removed while it was on its way");
  await expect(told).toContainText("Too many requests.");
  await expectNothingKept(app.page);
});

test("a reply whose workspace is removed is told when nobody knows whether Vonage took it", async ({
  app,
  vonage,
}) => {
  await sendAndRemove(app, vonage);

  await vonage.stop();

  const told = app.page.getByRole("alert").filter({ hasText: "It is not known whether the reply was sent." });
  await expect(told).toContainText("Look for it in the Page’s inbox");
  await expectNothingKept(app.page);
});

test("a reply whose workspace is removed is told when its refusal was logged, and comes after the removal", async ({
  app,
  vonage,
}) => {
  const answers = await holdAnswers(app.page, "messages.sendReply");
  await sendOnce(app, vonage);
  await vonage.throttle("sent once");
  await expect.poll(() => answers.count()).toBe(1);
  await removeShop(app);

  answers.release();

  await expect(app.page.getByRole("alert").filter({ hasText: "The reply was not sent." })).toBeVisible();
  await expectNothingKept(app.page);
});

test("a reply whose workspace is removed is told when it was taken and logged, and that comes after the removal", async ({
  app,
  vonage,
}) => {
  const answers = await holdAnswers(app.page, "messages.sendReply");
  await sendOnce(app, vonage);
  await vonage.take("sent once");
  await expect.poll(() => answers.count()).toBe(1);
  await removeShop(app);

  answers.release();

  const told = app.page.getByRole("alert").filter({ hasText: "it is not in the log" });
  await expect(told).toContainText(/message_uuid [\w-]{36}\. Shop bot was removed/);
  await expectNothingKept(app.page);
});

test("a reply whose workspace is removed is told when its refusal comes before word of the removal", async ({
  app,
  vonage,
}) => {
  const lists = await holdAnswers(app.page, "workspaces.changed");
  await sendOnce(app, vonage);
  await app.command("workspace", "remove", "Shop bot");
  await expect.poll(() => lists.count()).toBeGreaterThan(0);

  await vonage.throttle("sent once");

  await expect(app.page.getByRole("alert").filter({ hasText: "The reply was not sent." })).toBeVisible();
  await expectNothingKept(app.page);
});

test("a reply that failed before goes with its workspace, and with the one that is on its way", async ({
  app,
  vonage,
}) => {
  const { page, composer } = app;
  await composer.fill("failed before");
  await composer.press("ControlOrMeta+Enter");
  await vonage.arrived("failed before");
  // The field is taken, so it is set aside.
  await composer.fill("sent");
  await vonage.throttle("failed before");
  await expect(composerOf(page).getByRole("alert").filter({ hasText: "failed before" })).toBeVisible();
  await sendAndRemove(app, vonage);

  await vonage.throttle("sent once");

  await expect(page.getByRole("alert").filter({ hasText: "The reply was not sent." })).toBeVisible();
  await expectNothingKept(page);
});

async function sendOnce({ composer }: CompanionApp, vonage: HeldVonage): Promise<void> {
  await composer.fill("sent once");
  await composer.press("ControlOrMeta+Enter");
  await vonage.arrived("sent once");
}

async function removeShop(app: CompanionApp): Promise<void> {
  await app.command("workspace", "remove", "Shop bot");
  await expect(app.page.getByRole("alert").filter({ hasText: "Shop bot was removed" })).toBeVisible();
}

async function sendAndRemove(app: CompanionApp, vonage: HeldVonage): Promise<void> {
  await sendOnce(app, vonage);
  await removeShop(app);
}

async function expectNothingKept(page: Page): Promise<void> {
  const kept = await page.evaluate(() => Object.values({ ...sessionStorage }).join(" "));
  expect(kept).not.toMatch(/sent once|failed before/);
}
