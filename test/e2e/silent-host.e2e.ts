// A host that says nothing more while its connection stands, as one that hangs or one behind a forward that leads nowhere.
import { expect, type Locator, type Page } from "@playwright/test";
import { test } from "./companion-app.ts";

test.use({ host: "browser" });

/** Loads the page anew; from `fallSilent` on it hears nothing, of connections either, until `speak`. */
async function silencable(page: Page): Promise<{ fallSilent(): void; speak(): void }> {
  const unsaid: (() => void)[] = [];
  let isSilent = false;
  await page.routeWebSocket(/./, (socket) => {
    const server = socket.connectToServer();
    server.onMessage((message) => {
      if (isSilent) unsaid.push(() => socket.send(message));
      else socket.send(message);
    });
  });
  await page.reload();
  return {
    fallSilent: () => {
      isSilent = true;
    },
    speak: () => {
      isSilent = false;
      for (const say of unsaid.splice(0)) say();
    },
  };
}

test("a host that falls silent is told as lost within 15 s, and is back when it speaks", async ({ app }) => {
  const { page } = app;
  await app.receiveFirstMessage();
  await page.clock.install();
  const host = await silencable(page);
  const banner = page.getByText("The connection to Hookline was lost.");
  const live = liveButton(page);
  await expect(live).toHaveText("Live");
  // Its thread is read.
  await expect(app.conversation).toContainText("Hello from Facebook Messenger!");
  await app.composer.fill("only once, please");

  host.fallSilent();
  await app.composer.press("ControlOrMeta+Enter");
  await app.composer.fill("and then");
  await expect(app.conversation).toContainText("Sending");
  await page.clock.runFor(15_000);

  await expect(banner).toBeVisible();
  await expect(live).toHaveText("Not live");
  const alert = page.getByRole("alert").filter({ hasText: "lost before it answered" });
  await expect(alert).toContainText("only once, please");
  await expect(app.composer).toHaveValue("and then");

  host.speak();

  await expect(live).toHaveText("Live");
  await expect(banner).toHaveCount(0);
  await expect(app.row(/^Sent text to .*202/)).toHaveCount(1);
  await expect(app.composer).toHaveValue("and then");
});

test("a host that only answers is not lost, however long nothing happens", async ({ app }) => {
  const { page } = app;
  await app.receiveFirstMessage();
  let sockets = 0;
  let heard = 0;
  page.on("websocket", (socket) => {
    sockets += 1;
    socket.on("framereceived", () => (heard += 1));
  });
  await page.clock.install();
  await page.reload();
  await expect(liveButton(page)).toHaveText("Live");

  for (let looks = 0; looks < 5; looks += 1) {
    const before = heard;
    await page.clock.runFor(5_000);
    await expect.poll(() => heard).toBeGreaterThan(before);
  }

  await expect(liveButton(page)).toHaveText("Live");
  expect(sockets).toBe(1);
});

function liveButton(page: Page): Locator {
  return page.getByRole("button", { name: /live\. Pause the view$/i });
}
