// From the POST of an event to the frame that shows its row, against a bare page fed by the same listener and store.
import { fork } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { chromium, type Browser, type Page } from "@playwright/test";
import { buildIfNeeded } from "../../scripts/parts/bundle.mjs";
import { chromiumPath } from "../chromium.ts";
import { BENCH_ACCOUNT } from "./ack-load.ts";
import type { BareHostReady } from "./bare-page/host.ts";
import { absolute, paired, percentile, type Figure } from "./figure.ts";
import { sendNumbered, type PaintTarget } from "./paint-load.ts";
import { watchPaints, type PaintReport } from "./paint-watch.ts";
import { startProduct } from "./product.ts";

const PER_SECOND = 200;
const WARM_UP_SECONDS = 2;
/** A row that is not there this long after the last event is lost. */
const PATIENCE_MS = 5_000;
const VIEW = { width: 1280, height: 800 };

/** A page that shows arriving events, and where to send them. */
interface Shown {
  readonly page: Page;
  readonly target: PaintTarget;
  stop(): Promise<void>;
}

interface Round {
  readonly p50: number;
  readonly p95: number;
  readonly missing: number;
}

/**
 * Runs both pages in turn, each on an empty log, and compares the p95 of those beside each other: many short rounds, because
 * whatever else wants a processor for a second spoils a round.
 */
export async function benchPaint({
  rounds = 7,
  seconds = 3,
}: { readonly rounds?: number; readonly seconds?: number } = {}): Promise<Figure[]> {
  await buildIfNeeded((line) => console.error(line));
  const browser = await chromium.launch({ executablePath: await chromiumPath(), args: ["--no-sandbox"] });
  const product: Round[] = [];
  const bare: Round[] = [];
  try {
    for (let round = 0; round < rounds; round++) {
      bare.push(await runRound("bare page", browser, showBarePage, seconds));
      product.push(await runRound("product", browser, showProduct, seconds));
    }
  } finally {
    await browser.close();
  }
  const p95 = (all: readonly Round[]): number[] => all.map((round) => round.p95);
  const p50 = (all: readonly Round[]): number[] => all.map((round) => round.p50);
  const missing = product.reduce((sum, round) => sum + round.missing, 0);
  return [
    paired({
      name: `POST to painted row at ${PER_SECOND}/s, p95, over a bare page`,
      values: p95(product),
      floors: p95(bare),
      unit: "ms",
      better: "lower",
      required: 2,
    }),
    paired({
      name: `POST to painted row at ${PER_SECOND}/s, median`,
      values: p50(product),
      floors: p50(bare),
      unit: "ms",
      better: "lower",
      required: null,
    }),
    absolute({ name: "events never painted", value: missing, unit: "rows", better: "lower", required: 0 }),
  ];
}

