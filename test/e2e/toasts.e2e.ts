// Toasts: they lie over nothing that is written in, the newest is seen, and Esc closes what is seen.
import { expect, type Locator, type Page } from "@playwright/test";
import { test } from "./companion-app.ts";
import { composerOf } from "./composer-steps.ts";
import { go, openEvent, replied } from "./screen-steps.ts";

test.use({ host: "browser" });

for (const place of ["Events", "Conversations"] as const) {
  test(`in a low window a toast that stays lies over no composer, however ${place} are scrolled`, async ({
    app,
  }) => {
    const { page, running, conversation } = app;
    await replied(running);
    await running.answerSends("unauthorized");
    await page.setViewportSize({ width: 380, height: 500 });
    if (place === "Events") {
      await openEvent(page, "kind:inbound", /^Inbound/);
      await page.getByRole("tab", { name: "Thread" }).click();
    } else {
      await go(page, "#/conversations");
      await page.getByRole("link", { name: /PSID/ }).click();
    }
    await app.reply("Yes, from 10 to 16.");
    await expect(conversation.getByRole("alert")).toContainText("refused a JWT");
    await page.keyboard.press("Escape");

    const toast = await failToCopy(page, "u");

    const composer = composerOf(page);
    for (const at of [0, 0.25, 0.5, 0.75, 1]) {
      // oxlint-disable no-await-in-loop -- one place after the other
      await conversation.evaluate((pane, part) => {
        pane.scrollTop = part * (pane.scrollHeight - pane.clientHeight);
      }, at);
      await expect.poll(() => covered(composer, toast), `${at * 100} %`).toBe(0);
      // oxlint-enable no-await-in-loop
    }
  });
}

test("Esc closes the newest toast that stays, once it is needed for nothing else", async ({ app }) => {
  const { page } = app;
  await replied(app.running);
  await go(page, "#/linking");
  await expect(page.getByRole("heading", { name: "Link your Facebook Page" })).toBeVisible();
  const first = await failToCopy(page, "u");
  await leaveFocus(page);

  await page.keyboard.press("Escape");

  await expect(first).toHaveCount(0);
  const second = await failToCopy(page, "s");
  await go(page, "#/events");
  await app.composer.focus();
  await page.keyboard.press("Escape");
  await expect(app.list).toBeFocused();
  await expect(second).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(second).toHaveCount(0);
});

test.describe("in a low, narrow window", () => {
  test.beforeEach(async ({ app: { page } }) => {
    await page.setViewportSize({ width: 380, height: 667 });
    await keepToasts(page);
    await go(page, "#/keys");
    await page.getByRole("textbox", { name: "Workspace name" }).fill("Bike bot");
    await page.getByRole("button", { name: "Add workspace" }).click();
    await expect(toastOf(page, "Workspace added")).toBeVisible();
  });

  test("a failure is seen at once, and Esc closes it alone", async ({ app: { page } }) => {
    const failure = await failToCopy(page, "u");
    await expect(toastOf(page, "Workspace added")).toBeHidden();
    await leaveFocus(page);

    await page.keyboard.press("Escape");

    await expect(failure).toHaveCount(0);
    await expect(toastOf(page, "Workspace added")).toBeVisible();
  });

  test("the word on the latest act is seen at once", async ({ app: { page } }) => {
    await page.keyboard.press("y");
    await page.keyboard.press("u");

    await expect(toastOf(page, "Inbound URL copied")).toBeVisible();
    await expect(toastOf(page, "Workspace added")).toBeHidden();
  });

  test("Esc closes no failure behind the word on a later act", async ({ app: { page } }) => {
    const failure = await failToCopy(page, "u");
    await page.getByRole("button", { name: "Save", exact: true }).press("Enter");
    await expect(toastOf(page, "Workspace saved")).toBeVisible();
    await expect(failure).toBeHidden();
    await leaveFocus(page);

    await page.keyboard.press("Escape");

    await expect(toastOf(page, "Workspace saved")).toHaveCount(0);
    await expect(failure).toBeVisible();
    await page.keyboard.press("Escape");
    await expect(failure).toHaveCount(0);
  });
});

/** Toasts that go by themselves stay, however long the rest takes. */
async function keepToasts(page: Page): Promise<void> {
  await page.evaluate(() => {
    const { setTimeout: wait } = window;
    const TIME_OF_A_TOAST_MS = 4_000;
    Object.assign(window, {
      setTimeout: (run: () => void, ms?: number) => (ms === TIME_OF_A_TOAST_MS ? 0 : wait(run, ms)),
    });
  });
}

function toastOf(page: Page, words: string): Locator {
  return page.getByRole("alert", { includeHidden: true }).filter({ hasText: words });
}

/** From here on Esc is needed for nothing else. */
async function leaveFocus(page: Page): Promise<void> {
  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
}

/** Copies an address where the browser refuses it; what tells of it stays. */
async function failToCopy(page: Page, key: "u" | "s"): Promise<Locator> {
  await page.evaluate(() => {
    navigator.clipboard.writeText = () => Promise.reject(new Error("not allowed"));
  });
  await page.keyboard.press("y");
  await page.keyboard.press(key);
  const toast = page.getByRole("alert").filter({ hasText: "URL was not copied" });
  await expect(toast).toBeVisible();
  await expect(toast).toHaveCSS("opacity", "1");
  return toast;
}

/** How many pixels of what is seen of a part lie under another, from top to bottom. */
async function covered(part: Locator, over: Locator): Promise<number> {
  const above = await over.evaluate((element) => {
    const { top, bottom } = element.getBoundingClientRect();
    return { top, bottom };
  });
  return part.evaluate((element, { top, bottom }) => {
    const own = element.getBoundingClientRect();
    let [from, to] = [Math.max(own.top, 0), Math.min(own.bottom, innerHeight)];
    for (let around = element.parentElement; around !== null; around = around.parentElement) {
      if (getComputedStyle(around).overflowY === "visible") continue;
      const edges = around.getBoundingClientRect();
      [from, to] = [Math.max(from, edges.top), Math.min(to, edges.bottom)];
    }
    return Math.max(0, Math.min(to, bottom) - Math.max(from, top));
  }, above);
}
