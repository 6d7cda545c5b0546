// Where there is little room: what is long is cut with its whole at hand, and nothing that can be pressed lies out of reach.
import { expect, type Locator, type Page } from "@playwright/test";
import { showAllWorkspaces, test } from "./companion-app.ts";
import { expectWhole } from "./composer-steps.ts";
import { go, openEvent, replied } from "./screen-steps.ts";
import { atSimulator, retryEverything, toggleFault, writeAs } from "./simulator-steps.ts";
import { setFinger } from "./touch-targets.ts";

test.use({ host: "browser" });

test("a long result of the palette is cut, and told in whole", async ({ app: { page, running } }) => {
  const text = "You asked whether the shop repairs old brakes, too. ".repeat(8).trim();
  await replied(running);
  await running.receive({ type: "text", text });
  const dialog = page.getByRole("dialog");
  const result = dialog.getByRole("option", { name: /old brakes/ });
  for (const width of [380, 900]) {
    // oxlint-disable no-await-in-loop -- one window after another
    await page.setViewportSize({ width, height: 800 });
    await page.keyboard.press("ControlOrMeta+k");
    await dialog.getByRole("combobox", { name: "Search or run a command" }).fill("#repairs");
    await expect(result).toBeVisible();

    await expect.poll(() => beyond(result, dialog)).toBe(0);
    await expect(result.getByTitle(text)).toBeVisible();
    await page.keyboard.press("Escape");
    // oxlint-enable no-await-in-loop
  }
});

test("in a narrow window all parts of the simulator are seen while they have counts", async ({
  app: { page, running },
}) => {
  await replied(running);
  await atSimulator(page);
  await retryEverything(page);
  await toggleFault(page, "Bad signature");
  await toggleFault(page, "Duplicate");
  await writeAs(page, "You have won a bike");
  await expect(page.getByRole("tab", { name: "Deliveries 1 to retry", exact: true })).toBeVisible();
  await expect(page.getByRole("region", { name: "Faults in force" })).toContainText(
    "2 faults in force: Bad signature, Duplicate",
  );

  await page.setViewportSize({ width: 380, height: 800 });

  const tabs = page.getByRole("tablist", { name: "Parts of the simulator" }).getByRole("tab");
  await expect(tabs).toHaveCount(5);
  for (const tab of await tabs.all()) {
    // oxlint-disable-next-line no-await-in-loop -- one after the other
    await expect(tab).toBeInViewport({ ratio: 1 });
  }
  await expect(page.getByRole("tab", { name: "Switches 2 on", exact: true })).toBeVisible();
});

test("beside a paused view of all workspaces there is room to search", async ({ app }) => {
  const { page, running } = app;
  await replied(running);
  await showAllWorkspaces(page);
  await page.getByRole("button", { name: "Live. Pause the view" }).click();
  await running.receive({ type: "text", text: "Burst", fault: "burst" });
  const resume = page.getByRole("button", { name: "Paused, 1,000 waiting. Resume" });
  await expect(resume).toBeVisible();

  for (const width of [380, 900, 1440]) {
    // oxlint-disable no-await-in-loop -- one window after another
    await page.setViewportSize({ width, height: 800 });
    await go(page, "#/events");
    await expect.poll(() => widthOf(app.search), `${width} px`).toBeGreaterThanOrEqual(140);
    await expect(resume).toBeInViewport({ ratio: 1 });
    // oxlint-enable no-await-in-loop
  }
});

test("chips stand side by side, also where there is no room for their counts", async ({ app }) => {
  const { page, running } = app;
  await replied(running);
  await running.receive({ type: "text", text: "Burst", fault: "burst" });
  await expect(app.chip("Inbound")).toHaveText("Inbound1,001");
  const chips = page.getByRole("group", { name: "Show" }).getByRole("button");
  /** How far behind its words each chip ends. */
  const ends = (): Promise<readonly number[]> =>
    chips.evaluateAll((all) =>
      all.map((chip) => {
        const frame = chip.getBoundingClientRect();
        const words = document.createRange();
        words.selectNodeContents(chip.firstChild ?? chip);
        const count = chip.querySelector("span");
        const isSeen =
          count !== null &&
          getComputedStyle(count).clipPath === "none" &&
          count.getBoundingClientRect().top < frame.bottom;
        const last = isSeen ? count.getBoundingClientRect() : words.getBoundingClientRect();
        return Math.round(frame.right - last.right);
      }),
    );

  for (const width of [1440, 1280, 900]) {
    // oxlint-disable no-await-in-loop -- one window after another
    await page.setViewportSize({ width, height: 800 });
    await expect.poll(ends, `${width} px`).toEqual([7, 7, 7, 7]);
    // oxlint-enable no-await-in-loop
  }
  await expect(app.chip("Inbound")).toHaveAccessibleName("Inbound 1,001");
});

test("an event with a notice opens at its head in a low window", async ({ app: { page, running } }) => {
  await replied(running);
  await running.receive({ type: "text", text: "This one was forged", fault: "bad-signature" });
  await page.setViewportSize({ width: 380, height: 520 });

  await openEvent(page, "sig:bad", /bad signature/i);

  const event = page.getByRole("region", { name: "Selected event" });
  await expect(event.getByText("PSID, reply to this")).toBeVisible();
  await drawn(page);
  expect(await event.evaluate((detail) => detail.scrollTop)).toBe(0);
});

