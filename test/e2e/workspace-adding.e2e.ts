// A new workspace while it is being added: its form may be left and come back to, and nothing is added twice.
import { expect, type Page } from "@playwright/test";
import { test } from "./companion-app.ts";
import { holdAnswers } from "./held-answers.ts";
import { agreeToHost, typeWorkspace } from "./workspace-form-steps.ts";

test.use({ host: "browser" });

function formOf(page: Page) {
  const form = page.getByRole("region", { name: /^(Add a workspace|Connect a real Page)$/ });
  return {
    form,
    name: form.getByRole("textbox", { name: "Workspace name" }),
    add: form.getByRole("button", { name: "Add workspace" }),
    cancel: form.getByRole("button", { name: "Cancel" }),
    underWay: form.getByText("The workspace is being added"),
  };
}

test("a workspace whose form is left and come back to while it is being added is added once", async ({
  app,
}) => {
  const { page } = app;
  const { form, name, add, cancel, underWay } = formOf(page);
  await app.command("workspace", "add", "--name", "Boat bot");
  const added = await holdAnswers(page, "workspaces.add");
  await app.open("Keys and JWT");
  await page.getByRole("button", { name: "Add a workspace" }).click();
  await name.fill("Bike bot");
  await add.click();
  await expect.poll(() => added.count()).toBe(1);

  await app.open("Linking");
  await app.open("Keys and JWT");
  await expect(underWay).toBeVisible();
  await expect(name).toHaveValue("Bike bot");
  await expect(add).toBeDisabled();
  await expect(cancel).toBeDisabled();
  await name.fill("Car bot");
  await name.press("Enter");
  added.release();

  await expect(page.getByRole("button", { name: /^Workspace Bike bot/ })).toBeVisible();
  await expect(form).toHaveCount(0);
  await expect(page).toHaveURL(/#\/keys$/);
  expect((await app.command("workspace", "list")).stdout).not.toContain("Car bot");
});

test("a workspace that is refused on another screen is told there and in its form, which can be sent again", async ({
  app,
}) => {
  const { page } = app;
  const { form, name, add, underWay } = formOf(page);
  const again = form.getByText("A private key or secret that was typed is not kept on another screen");
  const asked = await holdAnswers(page, "workspaces.add");
  await app.open("Keys and JWT");
  await typeWorkspace(page, "https://vonage.invalid");
  await add.click();
  await expect.poll(() => asked.count()).toBe(1);
  await app.open("Linking");

  asked.release();

  const words = "vonage.invalid is not one of Vonage’s hosts";
  await expect(page.getByRole("alert").filter({ hasText: words })).toBeVisible();
  await app.open("Keys and JWT");
  const refusal = form.getByRole("alert");
  await expect(refusal).toContainText(words);
  await expect(underWay).toHaveCount(0);
  await expect(name).toHaveValue("Bike bot");
  // Its secret is not there any more, so it is not sent or saved by one press.
  await expect(again).toBeVisible();
  await expect(refusal.getByRole("button")).toHaveCount(0);
  await form.getByRole("textbox", { name: "API secret" }).fill("a-typed-secret");
  await add.click();
  await expect(refusal.getByRole("button", { name: "Send them to vonage.invalid" })).toBeVisible();
});

test("a form that is come back to while its workspace is being added tells why it is refused", async ({
  app,
}) => {
  const { page } = app;
  const { form, name, add, underWay } = formOf(page);
  const again = form.getByText("A private key or secret that was typed is not kept on another screen");
  const asked = await holdAnswers(page, "workspaces.add");
  await app.open("Keys and JWT");
  await typeWorkspace(page, "https://vonage.invalid");
  await add.click();
  await expect.poll(() => asked.count()).toBe(1);
  await app.open("Linking");
  await app.open("Keys and JWT");
  await expect(underWay).toBeVisible();
  await expect(again).toHaveCount(0);

  asked.release();

  await expect(page.getByRole("alert").filter({ hasText: "is not one of Vonage’s hosts" })).toHaveCount(1);
  await expect(form.getByRole("alert")).toBeVisible();
  await expect(again).toBeVisible();
  await expect(name).toHaveValue("Bike bot");
  await expect(add).toBeEnabled();
});

test("why a workspace was not added is forgotten with what was typed for it", async ({ app }) => {
  const { page } = app;
  const { form, name, add, cancel } = formOf(page);
  await app.command("workspace", "add", "--name", "Boat bot");
  await app.open("Keys and JWT");
  await page.getByRole("button", { name: "Add a workspace" }).click();
  await typeWorkspace(page, "https://vonage.invalid");
  await add.click();
  await agreeToHost(page, "https://vonage.invalid");
  await expect(form.getByRole("button", { name: "Save without checking" })).toBeVisible();

  await cancel.click();
  await page.getByRole("button", { name: "Add a workspace" }).click();

  await expect(name).toHaveValue("");
  await expect(form.getByRole("alert")).toHaveCount(0);
});

test("why a workspace was not added is not told over a form that is begun anew", async ({ app }) => {
  const { page } = app;
  const { form, name, add } = formOf(page);
  const adding = page.getByRole("button", { name: "Add a workspace" });
  await app.command("workspace", "add", "--name", "Boat bot");
  await app.open("Keys and JWT");
  await adding.click();
  await typeWorkspace(page, "https://vonage.invalid");
  await add.click();
  await expect(form.getByRole("alert")).toBeVisible();

  await typeNothing(page);
  await app.open("Linking");
  await app.open("Keys and JWT");
  await adding.click();

  await expect(name).toBeFocused();
  await expect(form.getByRole("alert")).toHaveCount(0);
  // Nor is it kept for later.
  await name.fill("Bike bot");
  await app.open("Linking");
  await app.open("Keys and JWT");
  await expect(name).toHaveValue("Bike bot");
  await expect(form.getByRole("alert")).toHaveCount(0);
});

/** Empties the form for a new workspace by hand. */
async function typeNothing(page: Page): Promise<void> {
  const form = page.getByRole("region", { name: "Add a workspace", exact: true });
  await form.getByRole("textbox", { name: "Other API host" }).fill("");
  await form.getByRole("combobox", { name: "API host" }).selectOption({ index: 0 });
  for (const name of ["Workspace name", "Page name", "API key", "API secret"]) {
    // oxlint-disable-next-line no-await-in-loop -- one field after the other
    await form.getByRole("textbox", { name, exact: true }).fill("");
  }
}

test("a form that is sent twice before the page is drawn anew is sent once", async ({ app }) => {
  const { page } = app;
  const { name } = formOf(page);
  await app.open("Keys and JWT");
  await name.fill("Bike bot");

  await name.evaluate(async (field: HTMLInputElement) => {
    field.form?.requestSubmit();
    // What the form itself waits for is over by then, and nothing is drawn.
    for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
    field.value = "Car bot";
    field.form?.requestSubmit();
  });

  await expect(page.getByRole("button", { name: /^Workspace Bike bot/ })).toBeVisible();
  expect((await app.command("workspace", "list")).stdout).not.toContain("Car bot");
});
