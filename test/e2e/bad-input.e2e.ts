// What goes wrong, as a person meets it: what happened, why, and what to do, with nothing typed lost.
import { generateKeyPairSync } from "node:crypto";
import { once } from "node:events";
import { rmSync, writeFileSync } from "node:fs";
import { request } from "node:http";
import { createServer } from "node:net";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { expect } from "@playwright/test";
import { CompanionApp, test } from "./companion-app.ts";
import type { ApiFault } from "./hosts.ts";
import { madeUp } from "./screen-steps.ts";

test.use({ host: "browser" });

/** Posts to the listener and gives the status of its answer. */
async function post(url: string, body: string): Promise<number> {
  const answer = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body,
  });
  return answer.status;
}

test("webhooks that are wrong are answered, listed and explained", async ({ app }) => {
  const { inboundUrl } = app.running;
  await app.receiveFirstMessage();
  await app.showAllWorkspaces();

  expect(await post(inboundUrl, "{nope")).toBe(400);
  expect(await post(inboundUrl, '{"order":17}')).toBe(200);
  expect(await post(inboundUrl, `"${"x".repeat(1_100_000)}"`)).toBe(413);
  expect((await fetch(inboundUrl)).status).toBe(405);
  await app.running.receive({ text: "Forged", fault: "bad-signature" });

  await expect(app.row(/not JSON.*answered 400/s)).toBeVisible();
  await expect(app.row(/no message_uuid and timestamp.*answered 200/s)).toBeVisible();
  await expect(app.row(/over the limit: 1,100,002 bytes.*answered 413/s)).toBeVisible();
  await expect(app.row(/Set the HTTP method to POST/)).toBeVisible();
  await expect(app.row(/bad signature.*answered 401/s)).toBeVisible();
  await app.row(/not JSON/).click();
  await expect(app.page.getByText("Hookline answered 400. The body is not JSON")).toBeVisible();
});

test("bytes that are no text open as bytes, with the first wrong one pointed at", async ({ app }) => {
  await app.receiveFirstMessage();
  await app.showAllWorkspaces();

  const body = Buffer.from('{"a":"\u00e9"}', "latin1");
  expect((await fetch(app.running.inboundUrl, { method: "POST", body })).status).toBe(400);
  await app.row(/not UTF-8 text/).click();

  await expect(app.tab("Raw")).toHaveAttribute("aria-selected", "true");
  const panel = app.page.getByRole("tabpanel");
  await expect(panel).toContainText("Not JSON: 0xE9 is not UTF-8 at byte 6");
  await expect(panel.locator("mark")).toHaveText("e9");
  await panel.getByText("Text", { exact: true }).click();
  await expect(panel.locator("mark")).toHaveText("\uFFFD");
});

test("a header is shown by whatever name, and an error without a code by its title", async ({ app }) => {
  await app.receiveFirstMessage();
  await app.showAllWorkspaces();

  const body = JSON.stringify({
    message_uuid: "aaaaaaaa-bbbb-cccc-dddd-0123456789ab",
    to: "1111111111111111",
    from: "0000000000000000",
    timestamp: "2020-01-01T14:00:00.000Z",
    channel: "messenger",
    status: "rejected",
    error: { title: "Not today", detail: "no" },
  });
  // `fetch` leaves such a header out.
  const delivery = request(app.running.inboundUrl, { method: "POST" });
  delivery.setHeader("__proto__", "a name");
  delivery.end(body);
  const [answer] = await once(delivery, "response");
  expect(answer.statusCode).toBe(200);
  await app.row(/Not today/).click();

  const event = app.page.getByRole("region", { name: "Selected event" });
  await expect(event).toContainText("Not today. Open the event to see all that Vonage said.");
  await expect(event).not.toContainText("()");
  await app.tab("Headers").click();
  const table = app.page.getByRole("table", { name: "Headers of the request" });
  await expect(table.getByRole("row", { name: "__proto__" })).toContainText("a name");
});

