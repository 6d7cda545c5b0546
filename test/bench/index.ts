// Runs every bench, prints a table and writes bench-results/<time>.json. Exit code 1 when a required figure is missed.
import { mkdirSync, writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { join } from "node:path";
import { benchDurableAcks } from "./durable-acks.ts";
import type { Figure } from "./figure.ts";
import { benchLinkingPaint } from "./linking-paint.ts";
import { benchMemory } from "./memory.ts";
import { benchMint } from "./mint.ts";
import { benchPaint } from "./paint.ts";
import { benchSimulatorSends } from "./simulator-sends.ts";
import { benchTypingBurst } from "./typing-burst.ts";

/** One bench a file; its name on the command line runs it alone. */
const BENCHES: readonly { readonly name: string; readonly run: () => Promise<Figure[]> }[] = [
  { name: "durable-acks", run: () => benchDurableAcks() },
  { name: "simulator-sends", run: () => benchSimulatorSends() },
  { name: "mint", run: () => benchMint() },
  { name: "paint", run: () => benchPaint() },
  { name: "linking-paint", run: () => benchLinkingPaint() },
  { name: "typing-burst", run: () => benchTypingBurst() },
  { name: "memory", run: () => benchMemory() },
];

const wanted = process.argv.slice(2);
const figures: Figure[] = [];
for (const { name, run } of BENCHES) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  console.error(`${name} …`);
  figures.push(...(await run()));
}
printTable(figures);
writeResults(figures);
process.exitCode = figures.every(({ pass }) => pass) ? 0 : 1;

function printTable(rows: readonly Figure[]): void {
  console.table(
    Object.fromEntries(
      rows.map(({ name, value, unit, floor, ratio, better, required, pass }) => [
        name,
        {
          value: `${round(value)} ${unit}`,
          floor: floor === null ? "" : `${round(floor)} ${unit}`,
          ratio: floor === null ? "" : round(ratio),
          required: required === null ? "" : `${better === "higher" ? "≥" : "≤"} ${required}`,
          pass: required === null ? "" : pass ? "yes" : "NO",
        },
      ]),
    ),
  );
}

/** Three figures are as many as a shared machine can tell apart. */
function round(value: number): number {
  return Number(value.toPrecision(3));
}

function writeResults(rows: readonly Figure[]): void {
  const folder = join(import.meta.dirname, "..", "..", "bench-results");
  const at = new Date().toISOString();
  mkdirSync(folder, { recursive: true });
  const file = join(folder, `${at.replace(/[:.]/g, "-")}.json`);
  const machine = { node: process.version, platform: process.platform, processors: cpus().length };
  writeFileSync(file, `${JSON.stringify({ at, machine, figures: rows }, null, 2)}\n`);
  console.error(`Written to ${file}`);
}
