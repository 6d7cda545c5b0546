// Playwright's test with bots that know the simulator of the started Hookline.
import type { SmallBot } from "../fakes/small-bot.ts";
import { test as base } from "./companion-app.ts";
import { startBotFor } from "./scenario-steps.ts";

/** Bots that know this Hookline's simulator. */
interface Bots {
  readonly good: SmallBot;
  readonly silent: SmallBot;
}

/** A good one, and one that takes everything and never replies. */
export const test = base.extend<Bots>({
  good: async ({ app }, use) => {
    const bot = await startBotFor(app.running);
    await use(bot);
    await bot.stop();
  },
  silent: async ({ app }, use) => {
    const bot = await startBotFor(app.running, "says-nothing");
    await use(bot);
    await bot.stop();
  },
});
