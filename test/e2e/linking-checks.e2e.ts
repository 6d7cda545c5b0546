// What the Linking screen asks of the account when nobody tells it to, counted at the page's own socket; and what a status
// tells it unasked.
import { readFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect } from "@playwright/test";
import { test, type CompanionApp } from "./companion-app.ts";
import { openPanel } from "./linking-journeys.ts";
import { countHeard, passTime } from "./pass-time.ts";
import { go, termOver } from "./screen-steps.ts";
import { linkExpired, showPart } from "./simulator-steps.ts";

test.use({ host: "browser" });

/** A status of the simulator's Page, unsigned. */
const EXPIRED = join(
  import.meta.dirname,
  "../fixtures/webhooks/v1/status-v1-rejected-page-link-expired.json",
);

/** These only look into, or forget, what Hookline itself keeps. */
const ASKS_NOBODY: ReadonlySet<string> = new Set(["applications.pendingKeys", "account.forgetAnswers"]);

test("the account is asked at most once a minute unasked, and at once when told to", async ({ app }) => {
  const { page } = app;
  const asked: string[] = [];
  page.on("websocket", (socket) => {
    socket.on("framesent", ({ payload }) => {
      const name = /"name":"((?:applications|externalAccounts|account)\.\w+)"/.exec(String(payload))?.[1];
      if (name !== undefined && !ASKS_NOBODY.has(name)) asked.push(name);
    });
  });
  await page.clock.install();
  const heard = countHeard(page);
  await page.reload();
  const visit = async (): Promise<void> => {
    await go(page, "#/settings");
    await expect(page.getByRole("heading", { name: "Settings", level: 1 })).toBeVisible();
    await go(page, "#/linking");
    await expect(page.getByRole("button", { name: /^Your application/ })).toContainText("Key fits");
    await expect(page.getByRole("button", { name: /^Page and account/ })).toContainText("is linked");
  };
  const once = ["applications.get", "externalAccounts.list"];

  for (let count = 0; count < 5; count += 1) await visit();
  expect(asked.toSorted()).toEqual(once);

  await passTime(page, 50_000, heard);
  await visit();
  expect(asked.toSorted()).toEqual(once);

  await passTime(page, 15_000, heard);
  await visit();
  await expect.poll(() => asked.length).toBe(4);
  expect(asked.slice(2).toSorted()).toEqual(once);

  // Left open for ten minutes it asks no more often either.
  await passTime(page, 600_000, heard);
  expect(asked.length).toBeLessThanOrEqual(4 + 2 * 10);
  const before = asked.length;
  const panel = await openPanel(app, "Page and account");
  await panel.getByRole("button", { name: /^Check again/ }).click();
  await expect.poll(() => asked.length).toBe(before + 1);
});

test("a Page that was linked elsewhere meanwhile is refused in words, in its own row", async ({ app }) => {
  await app.open("Linking");
  const panel = await openPanel(app, "Page and account");
  const row = panel.getByRole("listitem", { name: "Simulated Page" });
  const pageId = await row.getByText(/^\d+$/).innerText();
  await row.getByRole("button", { name: "Unlink" }).click();
  await expect(row).toContainText("Linked to no application");
  const { id } = await askAccount<{ readonly id: string }>(app, "/v2/applications", {
    name: "Another bot",
    capabilities: {
      messages: {
        webhooks: {
          inbound_url: { address: "https://bikes.example.com/inbound", http_method: "POST" },
          status_url: { address: "https://bikes.example.com/status", http_method: "POST" },
        },
      },
    },
  });
  await askAccount(app, `/beta/chatapp-accounts/messenger/${pageId}/applications`, { application: id });

  await row.getByRole("button", { name: "Link to this application" }).click();

  await expect(row.getByRole("alert")).toContainText(/Unlink/i);
  await expect(row).toContainText(`Linked to ${id.slice(0, 4)}`);
  await row.getByRole("button", { name: "Unlink" }).click();
  await expect(row).toContainText("Linked to no application");
  await expect(row.getByRole("alert")).toHaveCount(0);

  await app.running.failAccount("internal-error");
  await row.getByRole("button", { name: "Link to this application" }).click();
  await expect(row.getByRole("alert")).toContainText("It answered 500");
});

