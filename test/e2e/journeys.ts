// What a person does with Hookline, step by step; the same in the desktop app and in the browser.
import { generateKeyPairSync } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect } from "@playwright/test";
import { importSPKI, jwtVerify } from "jose";
import { test } from "./companion-app.ts";
import { describeComposer } from "./composer-journeys.ts";
import type { HostName } from "./hosts.ts";
import { describeImports } from "./import-journey.ts";

const GREETING = "Hello from Facebook Messenger!";
const TABS = ["Body", "Headers", "Response", "Signature", "Raw"] as const;

/** Declares every journey for one host. */
export function describeJourneys(host: HostName): void {
  test.use({ host });
  test.describe(`in the ${host === "electron" ? "desktop app" : "browser"}`, () => {
    describeFirstMinute();
    describeList();
    describeEvidence();
    describeComposer();
    describeKeys();
    describeImports();
    describeRestart();
  });
}

function describeFirstMinute(): void {
  test("a new user receives a webhook, looks at it, replies and sees it read", async ({ app }) => {
    await expect(app.page.getByRole("heading", { name: "See your first webhook" })).toBeVisible();

    await app.receiveFirstMessage();

    await expect(
      app.row(new RegExp(`Inbound text from PSID .*${GREETING}.*verified ?, answered 200`)),
    ).toBeVisible();
    await expect(app.page.getByRole("heading", { name: "Inbound text" })).toBeVisible();
    await expect(app.conversation).toContainText(GREETING);
    await expect(app.composer).toBeFocused();
    await expect(app.composer).toHaveValue("Hi! Thanks for your message.");

    await app.composer.press("ControlOrMeta+Enter");

    await expect(app.composer).toHaveValue("");
    await app.expectRead();
    await expect(app.conversation.getByRole("list", { name: "Delivery" })).toContainText(
      /Submitted.*Delivered.*Read/s,
    );
  });

  test("the same works without a mouse", async ({ app }) => {
    await expect(app.page.getByRole("button", { name: "Receive a test message" })).toBeVisible();
    await app.page.keyboard.press("Enter");
    await expect(app.composer).toBeFocused();
    await app.page.keyboard.press("ControlOrMeta+Enter");
    await app.expectRead();

    await app.page.keyboard.press("Escape");
    await app.page.keyboard.press("g");
    await app.page.keyboard.press("e");
    for (const [index, name] of TABS.entries()) {
      await app.page.keyboard.press(String(index + 1));
      await expect(app.tab(name)).toHaveAttribute("aria-selected", "true");
    }
    await app.page.keyboard.press("/");
    await expect(app.search).toBeFocused();
    await app.page.keyboard.press("Escape");
    await expect(app.list).toBeFocused();
    await app.page.keyboard.press("?");
    await expect(app.page.getByRole("dialog")).toBeVisible();
    await app.page.keyboard.press("Escape");
    await app.page.keyboard.press("ControlOrMeta+k");
    await app.page.keyboard.type("Linking");
    await app.page.keyboard.press("Enter");
    await expect(app.page.getByRole("heading", { name: "Link your Facebook Page" })).toBeVisible();
    for (const key of ["g", "c", "g", "e"]) await app.page.keyboard.press(key);
    await expect(app.list).toBeVisible();
  });

  test("what is typed after Ctrl+K goes into the palette, whatever else asks for the focus", async ({
    app,
  }) => {
    await expect(app.page.getByRole("button", { name: "Receive a test message" })).toBeVisible();
    await app.page.keyboard.press("ControlOrMeta+k");
    const field = app.page.getByRole("combobox", { name: "Search or run a command" });
    await expect(field).toBeFocused();
    await app.page.keyboard.type("Link");

    // As a dialog does that was opened and closed just before: it takes the focus by a timer, however late that runs.
    await app.page.evaluate(() => document.querySelector("main")?.querySelector("button")?.focus());

    await expect(field).toBeFocused();
    await app.page.keyboard.type("ing");
    await expect(field).toHaveValue("Linking");
    await app.page.keyboard.press("Enter");
    await expect(app.page.getByRole("heading", { name: "Link your Facebook Page" })).toBeVisible();
  });

  test("the palette offers an event only where its id or its words were typed", async ({ app }) => {
    await app.receiveFirstMessage();
    await expect(app.conversation).toContainText(GREETING);
    await app.page.keyboard.press("Escape");
    await app.page.keyboard.press("ControlOrMeta+k");
    const event = app.page.getByRole("option", { name: /^#1 Inbound text/ });

    for (const words of ["Linking", "#zzz"]) {
      await app.page.keyboard.type("#1");
      await expect(event).toBeVisible();
      await app.page.keyboard.press("ControlOrMeta+a");
      await app.page.keyboard.type(words);
      await expect(event).toHaveCount(0);
      await app.page.keyboard.press("ControlOrMeta+a");
    }
  });

  test("the arrows go through the events as j and k do where nothing has the focus", async ({ app }) => {
    await app.receiveFirstMessage();
    await app.running.receive({ type: "text", text: "The second" });
    await expect(app.list.getByRole("option")).toHaveCount(2);
    await app.page.evaluate(() => {
      if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
    });

    await app.page.keyboard.press("ArrowUp");
    await expect(app.row(/The second/)).toHaveAttribute("aria-selected", "true");
    await app.page.keyboard.press("ArrowDown");
    await expect(app.row(new RegExp(GREETING))).toHaveAttribute("aria-selected", "true");
    await app.tab("Body").focus();
    await app.page.keyboard.press("ArrowUp");
    await app.composer.focus();
    await app.page.keyboard.press("ArrowUp");
    await expect(app.row(new RegExp(GREETING))).toHaveAttribute("aria-selected", "true");
  });

  test("the palette has what two keys do once, with the key that all of its kind have", async ({ app }) => {
    const { page } = app;
    await app.receiveFirstMessage();
    await expect(page.getByRole("region", { name: "Selected event" }).getByRole("tab").first()).toBeVisible();

    await page.keyboard.press("ControlOrMeta+k");
    await page.keyboard.type(">copy body");

    const found = page.getByRole("option", { name: /^Copy body/ });
    await expect(found).toHaveText([/^Copy bodyCB$/, /^Copy body, minified$/]);
  });

  test("an act of the palette puts the focus where it belongs", async ({ app }) => {
    await app.receiveFirstMessage();
    for (const [act, place] of [
      ["Search events", app.search],
      ["Reply", app.composer],
    ] as const) {
      await app.list.focus();
      await app.page.keyboard.press("ControlOrMeta+k");
      await app.page.keyboard.type(`>${act}`);
      await expect(
        app.page.getByRole("option", { name: new RegExp(`^${act}`), selected: true }),
      ).toBeVisible();
      await app.page.keyboard.press("Enter");
      await expect(app.page.getByRole("dialog")).toHaveCount(0);
      await expect(place).toBeFocused();
    }
  });
}

function describeList(): void {
  test("chips and terms filter the list, and a wrong term says what is known", async ({ app }) => {
    await app.receiveFirstMessage();
    await app.running.receive({ type: "text", text: "Forged", fault: "bad-signature" });
    await expect(app.list.getByRole("option")).toHaveCount(2);

    await app.chip("Problems").click();
    await expect(app.list.getByRole("option")).toHaveCount(1);
    await expect(app.row(/bad signature/i)).toBeVisible();

    await app.chip("All").click();
    await app.search.fill("sig:verified");
    await expect(app.row(new RegExp(GREETING))).toBeVisible();
    await expect(app.list.getByRole("option")).toHaveCount(1);

    await app.search.fill("status:unheard");
    await expect(
      app.page.getByText(
        /Known: submitted, delivered, read, rejected, undeliverable\. This term is ignored\./,
      ),
    ).toBeVisible();

    const pasted = "x".repeat(1_500);
    await app.search.fill(pasted);
    await expect(
      app.page.getByText("A term of a search has at most 1,000 characters. This term is ignored."),
    ).toBeVisible();
    await expect(app.list.getByRole("option")).toHaveCount(2);
    await expect(app.search).toHaveValue(pasted);

    await app.search.fill("nothing-matches-this");
    await expect(app.page.getByText("No events match")).toBeVisible();
    await expect(app.page.getByText("2 are hidden by the filter.")).toBeVisible();
    await app.page.getByRole("button", { name: "Clear filter" }).click();
    await expect(app.list.getByRole("option")).toHaveCount(2);

    await app.search.fill("sig:verified");
    await app.page.getByRole("button", { name: "Clear the search" }).click();
    await expect(app.search).toHaveValue("");
    await expect(app.search).toBeFocused();
    await expect(app.list.getByRole("option")).toHaveCount(2);
  });

  test("a list of all workspaces says so, and leads back to the chosen one", async ({ app }) => {
    await app.receiveFirstMessage();
    await fetch(app.running.inboundUrl, { method: "POST", body: "{}" });
    await app.page.getByRole("button", { name: "Show all" }).click();
    await expect(app.list.getByRole("option")).toHaveCount(2);

    await app.page.getByRole("button", { name: "All workspaces. Show the chosen one only" }).click();

    await expect(app.list.getByRole("option")).toHaveCount(1);
    await expect(app.search).toBeFocused();
    await expect(app.page.getByText("1 event belongs to no workspace.")).toBeVisible();
  });

  test("pausing holds the view and never the capture", async ({ app }) => {
    await app.receiveFirstMessage();

    await app.page.getByRole("button", { name: "Live. Pause the view" }).click();
    await app.running.receive({ type: "text", text: "While paused" });

    await expect(app.page.getByRole("button", { name: /^Paused, 1 waiting/ })).toBeVisible();
    await expect(app.row(/While paused/)).toHaveCount(0);
    await app.page.getByRole("button", { name: /^Paused/ }).click();
    await expect(app.row(/While paused/)).toBeVisible();
  });
}

function describeEvidence(): void {
  test("a bad signature is shown with the check that failed", async ({ app }) => {
    await app.receiveFirstMessage();
    await app.running.receive({ type: "text", text: "Forged", fault: "bad-signature" });

    await app.row(/bad signature/i).click();

    await expect(app.page.getByText(/Signature mismatch/).first()).toBeVisible();
    await app.tab("Signature").click();
    await expect(app.page.getByRole("tabpanel")).toContainText("HS256");
  });

  test("each tab shows its part of a delivery", async ({ app }) => {
    await app.receiveFirstMessage();

    const panel = app.page.getByRole("tabpanel");
    await expect(panel).toContainText("message_uuid");
    await app.tab("Headers").click();
    await expect(panel).toContainText("content-type");
    await app.tab("Response").click();
    await expect(panel).toContainText("200");
    await app.tab("Signature").click();
    await expect(panel).toContainText("payload_hash");
    await app.tab("Raw").click();
    await expect(panel).toContainText(`"${GREETING}"`);
  });

  test("a body that is not JSON is kept and shown byte by byte", async ({ app }) => {
    await app.receiveFirstMessage();

    const answer = await fetch(app.running.inboundUrl, { method: "POST", body: '{"text": oops}' });

    expect(answer.status).toBe(400);
    await app.showAllWorkspaces();
    await app.row(/Unparsed/).click();
    await expect(app.page.getByRole("tabpanel")).toContainText('{"text": oops}');
    await expect(app.page.getByText(/not JSON/).first()).toBeVisible();
  });

  test("a long body that is not JSON opens raw, with the place where it breaks", async ({ app }) => {
    await app.receiveFirstMessage();
    const body = `{"a":[${"1,".repeat(200_000)}`;

    const answer = await fetch(app.running.inboundUrl, { method: "POST", body });

    expect(answer.status).toBe(400);
    await app.showAllWorkspaces();
    await app.row(/not JSON/).click();
    await expect(app.tab("Raw")).toHaveAttribute("aria-selected", "true");
    await expect(app.page.getByRole("tabpanel")).toContainText(
      "Not JSON: it ends too early at byte 400,006; the first 256",
    );
  });
}

function describeKeys(): void {
  test("a workspace of one's own mints a JWT that its public key verifies", async ({ app }) => {
    const { privateKey, publicKey } = generateKeyPairSync("rsa", {
      modulusLength: 2048,
      privateKeyEncoding: { type: "pkcs8", format: "pem" },
      publicKeyEncoding: { type: "spki", format: "pem" },
    });
    const applicationId = "aaaaaaaa-bbbb-cccc-dddd-0123456789ab";
    await app.open("Keys and JWT");

    await app.addWorkspace({ name: "Shop bot", applicationId, privateKey });

    await expect(app.page.getByText(/SHA256:/).first()).toBeVisible();
    const builder = app.page.getByRole("region", { name: "JWT builder" });
    await builder.getByRole("button", { name: "Copy", exact: true }).click();
    await expect(app.page.getByText(/^JWT copied, 1[45]:\d\d left/)).toBeVisible();
    const token = await app.running.clipboardText();
    const { payload } = await jwtVerify(token, await importSPKI(publicKey, "RS256"));
    expect(payload["application_id"]).toBe(applicationId);
    expect(await app.page.content()).not.toContain(token);
  });

  test("a ticked step of linking stays ticked, and says who ticked it", async ({ app }) => {
    await app.open("Keys and JWT");
    await app.addWorkspace({ name: "Shop bot" });
    await app.open("Linking");
    const step = () =>
      app.page.getByRole("checkbox", { name: "Open Link Facebook Page in the Vonage dashboard" });

    await step().click();

    await expect(step()).toBeChecked();
    await expect(app.page.getByText("You ticked this")).toBeVisible();
    await app.restart();
    await app.open("Linking");
    await expect(step()).toBeChecked();
  });
}

function describeRestart(): void {
  test("commands read the same events, and a second owner of the folder is turned away", async ({ app }) => {
    await app.receiveFirstMessage();

    const events = await app.command("events", "--json");
    const second = await app.command("serve", "--json");

    expect(events.code).toBe(0);
    expect(JSON.parse(events.stdout)).toMatchObject({
      kind: "inbound",
      text: GREETING,
      signature: { state: "verified" },
      response: { status: 200 },
    });
    expect(second.code).toBe(1);
    expect(JSON.parse(second.stderr)).toMatchObject({ error: { code: "DATA_FOLDER_IN_USE" } });
    expect(second.stderr).toContain(`process ${app.running.process.pid}`);
  });

  test("a restart keeps the events, the theme and the place", async ({ app }) => {
    await app.receiveFirstMessage();
    await app.page.getByRole("button", { name: "Use the dark theme" }).click();
    await expect(app.page.locator("html")).toHaveAttribute("data-mantine-color-scheme", "dark");
    // It is seen before it is kept.
    await expect
      .poll(() => readFile(join(app.dataFolder, "settings.json"), "utf8").catch(() => ""))
      .toMatch(/"theme":\s*"dark"/);

    await app.restart();

    await expect(app.row(new RegExp(GREETING))).toBeVisible();
    await expect(app.page.locator("html")).toHaveAttribute("data-mantine-color-scheme", "dark");
  });
}
