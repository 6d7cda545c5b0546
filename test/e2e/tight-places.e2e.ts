// Long names, long threads, low windows: nothing is cut, lies over something else or leaves its frame.
import { expect, type Locator } from "@playwright/test";
import { test } from "./companion-app.ts";
import { closeToast, go, openEvent, openTunnel, replied } from "./screen-steps.ts";
import { addPerson, atSimulator, phoneOf } from "./simulator-steps.ts";

test.use({ host: "browser" });

const LONG_WORD = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerk";

test("a name of one long word stays within the menu of workspaces", async ({ app: { page } }) => {
  await go(page, "#/keys");
  await page.getByRole("textbox", { name: "Workspace name" }).fill("Bike bot");
  await page.getByRole("textbox", { name: "Page name" }).fill(LONG_WORD);
  await page.getByRole("button", { name: "Add workspace" }).click();
  await closeToast(page, "Workspace added");

  await page.getByRole("button", { name: /^Workspace / }).click();

  const menu = page.getByRole("menu");
  await expect(menu).toContainText(LONG_WORD);
  expect(await menu.evaluate((frame) => frame.scrollWidth - frame.clientWidth)).toBe(0);
});

test("a simulated person's long name is cut, and the PSID is not", async ({ app: { page } }) => {
  await atSimulator(page);
  await addPerson(page, `${LONG_WORD} Nord`, "2222222222222222");

  const psid = phoneOf(page).getByText("2222222222222222", { exact: true });

  expect(await psid.evaluate((value) => value.scrollWidth - value.clientWidth)).toBe(0);
});

test("in a low window the chosen tab of an event stays under the timing", async ({
  app: { page, running },
}) => {
  await replied(running);
  await running.receive({ type: "text", text: "This one was forged", fault: "bad-signature" });
  await openEvent(page, "sig:bad", /bad signature/i);
  const tab = page.getByRole("tab", { name: "Raw" });
  await tab.click();

  await page.setViewportSize({ width: 900, height: 400 });
  await page.getByRole("heading", { name: "Inbound text" }).scrollIntoViewIfNeeded();

  const region = await tab.evaluate((element) => {
    const { left, right, top, bottom } = element.getBoundingClientRect();
    const seen = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
    return seen?.closest("section")?.getAttribute("aria-label");
  });
  expect(region).toBe("Timing");
});

test("the ring of a chosen message is whole in a long thread", async ({ app }) => {
  const { running } = app;
  await replied(running);
  await running.receive({ type: "text", text: "Burst", fault: "burst" });
  await app.open("Conversations");
  const rows = app.conversation.locator('[data-lazy="true"] > [data-event]');
  await expect(rows.last()).toBeVisible();

  // The ring of the focus lies three pixels off, and is two wide. Rows are drawn anew while the burst comes in.
  await expect
    .poll(() =>
      rows.last().evaluate((row) => {
        const frame = row.getBoundingClientRect();
        const bubble = row.querySelector("button")?.getBoundingClientRect() ?? frame;
        return Math.min(bubble.left - frame.left, bubble.top - frame.top);
      }),
    )
    .toBeGreaterThanOrEqual(5);
});

test("the ring around the details of an error keeps off its words", async ({ app: { page, running } }) => {
  await replied(running);
  await openTunnel(page);
  const form = page.getByRole("form", { name: "Open a tunnel" });
  await form.getByRole("textbox", { name: "localtunnel server" }).fill("http://127.0.0.1:9");
  await form.getByRole("button", { name: "Open tunnel" }).click();
  const alert = page.getByRole("alert");
  const details = alert.getByText("Details", { exact: true });
  await expect(details).toBeVisible();

  const words = alert.locator("p").last();
  const gap = (await topOf(details)) - (await bottomOf(words));

  expect(gap).toBeGreaterThanOrEqual(2);
});

test("buttons whose mark is left out in a narrow window are as wide on both sides", async ({
  app: { page },
}) => {
  await page.setViewportSize({ width: 380, height: 800 });
  await atSimulator(page);
  const button = page.getByRole("button", { name: "To the next" });

  const [before, after] = await button.evaluate((element) => {
    const range = document.createRange();
    range.selectNodeContents(element.querySelector(".mantine-Button-label") ?? element);
    const [words, frame] = [range.getBoundingClientRect(), element.getBoundingClientRect()];
    return [words.left - frame.left, frame.right - words.right];
  });

  expect(before).toBeCloseTo(after ?? 0, 0);
});

function topOf(part: Locator): Promise<number> {
  return part.evaluate((element) => element.getBoundingClientRect().top);
}

function bottomOf(part: Locator): Promise<number> {
  return part.evaluate((element) => element.getBoundingClientRect().bottom);
}
