// What a person does with media, step by step; the same in the desktop app and in the browser.
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { rm } from "node:fs/promises";
import { request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, type Locator } from "@playwright/test";
import { startLocaltunnelServer, type LocaltunnelServer } from "../fakes/localtunnel-server.ts";
import { PNG } from "../fakes/pictures.ts";
import { test as base, type CompanionApp } from "./companion-app.ts";
import { chooseType, composerOf } from "./composer-steps.ts";
import type { HostName } from "./hosts.ts";
import { openServedFiles, selectedEvent, servedLine } from "./media-steps.ts";
import { go, openTunnel } from "./screen-steps.ts";

/** A tunnel server, and a folder of the person's own. */
const test = base.extend<{ readonly server: LocaltunnelServer; readonly folder: string }>({
  // oxlint-disable-next-line no-empty-pattern -- Playwright reads the names of what a fixture needs from here
  server: async ({}, use) => {
    const server = await startLocaltunnelServer();
    await use(server);
    await server.stop();
  },
  // oxlint-disable-next-line no-empty-pattern -- as above
  folder: async ({}, use) => {
    const folder = mkdtempSync(join(tmpdir(), "hookline-person-"));
    await use(folder);
    await rm(folder, { recursive: true });
  },
});

/** Declares every journey for one host. */
export function describeMedia(host: HostName): void {
  test.use({ host });
  test.describe(`media in the ${host === "electron" ? "desktop app" : "browser"}`, () => {
    describeInbound();
    describeServing();
    describeComposing();
  });
}

function describeInbound(): void {
  test("a picture is fetched when it is asked for, shown wherever its event is, and saved", async ({
    app,
    folder,
  }) => {
    await watchPolicy(app);
    await receive(app, { type: "image" }, /simulated-image/);
    const event = selectedEvent(app.page);
    await expect(event).toContainText("/v3/media/simulated-image.png");
    await expect(app.page.getByRole("img", { name: "Picture that the person sent" })).toHaveCount(0);

    await event.getByRole("button", { name: "Load" }).click();

    const pictures = app.page.getByRole("img", { name: "Picture that the person sent" });
    await expect(pictures).toHaveCount(2);
    for (const picture of await pictures.all()) {
      await expect(picture).toHaveJSProperty("naturalWidth", 320);
      await expect(picture).toHaveAttribute("src", /^\/media\/[\w-]{22}$/);
    }
    await expect(event.getByText("PNG, 320 × 200, 2.2 kB")).toBeVisible();
    await expect(event.getByRole("button", { name: "Load" })).toHaveCount(0);
    const saved = await save(app, event, join(folder, "mine.png"));
    expect(saved.name).toBe("simulated-image.png");
    expect(saved.bytes.subarray(1, 4).toString()).toBe("PNG");
    expect(await violations(app)).toEqual([]);
  });

  test("the same works without a mouse, and the focus stays where the work is", async ({ app }) => {
    await receive(app, { type: "image" }, /simulated-image/);
    const event = selectedEvent(app.page);
    await event.getByRole("button", { name: "Copy Media" }).focus();

    await app.page.keyboard.press("Tab");
    await expect(event.getByRole("button", { name: "Load" })).toBeFocused();
    await app.page.keyboard.press("Enter");

    await expect(event.getByRole("img", { name: "Picture that the person sent" })).toBeVisible();
    await expect(event.getByRole("button", { name: "Save" })).toBeFocused();
  });

  test("what is no picture can only be saved", async ({ app, folder }) => {
    await receive(app, { type: "file" }, /simulated-file/);
    const event = selectedEvent(app.page);
    await expect(event.getByRole("button", { name: "Load" })).toHaveCount(0);

    const saved = await save(app, event, join(folder, "mine.pdf"));

    expect(saved.name).toBe("simulated-file.pdf");
    expect(saved.bytes.subarray(0, 5).toString()).toBe("%PDF-");
  });

  test("an address that is not of the public internet is refused, with why and what to do", async ({
    app,
  }) => {
    await receive(app, { type: "image", url: "https://169.254.169.254/latest/meta-data/" }, /169\.254/);
    const event = selectedEvent(app.page);

    await event.getByRole("button", { name: "Load" }).click();

    await expect(event.getByRole("alert")).toContainText("Nothing was fetched from 169.254.169.254.");
    await expect(event.getByRole("alert")).toContainText(
      "Hookline fetches from public https addresses only.",
    );
    await expect(event.getByRole("button", { name: "Load" })).toBeVisible();
    await expect(app.page.getByRole("alert")).toHaveCount(1);
  });

  test("what Vonage keeps says for how long", async ({ app }) => {
    const url = "https://api-us.nexmo.com/v3/media/1b456509-974c-458b-aafa-45fc48a4d976";
    await receive(app, { type: "image", url }, /1b456509/);
    const event = selectedEvent(app.page);
    await expect(event.getByText(/^Vonage deletes this in (?:1\sd 23\sh|2\sd)\./)).toBeVisible();

    await app.page.clock.setFixedTime(Date.now() + 50 * 3_600_000);
    // As when its tab comes to the front again: then the page looks at its clock.
    await app.page.evaluate(() => document.dispatchEvent(new Event("visibilitychange")));

    await expect(event.getByText(/They were over 2\sh ago, so this is most likely gone\.$/)).toBeVisible();
  });
}

