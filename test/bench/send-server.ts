// One server that takes sends, in a process of its own so that it shares no event loop with the client:
// `send-server.ts bare|simulator FOLDER`. Tells its parent where it is, and at the message "finish" what it took.
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { createSystemClock } from "../../main/clock.ts";
import { loadSimulatorIdentity } from "../../main/simulator/identity.ts";
import { createSimulator } from "../../main/simulator/simulator.ts";
import { SimulatorTiming } from "../../preload/contract/simulator.ts";
import { createMemoryLog } from "../fakes/log.ts";

/** Where the server is, and who may send. */
export interface SendServerReady {
  readonly port: number;
  /** Null of a bare server. */
  readonly sender: {
    readonly applicationId: string;
    readonly privateKeyFile: string;
    readonly apiKey: string;
    readonly apiSecret: string;
    readonly pageId: string;
    readonly psid: string;
  } | null;
}

/** What it says at the end. */
export interface SendServerReport {
  /** Messages of which it knows now: the newest 2,000 at most. */
  readonly messages: number;
}

/** No status falls due while it is measured: they are planned, and that is part of taking a message. */
const LONG_MS = 60 * 60_000;

const [kind = "", folder = "."] = process.argv.slice(2);
const { ready, report } = kind === "bare" ? await startBare() : await startSimulator();
process.on("message", () => process.send?.(report(), () => process.exit(0)));
// Whoever started it is gone.
process.on("disconnect", () => process.exit());
process.send?.(ready);

interface Started {
  readonly ready: SendServerReady;
  readonly report: () => SendServerReport;
}

/** The floor: reads the body and answers 200. */
async function startBare(): Promise<Started> {
  const server = createServer((request, response) => {
    request.on("data", () => {});
    request.on("end", () => {
      response.writeHead(200, { "content-length": "0" });
      response.end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  // A TCP server's address is never a text.
  const { port } = server.address() as AddressInfo;
  return { ready: { port, sender: null }, report: () => ({ messages: 0 }) };
}

/** The product's own, as `hookline simulate` runs it. */
async function startSimulator(): Promise<Started> {
  const identity = await loadSimulatorIdentity(folder);
  const simulator = createSimulator({
    identity,
    clock: createSystemClock(),
    log: createMemoryLog(),
    webhookTargets: () => null,
  });
  simulator.setTiming(SimulatorTiming.parse({ submittedMs: LONG_MS, deliveredMs: LONG_MS, readMs: LONG_MS }));
  const { port } = await simulator.start({ port: 0, isExplicit: true });
  return {
    ready: { port, sender: identity },
    report: () => ({ messages: simulator.state().messages.length }),
  };
}
