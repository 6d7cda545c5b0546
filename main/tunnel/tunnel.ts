// The tunnel: opens the webhook listener, and nothing else, to the world, and keeps it open.
import { INBOUND_PATH, STATUS_PATH } from "../../preload/contract/listener.ts";
import { AppError, toAppError, toErrorValue } from "../../preload/contract/errors.ts";
import type {
  TunnelProviderName,
  TunnelRequest,
  TunnelState,
  TunnelTraffic,
} from "../../preload/contract/tunnel.ts";
import type { Clock, Log } from "../ports.ts";
import type { TrafficReport } from "./connection-meter.ts";
import { createTraffic } from "./traffic.ts";

/** Where a tunnel shall start and end. */
export interface TunnelWish {
  /** Origin of the provider's server. */
  readonly host: string;
  /** The name to ask for; null = any. */
  readonly subdomain: string | null;
  /** Port of the listener on this computer. */
  readonly port: number;
}

/** A tunnel that stands. */
export interface TunnelConnection {
  /** Public origin, e.g. `https://brave-bird.localtunnel.me`. */
  readonly url: string;
  /** The name it got: what was asked for, or another one when that was taken. */
  readonly subdomain: string;
  /** Resolves with the reason, in words, when it has broken by itself; else never. */
  readonly lost: Promise<string>;
  /** Resolves when no thread and no socket of it is left. */
  close(): Promise<void>;
}

/** One way to get a tunnel. */
export interface TunnelProvider {
  /** Checks what a person typed, filling in defaults. @throws AppError `TUNNEL_HOST_INVALID`, `TUNNEL_SUBDOMAIN_INVALID` */
  check(request: TunnelRequest): Omit<TunnelWish, "port">;
  /**
   * Connects. Aborting leaves nothing behind.
   * @param onTraffic hears what passes, from the first measurement on
   * @throws AppError `TUNNEL_SERVER_UNREACHABLE`, `TUNNEL_ANSWER_UNUSABLE`, `TUNNEL_TIMED_OUT`, `TUNNEL_PAST_PROXY`,
   *   `NETWORK_…`
   */
  connect(
    wish: TunnelWish,
    signal: AbortSignal,
    onTraffic: (report: TrafficReport) => void,
  ): Promise<TunnelConnection>;
}

/** The one tunnel of a running Hookline. */
export interface Tunnel {
  /**
   * Opens a tunnel, in place of one that is open. Resolves with `open` or `failed`.
   * @throws AppError `TUNNEL_HOST_INVALID`, `TUNNEL_SUBDOMAIN_INVALID`; what was open stays open then
   */
  open(request: TunnelRequest): Promise<TunnelState>;
  /** Closes it, or gives up opening it. Safe to call when it is off. */
  close(): Promise<TunnelState>;
  state(): TunnelState;
  /** Of the session that is open, or was the last. */
  traffic(): TunnelTraffic;
  /** An event came in under this Host: if it is the tunnel's, the tunnel is proved. Cheap enough for every event. */
  proved(publicHost: string): void;
}

interface TunnelPorts {
  readonly clock: Clock;
  readonly log: Log;
  readonly providers: Readonly<Record<TunnelProviderName, TunnelProvider>>;
  readonly listenerPort: () => number;
  readonly onChange: (state: TunnelState) => void;
  readonly onTraffic: (traffic: TunnelTraffic) => void;
}

/** Waits before each attempt to reconnect; the last one repeats. */
export const RECONNECT_DELAYS_MS = [1_000, 2_000, 4_000, 8_000, 15_000, 30_000, 60_000] as const;
/** A tunnel that broke before is no better than an attempt that failed. */
const LASTING_MS = 10_000;

/** One wish to have a tunnel, from `open` to `close`, over all its connections. */
interface Session {
  readonly providerName: TunnelProviderName;
  readonly wish: TunnelWish;
  readonly stopper: AbortController;
  /** The newest connection, or the attempt to get one. */
  connecting: Promise<TunnelConnection> | null;
  /** Attempts since a connection lasted. */
  attempts: number;
  cancelRetry: () => void;
}

type OpenState = Extract<TunnelState, { state: "open" }>;