function describeServing(): void {
  test("a file is served through the tunnel, fetched, and stopped", async ({ app, server, folder }) => {
    const path = join(folder, "bike rack.png");
    writeFileSync(path, PNG);
    await open(app, server);

    await choose(app, path);

    const popover = app.page.getByRole("dialog", { name: /not proved/i });
    const files = popover.getByRole("list", { name: "Files served through the tunnel" });
    await expect(files).toContainText("bike rack.png");
    await expect(servedLine(app.page)).toHaveAccessibleName(
      /^Serving bike rack\.png, (?:1\sh|59\smin) left, not fetched yet$/,
    );
    const url = await addressIn(files);
    expect(url).toMatch(/^http:\/\/bike-bot\.localhost:\d+\/\.hookline\/file\/[\w-]{22}\.png$/);
    const fetched = await get(url);
    expect([fetched.status, fetched.body]).toEqual([200, PNG]);
    await expect(files).toContainText("fetched once, last at");
    await app.page.keyboard.press("Escape");
    await expect(popover).toHaveCount(0);

    await openServedFiles(app.page);
    const chip = app.page.getByRole("dialog", { name: /^Serving/ });
    await expect(chip).toContainText("fetched once");
    await chip.getByRole("button", { name: "Stop serving bike rack.png" }).press("Enter");

    await expect(
      app.page.getByRole("status").getByText("“bike rack.png” is served no longer."),
    ).toBeVisible();
    expect((await get(url)).status).toBe(404);
    await app.page.keyboard.press("Escape");
    await expect(servedLine(app.page)).toHaveCount(0);
  });

  test("without a tunnel nobody can fetch it, and the tunnel is offered", async ({ app, server, folder }) => {
    const path = join(folder, "bike.png");
    writeFileSync(path, PNG);
    await open(app, server);
    await choose(app, path);
    const tunnel = app.page.getByRole("dialog", { name: /not proved/i });
    const former = await addressIn(tunnel.getByRole("list", { name: "Files served through the tunnel" }));
    await tunnel.getByRole("button", { name: "Close tunnel" }).click();
    await app.page.keyboard.press("Escape");

    await expect(servedLine(app.page)).toHaveAccessibleName(/^Not reachable: bike\.png, tunnel off$/);
    await openServedFiles(app.page);
    const chip = app.page.getByRole("dialog", { name: /^(?:Serving|Not reachable)/ });
    await expect(chip).toContainText("Open the tunnel, and Messenger can fetch it.");
    await expect(chip).toContainText("not fetched yet");
    await expect(chip).not.toContainText("left");
    await expect(chip.getByRole("button", { name: "Open tunnel" })).toBeFocused();
    await app.page.keyboard.press("Enter");

    const files = chip.getByRole("list", { name: "Files served through the tunnel" });
    await expect(files).toContainText("/.hookline/file/");
    const url = await addressIn(files);
    expect(new URL(url).pathname).toBe(new URL(former).pathname);
    expect((await get(url)).status).toBe(200);
  });

  test("a file that cannot be served says why", async ({ app, server, folder }) => {
    const path = join(folder, "nothing.png");
    writeFileSync(path, "");
    await open(app, server);

    await choose(app, path);

    await expect(app.page.getByRole("alert")).toContainText(
      "“nothing.png” is not served. There is nothing in it.",
    );
    await expect(servedLine(app.page)).toHaveCount(0);
  });
}