test("the body of the next event is shown from its first line", async ({ app: { page, running } }) => {
  await replied(running);
  for (const word of ["Older", "Newer"])
    // oxlint-disable-next-line no-await-in-loop -- one after the other
    await running.receive({ type: "text", text: `${word} ${"and longer ".repeat(400)}` });
  await openEvent(page, "longer", /Newer/);
  const body = page.getByRole("textbox", { name: "Body of the event, JSON" });
  await expect(body).toContainText("Newer and longer");
  const scroller = body.locator("xpath=..");
  await scroller.evaluate((part) => part.scrollTo(0, 200));
  await drawn(page);
  expect(await scroller.evaluate((part) => part.scrollTop)).toBe(200);

  await page.keyboard.press("j");

  await expect(body).toContainText("Older and longer");
  await expect.poll(() => scroller.evaluate((part) => part.scrollTop)).toBe(0);
});

test("what is cut of an id or of a workspace's title is told in whole", async ({
  app: { page, running },
}) => {
  const [pageId, pageName] = [
    "1234567890".repeat(5),
    "Acme Bikes of the Old Harbour and the Hills behind it",
  ];
  await replied(running);
  await go(page, "#/keys");
  await page.getByRole("textbox", { name: "Workspace name" }).fill("Bike bot");
  await page.getByRole("textbox", { name: "Page ID" }).fill(pageId);
  await page.getByRole("textbox", { name: "Page name" }).fill(pageName);
  await page.getByRole("button", { name: "Add workspace" }).click();
  await expect(page.getByRole("heading", { name: "Bike bot" })).toBeVisible();
  await page.setViewportSize({ width: 380, height: 800 });
  const title = page.getByRole("banner").getByTitle(`${pageName}, Bike bot`, { exact: true });
  await expect(title).toBeVisible();
  await fetch(running.inboundUrl, {
    method: "POST",
    body: JSON.stringify({
      message_uuid: "aaaaaaaa-bbbb-cccc-dddd-0123456789ab",
      to: { type: "messenger", id: pageId },
      from: { type: "messenger", id: "1111111111111111" },
      timestamp: "2020-01-01T14:00:00.000Z",
      message: { content: { type: "text", text: "Hello" } },
    }),
  });

  await openEvent(page, "kind:inbound", /^Inbound text/);

  const id = page.getByRole("region", { name: "Selected event" }).getByTitle(pageId, { exact: true });
  await expect(id).toBeVisible();
  // Its end is beside the cut.
  const start = id.locator("span").first();
  expect(await start.evaluate((part) => part.scrollWidth - part.clientWidth)).toBeGreaterThan(0);
  expect(await id.evaluate((part) => part.scrollWidth - part.clientWidth)).toBe(0);
  const end = await id.evaluate((part) => {
    const range = document.createRange();
    range.selectNodeContents(part.lastChild ?? part);
    return {
      text: range.toString(),
      beyond: range.getBoundingClientRect().right - part.getBoundingClientRect().right,
    };
  });
  expect(end).toEqual({ text: "7890", beyond: expect.closeTo(0, 0) });
});

for (const { pointer, isFinger } of [
  { pointer: "a mouse", isFinger: false },
  { pointer: "a finger", isFinger: true },
]) {
  test(`on a phone with ${pointer} one sees what becomes of the first reply, under a notice too`, async ({
    app: { page, running },
  }) => {
    await setFinger(page, isFinger);
    await page.setViewportSize({ width: 380, height: 667 });
    await page.getByRole("button", { name: "Receive a test message" }).click();
    const thread = page.getByRole("region", { name: "Messages" });
    const send = page.getByRole("button", { name: "Send", exact: true });
    await expect(thread.getByRole("button", { name: /Hello from/ })).toBeInViewport({ ratio: 1 });
    await expectWhole(send);

    await send.click();

    const stops = thread.getByRole("list", { name: "Delivery" });
    await expect(stops).toBeInViewport({ ratio: 1 });
    await expect(thread.getByRole("button", { name: /Thanks for your message/ })).toBeInViewport({
      ratio: 1,
    });
    await fetch(new URL("/inbound", running.inboundUrl), { method: "POST", body: "{}" });
    await expect(page.getByRole("region", { name: "Notices" })).toContainText("POST /inbound");
    await expect(stops).toBeInViewport({ ratio: 1 });
    await expect(stops).toContainText("Read");
    await expectWhole(send);
  });
}

test("in a low narrow window the way back to the people stays above their conversation", async ({
  app: { page, running },
}) => {
  await replied(running);
  await page.setViewportSize({ width: 380, height: 560 });
  await go(page, "#/conversations");

  await page.getByRole("link", { name: /PSID/ }).click();

  const stops = page.getByRole("region", { name: "Messages" }).getByRole("list", { name: "Delivery" });
  await expect(stops).toBeInViewport({ ratio: 1 });
  await expectWhole(page.getByRole("button", { name: "Send", exact: true }));
  await page.getByRole("button", { name: "Back to the people" }).click();
  await expect(page.getByRole("navigation", { name: "People" })).toBeVisible();
});

/** All that the last change asked for is drawn. */
function drawn(page: Page): Promise<void> {
  return page.evaluate(
    () =>
      new Promise<void>((resolve) => {
        requestAnimationFrame(() => requestAnimationFrame(() => resolve()));
      }),
  );
}

/** How many pixels of a part lie beside another one. */
async function beyond(part: Locator, frame: Locator): Promise<number> {
  const [inner, outer] = await Promise.all(
    [part, frame].map((each) => each.evaluate((element) => element.getBoundingClientRect().toJSON())),
  );
  return Math.max(0, inner.right - outer.right, outer.left - inner.left);
}

function widthOf(part: Locator): Promise<number> {
  return part.evaluate((element) => element.getBoundingClientRect().width);
}
