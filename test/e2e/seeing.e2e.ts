// Twice as large, in the system's own colours, and from the right: what is typed is seen, and what is chosen can be told.
import { expect, type Locator } from "@playwright/test";
import { startLocaltunnelServer } from "../fakes/localtunnel-server.ts";
import { test } from "./companion-app.ts";
import { chooseType, composerOf } from "./composer-steps.ts";
import { go, openTunnel, openTunnelOf, replied } from "./screen-steps.ts";
import { addPerson, atSimulator, phoneField, showPart, toggleFault } from "./simulator-steps.ts";

test.use({ host: "browser" });

/** A window of 1440 by 900 px at 200 %, and one of 1366 by 768. */
const TWICE = [
  { width: 720, height: 450 },
  { width: 683, height: 384 },
] as const;

test("what is typed at 200 % is seen", async ({ app }) => {
  const { page } = app;
  await replied(app.running);
  await go(page, "#/conversations");
  for (const view of TWICE) {
    await page.setViewportSize(view);
    await page.getByRole("link", { name: /PSID/ }).click();
    await chooseType(page, "Image");
    await expectSeen(composerOf(page).getByRole("textbox", { name: "Image address" }));
    await chooseType(page, "Text");
    await expectSeen(app.composer);
    await page.getByText("As the person", { exact: true }).click();
    await expectSeen(page.getByRole("region", { name: "Conversation" }).getByRole("textbox"));
    await page.getByText("As the Page", { exact: true }).click();
    await go(page, "#/conversations");
  }
  await page.setViewportSize({ width: 1440, height: 900 });
  await atSimulator(page);
  await addPerson(page, "Alice");
  for (const view of TWICE) {
    await page.setViewportSize(view);
    await expectSeen(phoneField(page));
    await expect.poll(() => page.evaluate(() => document.documentElement.scrollHeight - innerHeight)).toBe(0);
  }
});

test("what is chosen can be told in the system's own colours", async ({ app }) => {
  const { page } = app;
  await replied(app.running);
  await page.emulateMedia({ forcedColors: "active" });
  await expect(indicatorOf(page.getByRole("radiogroup", { name: "Write as" }))).toHaveCSS(
    "border-top-width",
    "2px",
  );
  const row = page.getByRole("option", { selected: true }).first();
  const link = page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: /^Events/ });
  for (const chosen of [row, link]) await expect(chosen).toHaveCSS("outline-style", "solid");
  await atSimulator(page);
  await showPart(page, "Switches");
  await toggleFault(page, "Duplicate");

  const [checked, unchecked] = await Promise.all(
    [true, false].map((isChecked) =>
      page
        .getByRole("checkbox", { checked: isChecked })
        .first()
        .evaluate((box) => getComputedStyle(box).backgroundColor),
    ),
  );
  expect(checked).not.toBe(unchecked);
  await page.getByRole("tab", { name: /^Switches/ }).blur();
  const outlines = await page
    .getByRole("tab")
    .evaluateAll((tabs) => tabs.filter((tab) => getComputedStyle(tab).outlineStyle === "solid").length);
  expect(outlines).toBe(1);
});

test("in the system's own colours the selected row is seen as such, wherever the focus is", async ({
  app,
}) => {
  const { page } = app;
  await replied(app.running);
  await page.emulateMedia({ forcedColors: "active" });
  const selected = app.list.getByRole("option", { selected: true });
  const other = app.list.getByRole("option", { selected: false }).last();
  await app.composer.focus();
  await expect(selected).toBeVisible();

  const [edge, otherEdge] = [await leftEdgeOf(selected), await leftEdgeOf(other)];

  expect(edge.equals(otherEdge)).toBe(false);
});

test("in the system's own colours the key of a link's calendar says what its colours mean", async ({
  app: { page, running },
}) => {
  await replied(running);
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.emulateMedia({ forcedColors: "active" });
  await go(page, "#/linking");
  // What the colours mean is told to the eye alone.
  const marks = page.getByRole("complementary", { name: "Page link" }).locator("li[data-mark]");
  await expect(marks).toHaveCount(3);

  const colours = await marks.evaluateAll((items) =>
    items.map((item) => getComputedStyle(item, "::before").backgroundColor),
  );

  expect(new Set(colours).size).toBe(3);
});

