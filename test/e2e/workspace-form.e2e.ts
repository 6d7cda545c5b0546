// Saving a workspace whose key, secret or host is in doubt: nothing is stored before that is settled, nothing typed lost.
import { expect, type Locator } from "@playwright/test";
import { test } from "./companion-app.ts";
import { holdAnswers } from "./held-answers.ts";
import { anotherPrivateKey, go, privateKey, withWorkspace } from "./screen-steps.ts";
import { agreeToHost, startRefusingAccount, typeWorkspace } from "./workspace-form-steps.ts";

test.use({ host: "browser" });

test("a refused secret stores nothing and loses nothing that was typed", async ({ app }) => {
  const account = await startRefusingAccount();
  const { page } = app;
  try {
    await app.open("Keys and JWT");
    await typeWorkspace(page, account.url);

    await page.getByRole("button", { name: "Add workspace" }).click();
    await agreeToHost(page, account.url);

    await expect(page.getByRole("alert")).toContainText("Vonage refused the API secret");
    await expect(page.getByRole("textbox", { name: "API secret" })).toHaveAttribute("aria-invalid", "true");
    await expect(page.getByRole("button", { name: "Save without checking" })).toHaveCount(0);
    await expect(page.getByRole("textbox", { name: "Workspace name" })).toHaveValue("Bike bot");
    await expect(page.getByRole("textbox", { name: "API secret" })).toHaveValue("a-mistyped-secret");
    await expect(page.getByRole("textbox", { name: "Other API host" })).toHaveValue(account.url);
    const { stdout } = await app.command("workspace", "list");
    expect(stdout).not.toContain("Bike bot");
  } finally {
    await account.stop();
  }
});

test("an application ID that is no UUID is warned of, and taken", async ({ app }) => {
  const { page } = app;
  const field = page.getByRole("textbox", { name: "Application ID" });
  await app.open("Keys and JWT");
  await page.getByRole("textbox", { name: "Workspace name" }).fill("Bike bot");
  await expect(field).toHaveAccessibleDescription(/from its page in the dashboard$/);

  await field.fill("nope");
  await field.blur();
  await expect(field).toHaveAccessibleDescription(/^This is not a UUID/);
  await page.getByRole("button", { name: "Add workspace" }).click();

  await expect(page.getByRole("heading", { name: "Bike bot" })).toBeVisible();
  await expect(field).toHaveValue("nope");
  await expect(field).toHaveAccessibleDescription(/^This is not a UUID/);
  await field.fill("AAAABBBBCCCCDDDDEEEE0123456789AB");
  await expect(field).toHaveAccessibleDescription(/from its page in the dashboard$/);
});

test("a Page ID that is no number is warned of, and taken", async ({ app }) => {
  const { page } = app;
  const field = page.getByRole("textbox", { name: "Page ID" });
  await app.open("Keys and JWT");
  await page.getByRole("textbox", { name: "Workspace name" }).fill("Bike bot");
  await expect(field).toHaveAccessibleDescription(/^From the Page’s About section/);

  await field.fill("https://facebook.com/mypage");
  await field.blur();
  await expect(field).toHaveAccessibleDescription(/^This is not a number/);
  await page.getByRole("button", { name: "Add workspace" }).click();

  await expect(page.getByRole("heading", { name: "Bike bot" })).toBeVisible();
  await expect(field).toHaveValue("https://facebook.com/mypage");
  await expect(field).toHaveAccessibleDescription(/^This is not a number/);
  await field.fill(" 012345678901234567 ");
  await expect(field).toHaveAccessibleDescription(/^From the Page’s About section/);
});

test("a foreign host is asked about, and an account out of reach can be stored unchecked", async ({
  app,
}) => {
  const { page } = app;
  await app.open("Keys and JWT");
  await typeWorkspace(page, "https://vonage.invalid");
  await page.getByRole("button", { name: "Add workspace" }).click();

  await agreeToHost(page, "https://vonage.invalid");
  await expect(page.getByRole("alert")).toContainText("Nothing was saved");
  await page.getByRole("button", { name: "Save without checking" }).click();

  await expect(page.getByRole("heading", { name: "Bike bot" })).toBeVisible();
  const { stdout } = await app.command("workspace", "show", "Bike bot");
  expect(stdout).toMatch(/API host +https:\/\/vonage\.invalid\n(.*\n)*API secret +stored/);
});

