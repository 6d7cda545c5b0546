// Keys and JWT beyond the first key: tokens that are judged, and a signature secret that is replaced.
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, type Locator } from "@playwright/test";
import { test } from "./companion-app.ts";
import { judgeOf, rotated, strangersToken } from "./keys-steps.ts";

test.use({ host: "browser" });

test("a token is judged without a mouse, and not kept", async ({ app }) => {
  const token = await strangersToken();
  const { keyboard } = app.page;
  await app.receiveFirstMessage();
  await keyboard.press("Escape");
  for (const key of ["g", "k"]) await keyboard.press(key);
  await expect(app.page.getByRole("heading", { name: "Keys and JWT" })).toBeVisible();
  await keyboard.press("ControlOrMeta+k");
  await keyboard.type("Judge a token");
  await keyboard.press("Enter");
  const judge = judgeOf(app.page);
  await expect(judge.getByRole("textbox", { name: "Token" })).toBeFocused();

  await keyboard.insertText(`Authorization: Bearer ${token}`);

  await expect(judge.getByRole("status")).toHaveText("Vonage would refuse this token.");
  const checks = judge.getByRole("list", { name: "Checks" });
  await expect(checks.getByRole("listitem")).toHaveText([
    /^Algorithm Right/,
    /^Signature Refused.*did not make this signature/,
    /^Application Refused.*another application: bbbbbbbb-/,
    /^Issued, iat Right/,
    /^Expiry, exp Refused.*15 min from iat/,
    /^Token ID, jti Refused/,
  ]);
  await expect(judge.getByLabel("Claims of the token")).toContainText('"iat": 1577887200');
  for (const key of ["Tab", "Tab", "Enter"]) await keyboard.press(key);
  await expect(judge.getByRole("textbox", { name: "Token" })).toHaveValue("");
  await expect(checks).toHaveCount(0);
  const command = await app.command("jwt", "verify", token, "--workspace", "simulated");
  expect(command.code).toBe(1);
  expect(command.stdout).toContain("The key stored in this workspace did not make this signature");
  const [, , signature = token] = token.split(".");
  expect(app.running.log()).not.toContain(signature);
  const files = (await readdir(app.dataFolder, { withFileTypes: true })).filter((entry) => entry.isFile());
  const kept = await Promise.all(files.map(({ name }) => readFile(join(app.dataFolder, name), "latin1")));
  expect(kept.filter((text) => text.includes(signature))).toEqual([]);
});

test("a token that was copied here is judged right", async ({ app }) => {
  await app.open("Keys and JWT");
  const builder = app.page.getByRole("region", { name: "JWT builder" });
  await builder.getByText("Until a time").click();
  await builder.getByRole("button", { name: "Copy as header" }).click();
  await expect(app.page.getByText(/^Authorization header copied/)).toBeVisible();

  await judgeOf(app.page)
    .getByRole("textbox", { name: "Token" })
    .fill(await app.running.clipboardText());

  await expect(judgeOf(app.page).getByRole("status")).toHaveText("Nothing speaks against this token.");
});

test("a JWT for an application_id that is no UUID is warned of, and copied", async ({ app }) => {
  await app.open("Keys and JWT");
  const builder = app.page.getByRole("region", { name: "JWT builder" });
  await builder.getByText("Optional claims").click();
  const field = builder.getByRole("textbox", { name: "application_id" });

  await field.fill("nope");
  await field.blur();

  await expect(field).toHaveAccessibleDescription(/^This is not a UUID/);
  await expect(builder.getByLabel("Claims of the JWT")).toContainText("nope");
  await expect(builder.getByRole("button", { name: "Copy", exact: true })).toBeEnabled();
  await field.fill("AAAABBBBCCCCDDDDEEEE0123456789AB");
  await expect(field).toHaveAccessibleDescription(/^The workspace’s unless given/);
});

test("a replaced signature secret counts for a day, or until it is dropped", async ({ app }) => {
  await rotated(app.running);
  await expect(app.page.getByText("Not proved.")).toBeVisible();
  await expect(app.page.getByText(/The previous secret is accepted too, until/)).toBeVisible();

  await app.page.getByRole("button", { name: "Drop the previous secret now" }).click();

  await expect(app.page.getByText(/The previous secret is accepted/)).toHaveCount(0);
  await expect(app.page.getByText("Not proved.")).toBeVisible();
});

test("what a workspace lacks is told beside its field", async ({ app }) => {
  const { page } = app;
  await app.open("Keys and JWT");
  const name = page.getByRole("textbox", { name: "Workspace name" });
  const host = page.getByRole("textbox", { name: "Other API host" });
  const add = page.getByRole("button", { name: "Add workspace" });
  await page.getByRole("combobox", { name: "API host" }).selectOption("Another host");

  for (const typed of ["", "  "]) {
    // oxlint-disable no-await-in-loop -- one after the other
    await name.fill(typed);
    await add.click();
    await expect(name).toBeFocused();
    await expect(name).toHaveAttribute("aria-invalid", "true");
    await expect(name).toHaveAccessibleDescription("The workspace needs a name.");
    await expect(page.getByText("The workspace needs a name.")).toBeInViewport({ ratio: 1 });
    // oxlint-enable no-await-in-loop
  }
  // What stands in the empty field does not look like what is wrong.
  await name.fill("");
  const applicationId = page.getByRole("textbox", { name: "Application ID" });
  expect(await placeholderColour(name)).toBe(await placeholderColour(applicationId));
  await name.fill("Bike bot");
  await expect(name).not.toHaveAttribute("aria-invalid", "true");
  await expect(page.getByText("The workspace needs a name.")).toHaveCount(0);
  await add.click();
  await expect(host).toBeFocused();
  await expect(host).toHaveAccessibleDescription(/^Type the address of the host\./);
});

function placeholderColour(field: Locator): Promise<string> {
  return field.evaluate((input) => getComputedStyle(input, "::placeholder").color);
}
