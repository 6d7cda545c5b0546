// Secrets on their way out of the desktop app, which has the system's clipboard and dialogs.
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { expect } from "@playwright/test";
import type { Bridge } from "../../preload/contract/contract.ts";
import { describeSecrets, test } from "./linking-secrets.ts";
import { chooseStep, CREDENTIALS_STEP } from "./secret-steps.ts";

test.use({ host: "electron" });
describeSecrets();

test("the API secret is cleared from the clipboard after the chosen time", async ({
  app,
  account: _account,
}) => {
  await app.page.evaluate(async () => {
    // The preload script exposes it under this name.
    const { hookline } = globalThis as unknown as { readonly hookline: Bridge };
    await hookline.call("settings.change", { clipboardSeconds: 1 });
  });
  await app.open("Linking");
  await chooseStep(app.page, "API key page", CREDENTIALS_STEP);

  await app.page.getByRole("button", { name: "Copy API secret" }).click();

  await expect(app.page.getByText("API secret copied, cleared after 1 s")).toBeVisible();
  await expect.poll(() => app.running.clipboardText()).toBe("");
});

test("a key file that cannot be written is told, and can be saved elsewhere", async ({ app }) => {
  const folder = join(app.dataFolder, "a-folder");
  await mkdir(folder);
  await app.running.choosePlace(folder);
  await app.open("Keys and JWT");
  const part = app.page.getByRole("region", { name: "Private key of the simulator" });

  await part.getByRole("button", { name: "Save key file" }).click();

  await expect(part.getByRole("alert")).toContainText("A folder has that name.");
  await app.running.choosePlace(join(folder, "mine.key"));
  await part.getByRole("button", { name: "Save key file" }).click();
  await expect(part.getByRole("status")).toContainText("Saved as");
  await expect(part.getByRole("alert")).toHaveCount(0);
});
