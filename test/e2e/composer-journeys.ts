// What a person sends with the composer, step by step; the same in the desktop app and in the browser.
import { generateKeyPairSync } from "node:crypto";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, type Locator } from "@playwright/test";
import { startWebhookReceiver } from "../fakes/webhook-receiver.ts";
import { test, type CompanionApp } from "./companion-app.ts";
import {
  atConversation,
  chooseType,
  chooseVersion,
  composerOf,
  sendAs,
  setOpen,
  type TypeName,
} from "./composer-steps.ts";

const SEND = "ControlOrMeta+Enter";
const APPLICATION = "aaaaaaaa-bbbb-cccc-dddd-0123456789ab";

/** Declares the journeys of the composer. */
export function describeComposer(): void {
  test.describe("the composer", () => {
    describeContents();
    describeRefusals();
    describeRequest();
    describeRealPage();
  });
}

function field(app: CompanionApp, name: string): Locator {
  return composerOf(app.page).getByRole("textbox", { name });
}

function describeContents(): void {
  const media: readonly (readonly [TypeName, string])[] = [
    ["Image", "https://example.com/bike-rack.jpg"],
    ["Audio", "https://example.com/bell.mp3"],
    ["Video", "https://example.com/ride.mp4"],
    ["File", "https://example.com/prices.pdf"],
  ];

  test("sends image, audio, video and file by their address, and fetches none of them", async ({ app }) => {
    await app.receiveFirstMessage();
    const fetched: string[] = [];
    app.page.on("request", (request) => fetched.push(request.url()));

    for (const [name, url] of media) {
      await chooseType(app.page, name);
      await field(app, `${name} address`).fill(url);
      await field(app, `${name} address`).press(SEND);
      await expect(app.row(new RegExp(`^Sent ${name.toLowerCase()} to`))).toBeVisible();
      await expect(field(app, `${name} address`)).toHaveValue("");
      await expect(
        app.conversation.getByRole("button", { name: new RegExp(`Reply: .*${url.split("/").at(-1)}`) }),
      ).toBeVisible();
    }

    await expect(app.row(/^Delivered to/)).toHaveCount(media.length, { timeout: 15_000 });
    expect(fetched.filter((url) => url.startsWith("https://example.com"))).toEqual([]);
  });

  test("sends a template by v0.1, once it is JSON", async ({ app }) => {
    await app.receiveFirstMessage();
    await chooseVersion(app.page, "v0.1");
    await chooseType(app.page, "Template");
    await composerOf(app.page).getByRole("button", { name: "Insert an example" }).click();
    const json = field(app, "Template JSON");
    const example = await json.inputValue();
    await json.fill(`${example},`);

    await expect(composerOf(app.page)).toContainText(
      "It is not JSON: unexpected “,” after the end of the value",
    );
    await expect(composerOf(app.page).getByRole("button", { name: /^Send/ })).toBeDisabled();
    await json.fill(example);
    await json.press(SEND);

    await app.row(/^Sent template to/).click();
    await expect(app.page.getByRole("heading", { name: "Sent template" })).toBeVisible();
    await expect(app.page.getByRole("tabpanel")).toContainText('"template_type": "button"');
    await expect(app.conversation.getByRole("button", { name: /Reply: Template/ })).toBeVisible();
  });

  test("takes a copy of the last message with the arrow up, options included", async ({ app }) => {
    await app.receiveFirstMessage();
    await chooseType(app.page, "Image");
    await setOpen(app.page, "Options", true);
    await field(app, "client_ref").fill("order-7");
    await field(app, "Image address").fill("https://example.com/a.png");
    await field(app, "Image address").press(SEND);
    await expect(app.row(/^Sent image to/)).toBeVisible();
    await field(app, "client_ref").fill("");
    await chooseType(app.page, "Text");
    await app.composer.fill("");

    await app.composer.press("ArrowUp");

    await expect(field(app, "Image address")).toHaveValue("https://example.com/a.png");
    await expect(field(app, "client_ref")).toHaveValue("order-7");
  });
}

