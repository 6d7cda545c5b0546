// Secrets on their way out of the browser host, where a browser decides what a page may do.
import { expect } from "@playwright/test";
import { describeSecrets, test } from "./linking-secrets.ts";
import { chooseStep, JWT_PAGE_STEP } from "./secret-steps.ts";

test.use({ host: "browser" });
describeSecrets();

test("the page opens while the press still counts, after the JWT was taken", async ({
  app,
  account: _account,
}) => {
  await app.open("Linking");
  await chooseStep(app.page, "JWT page", JWT_PAGE_STEP);
  await app.page.evaluate(() => {
    const open = window.open.bind(window);
    window.open = (...given) => {
      const taken = performance.getEntriesByType("resource").filter(({ name }) => name.includes("/secret/"));
      Reflect.set(globalThis, "atOpening", {
        isActive: navigator.userActivation.isActive,
        hasFocus: document.hasFocus(),
        taken: taken.length,
      });
      return open(...given);
    };
  });

  await app.running.addressOpenedBy(() =>
    app.page.getByRole("button", { name: "Copy JWT and open" }).click(),
  );

  const atOpening = await app.page.evaluate(() => Reflect.get(globalThis, "atOpening"));
  expect(atOpening).toEqual({ isActive: true, hasFocus: true, taken: 1 });
});

test("a browser that lets no page open leaves a link to it, with the JWT copied", async ({
  app,
  account: _account,
}) => {
  await app.open("Linking");
  await chooseStep(app.page, "JWT page", JWT_PAGE_STEP);
  await app.page.evaluate(() => {
    window.open = () => null;
  });

  await app.page.getByRole("button", { name: "Copy JWT and open" }).click();

  await expect(app.page.getByText("The browser kept the page from opening.")).toBeVisible();
  expect(await app.running.clipboardText()).toMatch(/^eyJ/);
  const link = app.page.getByRole("link", { name: "Open the page" });
  expect(await app.running.addressOpenedBy(() => link.click())).toBe("https://static.nexmo.com/messenger/");
});

test("without a JWT the page is not opened by itself", async ({ app, account: _account }) => {
  await app.open("Linking");
  await chooseStep(app.page, "JWT page", JWT_PAGE_STEP);
  await app.page.route("**/secret/*", (route) => route.fulfill({ status: 410, body: "used" }));
  const opened: string[] = [];
  app.page.context().on("page", (page) => opened.push(page.url()));

  await app.page.getByRole("button", { name: "Copy JWT and open" }).click();

  await expect(app.page.getByText("Without a JWT the page was not opened.")).toBeVisible();
  await expect(app.page.getByText("Nothing was copied.")).toBeVisible();
  expect(opened).toEqual([]);
});

test("a key file is there once, however often it is saved", async ({ app }) => {
  await app.open("Keys and JWT");
  const part = app.page.getByRole("region", { name: "Private key of the simulator" });
  await part.getByRole("button", { name: "Save key file" }).click();
  await expect(part.getByRole("status")).toContainText("Saved as");

  await part.getByRole("button", { name: "Save key file" }).click();

  await expect(part.getByRole("status")).toContainText("Already saved as");
});