test("a workspace of the sandbox needs a name only, and says what is different", async ({ app }) => {
  const { page } = app;
  await app.open("Keys and JWT");
  await page.getByRole("textbox", { name: "Workspace name" }).fill("Try it");
  await page.getByRole("combobox", { name: "API host" }).selectOption("Messages API sandbox");
  await expect(page.getByText("It takes one message a second, so Hookline waits its turn")).toBeVisible();
  await expect(page.getByRole("textbox", { name: "Or paste it" })).toBeHidden();

  await page.getByRole("button", { name: "Add workspace" }).click();

  await expect(page.getByRole("heading", { name: "Try it" })).toBeVisible();
  await expect(page.getByRole("textbox", { name: "Page ID" })).toHaveValue("107083064136738");
  await expect(page.getByRole("combobox", { name: "API host" })).toHaveValue("sandbox");
});

test("a key that was cleared before it was looked at is not stored", async ({ app }) => {
  const { page } = app;
  await app.open("Keys and JWT");
  const looks = await holdAnswers(page, "credentials.inspectKey");
  const paste = page.getByRole("textbox", { name: "Or paste it" });
  await page.getByRole("textbox", { name: "Workspace name" }).fill("Bike bot");
  await paste.fill(privateKey());
  await expect.poll(() => looks.count()).toBe(1);

  await paste.fill("");
  looks.release();
  await page.getByRole("button", { name: "Add workspace" }).click();

  await expect(page.getByRole("heading", { name: "Bike bot" })).toBeVisible();
  expect((await app.command("workspace", "show", "Bike bot")).stdout).toMatch(/Private key +none/);
});

test("a key that is still being looked at when the form is sent is waited for", async ({ app }) => {
  const { page } = app;
  await app.open("Keys and JWT");
  const looks = await holdAnswers(page, "credentials.inspectKey");
  await page.getByRole("textbox", { name: "Workspace name" }).fill("Bike bot");
  await page.getByRole("textbox", { name: "Or paste it" }).fill(privateKey());
  await expect.poll(() => looks.count()).toBe(1);

  await page.getByRole("button", { name: "Add workspace" }).click();
  await page.getByRole("button", { name: "Add workspace" }).click();
  looks.release();

  await expect(page.getByRole("heading", { name: "Bike bot" })).toBeVisible();
  expect((await app.command("workspace", "show", "Bike bot")).stdout).toMatch(/Private key +2048 bits/);
});

test("a key that was given up for the stored one before it was looked at replaces nothing", async ({
  app,
}) => {
  const { page } = app;
  await withWorkspace(app.running);
  const stored = await app.command("workspace", "show", "Bike bot");
  expect(stored.stdout).toMatch(/Private key +2048 bits/);
  const looks = await holdAnswers(page, "credentials.inspectKey");
  await page.getByRole("button", { name: "Replace the key" }).click();
  await page.getByRole("textbox", { name: "Or paste it" }).fill(anotherPrivateKey());
  await expect.poll(() => looks.count()).toBe(1);

  await page.getByRole("button", { name: "Keep the stored key" }).click();
  looks.release();
  await page.getByRole("button", { name: "Save", exact: true }).click();

  await expect(page.getByText("Workspace saved").first()).toBeVisible();
  expect(await app.command("workspace", "show", "Bike bot")).toEqual(stored);
});

test("a key that was replaced before it was looked at leaves what stands there now", async ({ app }) => {
  const { page } = app;
  await app.open("Keys and JWT");
  const looks = await holdAnswers(page, "credentials.inspectKey");
  const section = page.getByRole("region", { name: "Private key", exact: true });
  const paste = section.getByRole("textbox", { name: "Or paste it" });
  await paste.fill(privateKey());
  await paste.fill("ssh-rsa AAAA me@here");
  await expect.poll(() => looks.count()).toBe(2);

  looks.release();

  await expect(section.getByRole("alert")).toContainText("begins with “ssh-rsa”");
  await expect(paste).toHaveValue("ssh-rsa AAAA me@here");
});

