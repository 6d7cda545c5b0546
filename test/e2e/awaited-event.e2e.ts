// The event that is selected while its bytes are not here: on a slow line they are late, without a host they do not come.
import { expect, type Locator } from "@playwright/test";
import { Psid } from "../../preload/contract/ids.ts";
import { test, type CompanionApp } from "./companion-app.ts";
import { cutLine, holdAnswers } from "./held-answers.ts";
import { go, resize } from "./screen-steps.ts";

test.use({ host: "browser" });

const FIRST = "Hello from Facebook Messenger!";
const SECOND = "The second message";
const OTHER = Psid.parse("3333333333333333");
const AWAY = "Hookline cannot be reached";

test("what is copied while the selected event is on its way is that event's", async ({ app }) => {
  const line = await atSecondCopied(app);

  await app.list.press("j");
  await expect.poll(() => line.count()).toBeGreaterThan(0);
  await copyBody(app);
  await expect(detail(app)).toContainText(SECOND);
  line.release();

  await expect(detail(app)).toContainText(FIRST);
  await expect.poll(() => app.running.clipboardText()).toContain(FIRST);
});

test("a copy of an event that is left before it is here is dropped", async ({ app }) => {
  const line = await atSecondCopied(app);

  await app.list.press("j");
  await expect.poll(() => line.count()).toBeGreaterThan(0);
  await copyBody(app);
  await app.list.press("k");
  line.release();
  await app.list.press("j");

  await expect(detail(app)).toContainText(FIRST);
  expect(await app.running.clipboardText()).toContain(SECOND);
});

test("the palette and the menu copy the selected event, too, and a fact of the former one cannot be copied", async ({
  app,
}) => {
  const { page } = app;
  const line = await atSecondCopied(app);

  await app.list.press("j");
  await expect.poll(() => line.count()).toBeGreaterThan(0);
  await detail(app).getByRole("button", { name: "Copy message_uuid" }).click();
  await page.keyboard.press("ControlOrMeta+k");
  await page.getByRole("combobox", { name: "Search or run a command" }).fill(">copy body");
  await page.keyboard.press("Enter");
  expect(await app.running.clipboardText()).toContain(SECOND);
  line.release();

  await expect.poll(() => app.running.clipboardText()).toContain(FIRST);
});

for (const width of [1440, 1000]) {
  test(`at ${width} px a reply goes to the person of the selected row, though its event is on its way`, async ({
    app,
  }) => {
    const { page } = app;
    await resize(page, { width, height: 800 });
    const line = await atSecond(app, OTHER);

    await app.list.press("j");
    await expect.poll(() => line.count()).toBeGreaterThan(0);
    await page.keyboard.press("r");
    await page.keyboard.type("for the first");
    await expect(app.composer).toHaveValue(/for the first$/);
    // Still so when the former event is taken off the screen.
    await expect(detail(app).getByRole("heading", { name: "Event #1" })).toBeVisible();
    await page.keyboard.type(" person");
    await expect(app.composer).toHaveValue(/for the first person$/);
    await page.keyboard.press("ControlOrMeta+Enter");
    line.release();

    await expect(app.conversation).toContainText(FIRST);
    await expect(app.conversation).toContainText("for the first person");
    await expect(app.conversation).not.toContainText(SECOND);
    await expect(app.composer).toBeFocused();
  });
}

test("a wish for a reply waits for the selected event where no row of it is at hand", async ({ app }) => {
  const line = await atSecond(app, OTHER);
  await expect(app.conversation).toContainText(SECOND);
  await app.search.fill("second");
  await expect(app.row(new RegExp(FIRST))).toHaveCount(0);
  await go(app.page, "#/events/1");
  await app.list.focus();
  await expect.poll(() => line.count()).toBeGreaterThan(0);
  await app.page.keyboard.press("r");
  await expect(app.composer).not.toBeFocused();
  line.release();

  await expect(app.conversation).toContainText(FIRST);
  await expect(app.composer).toBeFocused();
});

test("an event that is late takes the former one off the screen, and is copied when it comes", async ({
  app,
}) => {
  const line = await atSecond(app, OTHER);
  await app.tab("Headers").click();

  await app.list.press("j");
  await expect(detail(app)).toContainText("The event is shown once it has been read");
  await expect(detail(app).getByRole("tab")).toHaveCount(0);
  await expect(app.conversation).not.toContainText(SECOND);
  await copyBody(app);
  line.release();

  await expect.poll(() => app.running.clipboardText()).toContain(FIRST);
  await expect(app.tab("Headers")).toHaveAttribute("aria-selected", "true");
});

test("the signature that is shown is of the event that is shown", async ({ app }) => {
  const { page, running } = app;
  await app.receiveFirstMessage();
  await running.receive({ type: "text", text: SECOND, fault: "bad-signature" });
  await expect(app.row(/bad signature/)).toBeVisible();
  const line = await holdAnswers(page, "events.signature", ({ id }) => id === 1);
  await go(page, "#/events/2");
  await expect(detail(app)).toContainText("Bad signature");
  await app.tab("Signature").click();
  const checks = detail(app).getByRole("list", { name: "Checks" });
  await expect(checks).toContainText("Failed");

  await app.list.press("j");
  await expect.poll(() => line.count()).toBeGreaterThan(0);

  await expect(checks).toHaveCount(0);
  line.release();
  await expect(checks).not.toContainText("Failed");
});