/** Does something in the simulated account past Hookline. */
async function askAccount<T>(app: CompanionApp, path: string, body: object): Promise<T> {
  // The product's own identity file, and the published answers of Vonage's APIs.
  const { apiKey, apiSecret } = JSON.parse(
    readFileSync(join(app.dataFolder, "simulator", "identity.json"), "utf8"),
  ) as { readonly apiKey: string; readonly apiSecret: string };
  const answer = await fetch(`${app.running.simulatorUrl}${path}`, {
    method: "POST",
    headers: {
      authorization: `Basic ${Buffer.from(`${apiKey}:${apiSecret}`).toString("base64")}`,
      "content-type": "application/json",
    },
    body: JSON.stringify(body),
  });
  expect(answer.ok).toBe(true);
  return (await answer.json()) as T;
}

test("a status with code 1370 turns the link red at once, whatever the date says", async ({ app }) => {
  const { page } = app;
  await app.open("Linking");
  const link = page.getByRole("complementary", { name: "Page link" });
  await expect(link.getByRole("img", { name: /^90 days left/ })).toBeVisible();
  await expect(link).toContainText(/Linked\d+\s\w+\s\d{4}, today/);
  await expect(link).toContainText("Day 90");
  await expect(link.getByRole("region", { name: "90 days" })).toBeVisible();

  await app.command("trigger", "status", "rejected", "--error-code", "1370");

  const expired = "The Page link has expired: Vonage sent a status with code 1370.";
  await expect(link.getByRole("img", { name: expired })).toBeVisible();
  // No day ahead of a link that is over.
  await expect(link).not.toContainText(/Re-link from|Day 90|Ahead/);
  await expect(link.getByRole("img")).toHaveCount(1);
  await expect(link.getByRole("button", { name: "Add reminder" })).toHaveCount(0);
  await expect(link).toContainText(/Linked\d+\s\w+\s\d{4}, today/);
  await expect(page.getByRole("banner").getByRole("link", { name: expired })).toBeVisible();
  await expect(page.getByRole("alert").filter({ hasText: "The Page link has expired" })).toBeVisible();
  await expect(
    page.getByRole("navigation").getByRole("link", { name: /^Linking.*link expired/ }),
  ).toBeVisible();
  await page.getByRole("link", { name: "Show the status" }).click();
  await expect(page.getByRole("region", { name: "Selected event" })).toContainText("1370");
});

test("the list says that nothing came since the link was over, until something does", async ({ app }) => {
  const { page } = app;
  const quiet = page
    .getByRole("note")
    .filter({ hasText: /^No inbound since the link expired on \d+\s\w+\s\d{4}/ });
  await app.command("trigger", "inbound");
  await go(page, "#/events");
  await expect(page.getByRole("option")).toHaveCount(1);
  await expect(quiet).toHaveCount(0);

  await app.command("trigger", "status", "rejected", "--error-code", "1370");

  await expect(quiet).toBeVisible();
  await go(page, "#/conversations");
  await expect(quiet).toBeVisible();
  await app.command("trigger", "inbound");
  await expect(quiet).toHaveCount(0);
});

test("a link past the guides' 90 days leads from the list to linking again", async ({ app }) => {
  const { page } = app;
  await termOver(app);
  await expect(page.getByRole("banner").getByRole("link", { name: /90 days over/ })).toBeVisible();

  await page.getByRole("note").getByRole("link", { name: "Re-link the Page" }).click();

  const relink = page.getByRole("region", { name: "Re-link" });
  await expect(relink).toBeFocused();
  await expect(relink).toBeInViewport();
  await relink.getByRole("button", { name: "Start re-link" }).click();
  await relink.getByRole("button", { name: "Linked again" }).click();
  await go(page, "#/events");
  await expect(page.getByRole("heading", { name: "Waiting for the first webhook" })).toBeVisible();
  await expect(page.getByRole("note")).toHaveCount(0);
});

