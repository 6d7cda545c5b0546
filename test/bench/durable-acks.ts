// Durable acknowledgements per second, against a bare server and against the least a durable one can do.
import autocannon from "autocannon";
import { fork, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { closeSync, fdatasyncSync, mkdtempSync, openSync, rmSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { makeLoad } from "./ack-load.ts";
import type { AckServerReport } from "./ack-server.ts";
import { absolute, compared, median, type Figure } from "./figure.ts";

const CONNECTIONS = 32;
/** A server that is kept open all day is warm: its code has been compiled for good after about five seconds of load. */
const WARM_UP_SECONDS = 5;

type ServerKind = "bare" | "reference" | "hookline";

interface Variant {
  readonly server: ServerKind;
  readonly bodies: "fixed" | "varied";
  readonly signed: boolean;
}

interface Round extends AckServerReport {
  readonly perSecond: number;
}

const VARIANTS = {
  bareFixed: { server: "bare", bodies: "fixed", signed: false },
  referenceFixed: { server: "reference", bodies: "fixed", signed: false },
  unsignedFixed: { server: "hookline", bodies: "fixed", signed: false },
  signedFixed: { server: "hookline", bodies: "fixed", signed: true },
  bareVaried: { server: "bare", bodies: "varied", signed: false },
  unsignedVaried: { server: "hookline", bodies: "varied", signed: false },
  signedVaried: { server: "hookline", bodies: "varied", signed: true },
} as const satisfies Record<string, Variant>;

type VariantName = keyof typeof VARIANTS;

/**
 * Runs all variants in turn, several rounds, and compares the medians: interleaved, so that whatever else the machine
 * does meets all of them alike.
 */
export async function benchDurableAcks({
  rounds = 3,
  seconds = 4,
}: { readonly rounds?: number; readonly seconds?: number } = {}): Promise<Figure[]> {
  const results = new Map<VariantName, Round[]>();
  const fsyncs: number[] = [];
  for (let round = 0; round < rounds; round++) {
    fsyncs.push(timeLoneFsync());
    // The names of the object itself.
    for (const name of Object.keys(VARIANTS) as VariantName[]) {
      const result = await runVariant(VARIANTS[name], seconds);
      results.set(name, [...(results.get(name) ?? []), result]);
    }
  }
  const rate = (name: VariantName): number =>
    median((results.get(name) ?? []).map(({ perSecond }) => perSecond));
  const loopP99 = (...names: VariantName[]): number =>
    Math.max(...names.map((name) => median((results.get(name) ?? []).map(({ loopP99Ms }) => loopP99Ms))));

  return [
    ack("durable acks, unsigned, over a bare server", rate("unsignedFixed"), rate("bareFixed"), 0.35),
    ack("durable acks, signed, over a bare server", rate("signedFixed"), rate("bareFixed"), 0.3),
    ack("durable acks, unsigned, varied bodies", rate("unsignedVaried"), rate("bareVaried"), 0.28),
    ack("durable acks, signed, varied bodies", rate("signedVaried"), rate("bareVaried"), 0.24),
    ack(
      "durable acks, unsigned, over a bare durable one",
      rate("unsignedFixed"),
      rate("referenceFixed"),
      0.8,
    ),
    absolute({
      name: "event loop delay p99 under that load",
      value: loopP99("unsignedFixed", "signedFixed", "unsignedVaried", "signedVaried"),
      unit: "ms",
      better: "lower",
      required: 5,
    }),
    absolute({ name: "a lone fsync", value: median(fsyncs), unit: "ms", better: "lower", required: null }),
  ];
}

function ack(name: string, value: number, floor: number, required: number): Figure {
  return compared({ name, value, floor, unit: "/s", better: "higher", required });
}

async function runVariant(variant: Variant, seconds: number): Promise<Round> {
  const folder = mkdtempSync(join(tmpdir(), "hookline-bench-"));
  const server = fork(join(import.meta.dirname, "ack-server.ts"), [variant.server, folder]);
  try {
    const [{ port }] = (await Promise.race([once(server, "message"), failed(server)])) as [{ port: number }];
    const load = {
      url: `http://127.0.0.1:${port}`,
      connections: CONNECTIONS,
      requests: makeLoad(variant),
    };
    await autocannon({ ...load, duration: WARM_UP_SECONDS });
    server.send("start");
    const result = await autocannon({ ...load, duration: seconds });
    const reported = once(server, "message");
    server.send("finish");
    const [report] = (await reported) as [AckServerReport];
    if (result.non2xx + result.errors + result.timeouts > 0) {
      throw new Error(`${variant.server}: ${result.non2xx} refused, ${result.errors} failed`);
    }
    if (variant.server !== "bare" && report.stored < result["2xx"]) {
      throw new Error(`${variant.server}: ${result["2xx"]} acknowledged, only ${report.stored} stored`);
    }
    return { ...report, perSecond: result["2xx"] / result.duration };
  } finally {
    server.kill();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function failed(server: ChildProcess): Promise<never> {
  const [code] = (await once(server, "exit")) as [number | null];
  throw new Error(`The server ended before it listened (exit code ${code}).`);
}

const FSYNCS = 100;

/** Median time of writing one page at the end of a file and making it durable, in milliseconds. */
function timeLoneFsync(): number {
  const folder = mkdtempSync(join(tmpdir(), "hookline-bench-"));
  const file = openSync(join(folder, "fsync"), "w");
  const page = Buffer.alloc(8192, 1);
  try {
    return median(
      Array.from({ length: FSYNCS }, () => {
        const startedAt = performance.now();
        writeSync(file, page);
        fdatasyncSync(file);
        return performance.now() - startedAt;
      }),
    );
  } finally {
    closeSync(file);
    rmSync(folder, { recursive: true, force: true });
  }
}