test("in a low window and at 200 % all of the tunnel and of the JWT can be scrolled to", async ({
  app: { page, running },
}) => {
  const server = await startLocaltunnelServer();
  try {
    await replied(running);
    await openTunnelOf(page, server, "my-bike-bot");
    const banner = page.getByRole("banner");
    for (const view of [{ width: 900, height: 400 }, ...TWICE]) {
      await page.setViewportSize(view);
      await page.keyboard.press("Escape");
      await openTunnel(page);
      const file = page
        .getByRole("dialog", { name: /tunnel|not proved/i })
        .getByRole("button", { name: "Choose a file" });
      await file.hover();
      await expect(file).toBeInViewport({ ratio: 1 });
      await page.keyboard.press("Escape");
      await banner.getByRole("button", { name: "Copy JWT" }).click();
      await banner.getByRole("button", { name: /^JWT \d/ }).click();
      const more = page.getByRole("dialog", { name: /^JWT/ }).getByRole("link", { name: "Keys and JWT" });
      await more.hover();
      await expect(more).toBeInViewport({ ratio: 1 });
      await page.keyboard.press("Escape");
    }
  } finally {
    await server.stop();
  }
});

test("a message that begins in Arabic runs from the right", async ({ app }) => {
  const text = "مرحبا Hookline";
  await replied(app.running);
  await app.running.receive({ type: "text", text });

  const bubble = app.conversation.getByRole("button", { name: text });
  await app.composer.fill(text);

  expect(await isBeforeLatin(bubble)).toBe(false);
  await expect(app.composer).toHaveCSS("unicode-bidi", "plaintext");
});

/** The part of a group that marks what is chosen. */
function indicatorOf(group: Locator): Locator {
  return group.locator(".mantine-SegmentedControl-indicator");
}

/** Typed into, a whole line of it at least lies within the window and within whatever scrolls it, and nothing lies over it. */
async function expectSeen(field: Locator): Promise<void> {
  await field.focus();
  await field.pressSequentially("x");
  await expect
    .poll(() =>
      field.evaluate((element) => {
        const edges = element.getBoundingClientRect();
        let [top, bottom] = [Math.max(0, edges.top), Math.min(innerHeight, edges.bottom)];
        for (let parent = element.parentElement; parent !== null; parent = parent.parentElement) {
          if (getComputedStyle(parent).overflowY === "visible") continue;
          const around = parent.getBoundingClientRect();
          [top, bottom] = [Math.max(top, around.top), Math.min(bottom, around.bottom)];
        }
        const hit = document.elementFromPoint((edges.left + edges.right) / 2, (top + bottom) / 2);
        return hit !== null && element.contains(hit) ? bottom - top : 0;
      }),
    )
    .toBeGreaterThanOrEqual(24);
  await field.fill("");
}

/** The first word of a text stands left of its Latin one. */
function isBeforeLatin(part: Locator): Promise<boolean> {
  return part.evaluate((element) => {
    const node = [...element.childNodes].find((each) => each.textContent?.includes("Hookline"));
    if (node === undefined) throw new Error("nothing of it is drawn");
    const text = node.textContent ?? "";
    const leftOf = (from: number): number => {
      const range = document.createRange();
      const holder = node.firstChild ?? node;
      range.setStart(holder, from);
      range.setEnd(holder, from + 1);
      return range.getBoundingClientRect().left;
    };
    return leftOf(0) < leftOf(text.indexOf("Hookline"));
  });
}

/** A picture of the middle of its left edge. */
async function leftEdgeOf(row: Locator): Promise<Buffer> {
  const { x = 0, y = 0, height = 0 } = (await row.boundingBox()) ?? {};
  return row.page().screenshot({ clip: { x, y: y + height / 2, width: 2, height: 2 } });
}
