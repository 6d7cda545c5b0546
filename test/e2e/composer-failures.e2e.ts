// Replies that fail or may have been sent: none is sent twice, joined to another or mixed up with it.
import { expect, type Locator, type Page } from "@playwright/test";
import { chooseType, composerOf } from "./composer-steps.ts";
import { test } from "./held-vonage-app.ts";

const SEND = "ControlOrMeta+Enter";
const THROTTLED = "Too many requests.";
const LEFT_BEHIND = "loaded anew while a reply was on its way. It may have been sent all the same.";
const ANSWER_LOST = "was lost before it answered.";

test.use({ host: "browser" });

function noticeOf(page: Page, text: string): Locator {
  return composerOf(page).getByRole("alert").filter({ hasText: text });
}

async function expectButtons(notice: Locator, names: readonly string[]): Promise<void> {
  for (const name of names) await expect(notice.getByRole("button", { name })).toBeVisible();
  await expect(notice.getByRole("button")).toHaveCount(names.length);
}

function writtenBefore(page: Page): Locator {
  return composerOf(page).getByRole("group", { name: "What you wrote" });
}

test("a reply that a reload left behind and one that fails later are told of apart", async ({
  app,
  vonage,
}) => {
  const { page, composer } = app;
  await composer.fill("left behind");
  await composer.press(SEND);
  await vonage.arrived("left behind");
  await page.reload();
  await vonage.take("left behind");
  await expect(page.getByRole("button", { name: /Reply: left behind/ })).toBeVisible();

  await composer.fill("too fast");
  await composer.press(SEND);
  await vonage.throttle("too fast");

  const [left, failed] = [noticeOf(page, LEFT_BEHIND), noticeOf(page, THROTTLED)];
  await expect(composer).toHaveValue("too fast");
  await expectButtons(failed, ["Retry", "Dismiss"]);
  await expect(left).toContainText("left behind");
  await expectButtons(left, ["Put the message back", "Dismiss"]);
  await failed.getByRole("button", { name: "Retry" }).click();
  await vonage.take("too fast");
  await expect(failed).toHaveCount(0);
  await expect(left).toBeVisible();
  expect(vonage.texts).toEqual(["left behind", "too fast", "too fast"]);

  await left.getByRole("button", { name: "Put the message back" }).click();
  await expect(composer).toHaveValue("left behind");
  await expectButtons(left, ["Dismiss"]);
  await left.getByRole("button", { name: "Dismiss" }).click();
  await expect(left).toHaveCount(0);
  await expect(composer).toBeFocused();
  await page.reload();
  await expect(composer).toHaveValue("left behind");
  await expect(left).toHaveCount(0);
});

test("two replies that fail stay two, and Retry sends the one that stands in the field", async ({
  app,
  vonage,
}) => {
  const { page, composer } = app;
  for (const text of ["first", "second"]) {
    await composer.fill(text);
    await composer.press(SEND);
    await vonage.arrived(text);
  }

  await vonage.throttle("first");
  await expect(composer).toHaveValue("first");
  await vonage.throttle("second");

  const failed = noticeOf(page, THROTTLED);
  await expect(failed).toHaveCount(2);
  await expect(composer).toHaveValue("first");
  await page.reload();
  await expect(composer).toHaveValue("first");
  await expect(failed.nth(1)).toContainText("second");
  await failed.nth(1).getByRole("button", { name: "Put the message back" }).click();
  await expect(composer).toHaveValue("second");
  await expect(failed.nth(1)).toContainText("first");
  await failed.nth(0).getByRole("button", { name: "Retry" }).click();
  await vonage.take("second");
  await failed.getByRole("button", { name: "Put the message back" }).click();
  await failed.getByRole("button", { name: "Retry" }).click();
  await vonage.take("first");

  await expect(failed).toHaveCount(0);
  await expect(composer).toHaveValue("");
  expect(vonage.texts).toEqual(["first", "second", "second", "first"]);
});

