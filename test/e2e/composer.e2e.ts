// The composer in the browser: what needs a Vonage that refuses on command, a page that is reloaded, or keys alone.
import { expect, type WebSocketRoute } from "@playwright/test";
import { Psid } from "../../preload/contract/ids.ts";
import { test } from "./companion-app.ts";
import {
  atConversation,
  chooseType,
  composerOf,
  expectWhole,
  repliesFailed,
  sendAs,
  setOpen,
} from "./composer-steps.ts";
import { closeToast, showConversation } from "./screen-steps.ts";

const SEND = "ControlOrMeta+Enter";

test.use({ host: "browser" });

test("a draft outlives another screen and a reload, each person's own", async ({ app }) => {
  await app.receiveFirstMessage();
  await chooseType(app.page, "File");
  await composerOf(app.page)
    .getByRole("textbox", { name: "File address" })
    .fill("https://example.com/prices.pdf");
  await sendAs(app.page, "update");
  await atConversation(app.page, "2222222222222222");
  await expect(app.composer).toHaveValue("");
  await app.composer.fill("For somebody else");

  await app.page.reload();

  await expect(app.composer).toHaveValue("For somebody else");
  await atConversation(app.page);
  await expect(composerOf(app.page).getByRole("textbox", { name: "File address" })).toHaveValue(
    "https://example.com/prices.pdf",
  );
  await expect(composerOf(app.page).getByRole("combobox", { name: "Send as" })).toHaveValue("update");
});

test("Escape closes a popover that the composer took the focus of", async ({ app }) => {
  await app.receiveFirstMessage();
  await app.page.getByRole("banner").getByRole("button", { name: /^JWT/ }).click();
  const popover = app.page.getByRole("dialog", { name: /^JWT/ });
  await expect(popover).toBeVisible();
  await app.composer.focus();

  await app.page.keyboard.press("Escape");

  await expect(popover).toHaveCount(0);
});

test("what Vonage has no time for is kept, and sent again when the time is over", async ({ app }) => {
  await app.receiveFirstMessage();
  await app.running.answerSends("throttled");
  await chooseType(app.page, "Image");
  const address = composerOf(app.page).getByRole("textbox", { name: "Image address" });
  await address.fill("https://example.com/a.png");

  await address.press(SEND);

  const alert = app.page.getByRole("alert");
  await expect(alert).toContainText("Too many requests. Vonage asks to wait 2 s.");
  await expect(alert).toContainText("The draft is kept.");
  await expect(address).toHaveValue("https://example.com/a.png");
  await expect(alert.getByRole("button", { name: /^Retry( in [12] s)?$/ })).toBeVisible();
  await app.running.answerSends(null);
  await alert.getByRole("button", { name: "Retry", exact: true }).click();
  await expect(alert).toHaveCount(0);
  await expect(address).toHaveValue("");
  await expect(app.row(/^Sent image to .*202/)).toBeVisible();
});

test("a reply that is on its way is still so after a look at somebody else, and so is its failure", async ({
  app,
}) => {
  await app.receiveFirstMessage();
  await app.running.answerSends("slow");
  await atConversation(app.page);
  await app.composer.fill("x".repeat(641));
  await app.composer.press(SEND);
  await expect(app.composer).toHaveValue("");

  await atConversation(app.page, "2222222222222222");
  await atConversation(app.page);

  await expect(app.conversation).toContainText("Sending");
  const alert = app.page.getByRole("alert");
  await expect(alert).toContainText("`text` must be at most 640 characters.");
  await expect(app.composer).toHaveValue("x".repeat(641));

  await app.composer.press(SEND);
  await atConversation(app.page, "2222222222222222");
  const refused = app.page.getByRole("navigation", { name: "People" }).getByText("x".repeat(20));
  await expect(refused).toBeVisible();
  await expect(alert).toHaveCount(0);
  await atConversation(app.page);
  await expect(alert).toContainText("`text` must be at most 640 characters.");
});