test("a file that misses its place is opened nowhere, and one that does not is taken", async ({ app }) => {
  const { page } = app;
  await app.open("Keys and JWT");
  await page.getByRole("textbox", { name: "Workspace name" }).fill("Bike bot");

  /** Whether the page keeps what is dropped there from the browser. */
  const isKept = (selector: string, what: "file" | "text") =>
    page.locator(selector).evaluate((element, dragged) => {
      const dataTransfer = new DataTransfer();
      if (dragged === "file") dataTransfer.items.add(new File(["no key"], "private.key"));
      else dataTransfer.setData("text/plain", "some words");
      const event = new DragEvent("dragover", { dataTransfer, bubbles: true, cancelable: true });
      element.dispatchEvent(event);
      return event.defaultPrevented;
    }, what);
  expect(await isKept("main", "file")).toBe(true);
  expect(await isKept('input[name="name"]', "text")).toBe(false);

  await page.locator('section[aria-label="Private key"]').evaluate((element) => {
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(new File(["no key"], "private.key"));
    element.dispatchEvent(new DragEvent("drop", { dataTransfer, bubbles: true, cancelable: true }));
  });

  await expect(
    page.getByRole("region", { name: "Private key", exact: true }).getByRole("alert"),
  ).toBeVisible();
  await expect(page.getByRole("textbox", { name: "Workspace name" })).toHaveValue("Bike bot");
});

test("what was typed for a new workspace outlives another screen, but for its secrets", async ({ app }) => {
  const { page } = app;
  const field = (name: string): Locator => page.getByRole("textbox", { name, exact: true });
  const again = page.getByText(
    "A private key or secret that was typed is not kept on another screen: give it again.",
  );
  await app.open("Keys and JWT");
  await field("Workspace name").fill("Bike bot");
  await field("Application ID").fill("nope");
  await field("Page ID").fill("0000000000000000");
  await app.open("Linking");
  await app.open("Keys and JWT");
  await expect(field("Workspace name")).toHaveValue("Bike bot");
  await expect(field("Application ID")).toHaveAccessibleDescription(/^This is not a UUID/);
  await expect(again).toHaveCount(0);

  await typeWorkspace(page, "https://vonage.invalid");
  await app.open("Linking");
  await app.open("Keys and JWT");

  await expect(field("Page ID")).toHaveValue("0000000000000000");
  await expect(field("Page name")).toHaveValue("Acme Bikes");
  await expect(field("API key")).toHaveValue("a1b2c3d4");
  await expect(page.getByRole("combobox", { name: "API host" })).toHaveValue("other");
  await expect(field("Other API host")).toHaveValue("https://vonage.invalid");
  await expect(field("API secret")).toHaveValue("");
  await expect(again).toBeVisible();
  expect(await page.evaluate(() => JSON.stringify(sessionStorage))).not.toContain("a-mistyped-secret");
});

test("a key that was chosen for a new workspace is not kept on another screen, which is told", async ({
  app,
}) => {
  const { page } = app;
  await app.open("Keys and JWT");
  await page.getByRole("textbox", { name: "Or paste it" }).fill(privateKey());
  await expect(page.getByText("Private key, not saved yet")).toBeVisible();

  await app.open("Linking");
  await app.open("Keys and JWT");

  await expect(page.getByText("Private key, not saved yet")).toHaveCount(0);
  await expect(page.getByText("A private key or secret that was typed is not kept")).toBeVisible();
});

test("what was typed is forgotten once it is saved or given up", async ({ app }) => {
  const { page } = app;
  const name = page.getByRole("textbox", { name: "Workspace name" });
  const adding = page.getByRole("region", { name: "Add a workspace", exact: true });
  await app.open("Keys and JWT");
  await name.fill("Bike bot");
  await page.getByRole("button", { name: "Add workspace" }).click();
  await expect(page.getByRole("heading", { name: "Bike bot" })).toBeVisible();
  await page.getByRole("button", { name: "Add a workspace" }).click();
  await expect(name.first()).toHaveValue("");
  await name.first().fill("Car bot");

  await app.open("Linking");
  await app.open("Keys and JWT");
  await expect(name.first()).toHaveValue("Car bot");
  await adding.getByRole("button", { name: "Cancel" }).click();
  await app.open("Linking");
  await app.open("Keys and JWT");
  await expect(adding).toHaveCount(0);

  await page.getByRole("button", { name: "Add a workspace" }).click();
  await expect(name.first()).toHaveValue("");
});

