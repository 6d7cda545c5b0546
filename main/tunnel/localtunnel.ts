// The localtunnel adapter. The address is asked for here, through a proxy where there is one. The connections, which go
// straight, are the library's, in a worker thread: its close() does not stop it, and its errors may be thrown where nobody
// can catch them; ending the thread ends all of that.
// Threat model: the server is a stranger's. It sees all that passes, may claim any address, and may send anything, so it
// gets nothing of ours (no environment, no secrets) and its answers are checked.
import { Worker } from "node:worker_threads";
import { z } from "zod";
import { AppError } from "../../preload/contract/errors.ts";
import { unlessEnded } from "../network/unless-ended.ts";
import { shownHost } from "../network/shown-host.ts";
import type { Clock, Network } from "../ports.ts";
import { findServer, type ServerAddress } from "./connection-guard.ts";
import type { TrafficReport } from "./connection-meter.ts";
import { askForAddress, probeServer, type AssignedAddress } from "./localtunnel-address.ts";
import type { TunnelConnection, TunnelProvider, TunnelWish } from "./tunnel.ts";

/** What the worker is told. */
export interface LocaltunnelOrder extends Pick<AssignedAddress, "host" | "port" | "connections"> {
  readonly server: ServerAddress;
  readonly listenerPort: number;
}

/** What the worker tells. `connections` is how many sockets to the server stand. */
export const LocaltunnelReport = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("connections"), count: z.int() }),
  z.object({
    kind: z.literal("traffic"),
    requests: z.int().min(0),
    bytesIn: z.int().min(0),
    bytesOut: z.int().min(0),
    roundTripsMs: z.array(z.number().min(0)).readonly(),
  }),
  z.object({ kind: z.literal("error"), reason: z.string() }),
]);
export type LocaltunnelReport = z.output<typeof LocaltunnelReport>;

/** Server used when none is named. */
export const DEFAULT_TUNNEL_HOST = "https://localtunnel.me";
/** For an open tunnel, from the first probe on. */
export const OPEN_TIMEOUT_MS = 15_000;
const PROBE_TIMEOUT_MS = 5_000;
/** Sockets close after each request and are opened anew; only when none comes back the tunnel has broken. */
export const NO_CONNECTION_MS = 10_000;

interface LocaltunnelPorts {
  readonly clock: Clock;
  readonly network: Network;
  readonly workerUrl?: URL;
}

/** Makes the adapter. */
export function createLocaltunnel({
  clock,
  network,
  workerUrl = bundledWorkerUrl(),
}: LocaltunnelPorts): TunnelProvider {
  return {
    check({ host, subdomain }) {
      return { host: readHost(host), subdomain: readSubdomain(subdomain) };
    },
    async connect(wish, signal, onTraffic) {
      const { host } = wish;
      const late = new AbortController();
      const cancelLate = clock.after(OPEN_TIMEOUT_MS, () => late.abort());
      const ending = AbortSignal.any([signal, late.signal]);
      let assigned: AssignedAddress | null = null;
      try {
        const server = await unlessEnded(findServer(host), ending);
        const parts = { server, clock, network, signal: ending };
        // The public servers take their time for an address; one that is not there is told sooner.
        const roundTripMs = await probeServer(host, { ...parts, timeoutMs: PROBE_TIMEOUT_MS });
        onTraffic({ requests: 0, bytesIn: 0, bytesOut: 0, roundTripsMs: [roundTripMs] });
        assigned = await askForAddress(wish, { ...parts, timeoutMs: OPEN_TIMEOUT_MS });
        const { port, connections } = assigned;
        const order = { server, host: assigned.host, port, connections, listenerPort: wish.port };
        return await connectInWorker({ order, wish, assigned, signal: ending, workerUrl, clock, onTraffic });
      } catch (error) {
        const isLate = late.signal.aborted;
        const failure = isLate
          ? new AppError("TUNNEL_TIMED_OUT", { host, seconds: OPEN_TIMEOUT_MS / 1000 })
          : error;
        const reason = isLate ? `no connection within ${OPEN_TIMEOUT_MS / 1000} s` : refusalOf(error);
        throw assigned === null || reason === null
          ? failure
          : ((await pastProxy({ host, assigned, network, reason })) ?? failure);
      } finally {
        cancelLate();
      }
    },
  };
}

/** What the library says of a connection that was refused; null for any other failure. */
function refusalOf(error: unknown): string | null {
  const reason = error instanceof AppError ? error.details["reason"] : null;
  return typeof reason === "string" && reason.startsWith("connection refused") ? reason : null;
}

