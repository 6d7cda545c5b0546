// Changing a stored workspace: its form shows what is stored, sends what was typed, and the JWT builder goes along.
import { expect, type Page } from "@playwright/test";
import { test, type CompanionApp } from "./companion-app.ts";
import { holdAnswers } from "./held-answers.ts";
import { countHeard, passTime } from "./pass-time.ts";
import { privateKey, withWorkspace } from "./screen-steps.ts";
import { agreeToHost } from "./workspace-form-steps.ts";

test.use({ host: "browser" });

test("a form that was saved before the list came shows what is stored once it is there", async ({ app }) => {
  const { page } = app;
  await withWorkspace(app.running);
  const lists = await holdAnswers(page, "workspaces.changed");
  await field(page, "Page ID").fill("123123123");
  await save(page);
  await expect(field(page, "Page ID")).toHaveValue("0000000000000000");

  lists.release();
  await expect(field(page, "Page ID")).toHaveValue("123123123");
  await field(page, "Page name").fill("Better Bikes");
  await save(page);

  await expect(field(page, "Page name")).toHaveValue("Better Bikes");
  expect(await shown(app)).toMatch(/Page +123123123\n/);
});

test("of two windows each saves what was typed in it, and shows what the other one stored", async ({
  app,
}) => {
  const { page } = app;
  await withWorkspace(app.running);
  const other = await page.context().newPage();
  await other.goto(page.url());
  await field(other, "Page name").fill("Better Bikes");

  await field(page, "Page ID").fill("123123123");
  await page.getByRole("combobox", { name: "API host" }).selectOption("Another host");
  await field(page, "Other API host").fill("http://127.0.0.1:4891");
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await agreeToHost(page, "http://127.0.0.1:4891");
  await expect(page.getByText("Workspace saved").first()).toBeVisible();

  await expect(field(other, "Page ID")).toHaveValue("123123123");
  await expect(field(other, "Other API host")).toHaveValue("http://127.0.0.1:4891");
  await expect(field(other, "Page name")).toHaveValue("Better Bikes");
  await save(other);
  await expect(field(page, "Page name")).toHaveValue("Better Bikes");
  expect(await shown(app)).toMatch(/Page +123123123\n/);
  await other.close();
});

test("what was not touched is not sent, though the form shows an older one", async ({ app }) => {
  const { page } = app;
  await withWorkspace(app.running);
  const other = await page.context().newPage();
  await other.goto(page.url());
  await holdAnswers(other, "workspaces.changed");
  await field(other, "Page name").fill("Better Bikes");
  await field(page, "Page ID").fill("123123123");
  await save(page);

  await save(other);

  await expect(field(page, "Page name")).toHaveValue("Better Bikes");
  expect(await shown(app)).toMatch(/Page +123123123\n/);
  await other.close();
});

test("a host that is being typed stays, whatever another window stores", async ({ app }) => {
  const { page } = app;
  await withWorkspace(app.running);
  const other = await page.context().newPage();
  await other.goto(page.url());
  await page.getByRole("combobox", { name: "API host" }).selectOption("Another host");
  await field(page, "Other API host").fill("http://127.0.0.1:4891");
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await agreeToHost(page, "http://127.0.0.1:4891");
  await expect(field(other, "Other API host")).toHaveValue("http://127.0.0.1:4891");
  await field(page, "Other API host").fill("http://127.0.0.1:5999");

  await other.getByRole("combobox", { name: "API host" }).selectOption("https://api.nexmo.com");
  await field(other, "Page name").fill("Better Bikes");
  await save(other);

  await expect(field(page, "Page name")).toHaveValue("Better Bikes");
  await expect(field(page, "Other API host")).toHaveValue("http://127.0.0.1:5999");
  await other.close();
});

test("the JWT builder goes along with what is stored", async ({ app }) => {
  const { page } = app;
  await app.open("Keys and JWT");
  await field(page, "Workspace name").fill("Bike bot");
  await page.getByRole("button", { name: "Add workspace" }).click();
  await expect(page.getByRole("heading", { name: "Bike bot" })).toBeVisible();
  const builder = page.getByRole("region", { name: "JWT builder" });
  const copy = builder.getByRole("button", { name: "Copy", exact: true });
  await expect(builder).toContainText("No application ID is stored");
  await expect(copy).toBeDisabled();

  await field(page, "Application ID").fill("aaaaaaaa-bbbb-cccc-dddd-0123456789ab");
  await save(page);
  await expect(builder).toContainText("No private key is stored");
  await expect(copy).toBeDisabled();

  await field(page, "Or paste it").fill(privateKey());
  await save(page);
  await expect(builder).toContainText('"aaaaaaaa-bbbb-cccc-dddd-0123456789ab"');
  await expect(copy).toBeEnabled();

  await field(page, "Application ID").fill("dddddddd-bbbb-cccc-dddd-0123456789ab");
  await save(page);
  await expect(builder).toContainText('"dddddddd-bbbb-cccc-dddd-0123456789ab"');
});

test("the builder tells until when a JWT would live that is minted now", async ({ app }) => {
  const { page } = app;
  await withWorkspace(app.running);
  const now = new Date(2026, 10, 30, 12, 0, 0).getTime();
  await page.clock.install({ time: now });
  const heard = countHeard(page);
  await page.reload();
  const builder = page.getByRole("region", { name: "JWT builder" });
  await builder.getByText("1 min", { exact: true }).click();
  const end = builder.getByText(/^Lives 1\smin(\s0\ss)?; minted now/).getByRole("time");
  const first = Date.parse((await end.getAttribute("datetime")) ?? "");

  await passTime(page, 120_000, heard);

  await expect
    .poll(async () => Date.parse((await end.getAttribute("datetime")) ?? "") - first)
    .toBeGreaterThanOrEqual(119_000);
});

function field(page: Page, name: string) {
  return page.getByRole("textbox", { name, exact: true });
}

async function save(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await expect(page.getByText("Workspace saved").first()).toBeVisible();
}

async function shown(app: CompanionApp): Promise<string> {
  return (await app.command("workspace", "show", "Bike bot")).stdout;
}