async function runRound(
  name: string,
  browser: Browser,
  show: (browser: Browser, folder: string) => Promise<Shown>,
  seconds: number,
): Promise<Round> {
  const folder = mkdtempSync(join(tmpdir(), "hookline-bench-"));
  const shown = await show(browser, folder);
  try {
    return await measure(name, shown, seconds);
  } finally {
    await shown.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function measure(name: string, { page, target }: Shown, seconds: number): Promise<Round> {
  const warmUp = WARM_UP_SECONDS * PER_SECOND;
  await sendNumbered(target, { first: 2, count: warmUp - 1, perSecond: PER_SECOND });
  await page.evaluate(watchPaints);
  const clockErrorMs = await compareClocks(page);
  const count = seconds * PER_SECOND;
  const written = await sendNumbered(target, { first: warmUp + 1, count, perSecond: PER_SECOND });
  const report = await readReport(page, warmUp + count);

  const paintedAt = timesOfPaint(report, warmUp + count);
  const times = [...written].map(([number, at]) => (paintedAt.get(number) ?? Number.NaN) - at);
  const overtaken = count - report.painted.filter(([number]) => number > warmUp).length;
  const listed = await page.getByRole("option").first().getAttribute("aria-setsize");
  const round = {
    p50: percentile(times, 0.5),
    p95: percentile(times, 0.95),
    missing: warmUp + count - Number(listed),
  };
  console.error(
    `  ${name}: p50 ${round.p50.toFixed(1)}, p95 ${round.p95.toFixed(1)}, max ${Math.max(...times).toFixed(1)} ms; ` +
      `${report.frames} frames, ${overtaken} overtaken before their first one, clocks within ${clockErrorMs.toFixed(1)} ms`,
  );
  return round;
}

/**
 * When each number was painted. One that newer rows had pushed out of the list before its first frame counts as painted
 * with the first newer one: from then on the list shows that it is there, further down.
 */
function timesOfPaint({ painted }: PaintReport, last: number): Map<number, number> {
  const own = new Map(painted);
  const times = new Map<number, number>();
  let earliest = Number.POSITIVE_INFINITY;
  for (let number = last; number > 0; number--) {
    earliest = Math.min(earliest, own.get(number) ?? Number.POSITIVE_INFINITY);
    times.set(number, own.get(number) ?? earliest);
  }
  return times;
}

/** Waits for the last row, then for whatever else the page may still draw. */
async function readReport(page: Page, last: number): Promise<PaintReport> {
  // Put there by `watchPaints`.
  const read = (): Promise<PaintReport> =>
    page.evaluate(() => (globalThis as unknown as { paintReport: () => PaintReport }).paintReport());
  const until = performance.now() + PATIENCE_MS;
  let report = await read();
  while (performance.now() < until && !report.painted.some(([number]) => number === last)) {
    await wait(100);
    report = await read();
  }
  return report;
}

const CLOCK_SAMPLES = 20;

/**
 * Both sides take the epoch time their process began with and add a clock that never goes back. The page's time, asked
 * for over the shortest round trip, must lie between the two of ours.
 * @returns by how much the clocks may differ, in milliseconds
 */
async function compareClocks(page: Page): Promise<number> {
  const bounds: number[] = [];
  for (let sample = 0; sample < CLOCK_SAMPLES; sample++) {
    const before = performance.timeOrigin + performance.now();
    const theirs = await page.evaluate(() => performance.timeOrigin + performance.now());
    const after = performance.timeOrigin + performance.now();
    bounds.push(Math.max(theirs - before, after - theirs));
  }
  return Math.min(...bounds);
}

async function newPage(browser: Browser): Promise<Page> {
  const context = await browser.newContext({ viewport: VIEW });
  return context.newPage();
}

async function showBarePage(browser: Browser, folder: string): Promise<Shown> {
  const host = fork(join(import.meta.dirname, "bare-page/host.ts"), [folder], { execArgv: [] });
  // The first message of that process.
  const [ready] = (await once(host, "message")) as [BareHostReady];
  const page = await newPage(browser);
  await page.goto(ready.page);
  await page.getByText("connected").waitFor();
  const target = { ...BENCH_ACCOUNT, inbound: ready.inbound };
  await sendNumbered(target, { first: 1, count: 1, perSecond: PER_SECOND });
  await page.getByRole("option").first().waitFor();
  return {
    page,
    target,
    async stop() {
      await page.context().close();
      const ended = once(host, "exit");
      host.kill();
      await ended;
    },
  };
}

/** The Events screen as it is in daily use: the first run is over, an event is selected. */
async function showProduct(browser: Browser, folder: string): Promise<Shown> {
  const product = await startProduct(folder);
  const { listener, simulator, ui } = product.ready;
  const { apiKey, applicationId, pageId, signatureSecret } = simulator;
  const target = { inbound: listener.inbound, secret: signatureSecret, apiKey, applicationId, pageId };
  const page = await newPage(browser);
  await page.goto(ui);
  await page.getByRole("button", { name: "Receive a test message" }).waitFor();
  await sendNumbered(target, { first: 1, count: 1, perSecond: PER_SECOND });
  await page.getByRole("option").first().waitFor();
  await page.getByRole("button", { name: "Close the first steps" }).click();
  return {
    page,
    target,
    async stop() {
      await page.context().close();
      await product.stop();
    },
  };
}