interface PastProxy {
  readonly host: string;
  readonly assigned: AssignedAddress;
  readonly network: Network;
  readonly reason: string;
}

/** The connections cannot take the way on which the address was asked for; where that is a proxy's, it is the cause. */
async function pastProxy({ host, assigned, network, reason }: PastProxy): Promise<AppError | null> {
  const way = await network.wayTo(new URL(host));
  if (way.kind !== "proxy") return null;
  const place = `${assigned.host}:${assigned.port}`;
  return new AppError("TUNNEL_PAST_PROXY", { host, proxy: way.proxy.shown, place, reason });
}

/** Beside this module: as source in a checkout, as a bundle of its own when built. */
function bundledWorkerUrl(): URL {
  const extension = import.meta.url.endsWith(".ts") ? "ts" : "js";
  return new URL(`./localtunnel-worker.${extension}`, import.meta.url);
}

function readHost(given: string | undefined): string {
  const host = given === undefined || given.trim() === "" ? DEFAULT_TUNNEL_HOST : given.trim();
  const url = URL.parse(host);
  const isPlain =
    url !== null &&
    ["http:", "https:"].includes(url.protocol) &&
    url.username === "" &&
    url.password === "" &&
    url.pathname === "/" &&
    url.search === "" &&
    url.hash === "";
  if (!isPlain) throw new AppError("TUNNEL_HOST_INVALID", { host: shownHost(host) });
  return url.origin;
}

function readSubdomain(given: string | undefined): string | null {
  if (given === undefined || given === "") return null;
  if (/^[a-z0-9][a-z0-9-]{2,61}[a-z0-9]$/.test(given)) return given;
  throw new AppError("TUNNEL_SUBDOMAIN_INVALID", { subdomain: given });
}

interface ConnectOrder {
  readonly order: LocaltunnelOrder;
  readonly wish: TunnelWish;
  readonly assigned: AssignedAddress;
  readonly signal: AbortSignal;
  readonly workerUrl: URL;
  readonly clock: Clock;
  readonly onTraffic: (report: TrafficReport) => void;
}

function connectInWorker({
  order,
  wish: { host },
  assigned: { url, subdomain },
  signal,
  workerUrl,
  clock,
  onTraffic,
}: ConnectOrder): Promise<TunnelConnection> {
  const { promise: lost, resolve: lose } = Promise.withResolvers<string>();
  return new Promise((resolve, reject) => {
    const worker = new Worker(workerUrl, {
      workerData: order,
      env: {},
      execArgv: [],
      // An answer without end fills this thread, which then ends, and not the whole program.
      resourceLimits: { maxOldGenerationSizeMb: 128 },
    });
    let phase: "opening" | "open" | "over" = "opening";
    let cancelSilence = nothing;

    const end = async (): Promise<void> => {
      phase = "over";
      cancelSilence();
      signal.removeEventListener("abort", onAbort);
      await worker.terminate();
    };
    const broke = (reason: string): void => {
      const before = phase;
      if (before === "over") return;
      const ended = end();
      if (before === "open") lose(reason);
      // Not before its thread is gone: whoever gave it up counts on that.
      else void ended.then(() => reject(new AppError("TUNNEL_SERVER_UNREACHABLE", { host, reason })));
    };
    const onAbort = (): void => broke("it was stopped");
    const hear = (report: LocaltunnelReport): void => {
      if (report.kind === "error") return broke(report.reason);
      if (report.kind === "traffic") return onTraffic(report);
      cancelSilence();
      if (report.count > 0) {
        if (phase !== "opening") return;
        phase = "open";
        // From here on it is the supervisor who closes it.
        signal.removeEventListener("abort", onAbort);
        resolve({ url, subdomain, lost, close: end });
      } else if (phase === "open") {
        cancelSilence = clock.after(NO_CONNECTION_MS, () => broke("it holds no connection any more"));
      }
    };

    signal.addEventListener("abort", onAbort, { once: true });
    if (signal.aborted) onAbort();
    worker.on("message", (message: unknown) => {
      const report = LocaltunnelReport.safeParse(message);
      if (report.success) hear(report.data);
      else broke("its client says what is not understood");
    });
    // An error may overtake what was told before it; the exit that follows does not.
    let failure = "its client ended";
    worker.on("error", (error) => {
      failure = error instanceof Error ? error.message : String(error);
    });
    worker.on("exit", () => broke(failure));
  });
}

/** In the place of a cancelling function while there is nothing to cancel. */
function nothing(): void {}