test("without its host a page says of the selected event that it cannot be read, and copies no other", async ({
  app,
}) => {
  const { page } = app;
  await app.receiveFirstMessage();
  await app.running.receive({ type: "text", text: SECOND });
  await expect(app.row(new RegExp(SECOND))).toBeVisible();
  const line = await cutLine(page);
  await go(page, "#/events/2");
  await expect(detail(app)).toContainText(SECOND);
  await app.list.focus();
  await copyBody(app);
  await expect.poll(() => app.running.clipboardText()).toContain(SECOND);

  line.cut();
  await expect(page.getByText("The connection to Hookline was lost.")).toBeVisible();
  await expect(detail(app)).toContainText(SECOND);
  await app.list.press("j");

  await expect(detail(app)).toContainText(AWAY);
  await expect(detail(app)).not.toContainText("message_uuid");
  await expect(app.row(new RegExp(FIRST))).toHaveAttribute("aria-selected", "true");
  await copyBody(app);
  // The person of the row has not changed.
  await expect(app.conversation).toContainText(SECOND);

  line.letBack();
  await expect(detail(app)).toContainText(FIRST);
  expect(await app.running.clipboardText()).toContain(SECOND);
});

test("a copy of an event that the connection took along is not made when it comes some minutes later", async ({
  app,
}) => {
  const { page } = app;
  await app.receiveFirstMessage();
  await app.running.receive({ type: "text", text: SECOND });
  await expect(app.row(new RegExp(SECOND))).toBeVisible();
  const line = await cutLine(page, ({ name, input }) => name === "events.get" && isOf(input, 1));
  await go(page, "#/events/2");
  await expect(detail(app)).toContainText(SECOND);
  await app.list.focus();
  await copyBody(app);
  await expect.poll(() => app.running.clipboardText()).toContain(SECOND);
  await app.list.press("j");
  await expect(detail(app)).toContainText("The event is shown once it has been read");
  await copyBody(app);

  line.cut();
  await expect(detail(app)).toContainText(AWAY);
  line.letBack();

  await expect(detail(app)).toContainText(FIRST);
  expect(await app.running.clipboardText()).toContain(SECOND);
});

test("without its host a screen that was never read says so in all of its panes", async ({ app }) => {
  const { page } = app;
  await app.receiveFirstMessage();
  await go(page, "#/linking");
  const line = await cutLine(page);
  await expect(page.getByText("Before you start").first()).toBeVisible();
  line.cut();
  await expect(page.getByText("The connection to Hookline was lost.")).toBeVisible();

  await go(page, "#/events/1");

  await expect(page.getByRole("region", { name: "Events" })).toContainText(AWAY);
  await expect(detail(app)).toContainText(AWAY);
  await expect(page.getByRole("complementary", { name: "Person" })).toContainText(AWAY);
  await go(page, "#/events");
  await expect(detail(app)).toContainText(AWAY);

  line.letBack();
  await expect(detail(app)).toContainText(FIRST);
  await expect(app.conversation).toContainText(FIRST);
  await expect(page.getByText(AWAY)).toHaveCount(0);
});

test("a list without its host that becomes wide has the reason beside it", async ({ app }) => {
  const { page } = app;
  await app.receiveFirstMessage();
  await app.running.receive({ type: "text", text: SECOND, psid: OTHER });
  await expect(app.row(new RegExp(SECOND))).toBeVisible();
  await go(page, "#/events/2");
  const line = await cutLine(page);
  await expect(detail(app)).toContainText(SECOND);
  await resize(page, { width: 380, height: 800 });
  await page.getByRole("button", { name: "Back to the list" }).click();
  line.cut();
  await expect(page.getByText("The connection to Hookline was lost.")).toBeVisible();
  await app.list.press("j");
  await expect(app.row(new RegExp(FIRST))).toHaveAttribute("aria-selected", "true");

  await resize(page, { width: 1440, height: 900 });

  await expect(detail(app)).toContainText(AWAY);
  await expect(app.conversation).toContainText(AWAY);
  await expect(app.row(new RegExp(FIRST))).toHaveAttribute("aria-selected", "true");
});

/** At the second of two messages; what is said of the first one is held. */
async function atSecond(app: CompanionApp, psid?: Psid): ReturnType<typeof holdAnswers> {
  const { page } = app;
  await app.receiveFirstMessage();
  await app.running.receive({ type: "text", text: SECOND, ...(psid === undefined ? {} : { psid }) });
  await expect(app.row(new RegExp(SECOND))).toBeVisible();
  const line = await holdAnswers(page, "events.get", ({ id }) => id === 1);
  await go(page, "#/events/2");
  await expect(detail(app)).toContainText(SECOND);
  await app.list.focus();
  return line;
}

/** The same, with the body of the second on the clipboard. */
async function atSecondCopied(app: CompanionApp): ReturnType<typeof holdAnswers> {
  const line = await atSecond(app);
  await copyBody(app);
  await expect.poll(() => app.running.clipboardText()).toContain(SECOND);
  return line;
}

function isOf(input: unknown, id: number): boolean {
  return typeof input === "object" && input !== null && "id" in input && input.id === id;
}

async function copyBody({ page }: CompanionApp): Promise<void> {
  await page.keyboard.press("c");
  await page.keyboard.press("b");
}

function detail({ page }: CompanionApp): Locator {
  return page.getByRole("region", { name: "Selected event" });
}