test("a made-up webhook says why it counts as bad, and that no secret is stored for its account", async ({
  app,
}) => {
  await madeUp(app.running);

  await app.row(/No payload_hash/).click();

  const event = app.page.getByRole("region", { name: "Selected event" });
  await expect(event).toContainText(
    "No payload_hash. Nothing protects the body from changes. " +
      "No signature secret is stored for the account that the JWT names. Add the secret",
  );
  await expect(app.page.getByText("Bad signature, opens no window")).toBeVisible();
});

test("characters that turn the rest of a line round are shown by their codes", async ({ app }) => {
  const { page, running } = app;
  await app.receiveFirstMessage();
  await app.showAllWorkspaces();
  const address = "https://cdn.bikes.dev/pic\u202Egnp.exe";
  const message = { channel: "messenger", message_uuid: "aaaaaaaa-bbbb-cccc-dddd-0123456789ab" };
  const when = { timestamp: "2020-01-01T14:00:00.000Z", to: "98", from: "99" };

  await post(
    running.inboundUrl,
    JSON.stringify({ ...message, ...when, message_type: "image", image: { url: address } }),
  );
  await app.row(/Inbound image/).click();
  const event = page.getByRole("region", { name: "Selected event" });

  await expect(event.getByRole("textbox", { name: /JSON$/ })).toContainText("picU+202Egnp.exe");
  await app.tab("Raw").click();
  const raw = event.locator("[data-code='U+202E']");
  // In the facts and in the raw text; what is selected there is the text as it came.
  await expect(raw).toHaveCount(2);
  await expect(raw.last()).toHaveText("\u202E");
  expect(await raw.last().evaluate((element) => getComputedStyle(element, "::before").content)).toBe(
    '"U+202E"',
  );
});

test("a row and a person cannot pass for another by such characters", async ({ app }) => {
  const { page, running } = app;
  await app.receiveFirstMessage();
  const message = {
    channel: "messenger",
    message_uuid: "aaaaaaaa-bbbb-cccc-dddd-0123456789ab",
    to: "0000000000000000",
  };
  const when = { timestamp: "2020-01-01T14:00:00.000Z" };

  await post(
    running.inboundUrl,
    JSON.stringify({
      ...message,
      ...when,
      from: "\u0000\u202E1",
      message_type: "text",
      text: "live\u202Elive",
    }),
  );

  const row = app.row(/Inbound text from PSID U\+0000U\+202E1, liveU\+202Elive/);
  const code = row.locator("[data-code='U+202E']");
  await expect(code).toHaveText("\u202E");
  // Cut at the end of a row it goes as a whole: nothing of its colour stays.
  expect(await code.evaluate((element) => getComputedStyle(element, "::before").display)).toBe(
    "inline-block",
  );
  await row.click();
  const event = page.getByRole("region", { name: "Selected event" });
  await expect(event.locator("dd [data-code='U+0000']")).toHaveCount(1);
  const thread = page.getByRole("button", { name: /^Message from the person:/ });
  await expect(thread.locator("[data-code='U+202E']")).toHaveText("\u202E");
  await app.open("Conversations");
  const person = page.getByRole("link", { name: /PSID U\+0000U\+202E1/ });
  await expect(person.locator("[data-code='U+202E']")).toHaveText("\u202E");
});

test("a webhook to a wrong path is told with the right one", async ({ app }) => {
  const wrong = app.running.inboundUrl.replace("/webhooks/inbound", "/inbound");

  expect(await post(wrong, "{}")).toBe(404);

  await expect(app.page.getByText(/^POST \/inbound was answered 404\./)).toContainText(
    "it ends in /webhooks/inbound.",
  );
});

test("what is turned away is counted, and named on a click", async ({ app }) => {
  const { page } = app;
  await post(app.running.inboundUrl.replace("/webhooks/inbound", "/robots.txt"), "{}");
  const button = page.getByRole("button", { name: "1 request refused" });

  await button.click();
  const popover = page.getByRole("dialog");
  await expect(popover).toContainText("POST /robots.txt");
  await page.keyboard.press("Escape");

  await expect(popover).toHaveCount(0);
  await expect(button).toBeFocused();

  await page.setViewportSize({ width: 380, height: 800 });
  await page.getByRole("button", { name: /^More/ }).click();
  await page.getByRole("menuitem", { name: "1 request refused" }).click();
  await expect(page.getByRole("dialog", { name: "Requests refused" })).toContainText("POST /robots.txt");
});

