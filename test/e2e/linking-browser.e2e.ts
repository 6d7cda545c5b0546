// The Linking screen in the browser: its journeys, and a Hookline that was killed.
import { once } from "node:events";
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