test("a reply whose answer the connection took along is not offered to be sent again", async ({ app }) => {
  await app.receiveFirstMessage();
  const sockets: WebSocketRoute[] = [];
  await app.page.routeWebSocket(/./, (socket) => {
    socket.connectToServer();
    sockets.push(socket);
  });
  await app.page.reload();
  await app.running.answerSends("slow");
  await app.composer.fill("only once, please");
  const sent = app.page.getByText("only once, please");
  await app.composer.press(SEND);
  await expect(app.composer).toHaveValue("");

  await sockets.at(-1)?.close();

  const alert = app.page.getByRole("alert").filter({ hasText: "before it answered" });
  await expect(alert).toContainText("it may have been done all the same");
  await expect(alert).toContainText("only once, please");
  await expect(app.composer).toHaveValue("");
  await expect(app.row(/^Sent text to .*202/)).toBeVisible();
  await expect(sent.first()).toBeVisible();
  await expect(alert.getByRole("button", { name: /Retry/ })).toHaveCount(0);
});

test("a reply that was on its way when the page was reloaded is told of, and its words are not lost", async ({
  app,
}) => {
  await app.receiveFirstMessage();
  await app.running.answerSends("slow");
  await atConversation(app.page);
  await app.composer.fill("Are you still there?");
  await app.composer.press(SEND);
  await expect(app.conversation).toContainText("Sending");

  await app.page.reload();

  const alert = app.page.getByRole("alert");
  await expect(alert).toContainText(
    "loaded anew while a reply was on its way. It may have been sent all the same.",
  );
  await alert.getByRole("button", { name: "Put the message back" }).click();
  await expect(app.composer).toHaveValue("Are you still there?");
  await expect(app.page.getByRole("button", { name: /Reply: Are you still there/ })).toBeVisible();
  await app.page.reload();
  await expect(app.composer).toHaveValue("Are you still there?");
  await expect(alert).toContainText("It may have been sent all the same.");
  await alert.getByRole("button", { name: "Dismiss" }).click();
  await expect(alert).toHaveCount(0);
  await app.page.reload();
  await expect(app.composer).toHaveValue("Are you still there?");
  await expect(alert).toHaveCount(0);
});

test("replies that a reload left behind are kept until they are put back, and take no draft's place", async ({
  app,
}) => {
  await app.receiveFirstMessage();
  await app.running.answerSends("slow");
  await atConversation(app.page);
  for (const text of ["the first", "the second"]) {
    await app.composer.fill(text);
    await app.composer.press(SEND);
    await expect(app.composer).toHaveValue("");
  }
  await app.composer.fill("a draft");

  await app.page.reload();
  await app.page.reload();

  const alert = app.page.getByRole("alert");
  const first = alert.filter({ hasText: "the first" });
  const written = composerOf(app.page).getByRole("group", { name: "What you wrote" });
  await expect(alert).toHaveCount(2);
  await first.getByRole("button", { name: "Put the message back" }).click();
  await expect(app.composer).toHaveValue("the first");
  await expect(written).toContainText("a draft");
  const second = alert.filter({ hasText: "the second" });
  await second.getByRole("button", { name: "Put the message back" }).click();
  await expect(app.composer).toHaveValue("the second");
  await expect(first).toBeVisible();
  await app.page.reload();
  await expect(app.composer).toHaveValue("the second");
  await written.getByRole("button", { name: "Put the message back" }).click();
  await expect(app.composer).toHaveValue("a draft");
  await first.getByRole("button", { name: "Dismiss" }).click();
  await second.getByRole("button", { name: "Dismiss" }).click();
  await expect(alert).toHaveCount(0);
  await app.page.reload();
  await expect(app.composer).toHaveValue("a draft");
  await expect(alert).toHaveCount(0);
});

test("an address that fails while another is written can be put back, and is not sent in its place", async ({
  app,
}) => {
  await app.receiveFirstMessage();
  await app.running.answerSends("slow");
  await chooseType(app.page, "Image");
  const address = composerOf(app.page).getByRole("textbox", { name: "Image address" });
  await address.fill("first, and no address");
  await address.press(SEND);
  await address.fill("https://example.com/second.png");

  const alert = app.page.getByRole("alert");
  const written = composerOf(app.page).getByRole("group", { name: "What you wrote" });
  await expect(alert).toContainText("first, and no address");
  await expect(address).toHaveValue("https://example.com/second.png");
  await expect(alert.getByRole("button", { name: "Retry" })).toHaveCount(0);
  await alert.getByRole("button", { name: "Put the message back" }).click();

  await expect(address).toHaveValue("first, and no address");
  await expect(address).toBeFocused();
  await expect(alert).toContainText("The draft is kept.");
  await app.running.answerSends(null);
  await address.fill("https://example.com/first.png");
  await address.press(SEND);
  await expect(address).toHaveValue("");
  await expect(alert).toHaveCount(0);
  await written.getByRole("button", { name: "Put the message back" }).click();
  await expect(address).toHaveValue("https://example.com/second.png");
  await expect(written).toHaveCount(0);
});

