// Every screen and state that pictures are taken of and that axe looks at, and how a person gets there.
import type { Page } from "@playwright/test";
import { COMPOSER } from "./composer-steps.ts";
import type { RunningHost, View } from "./hosts.ts";
import { judged, rotated } from "./keys-steps.ts";
import {
  fileServed,
  loadPicture,
  mediaReceived,
  openServedFiles,
  openThread,
  servedWithoutTunnel,
  tunnelWithFileField,
} from "./media-steps.ts";
import {
  conversed,
  fresh,
  freshAt,
  go,
  goAfter,
  jwtExpired,
  lost,
  madeUp,
  mixed,
  noMatch,
  openEvent,
  openTunnel,
  refused,
  replied,
  sendRefused,
  shown,
  termOver,
  tunnelInUse,
  tunnelled,
  turnedAway,
  waiting,
  waitingLong,
  withWorkspace,
  wrongTerm,
} from "./screen-steps.ts";
import { SCENARIOS } from "./scenario-steps.ts";
import {
  applicationKeyFileSaved,
  askForName,
  blockedFromOpening,
  CREDENTIALS_STEP,
  keyFileSaved,
  linkingOn,
  openedWithJwt,
  relinking,
  showKeyFile,
  showRelink,
} from "./secret-steps.ts";
import { linkExpired, SIMULATOR_SCREENS } from "./simulator-steps.ts";
import { sandboxChosen, secretRefused } from "./workspace-form-steps.ts";

/** What a screen keeps running beside the product. */
export interface Running {
  stop(): Promise<void>;
}

/** One screen. */
export interface Screen {
  readonly name: string;
  /** A menu or popover lies over the page, outside of its landmarks; it belongs to its button. */
  readonly isOverlay?: true;
  /** Brings a fresh Hookline there, once. What it answers is stopped afterwards. */
  prepare(host: RunningHost): Promise<Running | void>;
  /** What has to be done again in each view, e.g. opening a menu. */
  arrive?(page: Page, view: View): Promise<void>;
}

const DETAIL_TABS = ["Body", "Headers", "Response", "Signature", "Raw"] as const;

const EVENTS: readonly Screen[] = [
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
  {
    name: "events-made-up",
    prepare: madeUp,
    arrive: (page) => openEvent(page, "sig:bad", /bad signature/i),
  },
  { name: "events-no-match", prepare: mixed, arrive: noMatch },
  { name: "events-wrong-term", prepare: mixed, arrive: wrongTerm },
  { name: "events-waiting", prepare: waiting },
  { name: "events-waiting-minute", prepare: waitingLong },
  { name: "events-quiet-link", prepare: termOver },
  { name: "events-expired-link", prepare: linkExpired },
  { name: "media-thread", prepare: mediaReceived, arrive: openThread },
  {
    name: "media-picture",
    prepare: mediaReceived,
    arrive: async (page) => {
      await openEvent(page, "simulated-image", /simulated-image/);
      await loadPicture(page);
    },
  },
  {
    name: "media-refused",
    prepare: mediaReceived,
    arrive: async (page) => {
      await openEvent(page, "router.png", /router\.png/);
      await page
        .getByRole("region", { name: "Selected event" })
        .getByRole("button", { name: "Load" })
        .click();
      await page.getByRole("region", { name: "Selected event" }).getByRole("alert").scrollIntoViewIfNeeded();
    },
  },
  { name: "reply-refused", prepare: refused, arrive: sendRefused },
  { name: "connection-lost", prepare: lost },
];