function describeRefusals(): void {
  test("shows retired tags as retired, sends one all the same, and says what came of it", async ({ app }) => {
    await app.receiveFirstMessage();
    await sendAs(app.page, "message tag");
    const tags = composerOf(app.page).getByRole("combobox", { name: "Message tag" });
    await expect(tags).toHaveValue("HUMAN_AGENT");

    await tags.click();
    await app.page.getByRole("option", { name: /^ACCOUNT_UPDATE ?Retired since 27 Apr 2026/ }).click();
    await app.composer.fill("Your account was changed.");
    await expect(composerOf(app.page)).toContainText(
      "ACCOUNT_UPDATE is retired since 27 Apr 2026: Messenger refuses it.",
    );
    await composerOf(app.page).getByRole("button", { name: "Send anyway" }).click();

    await expect(app.conversation).toContainText("The message tag is unknown or retired (1021)", {
      timeout: 15_000,
    });
    await expect(app.conversation.getByRole("list", { name: "Delivery" }).last()).toContainText(
      /Submitted.*Rejected/s,
    );
  });

  test("keeps what Vonage refuses, and says why", async ({ app }) => {
    await app.receiveFirstMessage();
    await app.composer.fill("x".repeat(641));
    await expect(composerOf(app.page)).toContainText("641 of 640");

    await app.composer.press(SEND);

    await expect(app.page.getByRole("alert")).toContainText("`text` must be at most 640 characters.");
    await expect(app.composer).toHaveValue("x".repeat(641));
    await app.page.getByRole("button", { name: "Edit message" }).click();
    await expect(app.composer).toBeFocused();
  });
}

function describeRequest(): void {
  test("shows the request before it is sent, which is the one that goes out", async ({ app }) => {
    await app.receiveFirstMessage();
    await sendAs(app.page, "update");
    await app.composer.fill("The shop is open.");
    await app.page.keyboard.press("ControlOrMeta+Shift+Enter");
    const request = composerOf(app.page).getByRole("region", { name: "Request" });
    await expect(request).toContainText("POST /v1/messages");
    await expect(request).toContainText("Bearer ***");
    const body = request.getByLabel("Body of the request");
    const shown: unknown = JSON.parse(await body.innerText());

    await request.getByRole("button", { name: "Copy as" }).click();
    await app.page.getByRole("menuitem", { name: "curl" }).click();
    await expect.poll(() => app.running.clipboardText()).toContain("FB_RECIPIENT_ID='1111111111111111'");
    await app.composer.press(SEND);
    await expect(request).toHaveCount(0);

    await app.row(/^Sent text to/).click();
    await app.tab("Raw").click();
    const raw = app.page.getByRole("tabpanel");
    await expect(raw).toContainText("The shop is open.");
    const { stdout } = await app.command("events", "--json", "--query", "kind:reply");
    const [sent] = stdout
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line) as { raw: string }); // of the contract
    expect(shown).toEqual(JSON.parse(sent?.raw ?? ""));
    expect(shown).toEqual({
      channel: "messenger",
      message_type: "text",
      to: "1111111111111111",
      from: "0000000000000000",
      text: "The shop is open.",
      messenger: { category: "update" },
    });
  });
}

