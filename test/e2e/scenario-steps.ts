// What a person does with scenarios and the handler doctor, and bots for them to be played against.
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, type Locator, type Page } from "@playwright/test";
import { loadSimulatorIdentity } from "../../main/simulator/identity.ts";
import { startSmallBot, type BotFlaw, type SmallBot } from "../fakes/small-bot.ts";
import type { RunningHost } from "./hosts.ts";
import { go } from "./screen-steps.ts";
import type { Screen } from "./screens.ts";

/** Waits until something that was played is over. */
const PLAY_TIME_MS = 60_000;

/** One that goes on until it is stopped. */
export const LONG = {
  format: 1,
  name: "long",
  title: "A long wait",
  people: { ana: {} },
  steps: [
    { step: "say", person: "ana", text: "Hello" },
    { step: "pause", ms: 60_000 },
  ],
};

/** A bot that knows the simulator of this host. */
export async function startBotFor(host: RunningHost, flaw: BotFlaw | null = null): Promise<SmallBot> {
  const bot = await startSmallBot(flaw);
  bot.connect({ ...(await loadSimulatorIdentity(host.dataFolder)), apiUrl: host.simulatorUrl });
  return bot;
}

/** Puts a file into the folder of the person's own scenarios, as an editor does. */
export function writeOwnScenario(
  { dataFolder }: Pick<RunningHost, "dataFolder">,
  file: string,
  text: string,
): void {
  const folder = join(dataFolder, "scenarios");
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, file), text);
}

/** Goes to the scenarios. */
export async function openScenarios(page: Page): Promise<void> {
  await go(page, "#/simulator/scenarios");
  await expect(page.getByRole("searchbox", { name: "Filter scenarios" })).toBeVisible();
}

/** A line of the list. */
export function listedEntry(page: Page, words: string | RegExp): Locator {
  return page.getByRole("group", { name: "What can be played" }).getByRole("button", { name: words });
}

/** Chooses an entry of the list; what it shows is answered. */
export async function chooseEntry(page: Page, title: string): Promise<Locator> {
  await listedEntry(page, title).click();
  return page.getByRole("main").getByRole("region", { name: title, exact: true });
}

/** Fills in a bot's addresses as those of the developer's app. */
export async function aimAt(panel: Locator, bot: Pick<SmallBot, "inbound" | "status">): Promise<void> {
  const own = panel.getByRole("radio", { name: "My app" });
  if ((await own.count()) > 0) await panel.getByText("My app", { exact: true }).click();
  await panel.getByRole("textbox", { name: "Inbound URL" }).fill(bot.inbound);
  await panel.getByRole("textbox", { name: "Status URL" }).fill(bot.status);
}

/** The verdict, once it is over. */
export async function verdictOf(panel: Locator, words: RegExp): Promise<void> {
  await expect(panel.getByRole("status")).toHaveText(words, { timeout: PLAY_TIME_MS });
}

/** A scenario of one's own, played as far as a missing reply. */
export async function scenarioFailed(host: RunningHost): Promise<SmallBot> {
  const bot = await startBotFor(host, "says-nothing");
  writeOwnScenario(host, "half-written.json", '{\n  "format": 1,\n  "name": "half-written",\n  "steps": [\n');
  await openScenarios(host.page);
  const panel = await chooseEntry(host.page, "First contact");
  await aimAt(panel, bot);
  await panel.getByRole("button", { name: "Run", exact: true }).click();
  await verdictOf(panel, /^Failed/);
  return bot;
}

/** The same against a bot that does everything right. */
export async function scenarioHeld(host: RunningHost): Promise<SmallBot> {
  const bot = await startBotFor(host);
  await openScenarios(host.page);
  const panel = await chooseEntry(host.page, "Retry after 500");
  await aimAt(panel, bot);
  await panel.getByRole("button", { name: "Run", exact: true }).click();
  await verdictOf(panel, /^(?:Held|Failed)/);
  return bot;
}

/** A graded handler. */
export async function handlerExamined(host: RunningHost): Promise<SmallBot> {
  const bot = await startBotFor(host, "believes-everything");
  await openScenarios(host.page);
  const panel = await chooseEntry(host.page, "Handler doctor");
  await aimAt(panel, bot);
  await panel.getByRole("button", { name: "Examine" }).click();
  await verdictOf(panel, /^Grade/);
  return bot;
}

/** A file that is no scenario yet. */
export async function scenarioBroken(host: RunningHost): Promise<void> {
  writeOwnScenario(
    host,
    "opening-hours.json",
    '{\n  "format": 1,\n  "name": "opening-hours",\n  "title": "Opening hours",\n  "people": { "ana": {} },\n  "steps": [{ "step": "say", "person": "bob" }]\n}\n',
  );
  await openScenarios(host.page);
  await chooseEntry(host.page, "opening-hours.json");
}

/** A run that goes on, and another that was refused because of it. */
export async function scenarioRefused(host: RunningHost): Promise<void> {
  writeOwnScenario(host, "long.json", JSON.stringify(LONG));
  await openScenarios(host.page);
  const long = await chooseEntry(host.page, LONG.title);
  await long.getByRole("button", { name: "Run", exact: true }).click();
  await expect(long.getByText("Step 2 of 2.")).toBeVisible();
  const other = await chooseEntry(host.page, "An image");
  await other.getByRole("button", { name: "Run", exact: true }).click();
  await expect(other.getByRole("alert")).toBeVisible();
}

/** A run that goes on. */
export async function scenarioRunning(host: RunningHost): Promise<void> {
  await scenarioRefused(host);
  await host.page.getByRole("alert").getByRole("button", { name: "Show it" }).click();
}

/** Their screens. */
export const SCENARIOS: readonly Screen[] = [
  { name: "scenarios", prepare: ({ page }) => openScenarios(page) },
  {
    name: "scenarios-own",
    prepare: ({ page }) => openScenarios(page),
    arrive: async (page, { width }) => {
      if (width < 900 && !(await page.getByText("How to write one").isVisible())) {
        await page.getByRole("button", { name: "All scenarios" }).click();
      }
      const help = page.locator("details", { hasText: "How to write one" });
      if ((await help.getAttribute("open")) === null) await page.getByText("How to write one").click();
      await page.getByRole("list", { name: "Steps and their fields" }).scrollIntoViewIfNeeded();
    },
  },
  {
    name: "scenarios-failed",
    prepare: scenarioFailed,
    arrive: (page) => page.getByRole("region", { name: "Steps" }).scrollIntoViewIfNeeded(),
  },
  {
    name: "scenarios-held",
    prepare: scenarioHeld,
    arrive: (page) => page.getByRole("list", { name: "Deliveries" }).scrollIntoViewIfNeeded(),
  },
  { name: "scenarios-broken", prepare: scenarioBroken },
  { name: "scenarios-refused", prepare: scenarioRefused },
  {
    name: "scenarios-running",
    prepare: scenarioRunning,
    // Another height is no reason for the product to scroll its list.
    arrive: async (page, { width }) => {
      if (width >= 900) await listedEntry(page, LONG.title).scrollIntoViewIfNeeded();
    },
  },
  {
    name: "handler-doctor",
    prepare: handlerExamined,
    arrive: (page) => page.getByText(/^Grade /).scrollIntoViewIfNeeded(),
  },
  {
    name: "handler-doctor-checks",
    prepare: handlerExamined,
    arrive: (page) => page.getByText("Why it matters").first().scrollIntoViewIfNeeded(),
  },
];
