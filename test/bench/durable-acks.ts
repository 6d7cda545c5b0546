// Durable acknowledgements per second, against a bare server and against the least a durable one can do.
import autocannon from "autocannon";
import { fork } from "node:child_process";
import { once } from "node:events";
import { closeSync, fdatasyncSync, mkdtempSync, openSync, rmSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { makeLoad } from "./ack-load.ts";
import type { AckServerQuestion, AckServerReady, AckServerReport } from "./ack-server.ts";
import { absolute, median, paired, type Figure } from "./figure.ts";

const CONNECTIONS = 32;
/** A server that is kept open all day is warm: its code has been compiled for good after about five seconds of load. */
const WARM_UP_SECONDS = 5;

type ServerKind = "bare" | "reference" | "hookline";

interface Variant {
  readonly server: ServerKind;
  readonly bodies: "fixed" | "varied";
  readonly signed: boolean;
}

/** In the order in which they run: what is compared is measured one beside the other. */
const VARIANTS = {
  referenceFixed: { server: "reference", bodies: "fixed", signed: false },
  unsignedFixed: { server: "hookline", bodies: "fixed", signed: false },
  bareFixed: { server: "bare", bodies: "fixed", signed: false },
  signedFixed: { server: "hookline", bodies: "fixed", signed: true },
  unsignedVaried: { server: "hookline", bodies: "varied", signed: false },
  bareVaried: { server: "bare", bodies: "varied", signed: false },
  signedVaried: { server: "hookline", bodies: "varied", signed: true },
} as const satisfies Record<string, Variant>;

type VariantName = keyof typeof VARIANTS;

/** The names of the object itself. */
const NAMES = Object.keys(VARIANTS) as VariantName[];

/** What the rounds gave: acknowledgements a second and the event loop's delay, in the order of the rounds. */
interface Rounds {
  readonly perSecond: number[];
  readonly loopP99Ms: number[];
}

/**
 * Puts a server of each variant under load in short turns and compares those of one turn, so that whatever else the machine
 * does meets all alike. More than one set of servers, because one process differs from the next by some per cent, too.
 */
export async function benchDurableAcks({
  sets = 2,
  turns = 6,
  seconds = 2,
}: { readonly sets?: number; readonly turns?: number; readonly seconds?: number } = {}): Promise<Figure[]> {
  const results = new Map(
    NAMES.map((name): [VariantName, Rounds] => [name, { perSecond: [], loopP99Ms: [] }]),
  );
  const of = (name: VariantName): Rounds => results.get(name) ?? { perSecond: [], loopP99Ms: [] };
  const fsyncs: number[] = [];
  for (let set = 0; set < sets; set++) {
    const servers = new Map<VariantName, ServerUnderLoad>();
    try {
      for (const name of NAMES) servers.set(name, await startServer(VARIANTS[name]));
      for (let turn = 0; turn < turns; turn++) {
        fsyncs.push(timeLoneFsync());
        // There and back: none is always the one that comes first.
        const order = turn % 2 === 0 ? NAMES : NAMES.toReversed();
        for (const name of order) {
          const round = await servers.get(name)?.measure(seconds);
          of(name).perSecond.push(round?.perSecond ?? Number.NaN);
          of(name).loopP99Ms.push(round?.loopP99Ms ?? Number.NaN);
        }
      }
      for (const server of servers.values()) await server.checkStored();
    } finally {
      await Promise.all([...servers.values()].map((server) => server.end()));
    }
  }
  const ack = (name: string, variant: VariantName, floor: VariantName, required: number): Figure =>
    paired({
      name,
      values: of(variant).perSecond,
      floors: of(floor).perSecond,
      unit: "/s",
      better: "higher",
      required,
    });
  const loopP99 = (...names: VariantName[]): number =>
    Math.max(...names.map((name) => median(of(name).loopP99Ms)));

  return [
    ack("durable acks, unsigned, over a bare server", "unsignedFixed", "bareFixed", 0.35),
    ack("durable acks, signed, over a bare server", "signedFixed", "bareFixed", 0.3),
    ack("durable acks, unsigned, varied bodies", "unsignedVaried", "bareVaried", 0.28),
    ack("durable acks, signed, varied bodies", "signedVaried", "bareVaried", 0.24),
    ack("durable acks, unsigned, over a bare durable one", "unsignedFixed", "referenceFixed", 0.8),
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

/** A warm server of one variant, in a process of its own. */
interface ServerUnderLoad {
  measure(seconds: number): Promise<{ readonly perSecond: number; readonly loopP99Ms: number }>;
  /** @throws when less is stored than was acknowledged */
  checkStored(): Promise<void>;
  end(): Promise<void>;
}

async function startServer(variant: Variant): Promise<ServerUnderLoad> {
  const folder = mkdtempSync(join(tmpdir(), "hookline-bench-"));
  const server = fork(join(import.meta.dirname, "ack-server.ts"), [variant.server, folder]);
  const exited = once(server, "exit");
  const failed = exited.then(([code]) => {
    throw new Error(`The ${variant.server} server ended too early (exit code ${code}).`);
  });
  // Where nobody waits for it, it was ended here.
  failed.catch(() => undefined);
  let acknowledged = 0;

  async function end(): Promise<void> {
    server.kill();
    await exited;
    rmSync(folder, { recursive: true, force: true });
  }

  async function hear<Message>(): Promise<Message> {
    const [message] = (await Promise.race([once(server, "message"), failed])) as [Message];
    return message;
  }

  function say(question: AckServerQuestion): void {
    // One that is gone is known by its end.
    server.send(question, () => undefined);
  }

  try {
    const { port } = await hear<AckServerReady>();
    const load = { url: `http://127.0.0.1:${port}`, connections: CONNECTIONS, requests: makeLoad(variant) };
    const run = async (seconds: number): Promise<number> => {
      const result = await autocannon({ ...load, duration: seconds });
      if (result.non2xx + result.errors + result.timeouts > 0) {
        throw new Error(`${variant.server}: ${result.non2xx} refused, ${result.errors} failed`);
      }
      acknowledged += result["2xx"];
      return result["2xx"] / result.duration;
    };
    await run(WARM_UP_SECONDS);
    return {
      measure: async (seconds) => {
        say("start");
        const perSecond = await run(seconds);
        say("finish");
        const { loopP99Ms } = await hear<AckServerReport>();
        return { perSecond, loopP99Ms };
      },
      checkStored: async () => {
        say("finish");
        const { stored } = await hear<AckServerReport>();
        if (variant.server !== "bare" && stored < acknowledged) {
          throw new Error(`${variant.server}: ${acknowledged} acknowledged, only ${stored} stored`);
        }
      },
      end,
    };
  } catch (error) {
    await end();
    throw error;
  }
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