const REFUSALS: readonly (readonly [ApiFault, RegExp, string | null])[] = [
  [
    "unauthorized",
    /refused a JWT that is not expired.*clock is off.*Check the application ID/s,
    "Check keys",
  ],
  ["unprovisioned", /may not send messages.*Messages capability.*Switch Messages on/s, null],
  ["low-balance", /no credit.*Add credit/s, null],
  ["throttled", /Too many requests.*wait 2 s.*Wait, then send again/s, "Retry in 2 s"],
  ["internal-error", /could not take the reply.*answered 500.*Send again in a moment/s, "Retry"],
];

test("a reply that Vonage refuses says why, and its draft is kept", async ({ app }) => {
  await app.receiveFirstMessage();
  const alert = app.conversation.getByRole("alert");

  for (const [fault, words, button] of REFUSALS) {
    await app.running.answerSends(fault);
    await app.reply(`A reply to ${fault}`);

    await expect(alert).toContainText(words);
    await expect(alert).toContainText("The draft is kept.");
    await expect(app.composer).toHaveValue(`A reply to ${fault}`);
    if (button !== null) await expect(alert.getByText(button, { exact: true })).toBeVisible();
  }

  await app.running.answerSends(null);
  await alert.getByRole("button", { name: "Retry" }).click();
  await expect(alert).toHaveCount(0);
  await expect(app.composer).toHaveValue("");
  await app.expectRead();
});

test("a reply that is too long, and one to a host that is off, keep their draft too", async ({ app }) => {
  await app.receiveFirstMessage();
  const alert = app.conversation.getByRole("alert");

  await app.reply("x".repeat(641));

  await expect(alert).toContainText("`text` must be at most 640 characters.");
  await expect(app.composer).toHaveValue("x".repeat(641));
  await alert.getByRole("button", { name: "Edit message" }).click();
  await expect(app.composer).toBeFocused();

  app.running.process.kill("SIGTERM");
  await expect(app.page.getByText(/connection to Hookline was lost/i).first()).toBeVisible();
  await app.reply("Are you there?");
  await expect(alert).toContainText("The connection to Hookline was lost.");
  await expect(app.composer).toHaveValue("Are you there?");
});

test("a store that takes no writes is a banner until it does, and the reply it missed is told", async ({
  app,
}) => {
  await app.receiveFirstMessage();
  const banner = app.page.getByRole("alert").filter({ hasText: "The event was not stored." });
  // Another program that writes in the file and does not let go of it.
  const other = new DatabaseSync(join(app.dataFolder, "hookline.db"));
  other.exec("BEGIN IMMEDIATE");

  const answer = await fetch(app.running.inboundUrl, { method: "POST", body: "{}" });

  expect([answer.status, answer.headers.get("retry-after")]).toEqual([503, "5"]);
  await expect(banner).toContainText(
    /Another program holds.*hookline\.db.*Close that program.*answered 503/s,
  );
  await app.reply("Into the void");
  const alert = app.conversation.getByRole("alert");
  await expect(alert).toContainText(
    /was sent, but it is not in the log.*message_uuid [0-9a-f-]{36}.*Do not send it again.*Into the void/s,
    { timeout: 15_000 },
  );
  await expect(alert.getByRole("button", { name: "Retry" })).toHaveCount(0);
  await expect(app.composer).toHaveValue("");

  other.exec("ROLLBACK");
  other.close();
  // By itself: the next webhook may be hours away.
  await expect(banner).toHaveCount(0, { timeout: 10_000 });
  expect(await post(app.running.inboundUrl, "{}")).toBe(200);
});