test("a toast lies above the composer, whatever its height and wherever it is", async ({ app }) => {
  await app.receiveFirstMessage();
  await atConversation(app.page);
  const writeAs = app.page.getByRole("radiogroup", { name: "Write as" });
  const toast = app.page.getByRole("alert").filter({ hasText: "PSID copied" });
  for (const [width, side] of [
    [1280, "As the Page"],
    [1280, "As the person"],
    [380, "As the Page"],
    [380, "As the person"],
  ] as const) {
    await app.page.setViewportSize({ width, height: 800 });
    await writeAs.getByText(side).click();

    await app.conversation.getByRole("button", { name: "Copy PSID" }).click();

    await expect
      .poll(async () => {
        const [above, below] = await Promise.all([toast.boundingBox(), writeAs.boundingBox()]);
        return above !== null && below !== null && above.y + above.height <= below.y;
      })
      .toBe(true);
    await closeToast(app.page, "PSID copied");
  }
});

test("what can be done about a refusal is in view where there is little room", async ({ app }) => {
  await app.receiveFirstMessage();
  await app.running.answerSends("unauthorized");
  await atConversation(app.page);
  await app.page.setViewportSize({ width: 380, height: 640 });
  await app.composer.fill("Your bike is ready. ".repeat(20));

  await app.composer.press(SEND);

  const alert = composerOf(app.page).getByRole("alert");
  await expect(alert.getByText("Details")).toBeInViewport({ ratio: 1 });
  await expect(alert.getByRole("link", { name: "Check keys" })).toBeInViewport({ ratio: 1 });
  await expect(composerOf(app.page).getByRole("button", { name: "Send" })).toBeInViewport({ ratio: 1 });
});

test("the time that Vonage asks to wait goes on while one looks elsewhere", async ({ app }) => {
  await app.receiveFirstMessage();
  await app.running.answerSends("throttled");
  await atConversation(app.page);
  await app.composer.fill("Too fast");
  await app.composer.press(SEND);
  const retry = app.page.getByRole("alert").getByRole("button", { name: /^Retry/ });
  await expect(retry).toHaveText("Retry");

  await atConversation(app.page, "2222222222222222");
  await atConversation(app.page);

  expect(await retry.textContent()).toBe("Retry");
});

test("a reply that got no answer waits for no status", async ({ app }) => {
  await app.receiveFirstMessage();
  await app.running.answerSends("cut-before-accepting");

  await app.composer.fill("Is anybody there?");
  await app.composer.press(SEND);

  await expect(app.page.getByRole("alert")).toContainText("broke before an answer came");
  await expect(app.conversation).toContainText("No answer came");
  await expect(app.conversation).not.toContainText("Submitted");
});

test("a reply that got no answer is a problem of the log like others, and stays one", async ({ app }) => {
  const { page } = app;
  await app.receiveFirstMessage();
  await expect(page.getByText("No problems")).toBeVisible();
  await app.running.answerSends("cut-before-accepting");
  await app.composer.fill("Is anybody there?");
  await app.composer.press(SEND);
  const row = app.row(/^Sent text to .*Is anybody there\?, no answer/);
  await expect(row).toContainText("No answer");
  await expect(page.getByText("1 problem", { exact: true })).toBeVisible();

  await app.chip("Problems").click();
  await expect(app.list.getByRole("option")).toHaveCount(1);
  await page.reload();

  await expect(app.chip("Problems")).toHaveAccessibleName(/1/);
  await app.chip("Problems").click();
  await expect(app.list.getByRole("option")).toHaveCount(1);
  await row.click();
  const detail = page.getByRole("region", { name: "Selected event" });
  await expect(detail).toContainText(/Answer of Vonage\s*No answer came/);
  await expect(detail).toContainText("No answer came. Reason: the connection was closed without an answer.");
  await app.tab("Response").click();
  await expect(page.getByRole("tabpanel")).toHaveText(/^No answer came\. Reason: the connection was closed/);
});

