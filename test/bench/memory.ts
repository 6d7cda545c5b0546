// Memory of the main process with a full log, against an empty one: after the screens were opened and garbage collected.
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { buildIfNeeded } from "../../scripts/parts/bundle.mjs";
import { PageId, Psid, SIMULATED_WORKSPACE } from "../../preload/contract/ids.ts";
import { connectBridge, type BridgeClient } from "./bridge-client.ts";
import { median, paired, type Figure } from "./figure.ts";
import { startProduct, type RunningProduct } from "./product.ts";
import { STORED_PAGE_ID, STORED_PSID, storeEvents } from "./stored-events.ts";

const MIB = 1024 * 1024;
const WARM_UP_CALLS = 2_000;
const SAMPLES = 7;
const SAMPLE_PAUSE_MS = 200;

interface Round {
  readonly openedMs: number;
  readonly rss: number;
}

/** Opens an empty and a full data folder in turn, several rounds, and compares those beside each other. */
export async function benchMemory({
  rounds = 3,
  events = 100_000,
}: { readonly rounds?: number; readonly events?: number } = {}): Promise<Figure[]> {
  await buildIfNeeded((line) => console.error(line));
  const empty = mkdtempSync(join(tmpdir(), "hookline-bench-"));
  const full = mkdtempSync(join(tmpdir(), "hookline-bench-"));
  try {
    // The first start of a folder invents the simulator's keys; that is no part of either figure.
    for (const folder of [empty, full]) await (await startProduct(folder)).stop();
    await storeEvents(full, events);
    const ofEmpty: Round[] = [];
    const ofFull: Round[] = [];
    for (let round = 0; round < rounds; round++) {
      ofEmpty.push(await measure("empty", empty, 0));
      ofFull.push(await measure(`${events} events`, full, events));
    }
    return [
      paired({
        name: `main-process memory with ${events} events, over an empty log`,
        values: ofFull.map(({ rss }) => rss / MIB),
        floors: ofEmpty.map(({ rss }) => rss / MIB),
        unit: "MiB",
        better: "lower",
        required: 1.3,
      }),
      paired({
        name: `time from start to ready with ${events} events, over an empty log`,
        values: ofFull.map(({ openedMs }) => openedMs),
        floors: ofEmpty.map(({ openedMs }) => openedMs),
        unit: "ms",
        better: "lower",
        required: null,
      }),
    ];
  } finally {
    for (const folder of [empty, full]) rmSync(folder, { recursive: true, force: true });
  }
}

async function measure(name: string, folder: string, events: number): Promise<Round> {
  const product = await startProduct(folder, { entry: join(import.meta.dirname, "memory-host.mjs") });
  try {
    const client = await connectBridge(product.ready.ui);
    await workForAWhile(client);
    await openScreens(client, events);
    client.close();
    const rss = await settledMemory(product);
    console.error(`  ${name}: ${(rss / MIB).toFixed(0)} MiB, ready after ${product.openedMs.toFixed(0)} ms`);
    return { openedMs: product.openedMs, rss };
  } finally {
    await product.stop();
  }
}

/**
 * The space V8 keeps for new objects is touched by whatever work comes first and never given back. Without this an empty
 * log, which gives nearly no work, would be compared with a process that was used.
 */
async function workForAWhile(client: BridgeClient): Promise<void> {
  for (let turn = 0; turn < WARM_UP_CALLS; turn++) {
    await client.call("app.state", {});
    await client.call("workspaces.list", {});
  }
}

/** What a person asks for who looks around: the newest page, counts, people, a thread, an event, two searches. */
async function openScreens(client: BridgeClient, events: number): Promise<void> {
  const workspace = SIMULATED_WORKSPACE;
  const page = { workspace, query: "", upToId: null, offset: 0, limit: 200 };
  const { total, rows } = await client.call("events.page", page);
  if (total !== events) throw new Error(`The list has ${total} events instead of ${events}.`);
  await client.call("events.counts", { workspace });
  await client.call("conversations.people", { workspace, limit: 200 });
  await client.call("conversations.thread", {
    workspace,
    psid: Psid.parse(STORED_PSID),
    pageId: PageId.parse(STORED_PAGE_ID),
    beforeId: null,
    limit: 100,
  });
  const newest = rows[0];
  if (newest !== undefined) await client.call("events.get", { id: newest.id });
  const found = await client.call("events.page", { ...page, query: "refund tomorrow" });
  if (events > 0 && found.total === 0) throw new Error("The search found nothing.");
  await client.call("events.page", { ...page, query: "kind:status status:rejected" });
}

async function settledMemory({ process: child }: RunningProduct): Promise<number> {
  const samples: number[] = [];
  for (let sample = 0; sample < SAMPLES; sample++) {
    await wait(SAMPLE_PAUSE_MS);
    const answered = once(child, "message");
    child.send("measure");
    // What memory-host.mjs answers.
    const [{ rss }] = (await answered) as [NodeJS.MemoryUsage];
    samples.push(rss);
  }
  return median(samples);
}
