// The Linking screen in the browser: its journeys, and a Hookline that was killed.
import { once } from "node:events";
import { AxeBuilder } from "@axe-core/playwright";
import { expect } from "@playwright/test";
import { test } from "./companion-app.ts";
import { describeLinking, openPanel, setUrls } from "./linking-journeys.ts";

describeLinking("browser");

test("after a kill the next start offers the application's old URLs back", async ({ app }) => {
  await app.open("Linking");
  await setUrls(await openPanel(app, "Webhook URLs"));
  const { process } = app.running;
  const ended = once(process, "exit");
  process.kill("SIGKILL");
  await ended;

  await app.restart();
  await app.open("Linking");

  await expect(app.page.getByText("An earlier run left its webhook URLs in the application.")).toBeVisible();
  await app.page.getByRole("button", { name: "Look at the difference" }).click();
  const back = app.page.getByRole("form", { name: "Put the old ones back" });
  await expect(back.getByRole("insertion").first()).toContainText("https://bot.example.com/");
  await back.getByRole("button", { name: "Put the old ones back" }).click();
  await expect(app.page.getByText("An earlier run left its webhook URLs")).toHaveCount(0);
});

for (const theme of ["light", "dark"] as const) {
  test(`the open panels have no accessibility problem in the ${theme} theme`, async ({ app }) => {
    await app.open("Linking");
    const application = await openPanel(app, "Your application");
    const urls = await openPanel(app, "Webhook URLs");
    const pages = await openPanel(app, "Page and account");
    await urls.getByRole("button", { name: "Set to the listener’s" }).click();
    await expect(urls.getByRole("form", { name: "Set both URLs" })).toBeVisible();
    await pages.getByRole("button", { name: "Add a Page" }).click();

    const found: string[] = [];
    for (const work of ["Choose another", "Create an application"]) {
      await application.getByRole("button", { name: work }).click();
      for (const width of [1440, 380]) {
        await app.page.emulateMedia({ colorScheme: theme, reducedMotion: "reduce" });
        await app.page.setViewportSize({ width, height: 900 });
        const { violations } = await new AxeBuilder({ page: app.page }).analyze();
        found.push(...violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`)));
        const overflow = await app.page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        expect(overflow).toBeLessThanOrEqual(0);
      }
      await application.getByRole("button", { name: /^(Close the list|Cancel)$/ }).click();
    }
    expect(found).toEqual([]);
  });
}
