// How a person gets to the screens that are pictured and looked at by axe.
import { generateKeyPairSync } from "node:crypto";
import { connect } from "node:net";
import { expect, type Page } from "@playwright/test";
import {
  postThroughTunnel,
  startLocaltunnelServer,
  type LocaltunnelServer,
} from "../fakes/localtunnel-server.ts";
import { signToken } from "../fakes/webhook-token.ts";
import { showAllWorkspaces } from "./companion-app.ts";
import type { RunningHost, View } from "./hosts.ts";

/** Waits for the screen of that heading. */
export async function shown(page: Page, heading: string): Promise<void> {
  await expect(page.getByRole("heading", { name: heading })).toBeVisible();
}

/** One message came and was answered; its reply was read. */
export async function replied({ page }: RunningHost): Promise<void> {
  await page.getByRole("button", { name: "Receive a test message" }).click();
  const composer = page.getByRole("textbox", { name: "Reply text" });
  await composer.fill("Hi! Thanks for your message.");
  await composer.press("ControlOrMeta+Enter");
  await expect(page.getByRole("option", { name: /^Read by/ })).toBeVisible({ timeout: 15_000 });
}

/** What a bad day looks like. */
export async function mixed(host: RunningHost): Promise<void> {
  await replied(host);
  await host.receive({ type: "image" });
  await host.receive({ type: "text", text: "This one was forged", fault: "bad-signature" });
  await host.receive({ type: "text", text: "This one came twice", fault: "duplicate" });
  await host.receive({ type: "text", text: "This one was not signed", fault: "unsigned" });
  await fetch(host.inboundUrl, { method: "POST", body: '{"text": oops}' });
  await showAllWorkspaces(host.page);
  await expect(host.page.getByRole("option", { name: /^Unparsed/ })).toBeVisible();
  await expect(host.page.getByRole("button", { name: "All 11" })).toBeVisible();
}

/** Requests came that are no webhooks. */
export async function turnedAway(host: RunningHost): Promise<void> {
  await host.receive({ type: "text", text: "This one came through" });
  const to = (path: string): string => new URL(path, host.inboundUrl).href;
  for (const path of ["/robots.txt", "/webhook/status", "/inbound", "/inbound"]) {
    // oxlint-disable-next-line no-await-in-loop -- the newest is on top
    await fetch(to(path), { method: "POST", body: "{}" });
  }
  const { hostname, port } = new URL(host.inboundUrl);
  connect(Number(port), hostname).end("This is no HTTP\r\n\r\n");
  await expect(host.page.getByRole("button", { name: "5 requests refused" })).toBeVisible();
}

/** A small conversation with one forged message in it: the picture of the README. */
export async function conversed(host: RunningHost): Promise<void> {
  await replied(host);
  await host.receive({ type: "text", text: "Is the shop open on Sunday?", fault: "duplicate" });
  await host.receive({ type: "text", text: "You have won a bike", fault: "bad-signature" });
  await host.receive({ type: "text", text: "And do you repair old brakes?" });
  await host.page.getByRole("option", { name: /repair old brakes/ }).click();
  const composer = host.page.getByRole("textbox", { name: "Reply text" });
  await composer.fill("Yes, from 10 to 16. Bring the bike along.");
  await composer.press("ControlOrMeta+Enter");
  await expect(host.page.getByRole("option", { name: /^Read by/ })).toHaveCount(2, { timeout: 15_000 });
  // Filled, the first steps go by themselves.
  await expect(host.page.getByRole("button", { name: "Close the first steps" })).toHaveCount(0);
}

/** Goes to a place after something else was done. */
export async function goAfter(
  host: RunningHost,
  prepare: (host: RunningHost) => Promise<void>,
  route: string,
): Promise<void> {
  await prepare(host);
  await go(host.page, route);
  await expect(host.page.locator("main")).toBeVisible();
}

/** Gives the window a size, and waits until the page is laid out for it. */
export async function resize(page: Page, size: { width: number; height: number }): Promise<void> {
  await page.setViewportSize(size);
  const layout = size.width < 900 ? "narrow" : size.width < 1321 ? "rail" : "wide";
  await expect(page.locator("[data-layout]").first()).toHaveAttribute("data-layout", layout);
  await expect.poll(() => page.evaluate(() => innerWidth)).toBe(size.width);
}

/** Goes to an address of the page. */
export async function go(page: Page, route: string): Promise<void> {
  await page.evaluate((hash) => {
    location.hash = hash;
  }, route);
}