test("a workspace that is added while another screen is looked at leaves that screen there", async ({
  app,
}) => {
  const { page } = app;
  const added = await holdAnswers(page, "workspaces.add");
  await app.open("Keys and JWT");
  await page.getByRole("textbox", { name: "Workspace name" }).fill("Bike bot");
  await page.getByRole("button", { name: "Add workspace" }).click();
  await expect.poll(() => added.count()).toBe(1);

  await app.open("Linking");
  added.release();

  await expect(page.getByRole("button", { name: /^Workspace Bike bot/ })).toBeVisible();
  await expect(page).toHaveURL(/#\/linking$/);
});

test("a form that is typed into stays on its screen, also when that is chosen anew", async ({ app }) => {
  const { page } = app;
  await app.command("workspace", "add", "--name", "Bike bot");
  await app.open("Keys and JWT");
  await page.getByRole("button", { name: "Add a workspace" }).click();
  const adding = page.getByRole("region", { name: "Add a workspace", exact: true });
  const secret = adding.getByRole("textbox", { name: "API secret" });
  await secret.fill("a-typed-secret");

  await app.open("Keys and JWT");

  await expect(page).toHaveURL(/#\/keys$/);
  await expect(secret).toHaveValue("a-typed-secret");
  await adding.getByRole("button", { name: "Cancel" }).click();
  await expect(adding).toHaveCount(0);
});

test("whoever asks for the form of another workspace where it is shown is led into it again", async ({
  app,
}) => {
  const { page } = app;
  await app.command("workspace", "add", "--name", "Bike bot");
  await page.setViewportSize({ width: 1280, height: 500 });
  await go(page, "#/keys/add");
  const adding = page.getByRole("region", { name: "Add a workspace", exact: true });
  const name = adding.getByRole("textbox", { name: "Workspace name" });
  const ways = [
    async () => {
      await page.keyboard.press("ControlOrMeta+k");
      await page.keyboard.type("add a workspace");
      await expect(page.getByRole("option", { name: /^Add a workspace/, selected: true })).toBeVisible();
      await page.keyboard.press("Enter");
    },
    async () => {
      await page.getByRole("button", { name: /^Workspace / }).press("Enter");
      await page.getByRole("menuitem", { name: "Add a workspace" }).press("Enter");
    },
  ];
  await expect(name).toBeFocused();
  for (const way of ways) {
    // oxlint-disable-next-line no-await-in-loop -- one way after the other
    await page.locator('[data-region="JWT"] textarea').last().focus();
    await name.evaluate((field) => field.closest("[data-region]")?.scrollTo(0, 10_000));
    await expect(name).not.toBeInViewport();

    await way();

    await expect(page.getByRole("dialog")).toHaveCount(0);
    await expect(name).toBeFocused();
    await expect(name).toBeInViewport();
  }
});

test("the card in the sidebar leads into the form again, too", async ({ app }) => {
  const { page } = app;
  await go(page, "#/keys/add");
  const name = page.getByRole("textbox", { name: "Workspace name" });
  await expect(name).toBeFocused();

  await page.getByRole("link", { name: "Connect a real Page" }).press("Enter");

  await expect(name).toBeFocused();
});

test("every way to another workspace leads into its form, also where there are some already", async ({
  app,
}) => {
  const { page } = app;
  await app.command("workspace", "add", "--name", "Bike bot");
  const adding = page.getByRole("region", { name: "Add a workspace", exact: true });
  const name = adding.getByRole("textbox", { name: "Workspace name" });
  const giveUp = (): Promise<void> => adding.getByRole("button", { name: "Cancel" }).click();
  const byMenu = async (): Promise<void> => {
    await page.getByRole("button", { name: /^Workspace / }).press("Enter");
    await page.getByRole("menuitem", { name: "Add a workspace" }).press("Enter");
  };
  const ways = [
    byMenu,
    // Once more, on the screen itself.
    byMenu,
    async () => {
      await app.open("Events");
      await page.keyboard.press("ControlOrMeta+k");
      await page.keyboard.type("add a workspace");
      await expect(page.getByRole("option", { name: /^Add a workspace/, selected: true })).toBeVisible();
      await page.keyboard.press("Enter");
    },
    () => page.getByRole("link", { name: /^Connect a real Page/ }).click(),
    () => page.getByRole("button", { name: "Add a workspace" }).click(),
  ];
  await app.open("Linking");
  for (const way of ways) {
    // oxlint-disable-next-line no-await-in-loop -- one way after the other
    await way();
    await expect(name).toBeFocused();
    await giveUp();
    await expect(adding).toHaveCount(0);
  }
});

test("what was typed into a stored workspace outlives another screen until it is saved", async ({ app }) => {
  const { page } = app;
  const [pageName, secret] = [
    page.getByRole("textbox", { name: "Page name" }),
    page.getByRole("textbox", { name: "Signature secret", exact: true }),
  ];
  const again = page.getByText("A private key or secret that was typed is not kept");
  await withWorkspace(app.running);
  await pageName.fill("Better Bikes");
  await secret.fill("a-signature-secret");

  await app.open("Linking");
  await app.open("Keys and JWT");
  await expect(pageName).toHaveValue("Better Bikes");
  await expect(secret).toHaveValue("");
  await expect(again).toBeVisible();
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await expect(page.getByText("Workspace saved").first()).toBeVisible();
  await expect(again).toHaveCount(0);

  await pageName.fill("Best Bikes");
  await pageName.fill("Better Bikes");
  await app.open("Linking");
  await app.open("Keys and JWT");
  await expect(pageName).toHaveValue("Better Bikes");
  await expect(again).toHaveCount(0);
  await page.reload();
  await expect(pageName).toHaveValue("Better Bikes");
});

test.describe("what a tool left behind", () => {
  // Of the old tool, because `serve` would make a workspace of today's variables by itself.
  const VARIABLES = { NEXMO_API_KEY: "a1b2c3d4", NEXMO_API_SECRET: "hidden-secret" };
  test.beforeAll(() => {
    Object.assign(process.env, VARIABLES);
  });
  test.afterAll(() => {
    for (const name of Object.keys(VARIABLES)) delete process.env[name];
  });

  test("is imported only once the account takes it, or unchecked when nobody could be asked", async ({
    app,
  }) => {
    const { page, running } = app;
    // To the simulator, because tests ask no other account; being Hookline's own, it is not asked about.
    await app.command("workspace", "add", "--name", "Bike bot", "--api-host", running.simulatorUrl);
    await page.reload();
    await app.open("Keys and JWT");
    await page.getByRole("button", { name: "Add a workspace" }).click();
    const imports = page.getByRole("region", { name: "Import from Vonage’s tools" });
    await imports.getByRole("button", { name: "Import from Vonage’s tools" }).click();
    await imports.getByRole("button", { name: /^Import NEXMO/ }).click();
    await imports.getByRole("combobox", { name: "Import into" }).selectOption("Bike bot");
    const importIt = imports.getByRole("button", { name: "Import", exact: true });

    await importIt.click();
    await expect(imports.getByRole("alert")).toContainText("Vonage refused the API secret of a1b2c3d4");
    await expect(imports.getByRole("alert")).toContainText("Nothing was saved");
    await expect(imports.getByRole("button", { name: "Save without checking" })).toHaveCount(0);
    expect((await app.command("workspace", "show", "Bike bot")).stdout).toMatch(/API secret +none/);

    await running.failAccount("internal-error");
    await importIt.click();
    const unchecked = imports.getByRole("button", { name: "Save without checking" });
    await expect(unchecked).toBeVisible();
    await imports.getByRole("combobox", { name: "Import into" }).selectOption("A new workspace");
    await unchecked.click();
    await expect(imports.getByRole("textbox", { name: "Name of the new workspace" })).toHaveAttribute(
      "aria-invalid",
      "true",
    );
    await imports.getByRole("combobox", { name: "Import into" }).selectOption("Bike bot");
    await unchecked.click();

    const stored = page.getByRole("region", { name: "Bike bot" });
    await expect(stored.getByRole("textbox", { name: "API key" })).toHaveValue("a1b2c3d4");
    await expect(page.locator("body")).not.toContainText("hidden-secret");
    expect((await app.command("workspace", "show", "Bike bot")).stdout).toMatch(/API secret +stored/);
  });
});
