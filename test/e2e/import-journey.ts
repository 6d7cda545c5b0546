// Credentials of Vonage's tools are taken over, and the workspace leaves again as a file without them.
import { expect } from "@playwright/test";
import { test } from "./companion-app.ts";
import { fileSavedBy } from "./saved-file.ts";

// Of the old tool, because `serve` would make a workspace of today's variables by itself; and no API secret, which would be
// tried at Vonage itself.
const VARIABLES = { NEXMO_API_KEY: "a1b2c3d4", NEXMO_SIGNATURE_SECRET: "hidden-secret" };

/** Declares the journey for the host of the file. */
export function describeImports(): void {
  test.describe("imports", () => {
    test.beforeAll(() => {
      Object.assign(process.env, VARIABLES);
    });

    test.afterAll(() => {
      for (const name of Object.keys(VARIABLES)) delete process.env[name];
    });

    test("take what a tool left, show it first, and export it without the secret", async ({ app }) => {
      await app.open("Keys and JWT");
      const imports = app.page.getByRole("region", { name: "Import from Vonage’s tools" });
      await imports.getByRole("button", { name: "Import from Vonage’s tools" }).click();
      await expect(imports.getByRole("status")).toHaveText("Nothing is stored until you import it.");
      const found = imports
        .getByRole("listitem")
        .filter({ hasText: "NEXMO_API_KEY, NEXMO_SIGNATURE_SECRET" });
      await expect(found).toContainText("API key a1b2c3d4, signature secret");

      await found.getByRole("button", { name: /^Import NEXMO/ }).click();
      await found.getByRole("textbox", { name: "Name of the new workspace" }).fill("Bike bot");
      await found.getByRole("button", { name: "Import", exact: true }).click();

      const stored = app.page.getByRole("region", { name: "Bike bot" });
      await expect(stored.getByRole("textbox", { name: "API key" })).toHaveValue("a1b2c3d4");
      await expect(app.page.locator("body")).not.toContainText("hidden-secret");

      const { fileName, text } = await fileSavedBy(app, () =>
        stored.getByRole("button", { name: "Export without secrets" }).click(),
      );
      expect(fileName).toBe("Bike-bot.hookline.json");
      expect(JSON.parse(text)).toMatchObject({ format: 1, workspace: { apiKey: "a1b2c3d4" } });
      expect(text).not.toContain("hidden-secret");
    });
  });
}
