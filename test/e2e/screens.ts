// Every screen and state that pictures are taken of and that axe looks at, and how a person gets there.
import { expect, type Page } from "@playwright/test";
import { showAllWorkspaces } from "./companion-app.ts";
import type { RunningHost, View } from "./hosts.ts";

/** One screen. */
export interface Screen {
  readonly name: string;
  /** A menu or popover lies over the page, outside of its landmarks; it belongs to its button. */
  readonly isOverlay?: true;
  /** Brings a fresh Hookline there, once. */
  prepare(host: RunningHost): Promise<void>;
  /** What has to be done again in each view, e.g. opening a menu. */
  arrive?(page: Page, view: View): Promise<void>;
}

const DETAIL_TABS = ["Body", "Headers", "Response", "Signature", "Raw"] as const;

/** All screens. */
export const SCREENS: readonly Screen[] = [
  { name: "first-run", prepare: ({ page }) => shown(page, "See your first webhook") },
  { name: "events", prepare: replied },
  ...DETAIL_TABS.map((tab): Screen => ({
    name: `event-${tab.toLowerCase()}`,
    prepare: replied,
    arrive: async (page) => {
      await openEvent(page, "kind:inbound", /^Inbound text/);
      await page.getByRole("tab", { name: new RegExp(`^${tab}`) }).click();
    },
  })),
  { name: "readme", prepare: conversed },
  { name: "events-mixed", prepare: mixed },
  {
    name: "events-bad-signature",
    prepare: mixed,
    arrive: (page) => openEvent(page, "sig:bad", /bad signature/i),
  },
  {
    name: "events-unparsed",
    prepare: mixed,
    arrive: (page) => openEvent(page, "kind:unparsed", /^Unparsed/),
  },
  { name: "events-no-match", prepare: mixed, arrive: (page) => search(page, "nothing-matches-this") },
  { name: "events-wrong-term", prepare: mixed, arrive: (page) => search(page, "status:unheard") },
  { name: "conversations", prepare: async (host) => goAfter(host, replied, "#/conversations") },
  { name: "linking", prepare: async (host) => goAfter(host, replied, "#/linking") },
  {
    name: "linking-jwt-page",
    prepare: async (host) => goAfter(host, replied, "#/linking"),
    arrive: async (page) => page.getByText("JWT page", { exact: true }).click(),
  },
  { name: "keys", prepare: async (host) => goAfter(host, replied, "#/keys") },
  ...["appearance", "shortcuts", "webhooks", "about"].map((section): Screen => ({
    name: `settings-${section}`,
    prepare: async (host) => goAfter(host, replied, `#/settings/${section}`),
  })),
  {
    name: "palette",
    prepare: replied,
    arrive: (page) => fresh(page, () => page.keyboard.press("ControlOrMeta+k")),
  },
  { name: "shortcut-sheet", prepare: replied, arrive: (page) => fresh(page, () => page.keyboard.press("?")) },
  {
    name: "filter-menu",
    isOverlay: true,
    prepare: mixed,
    arrive: async (page) => {
      await page.keyboard.press("Escape");
      await go(page, "#/events");
      await page.getByRole("button", { name: "Filter by kind, status or workspace" }).click();
    },
  },
  {
    name: "jwt-popover",
    isOverlay: true,
    prepare: conversed,
    arrive: (page) => fresh(page, () => page.getByRole("button", { name: /^JWT/ }).click()),
  },
  {
    name: "workspace-menu",
    isOverlay: true,
    prepare: replied,
    arrive: (page) => fresh(page, () => page.getByRole("button", { name: /^Workspace / }).click()),
  },
];

async function shown(page: Page, heading: string): Promise<void> {
  await expect(page.getByRole("heading", { name: heading })).toBeVisible();
}

/** One message came and was answered; its reply was read. */
async function replied({ page }: RunningHost): Promise<void> {
  await page.getByRole("button", { name: "Receive a test message" }).click();
  const composer = page.getByRole("textbox", { name: "Reply text" });
  await composer.fill("Hi! Thanks for your message.");
  await composer.press("ControlOrMeta+Enter");
  await expect(page.getByRole("option", { name: /^Read by/ })).toBeVisible({ timeout: 15_000 });
}

/** What a bad day looks like. */
async function mixed(host: RunningHost): Promise<void> {
  await replied(host);
  await host.receive({ type: "image" });
  await host.receive({ type: "text", text: "This one was forged", fault: "bad-signature" });
  await host.receive({ type: "text", text: "This one came twice", fault: "duplicate" });
  await host.receive({ type: "text", text: "This one was not signed", fault: "unsigned" });
  await fetch(host.inboundUrl, { method: "POST", body: '{"text": oops}' });
  await showAllWorkspaces(host.page);
  await expect(host.page.getByRole("option", { name: /^Unparsed/ })).toBeVisible();
}

/** A small conversation with one forged message in it: the picture of the README. */
async function conversed(host: RunningHost): Promise<void> {
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

async function goAfter(
  host: RunningHost,
  prepare: (host: RunningHost) => Promise<void>,
  route: string,
): Promise<void> {
  await prepare(host);
  await go(host.page, route);
  await expect(host.page.locator("main")).toBeVisible();
}

async function go(page: Page, route: string): Promise<void> {
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

async function openEvent(page: Page, query: string, words: RegExp): Promise<void> {
  await search(page, query);
  const first = page.getByRole("option").first();
  await expect(first).toHaveAccessibleName(words);
  await first.click();
  await expect(page.getByRole("tablist").first()).toBeVisible();
}

/** Closes what the last view left open, then does it anew. */
async function fresh(page: Page, act: () => Promise<void>): Promise<void> {
  await page.keyboard.press("Escape");
  await page.keyboard.press("Escape");
  await act();
}