function describeComposing(): void {
  test("the composer serves a file, sends its address, and says when it has gone", async ({
    app,
    server,
    folder,
  }) => {
    const path = join(folder, "bike rack.png");
    writeFileSync(path, PNG);
    await open(app, server);
    await closePopover(app);
    await chooseType(app.page, "Image");
    const composer = composerOf(app.page);
    const address = composer.getByRole("textbox", { name: "Image address" });
    const part = composer.getByRole("button", { name: "Serve a local file" });
    await expect(composer.getByRole("button", { name: "Choose a file" })).toHaveCount(0);

    await part.press("Enter");
    await choose(app, path);

    await expect(address).toHaveValue(/^http:\/\/bike-bot\.localhost:\d+\/\.hookline\/file\/[\w-]{22}\.png$/);
    await expect(address).toBeFocused();
    await expect(part).toHaveAttribute("aria-expanded", "false");
    await expect(composer).toContainText(
      /bike rack\.png image, 69\sB, (?:1\sh|59\smin) left, not fetched yet/,
    );
    const url = await address.inputValue();
    const fetched = await get(url);
    expect([fetched.status, fetched.body]).toEqual([200, PNG]);
    await expect(composer).toContainText("fetched once");
    await address.press("ControlOrMeta+Enter");

    await expect(app.row(/^Sent image to/)).toBeVisible();
    await expect(address).toHaveValue("");
    // What was sent can be looked at like what came in.
    await expect(app.conversation.getByRole("button", { name: "Load" })).toBeVisible();
    await expect(app.row(/^Delivered to/)).toBeVisible({ timeout: 15_000 });
    await expect(composer.getByRole("status")).toContainText([
      "“bike rack.png” was delivered, so it is served no longer.",
    ]);
    expect((await get(url)).status).toBe(404);
    // A draft outlives the file that it names, and the words about its end.
    const stale = composer
      .getByRole("status")
      .filter({ hasText: "is served no longer: it leads nowhere now" });
    await address.fill(url);
    await go(app.page, "#/settings");
    await go(app.page, "#/events");
    await expect(address).toHaveValue(url);
    await expect(stale).toBeVisible();
    await address.fill("https://example.com/a.png");
    await expect(stale).toHaveCount(0);
    const { stdout } = await app.command("events", "--json", "--query", "kind:reply");
    // Of the contract.
    const { raw } = JSON.parse(stdout) as { raw: string };
    expect(JSON.parse(raw)).toMatchObject({ message_type: "image", image: { url } });
  });

  test("the composer says that a tunnel is needed, and its address follows the tunnel", async ({
    app,
    server,
    folder,
  }) => {
    const path = join(folder, "bike.png");
    writeFileSync(path, PNG);
    await app.receiveFirstMessage();
    await chooseType(app.page, "Image");
    const composer = composerOf(app.page);
    const address = composer.getByRole("textbox", { name: "Image address" });
    const part = composer.getByRole("button", { name: "Serve a local file" });
    await part.press("Enter");
    await expect(composer).toContainText("A file gets its public address from the tunnel, and none is open.");
    await expect(composer.getByRole("button", { name: "Open tunnel" })).toBeVisible();

    await openAt(app, server, "bike-bot");
    await closePopover(app);
    await choose(app, path);
    await expect(address).toHaveValue(/^http:\/\/bike-bot\.localhost:/);
    const former = await address.inputValue();
    await openTunnel(app.page);
    await app.page.getByRole("button", { name: "Close tunnel" }).click();
    await expect(app.page.getByRole("heading", { name: "Tunnel off" })).toBeVisible();
    await closePopover(app);
    await expect(composer).toContainText("No tunnel is open, so nobody can fetch it.");
    await expect(address).toHaveValue(former);
    await openAt(app, server, "another-bike");
    await closePopover(app);

    await expect(address).toHaveValue(former.replace("bike-bot", "another-bike"));
    await address.fill("https://example.com/a.png");
    await openServedFiles(app.page);
    const chip = app.page.getByRole("dialog", { name: /^Serving/ });
    await chip.getByRole("button", { name: "Stop serving bike.png" }).press("Enter");
    await closePopover(app);
    await expect(composer.getByRole("status")).toContainText(["“bike.png” is served no longer."]);
    await expect(address).toHaveValue("https://example.com/a.png");
  });
}

/** The simulated person writes, and the event is opened. */
async function receive(
  app: CompanionApp,
  message: Parameters<CompanionApp["running"]["receive"]>[0],
  name: RegExp,
): Promise<void> {
  await app.receiveFirstMessage();
  await app.running.receive(message);
  await app.row(name).click();
  await expect(
    selectedEvent(app.page).getByRole("heading", { name: /^Inbound (?:image|file)/ }),
  ).toBeVisible();
}

