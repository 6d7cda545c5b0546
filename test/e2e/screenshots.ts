// Takes a picture of every screen in both themes at four widths: `node test/e2e/screenshots.ts [filter]`.
// The pictures go to test-results/screens; a filter keeps the screens, themes or widths whose file name contains it.
import { mkdtempSync } from "node:fs";
import { mkdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import { globalSetup } from "./global-setup.ts";
import { startHost, type View } from "./hosts.ts";
import { SCREENS, type Running, type Screen } from "./screens.ts";

const root = join(import.meta.dirname, "../..");
const folder = join(root, "test-results/screens");
const THEMES = ["light", "dark"] as const;
const WIDTHS = [380, 900, 1280, 1440] as const;
const HEIGHTS: Readonly<Record<number, number>> = { 380: 800, 900: 700, 1280: 800, 1440: 900 };

const filter = process.argv[2] ?? "";
await globalSetup();
await mkdir(folder, { recursive: true });
for (const screen of SCREENS) {
  const views = viewsOf(screen);
  if (views.length > 0) await takeAll(screen, views);
}

function viewsOf(screen: Screen): readonly View[] {
  return THEMES.flatMap((theme) =>
    WIDTHS.map((width) => ({ theme, width, height: HEIGHTS[width] ?? 800 })),
  ).filter((view) => fileOf(screen, view).includes(filter));
}

function fileOf(screen: Screen, { theme, width }: View): string {
  return `${screen.name}-${theme}-${width}.png`;
}

/** One run of the product for each screen: its views differ in size and theme only. */
async function takeAll(screen: Screen, views: readonly View[]): Promise<void> {
  const dataFolder = mkdtempSync(join(tmpdir(), "hookline-screens-"));
  const host = await startHost("browser", dataFolder);
  let beside: Running | void = undefined;
  try {
    beside = await screen.prepare(host);
    for (const view of views) {
      await host.page.emulateMedia({ colorScheme: view.theme, reducedMotion: "reduce" });
      await host.page.setViewportSize({ width: view.width, height: view.height });
      await screen.arrive?.(host.page, view);
      // Nothing is hovered.
      await host.page.mouse.move(0, 0);
      await writeFile(join(folder, fileOf(screen, view)), await settledPicture(host.page));
      console.log(fileOf(screen, view));
    }
  } catch (error) {
    const file = join(folder, `${screen.name}-failed.png`);
    await host.page.screenshot({ path: file });
    console.error(`${screen.name} was not reached (see ${file}):`, error);
    process.exitCode = 1;
  } finally {
    await host.stop();
    await beside?.stop();
    await rm(dataFolder, { recursive: true, force: true });
  }
}

/** A picture that the next one does not differ from: what follows a new size has been drawn. */
async function settledPicture(page: Page): Promise<Buffer> {
  let former: Buffer | null = null;
  for (;;) {
    const picture = await page.screenshot({ animations: "disabled" });
    if (former?.equals(picture)) return picture;
    former = picture;
  }
}
