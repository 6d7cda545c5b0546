// Time that passes for a page while its host answers in real time.
import { expect, type Page } from "@playwright/test";

/** What ten seconds bring the page to ask of the host in any case is answered before they go on. */
const STEP_MS = 10_000;

/** Makes the page's clock pass `spanMs`; it was installed, and the page loaded anew since. */
export async function passTime(page: Page, spanMs: number, heard: () => number): Promise<void> {
  for (let passed = 0; passed < spanMs; passed += STEP_MS) {
    const before = heard();
    // oxlint-disable-next-line no-await-in-loop -- one step after the other is the point
    await page.clock.fastForward(Math.min(STEP_MS, spanMs - passed));
    // oxlint-disable-next-line no-await-in-loop -- as above
    await expect.poll(heard).toBeGreaterThan(before);
  }
}

/** Counts what the host says to the page; to be called before the page connects. */
export function countHeard(page: Page): () => number {
  let heard = 0;
  page.on("websocket", (socket) => socket.on("framereceived", () => (heard += 1)));
  return () => heard;
}