const PLACES: readonly Screen[] = [
  { name: "conversations", prepare: (host) => goAfter(host, conversed, "#/conversations") },
  {
    name: "conversation-event",
    prepare: (host) => goAfter(host, conversed, "#/conversations"),
    arrive: (page, view) =>
      freshAt(page, "#/linking", async () => {
        await go(page, "#/conversations");
        if (view.width < 900) await page.getByRole("link", { name: /PSID/ }).click();
        const thread = page.getByRole("region", { name: "Conversation" });
        await thread.getByText("Hello from Facebook Messenger!").click();
      }),
  },
  { name: "linking-simulated", prepare: (host) => goAfter(host, replied, "#/linking") },
  { name: "linking", prepare: (host) => goAfter(host, withWorkspace, "#/linking") },
  {
    name: "linking-unfolded",
    prepare: (host) => goAfter(host, withWorkspace, "#/linking"),
    arrive: async (page) => {
      const main = page.locator("main");
      for (;;) {
        const folded = main.locator("h2 > button[aria-expanded=false]").first();
        if ((await folded.count()) === 0) break;
        await folded.click();
      }
    },
  },
  {
    name: "linking-jwt-page",
    prepare: (host) => goAfter(host, withWorkspace, "#/linking"),
    arrive: async (page) => page.getByText("JWT page", { exact: true }).click(),
  },
  {
    name: "linking-api-key-page",
    prepare: (host) => linkingOn(host, "API key page", CREDENTIALS_STEP),
    arrive: (page) => page.getByRole("button", { name: CREDENTIALS_STEP }).scrollIntoViewIfNeeded(),
  },
  {
    name: "linking-jwt-opened",
    prepare: openedWithJwt,
    arrive: (page) => page.getByRole("button", { name: "Copy JWT and open" }).scrollIntoViewIfNeeded(),
  },
  {
    name: "linking-jwt-blocked",
    prepare: blockedFromOpening,
    arrive: (page) => page.getByRole("link", { name: "Open the page" }).scrollIntoViewIfNeeded(),
  },
  { name: "linking-relinking", prepare: relinking, arrive: showRelink },
  { name: "linking-key-file", prepare: applicationKeyFileSaved, arrive: showKeyFile },
  { name: "keys", prepare: (host) => goAfter(host, replied, "#/keys") },
  { name: "keys-file", prepare: keyFileSaved, arrive: showKeyFile },
  {
    name: "keys-import",
    prepare: (host) => goAfter(host, replied, "#/keys"),
    arrive: async (page) => {
      const imports = page.getByRole("region", { name: "Import from Vonage’s tools" });
      await imports.getByRole("button", { name: /^(?:Import from|Look again)/ }).click();
      await imports.getByRole("status").waitFor();
    },
  },
  { name: "keys-own", prepare: withWorkspace },
  {
    name: "keys-refused",
    prepare: secretRefused,
    arrive: (page) => page.getByRole("alert").scrollIntoViewIfNeeded(),
  },
  { name: "keys-sandbox", prepare: sandboxChosen },
  {
    name: "keys-judged",
    prepare: withWorkspace,
    arrive: (page) => judged(page),
  },
  {
    name: "keys-rotation",
    prepare: rotated,
    arrive: (page) => page.getByText("Not proved.").scrollIntoViewIfNeeded(),
  },
  ...["appearance", "shortcuts", "sending", "screen-reader", "webhooks", "clipboard", "linking", "about"].map(
    (section): Screen => ({
      name: `settings-${section}`,
      prepare: (host) => goAfter(host, replied, "#/settings/appearance"),
      arrive: (page) => freshAt(page, "#/linking", () => go(page, `#/settings/${section}`)),
    }),
  ),
];

const OVERLAYS: readonly Screen[] = [
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
    arrive: (page) =>
      freshAt(page, "#/events", () =>
        page.getByRole("button", { name: "Filter by kind, status or workspace" }).click(),
      ),
  },
  {
    name: "copy-menu",
    isOverlay: true,
    prepare: mixed,
    arrive: async (page) => {
      await page.keyboard.press("Escape");
      await openEvent(page, "kind:inbound", /^Inbound/);
      const event = page.getByRole("region", { name: "Selected event" });
      await event.getByRole("button", { name: /^Copy( C)?$/ }).click();
    },
  },
  {
    name: "jwt-popover",
    isOverlay: true,
    prepare: conversed,
    arrive: (page) => fresh(page, () => page.getByRole("button", { name: /^JWT/ }).click()),
  },
  {
    name: "jwt-expired",
    isOverlay: true,
    prepare: async (host) => {
      await conversed(host);
      await jwtExpired(host);
    },
    arrive: (page) => fresh(page, () => page.getByRole("button", { name: /^JWT expired/ }).click()),
  },
  {
    name: "tunnel-popover",
    isOverlay: true,
    prepare: withWorkspace,
    arrive: (page) => fresh(page, () => openTunnel(page)),
  },
  {
    name: "tunnel-open",
    isOverlay: true,
    prepare: tunnelled,
    arrive: (page) => fresh(page, () => openTunnel(page)),
  },
  {
    name: "tunnel-live",
    isOverlay: true,
    prepare: tunnelInUse,
    arrive: (page) => fresh(page, () => openTunnel(page)),
  },
  {
    name: "turned-away",
    isOverlay: true,
    prepare: turnedAway,
    arrive: async (page, view) => {
      await fresh(page, async () => {
        const words = { name: "5 requests refused" };
        if (view.width >= 900) return page.getByRole("button", words).click();
        // Narrow windows have no status bar.
        await page.getByRole("button", { name: /^More/ }).click();
        return page.getByRole("menuitem", words).click();
      });
    },
  },
  {
    name: "serve-file",
    isOverlay: true,
    prepare: tunnelled,
    arrive: (page) => fresh(page, () => tunnelWithFileField(page)),
  },
  {
    name: "served-file",
    isOverlay: true,
    prepare: fileServed,
    arrive: (page) => fresh(page, () => openServedFiles(page)),
  },
  {
    name: "served-file-line",
    prepare: fileServed,
  },
  {
    name: "served-no-tunnel",
    isOverlay: true,
    prepare: servedWithoutTunnel,
    arrive: (page) => fresh(page, () => openServedFiles(page)),
  },
  {
    name: "workspace-menu",
    isOverlay: true,
    prepare: withWorkspace,
    arrive: (page) => fresh(page, () => page.getByRole("button", { name: /^Workspace / }).click()),
  },
  {
    name: "api-secret-dialog",
    prepare: (host) => linkingOn(host, "API key page", CREDENTIALS_STEP),
    arrive: (page) => fresh(page, () => askForName(page)),
  },
  {
    name: "workspace-removal",
    prepare: withWorkspace,
    arrive: (page) =>
      fresh(page, () => page.getByRole("button", { name: "Remove the workspace", exact: true }).click()),
  },
];

/** All screens. */
export const SCREENS: readonly Screen[] = [
  ...EVENTS,
  ...COMPOSER,
  ...PLACES,
  ...SIMULATOR_SCREENS,
  ...SCENARIOS,
  ...OVERLAYS,
];
