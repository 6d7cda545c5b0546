// How late a typed character is while 1,000 messages pour in, from the key to the frame that shows it, against the same
// typing with nothing going on. The simulator sends them through the real listener: once all from the person that is
// answered, once from 50 others.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium, type Browser, type CDPSession, type Page } from "@playwright/test";
import { type ControlClient } from "../../main/control/control-client.ts";
import { PageId, Psid, SIMULATED_WORKSPACE } from "../../preload/contract/ids.ts";
import { buildIfNeeded } from "../../scripts/parts/bundle.mjs";
import { chromiumPath } from "../chromium.ts";
import { absolute, compared, percentile, type Figure } from "./figure.ts";
import { ownerOf, startProduct, type RunningProduct } from "./product.ts";
import { typeUntil } from "./typist.ts";
import { watchTyping } from "./typing-watch.ts";

const VIEW = { width: 1440, height: 900 };
const BURST = 1_000;
const OTHERS = 50;
const FRAME_MS = 1_000 / 60;
/** For how long typing goes on after the last webhook was answered: the page may still have to draw. */
const AFTERMATH_MS = 1_500;
/** The thread is whole this long after a burst, or never. */
const PATIENCE_MS = 10_000;

const SCREENS = { events: "#/events", conversations: "#/conversations" } as const;
type ScreenName = keyof typeof SCREENS;

/** Who writes in a burst. */
const WRITERS = { "the same person": sendToOne, "50 others": sendToOthers } as const;
type Writers = keyof typeof WRITERS;
const ALL_WRITERS = Object.keys(WRITERS) as readonly Writers[]; // its own keys

/** Milliseconds from key to frame. */
interface Typed {
  readonly idle: number[];
  readonly burst: Record<Writers, number[]>;
  /** Characters that were typed and not in the field, or never drawn. */
  lostCharacters: number;
  /** Messages among the newest of the log that the thread did not show. */
  lostMessages: number;
}

interface Shown {
  readonly page: Page;
  readonly session: CDPSession;
  readonly product: RunningProduct;
  readonly owner: ControlClient;
  readonly typed: Typed;
}

/** Types on both screens, idle and in a burst by turns, until there are `keys` of each kind. */
export async function benchTypingBurst({ keys = 320 }: { readonly keys?: number } = {}): Promise<Figure[]> {
  await buildIfNeeded((line) => console.error(line));
  const browser = await chromium.launch({ executablePath: await chromiumPath(), args: ["--no-sandbox"] });
  const figures: Figure[] = [];
  try {
    for (const screen of ["events", "conversations"] as const) {
      figures.push(...figuresOf(screen, await typeOn(screen, browser, keys)));
    }
  } finally {
    await browser.close();
  }
  return figures;
}

function figuresOf(screen: ScreenName, { idle, burst, lostCharacters, lostMessages }: Typed): Figure[] {
  const place = `on the ${screen} screen`;
  const shown = { unit: "ms", better: "lower", required: null } as const;
  return [
    ...ALL_WRITERS.flatMap((writers) => [
      compared({
        name: `key to paint ${place}, ${BURST} from ${writers}, p99, over twice the idle one and a frame`,
        value: percentile(burst[writers], 0.99),
        floor: 2 * percentile(idle, 0.99) + FRAME_MS,
        unit: "ms",
        better: "lower",
        required: 1,
      }),
      ...[0.5, 0.95, 0.99].map((share) =>
        compared({
          name: `key to paint ${place}, ${BURST} from ${writers}, p${share * 100}, over idle`,
          value: percentile(burst[writers], share),
          floor: percentile(idle, share),
          ...shown,
        }),
      ),
    ]),
    absolute({ ...LOSS, name: `characters lost ${place}`, value: lostCharacters, unit: "characters" }),
    absolute({ ...LOSS, name: `messages missing ${place}`, value: lostMessages, unit: "messages" }),
  ];
}

const LOSS = { better: "lower", required: 0 } as const;