/** Narrow windows show the list or the event, so each view begins at the list. */
async function search(page: Page, query: string): Promise<void> {
  await go(page, "#/events");
  const field = page.getByRole("searchbox", { name: "Search or filter events" });
  await field.fill(query);
  await field.press("Enter");
}

/** A search that finds nothing. */
export async function noMatch(page: Page): Promise<void> {
  await search(page, "nothing-matches-this");
  await expect(page.getByText("No events match")).toBeVisible();
}

/** A search with a word that no status has. */
export async function wrongTerm(page: Page): Promise<void> {
  await search(page, "status:unheard");
  await expect(page.getByText("Unknown status.")).toBeVisible();
}

/** Opens the newest event that a query finds. */
export async function openEvent(page: Page, query: string, words: RegExp): Promise<void> {
  await search(page, query);
  const first = page.getByRole("option").first();
  await expect(first).toHaveAccessibleName(words);
  await first.click();
  await expect(page.getByRole("tablist").first()).toBeVisible();
}

/** Closes what the last view left open, then does it anew. */
export async function fresh(page: Page, act: () => Promise<void>): Promise<void> {
  await page.keyboard.press("Escape");
  await page.keyboard.press("Escape");
  await act();
}

/** As {@link fresh}, from a place of its own: narrow windows show a list or what it leads to. */
export async function freshAt(page: Page, route: string, act: () => Promise<void>): Promise<void> {
  await page.keyboard.press("Escape");
  await page.keyboard.press("Escape");
  await go(page, route);
  await act();
}

/** Closes a toast instead of waiting until it goes. */
export async function closeToast(page: Page, words: string): Promise<void> {
  const toast = page.getByRole("alert").filter({ hasText: words });
  await toast.getByRole("button").click();
  await expect(toast).toHaveCount(0);
}

/** A workspace of one's own, with a key, beside the simulator's. */
export async function withWorkspace(host: RunningHost): Promise<void> {
  await replied(host);
  const { page } = host;
  await go(page, "#/keys");
  await page.getByRole("textbox", { name: "Workspace name" }).fill("Bike bot");
  await page.getByRole("textbox", { name: "Page ID" }).fill("0000000000000000");
  await page.getByRole("textbox", { name: "Page name" }).fill("Acme Bikes");
  await page.getByRole("textbox", { name: "Application ID" }).fill("aaaaaaaa-bbbb-cccc-dddd-0123456789ab");
  await page.getByRole("textbox", { name: "Or paste it" }).fill(privateKey());
  await page.getByRole("textbox", { name: "API key" }).fill("a1b2c3d4");
  await page.getByRole("button", { name: "Add workspace" }).click();
  await expect(page.getByRole("heading", { name: "Bike bot" })).toBeVisible();
  await closeToast(page, "Workspace added");
}

/** A workspace of one's own that no webhook has reached. */
export async function waiting(host: RunningHost): Promise<void> {
  await withWorkspace(host);
  await go(host.page, "#/events");
  await shown(host.page, "Waiting for the first webhook");
}

/** The same after a minute. */
export async function waitingLong(host: RunningHost): Promise<void> {
  await waiting(host);
  await host.page.clock.setFixedTime(Date.now() + 61_000);
  await expect(host.page.getByRole("region", { name: "What could be wrong" })).toBeVisible();
}

/** A webhook of somebody who holds no secret: its JWT lacks what it must have. */
export async function madeUp(host: RunningHost): Promise<void> {
  await waiting(host);
  const body = JSON.stringify({
    channel: "messenger",
    message_uuid: "aaaaaaaa-bbbb-cccc-dddd-0123456789ab",
    timestamp: "2020-01-01T14:00:00.000Z",
    to: "0000000000000000",
    from: "1111111111111111",
    message_type: "text",
    text: "This one was made up",
  });
  const token = signToken({ secret: "anything", body, claims: { payload_hash: undefined } });
  await fetch(host.inboundUrl, { method: "POST", body, headers: { authorization: `Bearer ${token}` } });
}

/** A workspace of one's own, and its Page was linked long ago: nothing came since the 90 days of the guides were over. */
export async function termOver(host: Pick<RunningHost, "page">): Promise<void> {
  const { page } = host;
  await go(page, "#/keys");
  await page.getByRole("textbox", { name: "Workspace name" }).fill("Bike bot");
  await page.getByRole("textbox", { name: "Page ID" }).fill("0000000000000000");
  await page.getByRole("button", { name: "Add workspace" }).click();
  await expect(page.getByRole("heading", { name: "Bike bot" })).toBeVisible();
  await closeToast(page, "Workspace added");
  await go(page, "#/linking");
  await page.getByLabel("Day on which Part 1 was finished").fill("2020-01-01");
  await page.getByRole("button", { name: "Save date" }).click();
  await expect(page.getByRole("region", { name: "Re-link" })).toBeVisible();
  await go(page, "#/events");
  await expect(page.getByRole("note")).toContainText("90 days ended on 31 Mar 2020");
}

