// What is not of today says of which day it is.
import { expect } from "@playwright/test";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { DATABASE_FILE } from "../../main/events/database-file.ts";
import { test, type CompanionApp } from "./companion-app.ts";

test.use({ host: "browser" });

const DAY_MS = 86_400_000;

test("the list, an event and the list of people name the day of what came on another one", async ({
  app,
}) => {
  const { page } = app;
  await app.receiveFirstMessage();
  const day = await age(app, 2);
  await page.reload();

  const times = page.getByRole("main").locator("time");
  const row = app.list.getByRole("option").first();
  await expect(row).toContainText(`${day}, `);
  await row.click();
  await expect(
    times.filter({ hasText: new RegExp(`^${day}, \\d\\d:\\d\\d:\\d\\d\\.\\d{3}$`) }),
  ).toBeVisible();
  await app.open("Conversations");
  await expect(times.filter({ hasText: new RegExp(`^${day}$`) }).first()).toBeVisible();
});

test("what came today has its time alone", async ({ app }) => {
  await app.receiveFirstMessage();

  await expect(app.list.getByRole("option").first().locator("time")).toHaveText(/^\d\d:\d\d:\d\d\.\d{3}$/);
});

/** Makes all events older by some days. Gives the day of the newest one, as the page writes it. */
async function age({ dataFolder, page }: CompanionApp, days: number): Promise<string> {
  const store = new DatabaseSync(join(dataFolder, DATABASE_FILE), { timeout: 5_000 });
  store.prepare("UPDATE events SET received_at = received_at - ?").run(days * DAY_MS);
  const at = Number(store.prepare("SELECT max(received_at) AS at FROM events").get()?.["at"]);
  store.close();
  const [day, year] = await page.evaluate((moment) => {
    const date = new Date(moment);
    const isThisYear = date.getFullYear() === new Date().getFullYear();
    const parts = { day: "numeric", month: "short" } as const;
    return [date.toLocaleDateString("en-GB", parts), isThisYear ? "" : ` ${date.getFullYear()}`];
  }, at);
  return `${day}${year}`.replaceAll(" ", "\u00a0");
}
