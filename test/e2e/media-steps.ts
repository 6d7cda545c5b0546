// What a person does with media: looking at what came in, and serving a file.
import { expect, type Locator, type Page } from "@playwright/test";
import type { LocaltunnelServer } from "../fakes/localtunnel-server.ts";
import { PNG } from "../fakes/pictures.ts";
import type { RunningHost, View } from "./hosts.ts";
import { freshAt, go, openTunnel, tunnelled } from "./screen-steps.ts";

/** Where Vonage would keep a picture. */
const KEPT_BY_VONAGE = "https://api-us.nexmo.com/v3/media/1b456509-974c-458b-aafa-45fc48a4d976";

/** A picture, a file, one that lies where nothing is fetched from, and one that Vonage keeps. */
export async function mediaReceived(host: RunningHost): Promise<void> {
  await host.page.getByRole("button", { name: "Receive a test message" }).click();
  await expect(host.page.getByRole("option", { name: /^Inbound text/ })).toBeVisible();
  await host.receive({ type: "file" });
  await host.receive({ type: "image", url: "https://192.168.1.1/router.png" });
  await host.receive({ type: "image", url: KEPT_BY_VONAGE });
  await host.receive({ type: "image" });
  await expect(host.page.getByRole("option", { name: /^Inbound image/ })).toHaveCount(3);
}

/** The event that is open. */
export function selectedEvent(page: Page): Locator {
  return page.getByRole("region", { name: "Selected event" });
}

/** The conversation at the person's last message, and of its picture whatever is loaded. */
export async function openThread(page: Page, { width }: Pick<View, "width">): Promise<void> {
  await freshAt(page, "#/linking", async () => {
    await go(page, "#/conversations");
    if (width < 900) await page.getByRole("link", { name: /PSID/ }).click();
    const thread = page.getByRole("region", { name: "Conversation" });
    await expect(thread.getByRole("button", { name: "Save" })).toHaveCount(4);
  });
}

/** Loads the picture of the open event, unless that was done before. */
export async function loadPicture(page: Page): Promise<void> {
  const event = selectedEvent(page);
  const picture = event.getByRole("img", { name: "Picture that the person sent" });
  if ((await picture.count()) === 0) await event.getByRole("button", { name: "Load" }).click();
  await expect(picture).toHaveJSProperty("complete", true);
  await picture.scrollIntoViewIfNeeded();
}

/** The tunnel's popover, at the part where a file can be chosen. */
export async function tunnelWithFileField(page: Page): Promise<void> {
  await openTunnel(page);
  await page.getByRole("button", { name: "Choose a file" }).scrollIntoViewIfNeeded();
}

/** Chooses a file in the tunnel's popover, as a browser does it. */
export async function serveInBrowser(page: Page, name: string, bytes: Buffer): Promise<void> {
  await openTunnel(page);
  await page.getByLabel("File to serve").setInputFiles({ name, mimeType: "image/png", buffer: bytes });
  await expect(page.getByRole("list", { name: "Files served through the tunnel" })).toContainText(name);
  await page.keyboard.press("Escape");
}

/** A tunnel with a file behind it. */
export async function fileServed(host: RunningHost): Promise<LocaltunnelServer> {
  const server = await tunnelled(host);
  // It stays open after the button was pressed.
  await host.page.keyboard.press("Escape");
  await serveInBrowser(host.page, "bike-with-a-rather-long-name.png", PNG);
  return server;
}

/** The same, after the tunnel was closed. */
export async function servedWithoutTunnel(host: RunningHost): Promise<LocaltunnelServer> {
  const server = await fileServed(host);
  await openTunnel(host.page);
  await host.page.getByRole("button", { name: "Close tunnel" }).click();
  await expect(host.page.getByRole("heading", { name: "Tunnel off" })).toBeVisible();
  await host.page.keyboard.press("Escape");
  return server;
}

/** The line that says what is served. */
export function servedLine(page: Page): Locator {
  return page.getByRole("button", { name: /^(?:Serving|Not reachable|No file is served)/ });
}

/** Opens what is behind it. */
export async function openServedFiles(page: Page): Promise<void> {
  await servedLine(page).click();
  await expect(
    page.getByRole("heading", { name: /^(?:Served|To be served) through the tunnel/ }),
  ).toBeVisible();
}