test("a reply that is taken does not hide why another was not", async ({ app }) => {
  await app.receiveFirstMessage();
  await app.running.answerSends("slow");
  await app.composer.fill("x".repeat(641));
  await app.composer.press(SEND);
  await app.composer.fill("A short one");
  await app.composer.press(SEND);

  await expect(app.row(/^Sent text to .*422/)).toBeVisible();
  await expect(app.row(/^Sent text to .*202/)).toBeVisible();

  await expect(app.composer).toHaveValue("x".repeat(641));
  await expect(app.page.getByRole("alert")).toContainText("`text` must be at most 640 characters.");
});

test("every part of the composer is reached and used without a mouse", async ({ app }) => {
  await app.receiveFirstMessage();
  await expect(app.composer).toBeFocused();
  const composer = composerOf(app.page);
  const focused = app.page.locator(":focus");
  const { keyboard } = app.page;

  await keyboard.press("Tab");
  await expect(focused).toHaveAccessibleName("Send as");
  // As a person does who looks: the first press opens the list, and which row it marks depends on when the list stands.
  const update = app.page.getByRole("option", { name: "update" });
  await expect(async () => {
    await keyboard.press("ArrowDown");
    await expect(update).toHaveAttribute("data-combobox-selected", "true", { timeout: 500 });
  }).toPass();
  await keyboard.press("Enter");
  await expect(composer.getByRole("combobox", { name: "Send as" })).toHaveValue("update");
  await keyboard.press("Tab");
  await expect(focused).toHaveAccessibleName("Options");
  await keyboard.press("Enter");
  await expect(composer.getByRole("group", { name: "Options" })).toBeVisible();
  await keyboard.press("Tab");
  await expect(focused).toHaveAccessibleName("Request");
  await keyboard.press("Space");
  await expect(composer.getByRole("region", { name: "Request" })).toBeVisible();
  await keyboard.press("Tab");
  await expect(focused).toHaveAccessibleName(/^Send/);
  for (const name of ["Request", "Options", "Send as", /Body of the request/, "Copy as", "failover"]) {
    await keyboard.press("Shift+Tab");
    await expect(focused).toHaveAccessibleName(name);
  }

  await app.composer.focus();
  await keyboard.press("Shift+Tab");
  await expect(focused).toHaveAccessibleName("Text");
  await keyboard.press("ArrowRight");
  await expect(composer.getByRole("textbox", { name: "Image address" })).toBeVisible();
  await keyboard.press("ArrowLeft");
  await app.composer.focus();
  await keyboard.press(SEND);
  await app.expectRead();
});

for (const { width, height } of [
  { width: 900, height: 700 },
  { width: 380, height: 740 },
]) {
  test(`at ${width} × ${height} the composer with all its parts open leaves the thread its lines`, async ({
    app,
  }) => {
    await app.receiveFirstMessage();
    await app.page.setViewportSize({ width, height });
    await atConversation(app.page);
    await setOpen(app.page, "Options", true);
    await setOpen(app.page, "Request", true);
    await sendAs(app.page, "message tag");

    const thread = app.page.getByRole("region", { name: "Messages" });
    // Four lines of a bubble, and what is around them.
    await expect.poll(async () => (await thread.boundingBox())?.height ?? 0).toBeGreaterThanOrEqual(104);
    await expect(composerOf(app.page).getByRole("button", { name: /^Send/ })).toBeInViewport({ ratio: 1 });
    const failover = composerOf(app.page).getByRole("textbox", { name: "failover" });
    await failover.scrollIntoViewIfNeeded();
    await expect(failover).toBeInViewport();
    await expectWhole(app.composer);
  });

  test(`at ${width} × ${height} the reply is whole above its notices, which are all reached`, async ({
    app,
  }) => {
    await app.running.hurryStatuses();
    await repliesFailed(app.running);
    await app.page.setViewportSize({ width, height });

    await expectWhole(app.composer);
    const putBack = composerOf(app.page)
      .getByRole("alert")
      .getByRole("button", { name: "Put the message back" });
    await expectWhole(putBack);
    await app.composer.fill("Your bike is ready. ".repeat(30));
    await expectWhole(app.composer);
    const aside = composerOf(app.page).getByRole("group", { name: "What you wrote" });
    await aside.getByRole("button", { name: "Put the message back" }).scrollIntoViewIfNeeded();
    await expect(aside.getByRole("button", { name: "Put the message back" })).toBeInViewport({ ratio: 1 });
    await expect(composerOf(app.page).getByRole("button", { name: "Send" })).toBeInViewport({ ratio: 1 });
    await expectWhole(app.composer);
  });
}