interface Saved {
  /** What it is proposed to be called. */
  readonly name: string;
  readonly bytes: Buffer;
}

/** Presses Save; the desktop's dialog is answered with `path`. */
async function save(app: CompanionApp, place: Locator, path: string): Promise<Saved> {
  const button = place.getByRole("button", { name: "Save" });
  const { desktop } = app.running;
  if (desktop === null) {
    const downloading = app.page.waitForEvent("download");
    await button.click();
    const download = await downloading;
    return { name: download.suggestedFilename(), bytes: readFileSync(await download.path()) };
  }
  await desktop.evaluate(({ dialog }, filePath) => {
    // Both forms are Electron's; the last argument is what was asked.
    const answer = async (...given: readonly unknown[]) => {
      Reflect.set(globalThis, "proposed", Reflect.get(Object(given.at(-1)), "defaultPath"));
      return { canceled: false, filePath };
    };
    Reflect.set(dialog, "showSaveDialog", answer);
  }, path);
  await button.click();
  await expect(app.page.getByText("Media saved")).toBeVisible();
  const name = await desktop.evaluate(() => String(Reflect.get(globalThis, "proposed")));
  return { name, bytes: readFileSync(path) };
}

/** Opens a tunnel by the title bar; its popover stays open. */
async function open(app: CompanionApp, server: LocaltunnelServer): Promise<void> {
  // The first minute has no tunnel in its title bar.
  await app.receiveFirstMessage();
  await openAt(app, server, "bike-bot");
}

async function openAt(app: CompanionApp, server: LocaltunnelServer, subdomain: string): Promise<void> {
  await openTunnel(app.page);
  const form = app.page.getByRole("form", { name: "Open a tunnel" });
  await form.getByRole("textbox", { name: "localtunnel server" }).fill(server.url);
  await form.getByRole("textbox", { name: "Subdomain" }).fill(subdomain);
  await form.getByRole("button", { name: "Open tunnel" }).click();
  await expect(app.page.getByRole("heading", { name: "Open (not proved)" })).toBeVisible();
}

async function closePopover(app: CompanionApp): Promise<void> {
  await app.page.keyboard.press("Escape");
  await expect(app.page.getByRole("dialog")).toHaveCount(0);
}

/** Chooses a file where that is open, in the way of the host. */
async function choose(app: CompanionApp, path: string): Promise<void> {
  const { desktop } = app.running;
  const button = app.page.getByRole("button", { name: "Choose a file" });
  if (desktop === null) {
    const choosing = app.page.waitForEvent("filechooser");
    await button.press("Enter");
    await (await choosing).setFiles(path);
    return;
  }
  await desktop.evaluate(({ dialog }, chosen) => {
    Reflect.set(dialog, "showOpenDialog", async () => ({ canceled: false, filePaths: [chosen] }));
  }, path);
  await button.press("Enter");
}

async function addressIn(files: Locator): Promise<string> {
  const text = await files.textContent();
  return /https?:\/\/\S+?\/\.hookline\/file\/[\w-]{22}(?:\.png)?/.exec(text ?? "")?.[0] ?? "none";
}

/** As somebody on the internet would: by the tunnel's public name. */
function get(url: string): Promise<{ readonly status: number; readonly body: Buffer }> {
  const { host, port, pathname } = new URL(url);
  return new Promise((resolve, reject) => {
    const outgoing = request(
      { host: "127.0.0.1", port, path: pathname, headers: { host }, agent: false },
      (response) => {
        const parts: Buffer[] = [];
        response.on("data", (part: Buffer) => parts.push(part));
        response.on("end", () => resolve({ status: response.statusCode ?? 0, body: Buffer.concat(parts) }));
      },
    );
    outgoing.on("error", reject).end();
  });
}

/** From now on, what the page's content security policy had to stop is remembered. */
async function watchPolicy(app: CompanionApp): Promise<void> {
  await app.page.evaluate(() => {
    const seen: string[] = [];
    Reflect.set(globalThis, "stopped", seen);
    document.addEventListener("securitypolicyviolation", ({ effectiveDirective, blockedURI }) =>
      seen.push(`${effectiveDirective} ${blockedURI}`),
    );
  });
}

function violations(app: CompanionApp): Promise<unknown> {
  return app.page.evaluate(() => Reflect.get(globalThis, "stopped"));
}
