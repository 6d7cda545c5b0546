// What is wrong with a field is told beside it, whichever button sends its form, and goes with it.
import { expect, type Locator } from "@playwright/test";
import { test } from "./companion-app.ts";
import { openPanel } from "./linking-journeys.ts";
import { agreeToHost, typeWorkspace } from "./workspace-form-steps.ts";

test.use({ host: "browser" });

/** The field has the focus and says what it needs. */
async function expectTold(field: Locator, words: string): Promise<void> {
  await expect(field).toBeFocused();
  await expect(field).toHaveAttribute("aria-invalid", "true");
  await expect(field).toHaveAccessibleDescription(new RegExp(`^${words}`));
}

test("a new application takes no spaces for a name, and addresses of the web only", async ({ app }) => {
  await app.open("Linking");
  const panel = await openPanel(app, "Your application");
  await panel.getByRole("button", { name: "Create an application" }).click();
  const form = panel.getByRole("form", { name: "Create an application" });
  const create = form.getByRole("button", { name: "Create application" });
  const name = form.getByRole("textbox", { name: "Application name" });
  const words = "Type a whole address, with https:// or http:// before it\\.";
  await name.fill("   ");
  await create.click();
  await expectTold(name, "The application needs a name\\.");
  await name.fill("Bike bot");

  for (const label of ["Inbound URL", "Status URL"]) {
    // oxlint-disable no-await-in-loop -- one field after the other
    const field = form.getByRole("textbox", { name: label });
    await field.fill("ftp://bikes.example.com/in");
    await create.click();
    await expectTold(field, words);
    await field.fill("HTTPS://bikes.example.com/in");
    await expect(field).not.toHaveAttribute("aria-invalid", "true");
    // oxlint-enable no-await-in-loop
  }
  await create.click();

  await expect(panel.getByRole("button", { name: /^Your application/ })).toContainText("Bike bot");
});

test("a public key of spaces is told beside its field, and no longer once another pair is chosen", async ({
  app,
}) => {
  await app.open("Linking");
  const panel = await openPanel(app, "Your application");
  await panel.getByRole("button", { name: "Create an application" }).click();
  const form = panel.getByRole("form", { name: "Create an application" });
  const key = form.getByRole("textbox", { name: "Public key" });
  await form.getByRole("textbox", { name: "Application name" }).fill("Bike bot");
  await form.getByText("Use a public key of my own").click();

  for (const typed of ["", "  \n "]) {
    // oxlint-disable no-await-in-loop -- one after the other
    await key.fill(typed);
    await form.getByRole("button", { name: "Create application" }).click();
    await expectTold(key, "Paste the public key\\.");
    // oxlint-enable no-await-in-loop
  }
  await form.getByText("Make the key pair here").click();
  await form.getByText("Use a public key of my own").click();

  await expect(key).toHaveValue("");
  await expect(key).not.toHaveAttribute("aria-invalid", "true");
});

test("spaces are no token", async ({ app }) => {
  await app.open("Linking");
  const panel = await openPanel(app, "Page and account");
  await panel.getByRole("button", { name: "Add a Page" }).click();
  const form = panel.getByRole("form", { name: "Add a Page" });
  const token = form.getByLabel("Page access token");
  await form.getByRole("textbox", { name: "Page ID" }).fill("107083064136738");
  await token.fill("   ");

  await form.getByRole("button", { name: "Add the Page" }).click();

  await expectTold(token, "Paste the token\\.");
  await expect(form.getByRole("alert")).toHaveCount(0);
});

test("what another host lacks is no longer told once its field was gone", async ({ app }) => {
  const { page } = app;
  const choice = page.getByRole("combobox", { name: "API host" });
  const host = page.getByRole("textbox", { name: "Other API host" });
  await app.open("Keys and JWT");
  await typeWorkspace(page, "https://vonage.invalid");
  await app.open("Linking");
  await app.open("Keys and JWT");
  await host.fill("");
  await page.getByRole("button", { name: "Add workspace" }).click();
  await expectTold(host, "Type the address of the host\\.");

  await choice.selectOption({ index: 0 });
  await choice.selectOption("Another host");

  await expect(host).toHaveValue("https://vonage.invalid");
  await expect(host).not.toHaveAttribute("aria-invalid", "true");
});

test("the buttons of a refusal send no form that lacks something", async ({ app }) => {
  const { page } = app;
  const name = page.getByRole("textbox", { name: "Workspace name" });
  await app.open("Keys and JWT");
  await typeWorkspace(page, "https://vonage.invalid");
  await page.getByRole("button", { name: "Add workspace" }).click();

  await name.fill(" ");
  await agreeToHost(page, "https://vonage.invalid");
  await expectTold(name, "The workspace needs a name\\.");
  await name.fill("Bike bot");
  await agreeToHost(page, "https://vonage.invalid");
  await expect(page.getByRole("alert")).toContainText("Nothing was saved");
  await name.fill("");
  await page.getByRole("button", { name: "Save without checking" }).click();
  await expectTold(name, "The workspace needs a name\\.");
  await expect(page.getByRole("alert")).toContainText("Nothing was saved");
  await name.fill("Bike bot");
  await page.getByRole("button", { name: "Save without checking" }).click();

  await expect(page.getByRole("heading", { name: "Bike bot" })).toBeVisible();
});