async function typeOn(screen: ScreenName, browser: Browser, keys: number): Promise<Typed> {
  const folder = mkdtempSync(join(tmpdir(), "hookline-bench-"));
  const product = await startProduct(folder);
  const context = await browser.newContext({ viewport: VIEW });
  try {
    const page = await context.newPage();
    const typed = nothingTyped();
    const session = await context.newCDPSession(page);
    const shown: Shown = { page, session, product, owner: ownerOf(folder), typed };
    await openComposer(shown, screen);
    // As with all benches, what is measured is a program that has run for a while: its code is compiled by then.
    const warmUp = nothingTyped();
    await runRound({ ...shown, typed: warmUp }, screen, 0);
    typed.lostCharacters = warmUp.lostCharacters;
    typed.lostMessages = warmUp.lostMessages;
    for (let round = 1; isDue(typed, keys); round++) await runRound(shown, screen, round);
    return typed;
  } finally {
    await context.close();
    await product.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

function nothingTyped(): Typed {
  return {
    idle: [],
    burst: { "the same person": [], "50 others": [] },
    lostCharacters: 0,
    lostMessages: 0,
  };
}

function isDue({ idle, burst }: Typed, keys: number): boolean {
  return [idle, ...Object.values(burst)].some(({ length }) => length < keys);
}

/** A person has written, and nothing was answered yet. */
async function openComposer({ page, product, owner }: Shown, screen: ScreenName): Promise<void> {
  await page.goto(product.ready.ui);
  await page.getByRole("button", { name: "Receive a test message" }).waitFor();
  await owner.call("simulator.receive", { type: "text", text: "Hello" });
  await page.getByRole("option").first().waitFor();
  await page.getByRole("button", { name: "Close the first steps" }).click();
  await page.evaluate((hash) => {
    location.hash = hash;
  }, SCREENS[screen]);
  await page.getByRole("textbox", { name: "Reply text" }).waitFor();
  await page.evaluate(watchTyping);
}

/** As long idle as the bursts take, by turns, so that whatever else the machine does meets both alike. */
async function runRound(shown: Shown, screen: ScreenName, round: number): Promise<void> {
  for (const writers of ALL_WRITERS) {
    const inBurst = await typeInBurst(shown, writers, round);
    const idle = await type(shown, (pressed) => pressed >= inBurst.length);
    shown.typed.idle.push(...idle);
    shown.typed.burst[writers].push(...inBurst);
    console.error(
      `  ${screen}, ${round === 0 ? "warming up, " : ""}${writers}: idle ${describe(idle)}; burst ${describe(inBurst)} ms (${inBurst.length} keys)`,
    );
  }
}

function describe(times: readonly number[]): string {
  return [0.5, 0.95, 1].map((share) => percentile(times, share).toFixed(0)).join(" / ");
}

async function typeInBurst(shown: Shown, writers: Writers, round: number): Promise<readonly number[]> {
  let endsAt = Number.POSITIVE_INFINITY;
  const send = async (): Promise<void> => {
    try {
      await WRITERS[writers](shown.product, `Round ${round}`);
    } finally {
      endsAt = performance.now() + AFTERMATH_MS;
    }
  };
  // Not before the typing begins.
  let burst: Promise<void> | null = null;
  const times = await type(shown, (pressed) => {
    if (pressed === 1) burst ??= send();
    return performance.now() >= endsAt;
  });
  await burst;
  shown.typed.lostMessages += await countMissing(shown);
  return times;
}

/** Types into the empty field, and looks whether everything stands there. */
async function type(
  { page, session, typed }: Shown,
  isOver: (pressed: number) => boolean,
): Promise<readonly number[]> {
  const field = page.getByRole("textbox", { name: "Reply text" });
  await field.fill("");
  await takeTyped(page, 1);
  const text = await typeUntil(session, isOver);
  const times = await takeTyped(page, text.length);
  const stands = await field.inputValue();
  if (stands !== text) typed.lostCharacters += Math.max(1, text.length - stands.length);
  typed.lostCharacters += text.length - times.length;
  return times;
}

/** What the page noted, once it has noted as much as is to come. */
async function takeTyped(page: Page, count: number): Promise<readonly number[]> {
  const times: number[] = [];
  const until = performance.now() + PATIENCE_MS;
  while (times.length < count && performance.now() < until) {
    times.push(
      ...(await page.evaluate(async () => {
        await new Promise((resolve) => requestAnimationFrame(resolve));
        // Put there by `watchTyping`.
        return (globalThis as unknown as { takeTyped: () => readonly number[] }).takeTyped();
      })),
    );
  }
  return times;
}

/** How many of the thread's newest messages are not shown, when there was time enough. */
async function countMissing({ page, product, owner }: Shown): Promise<number> {
  const psid = Psid.parse(product.ready.simulator.psid);
  const pageId = PageId.parse(product.ready.simulator.pageId);
  const whose = { workspace: SIMULATED_WORKSPACE, psid, pageId };
  const { messages } = await owner.call("conversations.thread", { ...whose, beforeId: null, limit: 100 });
  const wanted = messages.map(({ event }) => String(event.id));
  const until = performance.now() + PATIENCE_MS;
  let missing = wanted;
  while (missing.length > 0 && performance.now() < until) {
    const lines = await page
      .locator("[data-event]")
      .evaluateAll((all) => all.map((line) => line.dataset["event"]));
    missing = wanted.filter((id) => !lines.includes(id));
  }
  return missing.length;
}

async function sendToOne(product: RunningProduct, text: string): Promise<void> {
  await control(product, "PUT", "timing", { burstSize: BURST });
  const { psid } = product.ready.simulator;
  await control(product, "POST", "inbound", { type: "text", text, psid, fault: "burst" });
}

async function sendToOthers(product: RunningProduct, text: string): Promise<void> {
  await control(product, "PUT", "timing", { burstSize: BURST / OTHERS });
  const people = Array.from(
    { length: OTHERS },
    (_, index) => `22222222222222${String(index).padStart(2, "0")}`,
  );
  await Promise.all(
    people.map((psid) => control(product, "POST", "inbound", { type: "text", text, psid, fault: "burst" })),
  );
}

async function control(
  { ready: { simulator } }: RunningProduct,
  method: "POST" | "PUT",
  path: string,
  body: object,
): Promise<void> {
  const answer = await fetch(`${simulator.url}/simulator/${path}`, {
    method,
    headers: { authorization: `Bearer ${simulator.controlKey}`, "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`The simulator answered ${answer.status}: ${await answer.text()}`);
}
