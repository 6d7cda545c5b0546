// The localtunnel adapter. The library runs in a worker thread: its promise may never settle, its close() does not stop
// it, and its errors may be thrown where nobody can catch them; ending the thread ends all of that.
// Threat model: the server is a stranger's. It sees all that passes, may claim any address, and may send anything, so it
// gets nothing of ours (no environment, no secrets) and its answers are checked.
import { Worker } from "node:worker_threads";
import { z } from "zod";
import { AppError } from "../../preload/contract/errors.ts";
import { requestOnce } from "../network/request-once.ts";
import { shownHost } from "../network/shown-host.ts";
import type { Clock } from "../ports.ts";
import { announcedOrigin } from "./announced-address.ts";
import type { TunnelConnection, TunnelProvider, TunnelWish } from "./tunnel.ts";

/** What the worker is told. */
export interface LocaltunnelOrder {
  readonly host: string;
  readonly subdomain: string | null;
  readonly port: number;
}

/** What the worker tells. `connections` is how many sockets to the server stand. */
export const LocaltunnelReport = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("open"), url: z.string(), subdomain: z.string() }),
  z.object({ kind: z.literal("connections"), count: z.int() }),
  z.object({ kind: z.literal("error"), reason: z.string() }),
]);
export type LocaltunnelReport = z.output<typeof LocaltunnelReport>;

/** Server used when none is named. */
export const DEFAULT_TUNNEL_HOST = "https://localtunnel.me";
/** For an address, from the first probe on. */
export const OPEN_TIMEOUT_MS = 15_000;
const PROBE_TIMEOUT_MS = 5_000;
/** Sockets close after each request and are opened anew; only when none comes back the tunnel has broken. */
export const NO_CONNECTION_MS = 10_000;

/** All that the library reads of the environment: its way through a proxy. */
const PROXY_VARIABLES = ["HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY", "http_proxy", "https_proxy", "no_proxy"];

interface LocaltunnelPorts {
  readonly clock: Clock;
  readonly workerUrl?: URL;
}

/** Makes the adapter. */
export function createLocaltunnel({
  clock,
  workerUrl = bundledWorkerUrl(),
}: LocaltunnelPorts): TunnelProvider {
  return {
    check({ host, subdomain }) {
      return { host: readHost(host), subdomain: readSubdomain(subdomain) };
    },
    async connect(wish, signal) {
      const startedAt = clock.elapsed();
      await probe(wish.host, signal, clock);
      const timeoutMs = OPEN_TIMEOUT_MS - (clock.elapsed() - startedAt);
      return await connectInWorker({ wish, signal, timeoutMs, workerUrl, clock });
    },
  };
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

/** The library would try an unreachable server for ever without a word; any answer at all is good enough. */
async function probe(host: string, signal: AbortSignal, clock: Clock): Promise<void> {
  const outcome = await requestOnce(
    {
      method: "GET",
      url: new URL("/", host),
      headers: { accept: "*/*", "user-agent": "hookline" },
      body: new Uint8Array(),
      connectTimeoutMs: PROBE_TIMEOUT_MS,
      timeoutMs: PROBE_TIMEOUT_MS,
      signal,
    },
    clock,
  );
  if (outcome.kind === "no-answer") {
    throw new AppError("TUNNEL_SERVER_UNREACHABLE", { host, reason: outcome.reason });
  }
}

interface ConnectOrder {
  readonly wish: TunnelWish;
  readonly signal: AbortSignal;
  readonly timeoutMs: number;
  readonly workerUrl: URL;
  readonly clock: Clock;
}

function connectInWorker(order: ConnectOrder): Promise<TunnelConnection> {
  const { wish, signal, timeoutMs, workerUrl, clock } = order;
  const { host, subdomain, port } = wish;
  const { promise: lost, resolve: lose } = Promise.withResolvers<string>();
  return new Promise((resolve, reject) => {
    const workerOrder: LocaltunnelOrder = { host, subdomain, port };
    const worker = new Worker(workerUrl, {
      workerData: workerOrder,
      env: Object.fromEntries(
        PROXY_VARIABLES.flatMap((name) => (process.env[name] ? [[name, process.env[name]]] : [])),
      ),
      execArgv: [],
      // An answer without end fills this thread, which then ends, and not the whole program.
      resourceLimits: { maxOldGenerationSizeMb: 128 },
    });
    let phase: "opening" | "open" | "over" = "opening";
    let cancelSilence = nothing;

    const end = async (): Promise<void> => {
      phase = "over";
      cancelTimeout();
      cancelSilence();
      signal.removeEventListener("abort", onAbort);
      await worker.terminate();
    };
    const refuse = async (error: AppError): Promise<void> => {
      if (phase !== "opening") return;
      await end();
      reject(error);
    };
    const broke = (reason: string): void => {
      if (phase === "opening") void refuse(new AppError("TUNNEL_SERVER_UNREACHABLE", { host, reason }));
      if (phase !== "open") return;
      void end();
      lose(reason);
    };
    const onAbort = (): void => {
      void refuse(new AppError("TUNNEL_SERVER_UNREACHABLE", { host, reason: "it was stopped" }));
    };
    const cancelTimeout = clock.after(timeoutMs, () => {
      void refuse(new AppError("TUNNEL_TIMED_OUT", { host, seconds: OPEN_TIMEOUT_MS / 1000 }));
    });

    signal.addEventListener("abort", onAbort, { once: true });
    if (signal.aborted) onAbort();
    worker.on("message", (message: unknown) => {
      const parsed = LocaltunnelReport.safeParse(message);
      if (!parsed.success) return broke("its client says what is not understood");
      const report = parsed.data;
      switch (report.kind) {
        case "open": {
          const url = announcedOrigin(report.url, host);
          if (url === null) return broke("its answer has no usable address");
          if (phase !== "opening") return undefined;
          phase = "open";
          cancelTimeout();
          return resolve({ url, subdomain: report.subdomain, lost, close: end });
        }
        case "connections":
          cancelSilence();
          if (report.count > 0 || phase === "over") return undefined;
          cancelSilence = clock.after(NO_CONNECTION_MS, () => broke("it holds no connection any more"));
          return undefined;
        case "error":
          return broke(report.reason);
      }
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
