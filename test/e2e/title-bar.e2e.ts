// The title bar when every chip has much to say: each keeps its distance from the next, in every window from 900 px on.
import { expect, type Page } from "@playwright/test";
import { startLocaltunnelServer, type LocaltunnelServer } from "../fakes/localtunnel-server.ts";
import { test } from "./companion-app.ts";
import type { RunningHost } from "./hosts.ts";
import { go, jwtExpired, openTunnelOf, resize } from "./screen-steps.ts";
import { linkExpired, showPart, toggleFault } from "./simulator-steps.ts";
import { setFinger } from "./touch-targets.ts";

test.use({ host: "browser" });

/** On both sides of each bound of the layout. */
const WIDTHS = [900, 1180, 1181, 1320, 1321, 1440] as const;
/** Each leaves room for other buttons of the window. */
const SYSTEMS = ["browser", "darwin", "win32"] as const;

const GAP = 8;
const GAP_OF_TOOLS = 2;

test("chips that grow touch nothing", async ({ app: { page, running } }) => {
  const server = await startLocaltunnelServer();
  try {
    await growEveryChip(running, server);

    const found: string[] = [];
    for (const isFinger of [false, true]) {
      await setFinger(page, isFinger);
      for (const width of WIDTHS) {
        await resize(page, { width, height: 800 });
        for (const system of SYSTEMS) {
          await page
            .getByRole("banner")
            .evaluate((bar, name) => bar.setAttribute("data-system", name), system);
          const view = `${system} ${width}${isFinger ? " under a finger" : ""}`;
          found.push(...(await touching(page)).map((each) => `${view}: ${each}`));
        }
      }
    }

    expect(found).toEqual([]);
  } finally {
    await server.stop();
  }
});

/** Faults are in force, the tunnel is not proved, the Page link is over, the JWT as well. */
async function growEveryChip(host: RunningHost, server: LocaltunnelServer): Promise<void> {
  const { page } = host;
  await linkExpired(host);
  await go(page, "#/simulator");
  await showPart(page, "Switches");
  await toggleFault(page, "Bad signature");
  await toggleFault(page, "Duplicate");
  await jwtExpired(host);
  await openTunnelOf(page, server, "a-bike-bot-with-a-rather-long-name");
  const banner = page.getByRole("banner");
  await expect(banner.getByRole("link", { name: /Simulator 3 faults/ })).toBeVisible();
  await expect(banner.getByRole("link", { name: /expired/ })).toBeVisible();
}

/** What stands beside each other in the title bar, with what is drawn of it beyond its frame. */
function partsOf(page: Page) {
  return page.getByRole("banner").evaluate((bar) => {
    const [, workspace, chips, tools] = bar.children;
    const parts = [workspace, ...(chips?.children ?? []), ...(tools?.children ?? [])];
    return parts.flatMap((part) => {
      if (part?.checkVisibility() !== true) return [];
      const { left, right } = part.getBoundingClientRect();
      let over = 0;
      for (const each of part.querySelectorAll("*")) {
        const inner = each.getBoundingClientRect();
        let isSeen = each.checkVisibility() && inner.width > 1;
        for (
          let around = each.parentElement;
          around !== null && around !== part;
          around = around.parentElement
        )
          isSeen &&= getComputedStyle(around).overflowX === "visible";
        if (isSeen) over = Math.max(over, left - inner.left, inner.right - right);
      }
      const name = part.getAttribute("aria-label") ?? part.textContent;
      return [{ name, left, right, over, isTool: tools?.contains(part) === true }];
    });
  });
}

/** Neighbours that are nearer than the bar's gap, and what stands out of its frame. */
async function touching(page: Page): Promise<readonly string[]> {
  const parts = await partsOf(page);
  const windowWidth = page.viewportSize()?.width ?? 0;
  return parts.flatMap(({ name, right, over, isTool }, at) => {
    const next = parts[at + 1];
    const gap = (next?.left ?? windowWidth) - right;
    const least = next !== undefined && isTool ? GAP_OF_TOOLS : GAP;
    return [
      ...(gap < least - 0.5 ? [`“${name}” is ${Math.round(gap)} px from the next`] : []),
      ...(over > 0.5 ? [`“${name}” stands ${Math.round(over)} px out of its frame`] : []),
    ];
  });
}
