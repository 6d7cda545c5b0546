// Where there is little room: what is long is cut with its whole at hand, and nothing that can be pressed lies out of reach.
import { expect, type Locator } from "@playwright/test";
import { test } from "./companion-app.ts";
import { replied } from "./screen-steps.ts";
import { atSimulator, retryEverything, toggleFault, writeAs } from "./simulator-steps.ts";

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

/** How many pixels of a part lie beside another one. */
async function beyond(part: Locator, frame: Locator): Promise<number> {
  const [inner, outer] = await Promise.all(
    [part, frame].map((each) => each.evaluate((element) => element.getBoundingClientRect().toJSON())),
  );
  return Math.max(0, inner.right - outer.right, outer.left - inner.left);
}
