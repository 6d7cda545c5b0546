// axe on every screen, in both themes, wide and narrow; targets of 24 px, of 40 px under a finger; nothing wider than the
// window.
import { AxeBuilder } from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";
import { test } from "./companion-app.ts";
import { go, replied } from "./screen-steps.ts";
import { SCREENS, type Screen } from "./screens.ts";
import { setFinger, smallTargets } from "./touch-targets.ts";

const VIEWS = (["light", "dark"] as const).flatMap((theme) => [
  { theme, width: 1440, height: 900 },
  { theme, width: 380, height: 800 },
]);

const TOUCH_VIEWS = [
  { theme: "light", width: 1280, height: 800 },
  { theme: "light", width: 380, height: 800 },
] as const;

/** The theme changes colours and nothing else: what else there is to find was found in the light one. */
const OF_COLORS = { runOnly: { type: "rule" as const, values: ["color-contrast", "link-in-text-block"] } };

function ofAll({ isOverlay }: Screen) {
  return { rules: { "target-size": { enabled: true }, region: { enabled: isOverlay !== true } } };
}

type Violation = Awaited<ReturnType<AxeBuilder["analyze"]>>["violations"][number];

test.use({ host: "browser" });

for (const screen of SCREENS) {
  test(`${screen.name} has no accessibility problem in either theme`, async ({ app }) => {
    await app.running.hurryStatuses();
    const beside = await screen.prepare(app.running);
    const found: string[] = [];
    for (const view of VIEWS) {
      await app.page.emulateMedia({ colorScheme: view.theme, reducedMotion: "reduce" });
      await resize(app.page, view);
      await screen.arrive?.(app.page, view);
      const { violations } = await new AxeBuilder({ page: app.page })
        .options(view.theme === "dark" ? OF_COLORS : ofAll(screen))
        // Without it, each look opens a page of its own to gather what frames say; there are none.
        .setLegacyMode()
        .analyze();
      found.push(
        ...violations.flatMap(describeViolation).map((each) => `${view.theme} ${view.width}: ${each}`),
      );
      if (await isWiderThanWindow(app.page)) found.push(`${view.theme} ${view.width}: wider than its window`);
    }
    await app.page.emulateMedia({ colorScheme: "light", reducedMotion: "reduce" });
    await setFinger(app.page, true);
    for (const view of TOUCH_VIEWS) {
      await resize(app.page, view);
      await screen.arrive?.(app.page, view);
      found.push(
        ...(await smallTargets(app.page)).map((each) => `small for a finger at ${view.width}: ${each}`),
      );
    }
    await beside?.stop();
    expect(found).toEqual([]);
  });
}

test("compact rows are no lower than others under a finger", async ({ app: { page, running } }) => {
  await setFinger(page, true);
  await replied(running);
  await go(page, "#/settings/appearance");
  await page.getByRole("switch", { name: "Compact rows" }).press("Space");
  await go(page, "#/events");

  await expect(page.getByRole("option").first()).toBeVisible();
  expect(await smallTargets(page)).toEqual([]);
});

/** Another width may be another composer or list: what is done next must not meet the one that goes. */
async function resize(page: Page, { width, height }: { readonly width: number; readonly height: number }) {
  await page.setViewportSize({ width, height });
  await page.evaluate(
    () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))),
  );
}

function isWiderThanWindow(page: Page): Promise<boolean> {
  return page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
}

function describeViolation({ id, nodes }: Violation): readonly string[] {
  return nodes.map(({ html }) => `${id}: ${html}`);
}