test("a file that is no usable key is refused in its own words", async ({ app }) => {
  await app.open("Keys and JWT");
  const { privateKey, publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const pem = privateKey.export({ type: "pkcs8", format: "pem" }).toString();
  const section = app.page.getByRole("region", { name: "Private key", exact: true });
  const choose = async (contents: string | Buffer): Promise<void> => {
    const chooser = app.page.waitForEvent("filechooser");
    await section.getByRole("button", { name: "Choose a file" }).click();
    await (
      await chooser
    ).setFiles({
      name: "private.key",
      mimeType: "text/plain",
      buffer: typeof contents === "string" ? Buffer.from(contents) : contents,
    });
  };

  for (const [contents, words] of [
    ["", /file is empty.*begins with “-----BEGIN PRIVATE KEY-----”.*Choose another file/s],
    ["ssh-rsa AAAA me@here", /public key.*begins with “ssh-rsa”.*Choose the private key/s],
    [publicKey.export({ type: "spki", format: "pem" }).toString(), /public key, not a private one/],
    [pem.slice(0, 600), /damaged.*Copy the whole file again/s],
    ["x".repeat(100_000), /not a private key in PEM form/],
  ] as const) {
    await choose(contents);
    await expect(section.getByRole("alert")).toContainText(words);
  }

  await choose(pem);
  await expect(section).toContainText("not saved yet");

  // As PowerShell's ">" writes it.
  await section.getByRole("button", { name: "Choose another" }).click();
  await choose(Buffer.from(`\uFEFF${pem}`, "utf16le"));
  await expect(section).toContainText("not saved yet");
});

test("a key file that cannot be read says so, and can be chosen again", async ({ app }) => {
  await app.open("Keys and JWT");
  const section = app.page.getByRole("region", { name: "Private key", exact: true });
  const file = join(app.dataFolder, "private.key");
  const choose = async (): Promise<void> => {
    writeFileSync(file, "ssh-rsa AAAA");
    const chooser = app.page.waitForEvent("filechooser");
    await section.getByRole("button", { name: "Choose a file" }).click();
    await (await chooser).setFiles(file);
  };
  // What the browser does when the file went away between choosing and reading.
  await app.page.evaluate(() => {
    const read = Blob.prototype.arrayBuffer;
    Blob.prototype.arrayBuffer = () => {
      Blob.prototype.arrayBuffer = read;
      return Promise.reject(new DOMException("gone", "NotFoundError"));
    };
  });

  await choose();
  await expect(section.getByRole("alert")).toContainText(/private\.key cannot be read.*Check the path/s);

  await choose();
  await expect(section.getByRole("alert")).toContainText("This is a public key");
  rmSync(file);
});

test("a tunnel server that cannot be reached is told, and everything else works on", async ({ app }) => {
  await app.receiveFirstMessage();
  await app.page.getByRole("button", { name: /Tunnel off/ }).click();
  const server = app.page.getByRole("textbox", { name: "localtunnel server" });
  const form = app.page.getByRole("dialog").filter({ has: server });

  await server.fill("ftp://example.com");
  await form.getByRole("button", { name: "Open tunnel" }).click();
  await expect(form.getByRole("alert")).toContainText("is not a plain http or https one");

  await server.fill("http://127.0.0.1:1");
  await form.getByRole("button", { name: "Open tunnel" }).click();
  await expect(form.getByRole("alert")).toContainText(
    /cannot be reached: connection refused.*Everything on this computer works/s,
  );

  await app.page.keyboard.press("Escape");
  await app.reply("No tunnel is needed for this.");
  await app.expectRead();
});

test("a default port that is taken moves, and a banner names both", async () => {
  const taken = createServer();
  // Whoever else has it serves as well.
  await new Promise<void>((resolve) =>
    taken.once("error", () => resolve()).listen(4817, "127.0.0.1", resolve),
  );
  const app = new CompanionApp("browser", undefined, ["--simulator-port", "0"]);
  try {
    await app.start();

    const { port } = new URL(app.running.inboundUrl);
    await expect(app.page.getByText(/^Port 4817 is in use by another program\./)).toContainText(
      `Hookline listens on ${port} instead.`,
    );
    expect(app.running.log()).toContain("Port 4817 is in use by another program");
  } finally {
    await app.discard();
    taken.close();
  }
});

test("settings that cannot be read are kept aside, which a banner says", async () => {
  const app = new CompanionApp("browser");
  writeFileSync(join(app.dataFolder, "settings.json"), "{ not json");
  try {
    await app.start();

    await expect(app.page.getByText(/The settings could not be read/)).toContainText("settings.json.damaged");
    expect(app.running.log()).toContain("settings.json.damaged");
  } finally {
    await app.discard();
  }
});
