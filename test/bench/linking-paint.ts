// How late the Linking screen of a linked workspace is, whose account does not answer or only after a while, against the same
// screen with nothing. The empty one belongs to a workspace of which no more than its name is known, so nobody is asked
// anything.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium, type Browser, type Page } from "@playwright/test";
import type { ControlClient } from "../../main/control/control-client.ts";
import { buildIfNeeded } from "../../scripts/parts/bundle.mjs";
import { chromiumPath } from "../chromium.ts";
import { absolute, compared, median, percentile, type Figure } from "./figure.ts";
import { linkWorkspace } from "./linked-workspace.ts";
import { timeLinking, untilIdle } from "./linking-watch.ts";
import { ownerOf, startProduct, type RunningProduct } from "./product.ts";

const VIEW = { width: 1280, height: 800 };
const REQUIRED_RATIO = 1.2;
/** A screen that waits for the account would be later than this. */
const LIMIT_MS = 5_000;

const VISITS = ["first", "again"] as const;
type Visit = (typeof VISITS)[number];
/** How the account behaves, in the words of the simulator's faults. */
const ACCOUNTS = { silent: "no-answer", slow: "slow" } as const;
type AccountManner = keyof typeof ACCOUNTS;
/** One list of milliseconds a round. */
type Times = Readonly<Record<Visit, number[][]>>;

interface Shown {
  readonly page: Page;
  readonly times: Times;
  stop(): Promise<void>;
}

/**
 * Goes to both screens in turn, so that whatever else the machine does spoils both alike, and compares the medians of what
 * each round gives: one busy second spoils one round.
 */
export async function benchLinkingPaint({
  rounds = 7,
  visits = 20,
}: { readonly rounds?: number; readonly visits?: number } = {}): Promise<Figure[]> {
  await buildIfNeeded((line) => console.error(line));
  const browser = await chromium.launch({ executablePath: await chromiumPath(), args: ["--no-sandbox"] });
  const shown: Shown[] = [];
  try {
    const empty = await show(browser, prepareEmpty);
    shown.push(empty);
    const silent = await show(browser, prepareFull("silent"));
    shown.push(silent);
    const slow = await show(browser, prepareFull("slow"));
    shown.push(slow);
    for (let round = 0; round < rounds; round++) await runRound(shown, visits);
    return [
      ...figuresOf("silent", silent.times, empty.times),
      ...figuresOf("slow", slow.times, empty.times),
      waited([silent.times, slow.times]),
    ];
  } finally {
    for (const { stop } of shown) await stop();
    await browser.close();
  }
}

async function runRound(shown: readonly Shown[], visits: number): Promise<void> {
  for (const visit of VISITS) {
    for (const { times } of shown) times[visit].push([]);
    for (let count = 0; count < visits; count++) {
      for (const { page, times } of shown) {
        times[visit].at(-1)?.push(await (visit === "first" ? openFirst(page) : openAgain(page)));
      }
    }
  }
}

function figuresOf(account: AccountManner, full: Times, empty: Times): Figure[] {
  return VISITS.flatMap((visit) =>
    [0.5, 0.95].map((share) =>
      compared({
        name: `Linking screen, ${visit === "first" ? "first visit of a page" : "visited again"}, account ${account}, p${share * 100}, over the empty one`,
        value: medianOf(full[visit], share),
        floor: medianOf(empty[visit], share),
        unit: "ms",
        better: "lower",
        required: REQUIRED_RATIO,
      }),
    ),
  );
}

function waited(all: readonly Times[]): Figure {
  const times = all.flatMap((full) => VISITS.flatMap((visit) => full[visit].flat()));
  return absolute({
    name: "Linking screens that waited",
    value: times.filter((time) => Number.isNaN(time)).length,
    unit: "visits",
    better: "lower",
    required: 0,
  });
}

/** Makes a product what is to be shown; gives what ends the things that were started for it. */
type Prepare = (product: RunningProduct, owner: ControlClient) => Promise<() => Promise<void>>;

async function show(browser: Browser, prepare: Prepare): Promise<Shown> {
  const folder = mkdtempSync(join(tmpdir(), "hookline-bench-"));
  const product = await startProduct(folder);
  const end = await prepare(product, ownerOf(folder));
  const context = await browser.newContext({ viewport: VIEW });
  const page = await context.newPage();
  await page.goto(product.ready.ui);
  return {
    page,
    times: { first: [], again: [] },
    async stop() {
      await context.close();
      await product.stop();
      await end();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

const prepareEmpty: Prepare = async (_product, owner) => {
  const { id } = await owner.call("workspaces.add", { name: "Nothing yet" });
  await owner.call("workspaces.activate", { id });
  return () => Promise.resolve();
};

/** From then on the account keeps every caller waiting. */
function prepareFull(account: AccountManner): Prepare {
  return async (product, owner) => {
    const linked = await linkWorkspace(product, owner);
    await linked.behave(ACCOUNTS[account]);
    return linked.stop;
  };
}

/** Nothing was read before by this page. */
async function openFirst(page: Page): Promise<number> {
  await leave(page);
  await page.reload();
  await page.getByRole("heading", { name: "Settings", level: 1 }).waitFor();
  // The start of the program and of the screen that is left are not what is measured.
  await page.evaluate(untilIdle, LIMIT_MS);
  return page.evaluate(timeLinking, LIMIT_MS);
}

async function openAgain(page: Page): Promise<number> {
  await leave(page);
  return page.evaluate(timeLinking, LIMIT_MS);
}

/** The settings: the same for both. */
async function leave(page: Page): Promise<void> {
  await page.evaluate(() => {
    location.hash = "#/settings";
  });
  await page.getByRole("heading", { name: "Settings", level: 1 }).waitFor();
}

function medianOf(rounds: readonly number[][], share: number): number {
  return median(rounds.map((times) => percentile(times, share)));
}