function describeRealPage(): void {
  test("asks twice before a real person is written to, and forgets it when told", async ({ app }) => {
    await addRealWorkspace(app);
    await atConversation(app.page);
    const again = composerOf(app.page).getByRole("status").filter({ hasText: "Press once more" });
    await app.composer.fill("Hello");

    await app.composer.press(SEND);
    // Nobody has written to this Page, and that is said once, in the question.
    await expect(again).toHaveText(
      "This goes to PSID 1111…1111 from Shop bot, for real. It will most likely be refused. Press once more to send it.",
    );
    await expect(composerOf(app.page).getByText("Messenger refuses a message")).toHaveCount(0);
    await expect(composerOf(app.page).getByRole("button", { name: "Send for real" })).toBeVisible();
    await app.composer.press("Escape");
    await expect(again).toHaveCount(0);
    await composerOf(app.page).getByRole("button", { name: /^Send/ }).dblclick();
    await expect(again).toBeVisible();
    await expect(app.composer).toHaveValue("Hello");
    await app.composer.press("Escape");
    // A key that is held: the second of these is a repeated one, however long it is held.
    await composerOf(app.page).getByRole("button", { name: /^Send/ }).focus();
    await app.page.keyboard.down("Enter");
    await expect(again).toBeVisible();
    await expect(composerOf(app.page).getByRole("button", { name: "Send for real" })).toBeEnabled();
    await app.page.keyboard.down("Enter");
    await app.page.keyboard.up("Enter");
    await expect(app.composer).toHaveValue("Hello");
    await app.page.keyboard.press("Escape");
    await app.composer.press(SEND);
    await expect(again).toBeVisible();
    await app.composer.fill("Hello again");
    await expect(again).toHaveCount(0);
    await app.composer.press(SEND);
    await expect(again).toBeVisible();
    await app.page.getByRole("link", { name: /^Keys and JWT/ }).focus();
    await expect(again).toHaveCount(0);

    await expect(app.composer).toHaveValue("Hello again");
    const { stdout } = await app.command("events", "--json", "--query", "kind:reply");
    expect(stdout).toBe("");
  });

  test("takes a second press that comes at once for no second thought", async ({ app }) => {
    // A name that nobody has: nothing leaves this computer.
    await addRealWorkspace(app, "--api-host", "https://vonage.invalid");
    const { clock } = app.page;
    await atConversation(app.page);
    await app.composer.fill("Hello");
    await clock.install();
    await clock.pauseAt(Date.now() + 60_000);
    const forReal = composerOf(app.page).getByRole("button", { name: "Send for real" });
    const sent = app.conversation.getByRole("button", { name: /^Reply: / });

    await app.composer.press(SEND);
    await app.composer.press(SEND);
    await expect(forReal).toBeDisabled();
    await clock.runFor(399);
    await app.composer.press(SEND);
    await clock.runFor(399);
    await expect(forReal).toBeDisabled();
    await expect(app.composer).toHaveValue("Hello");
    await expect(sent).toHaveCount(0);
    await clock.runFor(1);
    await expect(forReal).toBeEnabled();
    await clock.resume();
    await app.composer.press(SEND);

    await expect(sent).toHaveCount(1);
  });

  test("asks again before a failed message is sent in other words", async ({ app }) => {
    // A name that nobody has: nothing leaves this computer.
    await addRealWorkspace(app, "--api-host", "https://vonage.invalid");
    await atConversation(app.page);
    const again = composerOf(app.page).getByRole("status").filter({ hasText: "Press once more" });
    const retry = app.page.getByRole("alert").getByRole("button", { name: "Retry" });
    const forReal = composerOf(app.page).getByRole("button", { name: "Send for real" });
    const sent = app.conversation.getByRole("button", { name: /^Reply: / });
    await app.composer.fill("Hello");
    await app.composer.press(SEND);
    await expect(forReal).toBeEnabled();
    await app.composer.press(SEND);
    await retry.click();
    await expect(sent).toHaveCount(2);
    await expect(retry).toBeVisible();
    await expect(again).toHaveCount(0);

    await app.composer.fill("Hello, and something else");
    await retry.click();
    await expect(again).toBeVisible();
    await expect(sent).toHaveCount(2);
    await expect(forReal).toBeEnabled();
    await retry.click();
    await expect(sent).toHaveCount(3);
  });

  test("says why what is far too long cannot be sent", async ({ app }) => {
    await app.receiveFirstMessage();
    const send = composerOf(app.page).getByRole("button", { name: /^Send/ });

    await app.composer.fill("x".repeat(20_001));

    await expect(send).toBeDisabled();
    await expect(composerOf(app.page)).toContainText(
      "The text is longer than the 20,000 characters that Hookline sends.",
    );
    await app.composer.fill("x".repeat(20_000));
    await expect(send).toBeEnabled();
  });

  test("asks nothing where this computer stands in for Vonage", async ({ app }) => {
    const vonage = await startWebhookReceiver();
    vonage.answerWith({ status: 202, body: '{"message_uuid":"bbbbbbbb-cccc-4ddd-8eee-0123456789ab"}' });
    await addRealWorkspace(app, "--api-host", vonage.url);
    await atConversation(app.page);
    await app.composer.fill("Hello");

    await app.composer.press(SEND);
    await vonage.arrivals(1);

    expect(vonage.received.map(({ json }) => json)).toMatchObject([{ text: "Hello" }]);
    await expect(app.composer).toHaveValue("");
    await vonage.stop();
  });
}

/** By a command in another terminal; then it is chosen in the window. */
export async function addRealWorkspace(app: CompanionApp, ...options: readonly string[]): Promise<void> {
  const { privateKey } = generateKeyPairSync("rsa", {
    modulusLength: 2048,
    privateKeyEncoding: { type: "pkcs8", format: "pem" },
    publicKeyEncoding: { type: "spki", format: "pem" },
  });
  await app.receiveFirstMessage();
  const keyFile = join(app.dataFolder, "private.key");
  await writeFile(keyFile, privateKey);
  const add = ["workspace", "add", "--name", "Shop bot", "--application-id", APPLICATION];
  const added = await app.command(...add, "--private-key", keyFile, "--page-id", "7", ...options);
  expect(added).toMatchObject({ code: 0 });
  await app.page.getByRole("button", { name: /^Workspace / }).click();
  await app.page.getByRole("menuitem", { name: /Shop bot/ }).click();
  await expect(app.page.getByRole("button", { name: /^Workspace Shop bot/ })).toBeVisible();
}