test("the notice of an expired link leads to linking again by every press", async ({ app }) => {
  const { page, running } = app;
  await app.command("workspace", "add", "--name", "Bike bot", "--page-id", "2222");
  await page.getByRole("button", { name: /^Workspace / }).click();
  await page.getByRole("menuitem", { name: /^Bike bot/ }).click();
  await page.setViewportSize({ width: 380, height: 700 });
  await go(page, "#/events");
  const expired = await readFile(EXPIRED, "utf8");
  await fetch(running.inboundUrl.replace(/inbound$/, "status"), {
    method: "POST",
    body: expired.replace("0000000000000000", "2222"),
  });
  const quiet = page.getByRole("note").filter({ hasText: "No inbound since the link expired" });
  await quiet.getByRole("link", { name: "Re-link the Page" }).click();
  const relink = page.getByRole("region", { name: "Re-link" });
  const notice = page.getByRole("alert").filter({ hasText: "The Page link has expired" });
  const again = notice.getByRole("link", { name: "Re-link the Page" });
  await expect(relink).toBeFocused();

  for (const press of [() => again.click(), () => again.press("Enter")]) {
    // oxlint-disable no-await-in-loop -- one press after the other
    await again.scrollIntoViewIfNeeded();
    await expect(relink).not.toBeInViewport();
    await press();
    await expect(relink).toBeFocused();
    await expect(relink).toBeInViewport();
    // oxlint-enable no-await-in-loop
  }
});

test("where the simulator let its link expire, its switch is what to go to", async ({
  app: { page, running },
}) => {
  await linkExpired(running);
  await page.setViewportSize({ width: 380, height: 800 });
  const messenger = page.getByRole("combobox", { name: "Messenger" });
  await go(page, "#/events");
  const quiet = page.getByRole("note").filter({ hasText: "No inbound since the link expired" });
  await quiet.getByRole("link", { name: "Open the Messenger switch" }).click();
  await expect(messenger).toBeFocused();
  await expect(messenger).toBeInViewport({ ratio: 1 });
  await go(page, "#/linking");
  const notice = page.getByRole("alert").filter({ hasText: "The Page link has expired" });
  await expect(notice).toContainText("Messenger switch says “Link to the Page expired”");
  await expect(notice).not.toContainText("Re-link");

  await notice.getByRole("link", { name: "Open the Messenger switch" }).click();

  await expect(messenger).toBeFocused();
});

test("once the switch is back, the next reply that arrives shows that the link is good again", async ({
  app: { page, running },
}) => {
  await linkExpired(running);
  await go(page, "#/simulator");
  await showPart(page, "Switches");
  await page.getByRole("combobox", { name: "Messenger" }).selectOption({ label: "Normal" });
  await go(page, "#/events");
  await expect(
    page.getByRole("banner").getByRole("link", { name: "The Page link has expired" }),
  ).toBeVisible();

  const composer = page.getByRole("textbox", { name: "Reply text" });
  await composer.fill("Yes, from 10 to 16, again.");
  await composer.press("ControlOrMeta+Enter");

  await expect(page.getByRole("banner").getByRole("link", { name: /^The Page link/ })).toHaveCount(0);
  await expect(page.getByRole("note").filter({ hasText: "No inbound since the link expired" })).toHaveCount(
    0,
  );
  await go(page, "#/linking");
  await expect(page.getByRole("alert").filter({ hasText: "The Page link has expired" })).toHaveCount(0);
});

test("where the simulator does not run by now, nothing leads to linking its Page again", async ({ app }) => {
  await linkExpired(app.running);

  await app.restart(["--listen-port", "0", "--no-simulator"]);

  await go(app.page, "#/events");
  const quiet = app.page.getByRole("note").filter({ hasText: "No inbound since the link expired" });
  await expect(quiet.getByRole("link")).toHaveText(["Open the Messenger switch"]);
});

test("the notice of an expired link has the colours of all failures, in both themes", async ({ app }) => {
  const { page } = app;
  await app.command("trigger", "status", "rejected", "--error-code", "1370");
  await go(page, "#/linking");
  const notice = page.getByRole("alert").filter({ hasText: "The Page link has expired" });
  for (const [colorScheme, ground, mark] of [
    ["light", "rgb(253, 234, 235)", "rgb(179, 32, 44)"],
    ["dark", "rgb(53, 22, 24)", "rgb(255, 138, 143)"],
  ] as const) {
    // oxlint-disable no-await-in-loop -- one theme after the other
    await page.emulateMedia({ colorScheme });
    await expect(notice).toHaveCSS("background-color", ground);
    await expect(notice.locator("svg")).toHaveCSS("color", mark);
    // oxlint-enable no-await-in-loop
  }
});
