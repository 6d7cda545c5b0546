// What becomes of a page when a workspace is removed, and of the person whose conversations cannot be looked for.
import { expect } from "@playwright/test";
import { AppError } from "../../preload/contract/errors.ts";
import { test } from "./companion-app.ts";
import { loseAnswer, refuseAnswers } from "./held-answers.ts";
import { go, inboundTo, withWorkspace } from "./screen-steps.ts";

test.use({ host: "browser" });

test("the events of a removed workspace leave the list of all of them, and its counts", async ({ app }) => {
  await app.receiveFirstMessage();
  await app.command("workspace", "add", "--name", "Bike bot", "--page-id", "2222", "--unchecked");
  await fetch(app.running.inboundUrl, { method: "POST", body: inboundTo("2222") });
  await app.showAllWorkspaces();
  await expect(app.list.getByRole("option")).toHaveCount(2);
  await expect(app.chip("All")).toHaveText(/2$/);

  await app.command("workspace", "remove", "Bike bot");

  await expect(app.list.getByRole("option")).toHaveCount(1);
  await expect(app.row(/Is it open/)).toHaveCount(0);
  await expect(app.chip("All")).toHaveText(/1$/);
});

test("a removal whose answer is lost is told, and no other window is blamed, though it is asked for again", async ({
  app,
}) => {
  const { page } = app;
  await withWorkspace(app.running);
  await go(page, "#/keys");
  const { letBack } = await loseAnswer(page, "workspaces.remove");
  await page.getByRole("button", { name: "Remove the workspace", exact: true }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("textbox").fill("Bike bot");

  const remove = dialog.getByRole("button", { name: "Remove the workspace" });
  await remove.click();
  await expect(dialog.getByRole("alert")).toContainText("before it answered");
  await remove.click();
  await expect(dialog.getByRole("alert")).toContainText("The program was stopped");
  letBack();

  await expect(page.getByRole("alert").filter({ hasText: "Bike bot was removed" })).toHaveText(
    /removed\s*In its place, this is Simulated Page/,
  );
});

test("a second try at a removal that the first one has done by then is told as done", async ({ app }) => {
  const { page } = app;
  await withWorkspace(app.running);
  await go(page, "#/keys");
  await refuseAnswers(page, "workspaces.remove", new AppError("WORKSPACE_NOT_FOUND", { name: "Bike bot" }));
  await page.getByRole("button", { name: "Remove the workspace", exact: true }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("textbox").fill("Bike bot");

  await dialog.getByRole("button", { name: "Remove the workspace" }).click();

  await expect(page.getByRole("alert").filter({ hasText: "Workspace removed" })).toBeVisible();
});

test("where it cannot be read whose a conversation is, that is told, and read again on a press", async ({
  app,
}) => {
  const { page } = app;
  await app.receiveFirstMessage();
  let isTorn = true;
  await refuseAnswers(
    page,
    "conversations.people",
    undefined,
    ({ workspace }) => isTorn && workspace === null,
  );
  await go(page, "#/conversations/404404404404");
  const main = page.getByRole("main");
  const refusal = main.getByRole("paragraph").filter({ hasText: "it is torn" });
  await expect(refusal).toBeVisible();

  isTorn = false;
  await main.getByRole("button", { name: "Retry" }).click();

  await expect(main.getByRole("heading", { name: "No conversation here" })).toBeVisible();
  await expect(refusal).toHaveCount(0);
});