test("what was typed since is neither sent with a reply that failed nor lost", async ({ app, vonage }) => {
  const { page, composer } = app;
  await composer.fill("sent");
  await composer.press(SEND);
  await vonage.arrived("sent");
  await composer.fill("half typed");

  await vonage.throttle("sent");

  const failed = noticeOf(page, THROTTLED);
  await expectButtons(failed, ["Put the message back", "Dismiss"]);
  await expect(composer).toHaveValue("half typed");
  await failed.getByRole("button", { name: "Put the message back" }).click();
  await expect(composer).toHaveValue("sent");
  await expect(writtenBefore(page)).toContainText("half typed");
  await page.reload();
  await failed.getByRole("button", { name: "Retry" }).click();
  await vonage.take("sent");
  await expect(failed).toHaveCount(0);
  expect(vonage.texts).toEqual(["sent", "sent"]);
  await writtenBefore(page).getByRole("button", { name: "Put the message back" }).click();
  await expect(composer).toHaveValue("half typed");
  await expect(writtenBefore(page)).toHaveCount(0);
});

test("a reply whose answer was lost keeps its warning, whatever is sent or fails after it", async ({
  app,
  vonage,
}) => {
  const { page, composer } = app;
  const connection = await cuttable(page);
  await composer.fill("sent once");
  await composer.press(SEND);
  await vonage.arrived("sent once");
  await composer.fill("typed since");

  await connection.cut();

  const [lost, notSent] = [noticeOf(page, ANSWER_LOST), noticeOf(page, "start it again")];
  await expect(lost).toContainText("sent once");
  await expectButtons(lost, ["Put the message back", "Dismiss"]);
  await expect(composer).toHaveValue("typed since");
  await composer.press(SEND);
  await expectButtons(notSent, ["Retry", "Dismiss"]);
  await expect(composer).toHaveValue("typed since");
  await expect(lost).toBeVisible();

  connection.mend();
  await vonage.take("sent once");
  await expect(page.getByRole("button", { name: /Reply: sent once/ })).toBeVisible();
  await notSent.getByRole("button", { name: "Retry" }).click();
  await vonage.take("typed since");
  await expect(notSent).toHaveCount(0);
  await expect(composer).toHaveValue("");
  expect(vonage.texts).toEqual(["sent once", "typed since"]);
  await page.reload();
  await expect(lost).toContainText("sent once");
  await lost.getByRole("button", { name: "Dismiss" }).click();
  await page.reload();
  await expect(composer).toHaveValue("");
  await expect(lost).toHaveCount(0);
});

test("a reply that failed is put back among other types, and shown again after another was chosen", async ({
  app,
  vonage,
}) => {
  const { page, composer } = app;
  await composer.fill("a text");
  await composer.press(SEND);
  await vonage.throttle("a text");
  const failed = noticeOf(page, THROTTLED);
  await expect(failed.getByRole("button", { name: "Retry" })).toBeVisible();

  await chooseType(page, "Image");

  await expectButtons(failed, ["Put the message back", "Dismiss"]);
  await failed.getByRole("button", { name: "Put the message back" }).click();
  await expect(composer).toHaveValue("a text");
  await expect(composer).toBeFocused();
  await composer.fill("");
  await expect(failed).toHaveCount(0);
  await composer.fill("another");
  await expect(composerOf(page).getByRole("button", { name: /^Send/ })).toBeEnabled();
  await expect(failed).toHaveCount(0);
});

/** The connection between page and host, to be cut and mended. */
interface Connection {
  cut(): Promise<void>;
  mend(): void;
}

async function cuttable(page: Page): Promise<Connection> {
  const cuts: (() => Promise<void>)[] = [];
  let isCut = false;
  await page.routeWebSocket(/./, async (socket) => {
    if (isCut) return socket.close();
    socket.connectToServer();
    cuts.push(() => socket.close());
    return undefined;
  });
  await page.reload();
  return {
    async cut() {
      isCut = true;
      for (const cut of cuts.splice(0)) await cut();
    },
    mend() {
      isCut = false;
    },
  };
}