/** Makes the tunnel; it is off. */
export function createTunnel({
  clock,
  log,
  providers,
  listenerPort,
  onChange,
  onTraffic,
}: TunnelPorts): Tunnel {
  const traffic = createTraffic({ clock, onChange: onTraffic });
  let state: TunnelState = { state: "off" };
  let session: Session | null = null;

  const change = (next: TunnelState): TunnelState => {
    state = next;
    onChange(next);
    return next;
  };

  const end = async (): Promise<void> => {
    const ending = session;
    session = null;
    traffic.stop();
    if (ending === null) return;
    ending.stopper.abort();
    ending.cancelRetry();
    // Also when it is still being made: what was aborted must be gone before this resolves.
    const connection = await ending.connecting?.catch(() => null);
    await connection?.close();
  };

  /** Null when the session ended meanwhile: whoever ended it closes the connection. */
  const connect = async (of: Session, subdomain: string | null): Promise<TunnelConnection | null> => {
    const wish = { ...of.wish, subdomain };
    of.connecting = providers[of.providerName].connect(wish, of.stopper.signal, (report) => {
      if (session === of) traffic.add(report);
    });
    const connection = await of.connecting;
    return session === of ? connection : null;
  };

  /** Called once the state says open: a connection may break in the very moment it stands. */
  const watch = async (of: Session, broken: TunnelConnection): Promise<void> => {
    const stoodSince = clock.elapsed();
    const reason = await broken.lost;
    if (session !== of || state.state !== "open") return;
    log.info("tunnel.lost", { reason });
    of.connecting = null;
    broken.close().catch((error: unknown) => log.error("tunnel.close-failed", error));
    const last = state;
    const { provider, url, inbound, status, openedAt } = last;
    const address = { provider, url, inbound, status, openedAt };
    if (clock.elapsed() - stoodSince >= LASTING_MS) of.attempts = 0;
    const attempt = of.attempts + 1;
    change({ state: "reconnecting", ...address, attempt, since: clock.now() });
    retry(of, last, broken.subdomain, attempt);
  };

  const retry = (of: Session, last: OpenState, subdomain: string, attempt: number): void => {
    of.attempts = attempt;
    const delayMs = RECONNECT_DELAYS_MS[attempt - 1] ?? RECONNECT_DELAYS_MS.at(-1) ?? 0;
    of.cancelRetry = clock.after(delayMs, () => void reconnect(of, last, subdomain, attempt));
  };

  const reconnect = async (
    of: Session,
    last: OpenState,
    subdomain: string,
    attempt: number,
  ): Promise<void> => {
    try {
      // The old name again, so that the address pasted in the dashboard stays right.
      const connection = await connect(of, of.wish.subdomain ?? subdomain);
      if (connection === null) return;
      const isSame = connection.url === last.url;
      change({
        ...openState(of, connection),
        proved: isSame && last.proved,
        addressChanged: !isSame || last.addressChanged,
      });
      void watch(of, connection);
    } catch (error) {
      if (session !== of) return;
      log.info("tunnel.reconnect-failed", { attempt, code: toAppError(error).code });
      if (state.state === "reconnecting") change({ ...state, attempt: attempt + 1 });
      retry(of, last, subdomain, attempt + 1);
    }
  };

  const openState = (of: Session, { url, subdomain }: TunnelConnection): OpenState => ({
    state: "open",
    provider: of.providerName,
    url,
    inbound: url + INBOUND_PATH,
    status: url + STATUS_PATH,
    openedAt: clock.now(),
    proved: false,
    addressChanged: of.wish.subdomain !== null && of.wish.subdomain !== subdomain,
  });

  return {
    async open(request) {
      const checked = providers[request.provider].check(request);
      const opening: Session = {
        providerName: request.provider,
        wish: { ...checked, port: listenerPort() },
        stopper: new AbortController(),
        connecting: null,
        attempts: 0,
        cancelRetry: () => {},
      };
      const ended = end();
      session = opening;
      traffic.reset();
      change({ state: "starting", provider: request.provider, since: clock.now() });
      await ended;
      try {
        const connection = await connect(opening, opening.wish.subdomain);
        if (connection === null) return state;
        const opened = change(openState(opening, connection));
        void watch(opening, connection);
        return opened;
      } catch (error) {
        if (session !== opening) return state;
        session = null;
        traffic.stop();
        return change({
          state: "failed",
          provider: request.provider,
          at: clock.now(),
          error: toErrorValue(error instanceof AppError ? error : toAppError(error)),
        });
      }
    },
    async close() {
      const ended = end();
      if (state.state !== "off") change({ state: "off" });
      await ended;
      return state;
    },
    state: () => state,
    traffic: traffic.state,
    proved(publicHost) {
      if (state.state !== "open" || state.proved) return;
      if (hostnameOf(publicHost) !== new URL(state.url).hostname) return;
      // Whoever posts to the new address has been told of the change.
      change({ ...state, proved: true, addressChanged: false });
    },
  };
}

/** Without the port, which servers behind a proxy leave out or keep as they like. */
function hostnameOf(host: string): string {
  return host.replace(/:\d+$/, "").toLowerCase();
}
