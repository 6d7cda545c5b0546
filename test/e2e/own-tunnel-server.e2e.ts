// A tunnel server that was named on the command line: the page goes back to it, and to no other.
import { expect, type Locator, type Page } from "@playwright/test";
import { startLocaltunnelServer, type LocaltunnelServer } from "../fakes/localtunnel-server.ts";
import { CompanionApp, test as base } from "./companion-app.ts";
import { ANY_PORT, DEFAULT_VIEW } from "./hosts.ts";
import { waiting } from "./screen-steps.ts";

const test = base.extend<{ server: LocaltunnelServer; startNamed: () => Promise<CompanionApp> }>({
  // oxlint-disable-next-line no-empty-pattern -- Playwright wants the pattern, and there is no fixture to take
  server: async ({}, use) => {
    const server = await startLocaltunnelServer();
    await use(server);
    await server.stop();
  },
  startNamed: async ({ server }, use) => {
    const named = ["--tunnel", "localtunnel", "--tunnel-host", server.url, "--subdomain", "brave-bird"];
    const app = new CompanionApp("browser", DEFAULT_VIEW, [...ANY_PORT, ...named]);
    await use(async () => {
      await app.start();
      return app;
    });
    await app.discard();
  },
});

/** The server gives a name once: whoever comes back for it gets another address. */
const NAME = /tunnel|not proved|reconnecting|address changed/i;

function pillOf(page: Page): Locator {
  return page.getByRole("banner").getByRole("button", { name: NAME });
}

function popoverOf(page: Page): Locator {
  return page.getByRole("dialog", { name: NAME });
}

async function expectNamed(page: Page, server: LocaltunnelServer): Promise<void> {
  const field = (name: string): Locator => popoverOf(page).getByRole("textbox", { name });
  await expect(field("localtunnel server")).toHaveValue(server.url);
  await expect(field("Subdomain")).toHaveValue("brave-bird");
}

test("after it was closed, the form holds it and every button opens it again", async ({
  server,
  startNamed,
}) => {
  const app = await startNamed();
  const { page } = app;
  await waiting(app.running);
  await pillOf(page).click();

  await popoverOf(page).getByRole("button", { name: "Close tunnel" }).click();
  await expectNamed(page, server);
  await popoverOf(page).getByRole("button", { name: "Open tunnel" }).click();
  await expect(popoverOf(page)).toContainText(`.localhost:${server.port}/webhooks/inbound`);

  await popoverOf(page).getByRole("button", { name: "Close tunnel" }).click();
  await page.keyboard.press("Escape");
  await page.getByRole("main").getByRole("button", { name: "Open tunnel" }).click();

  await expect(page.getByRole("main")).toContainText(`.localhost:${server.port}/webhooks/inbound`);
  expect(server.given).toHaveLength(3);
});

test("after it did not open at the start, the first press asks it again", async ({ server, startNamed }) => {
  server.answerWith({ status: 503, body: "" });
  const { page } = await startNamed();
  await page.getByRole("button", { name: "Receive a test message" }).click();
  await pillOf(page).click();
  await expect(popoverOf(page).getByRole("alert")).toContainText("it answered 503");

  server.answerWith("address");
  await expectNamed(page, server);
  await popoverOf(page).getByRole("button", { name: "Open tunnel" }).click();

  await expect(popoverOf(page)).toContainText(`http://brave-bird.localhost:${server.port}/webhooks/inbound`);
});

test("while it reconnects, “Restart” asks it and no other", async ({ server, startNamed }) => {
  const { page } = await startNamed();
  await page.getByRole("button", { name: "Receive a test message" }).click();
  await pillOf(page).click();
  await server.stop();

  await popoverOf(page).getByRole("button", { name: "Restart" }).click({ timeout: 30_000 });

  await expect(popoverOf(page).getByRole("alert")).toContainText(`The tunnel server ${server.url} cannot be`);
  await expectNamed(page, server);
});