// The least widths of each layout and the windows between them, down to what is left of a laptop's at 200 %.
const LOW_WINDOWS = [
  { width: 898, height: 600 },
  { width: 900, height: 400 },
  { width: 900, height: 500 },
  { width: 900, height: 480 },
  { width: 900, height: 440 },
  { width: 960, height: 475 },
  { width: 1280, height: 400 },
  { width: 1440, height: 400 },
  { width: 1440, height: 420 },
  { width: 380, height: 640 },
  { width: 380, height: 600 },
  { width: 375, height: 553 },
  { width: 375, height: 400 },
] as const;

for (const { width, height } of LOW_WINDOWS) {
  test(`at ${width} × ${height} what has the focus in the composer is whole`, async ({ app }) => {
    await app.receiveFirstMessage();
    const form = composerOf(app.page);
    const serve = form.getByRole("button", { name: "Serve a local file" });
    const address = form.getByRole("textbox", { name: "Image address" });

    for (const place of ["event", "conversation"] as const) {
      if (place === "event") {
        await app.page.setViewportSize({ width, height });
        await showConversation(app.page, { width });
      } else {
        await atConversation(app.page);
      }
      if (height >= 600) await expectWhole(app.composer);
      await form.getByRole("radio", { name: "Text" }).focus();
      await app.composer.focus();
      await expectWhole(app.composer);

      await chooseType(app.page, "Image");
      await address.focus();
      await expectWhole(address);
      await app.page.keyboard.press("Tab");
      await expect(serve).toBeFocused();
      await expectWhole(serve);
      await chooseType(app.page, "Text");
    }
  });
}

test("Send stays in view where nothing else has room", async ({ app }) => {
  await app.running.hurryStatuses();
  await repliesFailed(app.running);
  await app.page.setViewportSize({ width: 1280, height: 450 });

  await expectWhole(app.composer);
  await expectWhole(composerOf(app.page).getByRole("button", { name: "Send" }));
});

test("the conversation that is shown stays when another person writes", async ({ app }) => {
  await app.receiveFirstMessage();
  await app.open("Conversations");
  await expect(app.conversation).toContainText("1111111111111111");
  await app.composer.fill("");
  await app.composer.pressSequentially("Half of a ");

  await app.running.receive({ type: "text", text: "Me first", psid: Psid.parse("2222222222222222") });
  await expect(app.page.getByRole("navigation", { name: "People" }).getByRole("link").first()).toContainText(
    "Me first",
  );
  await app.page.keyboard.type("word");

  await expect(app.composer).toHaveValue("Half of a word");
  await expect(app.conversation).toContainText("1111111111111111");
});

test("what is no address at all is sent by the button, too", async ({ app }) => {
  await app.receiveFirstMessage();
  await chooseType(app.page, "Image");
  await composerOf(app.page).getByRole("textbox", { name: "Image address" }).fill("nonsense");

  await composerOf(app.page).getByRole("button", { name: "Send anyway" }).click();

  await expect(app.row(/^Sent image to .*422/)).toBeVisible();
});

test("Enter in a field of one line sends nothing", async ({ app }) => {
  await app.receiveFirstMessage();
  await setOpen(app.page, "Options", true);

  await composerOf(app.page).getByRole("textbox", { name: "client_ref" }).press("Enter");

  await expect(app.composer).toHaveValue("Hi! Thanks for your message.");
  await expect(app.row(/^Sent text/)).toHaveCount(0);
});

test("the palette has the acts of the composer", async ({ app }) => {
  await app.receiveFirstMessage();

  await app.page.keyboard.press("ControlOrMeta+k");
  await app.page.keyboard.type("Reply with: Video");
  await app.page.keyboard.press("Enter");

  await expect(composerOf(app.page).getByRole("textbox", { name: "Video address" })).toBeFocused();
});
