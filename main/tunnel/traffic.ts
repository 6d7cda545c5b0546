// What has passed through the tunnel since it was opened, and how far its server is; told at most once a second.
import type { TunnelTraffic } from "../../preload/contract/tunnel.ts";
import type { Clock } from "../ports.ts";
import type { TrafficReport } from "./connection-meter.ts";

/** The sums of one session. */
export interface Traffic {
  /** A new session begins: all is zero again, and what was to be told of the last one is not. Its first news is. */
  reset(): void;
  add(report: TrafficReport): void;
  state(): TunnelTraffic;
  /** Tells nothing more until there is something new. */
  stop(): void;
}

interface TrafficParts {
  readonly clock: Pick<Clock, "elapsed" | "after">;
  readonly onChange: (traffic: TunnelTraffic) => void;
}

const PAUSE_MS = 1_000;
/** The median is that of the last ones: a network changes. */
const MOST_ROUND_TRIPS = 101;

/** Makes them; all is zero. */
export function createTraffic({ clock, onChange }: TrafficParts): Traffic {
  let sums = { requests: 0, bytesIn: 0, bytesOut: 0 };
  let roundTrips: readonly number[] = [];
  let toldAt = Number.NEGATIVE_INFINITY;
  let cancelTelling: (() => void) | null = null;

  const state = (): TunnelTraffic => ({ ...sums, roundTrip: roundTripOf(roundTrips) });
  const tell = (): void => {
    cancelTelling = null;
    toldAt = clock.elapsed();
    onChange(state());
  };
  const stop = (): void => {
    cancelTelling?.();
    cancelTelling = null;
  };
  const tellInTime = (): void => {
    if (cancelTelling !== null) return;
    const waitMs = toldAt + PAUSE_MS - clock.elapsed();
    if (waitMs <= 0) tell();
    else cancelTelling = clock.after(waitMs, tell);
  };

  return {
    reset() {
      stop();
      sums = { requests: 0, bytesIn: 0, bytesOut: 0 };
      roundTrips = [];
      toldAt = Number.NEGATIVE_INFINITY;
    },
    add({ requests, bytesIn, bytesOut, roundTripsMs }) {
      sums = {
        requests: sums.requests + requests,
        bytesIn: sums.bytesIn + bytesIn,
        bytesOut: sums.bytesOut + bytesOut,
      };
      roundTrips = [...roundTrips, ...roundTripsMs].slice(-MOST_ROUND_TRIPS);
      tellInTime();
    },
    state,
    stop,
  };
}

function roundTripOf(samples: readonly number[]): TunnelTraffic["roundTrip"] {
  const lastMs = samples.at(-1);
  if (lastMs === undefined) return null;
  const sorted = samples.toSorted((one, other) => one - other);
  const upper = sorted[Math.floor(sorted.length / 2)] ?? lastMs;
  const lower = sorted[Math.floor((sorted.length - 1) / 2)] ?? lastMs;
  return { lastMs, medianMs: (lower + upper) / 2, samples: sorted.length };
}