/** A JWT that was minted an hour ago. */
export async function jwtExpired({ page }: RunningHost): Promise<void> {
  await page.getByRole("banner").getByRole("button", { name: "Copy JWT" }).click();
  const toast = page.getByText(/^JWT copied/);
  await expect(toast).toBeVisible();
  await expect(toast).toHaveCount(0, { timeout: 15_000 });
  await page.clock.setFixedTime(Date.now() + 3_600_000);
  await expect(page.getByRole("button", { name: /^JWT expired/ })).toBeVisible();
}

/** A tunnel that is open, through a server of one's own. */
export async function tunnelled(host: RunningHost): Promise<LocaltunnelServer> {
  const server = await startLocaltunnelServer();
  await withWorkspace(host);
  await openTunnelOf(host.page, server, "my-bike-bot");
  return server;
}

/** Opens one by that server, under that name. */
export async function openTunnelOf(page: Page, server: LocaltunnelServer, subdomain: string): Promise<void> {
  await openTunnel(page);
  const form = page.getByRole("form", { name: "Open a tunnel" });
  await form.getByRole("textbox", { name: "localtunnel server" }).fill(server.url);
  await form.getByRole("textbox", { name: "Subdomain" }).fill(subdomain);
  await form.getByRole("button", { name: "Open tunnel" }).click();
  await expect(page.getByRole("heading", { name: "Open (not proved)" })).toBeVisible();
}

/** A tunnel through which webhooks come in. */
export async function tunnelInUse(host: RunningHost): Promise<LocaltunnelServer> {
  const server = await tunnelled(host);
  const url = `http://my-bike-bot.localhost:${server.port}`;
  for (let count = 0; count < 12; count += 1) {
    // oxlint-disable-next-line no-await-in-loop -- as they come in: one after the other
    await postThroughTunnel(url, "/webhooks/inbound", JSON.stringify({ text: "Hello".repeat(count * 40) }));
  }
  await expect(host.page.getByRole("dialog").getByText("Requests").locator("xpath=..")).toContainText("12");
  return server;
}

/** Presses the tunnel pill, whatever it says. */
export async function openTunnel(page: Page): Promise<void> {
  await page
    .getByRole("banner")
    .getByRole("button", { name: /tunnel|not proved/i })
    .click();
}

/** Vonage refuses what is sent from now on. */
export async function refused(host: RunningHost): Promise<void> {
  await replied(host);
  await host.answerSends("unauthorized");
}

/** Where there is no room for the conversation beside the event, it is a tab of it. */
export async function showConversation(page: Page, { width }: Pick<View, "width">): Promise<void> {
  if (width <= 1180) await page.getByRole("tab", { name: "Thread" }).click();
}

/** Sends a reply that is refused: what to do about it stands under it. */
export async function sendRefused(page: Page, view: View): Promise<void> {
  await showConversation(page, view);
  const composer = page.getByRole("textbox", { name: "Reply text" });
  await composer.fill("Yes, from 10 to 16.");
  await composer.press("ControlOrMeta+Enter");
  await expect(page.getByRole("alert")).toContainText("refused a JWT");
}

/** The program ended while its page was open. */
export async function lost(host: RunningHost): Promise<void> {
  await replied(host);
  host.process.kill("SIGTERM");
  await expect(host.page.getByText(/connection to Hookline was lost/i).first()).toBeVisible();
}

let key: string | null = null;

/** The same for all workspaces of a run: making one takes up to a second. */
export function privateKey(): string {
  key ??= anotherPrivateKey();
  return key;
}

/** One that no workspace has. */
export function anotherPrivateKey(): string {
  return generateKeyPairSync("rsa", {
    modulusLength: 2048,
    privateKeyEncoding: { type: "pkcs8", format: "pem" },
    publicKeyEncoding: { type: "spki", format: "pem" },
  }).privateKey;
}

/** An unsigned message to a Page, as nobody but its sender vouches for. */
export function inboundTo(pageId: string): string {
  return JSON.stringify({
    message_uuid: `aaaaaaaa-bbbb-4ccc-8ddd-00000000${pageId}`,
    channel: "messenger",
    from: "3333",
    to: pageId,
    message_type: "text",
    text: "Is it open?",
    timestamp: new Date().toISOString(),
  });
}
