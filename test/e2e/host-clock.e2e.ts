// A page whose computer tells another time than the host's: it counts by the host's, which dates what it shows.
import { expect, type Locator, type Page, type WebSocketRoute } from "@playwright/test";
import { test, type CompanionApp } from "./companion-app.ts";

const MINUTE_MS = 60_000;
const DAY_AND_MORE_MS = 26 * 60 * MINUTE_MS;

/** Runs in the page. */
function shiftDate(aheadMs: number): void {
  const Real = Date;
  globalThis.Date = class extends Real {
    constructor(...given: readonly unknown[]) {
      // The arguments of a date, or none: which of its forms they are TypeScript cannot know.
      super(...((given.length === 0 ? [Real.now() + aheadMs] : given) as [number]));
    }
    static override now(): number {
      return Real.now() + aheadMs;
    }
  } as DateConstructor;
}

/** The page is loaded anew on a computer whose clock is ahead of the host's by so much. */
async function reloadAhead(page: Page, aheadMs: number): Promise<void> {
  await page.addInitScript(shiftDate, aheadMs);
  await page.reload();
}

function meterOf(app: CompanionApp): Locator {
  return app.conversation.getByRole("img", { name: /24-hour window/ });
}

const OPEN = /^The 24-hour window is open, (24\sh|23\sh\s59\smin) left\.$/;

for (const [words, aheadMs] of [
  ["16 minutes ahead", 16 * MINUTE_MS],
  ["16 minutes behind", -16 * MINUTE_MS],
  ["26 hours ahead", DAY_AND_MORE_MS],
] as const) {
  test(`a page ${words} counts JWTs, the window and ages as the host does`, async ({ app }) => {
    const { page } = app;
    await reloadAhead(page, aheadMs);
    await app.receiveFirstMessage();

    await page.keyboard.press("ControlOrMeta+j");

    await expect(page.getByText(/^JWT copied, 1[45]:\d\d left/)).toBeVisible();
    await expect(page.getByRole("banner").getByRole("timer")).toHaveText(/^JWT 14:\d\d/);
    await expect(meterOf(app)).toHaveAccessibleName(OPEN);
    for (const place of [app.list, app.conversation]) {
      const time = place.locator("time").first();
      await time.dispatchEvent("pointerover");
      await expect(time).toHaveAttribute("title", /now$|\d+\ss ago$/);
    }
  });
}

test("a page far ahead ends a JWT, and a wait, by the host's time", async ({ app }) => {
  const { page } = app;
  await reloadAhead(page, DAY_AND_MORE_MS);
  await app.receiveFirstMessage();
  await app.running.answerSends("throttled");

  await app.reply("Yes, from 10 to 4");
  const notice = app.conversation.getByRole("alert").filter({ hasText: "Too many requests." });
  await expect(notice.getByRole("button", { name: "Retry", exact: true })).toBeVisible();

  await app.open("Keys and JWT");
  const builder = page.getByRole("region", { name: "JWT builder" });
  await builder.getByText("Until a time").click();
  await builder.getByRole("button", { name: "Copy", exact: true }).click();
  await expect(page.getByText(/^JWT copied, 1[45]:\d\d left/)).toBeVisible();
});

test("a clock that is set anew counts once the host is reached again", async ({ app }) => {
  const { page } = app;
  const sockets: WebSocketRoute[] = [];
  await page.routeWebSocket(/./, (socket) => {
    socket.connectToServer();
    sockets.push(socket);
  });
  await page.reload();
  await app.receiveFirstMessage();
  await expect(meterOf(app)).toHaveAccessibleName(OPEN);
  await page.evaluate(shiftDate, DAY_AND_MORE_MS);
  // As when the page is seen again: its time is taken at once. From now on no minute is ever over.
  await page.evaluate(() => {
    const real = globalThis.setTimeout;
    Reflect.set(globalThis, "setTimeout", (run: () => void, delayMs = 0) =>
      delayMs > 1_000 ? 0 : real(run, delayMs),
    );
    document.dispatchEvent(new Event("visibilitychange"));
  });
  await expect(meterOf(app)).toHaveAccessibleName(/is closed/);

  await sockets.at(-1)?.close();

  await expect.poll(() => sockets.length).toBe(2);
  await expect(meterOf(app)).toHaveAccessibleName(OPEN);
});
