// Measures what passes over the connections of a tunnel, in their thread, and tells it in portions.
import type { Clock } from "../ports.ts";
import { createRequestCounter } from "./request-counter.ts";

/** What came in addition since the last report. Bytes are those of the connections, heads and all. */
export interface TrafficReport {
  readonly requests: number;
  readonly bytesIn: number;
  readonly bytesOut: number;
  /** ms of one way to the server and back, each time it was measured. */
  readonly roundTripsMs: readonly number[];
}

/** A connection, as much of it as is looked at. */
export interface MeteredSocket {
  readonly bytesRead: number;
  readonly bytesWritten: number;
  on(event: "data", listener: (bytes: Uint8Array) => void): unknown;
  once(event: "close", listener: () => void): unknown;
}

/** Several requests in a moment make one report. */
const REPORT_PAUSE_MS = 250;

interface Watched {
  readonly socket: MeteredSocket;
  read: number;
  written: number;
  /** What had been written when the last bytes came in: until there is more, an answer is outstanding. */
  writtenAtLastData: number | null;
}

interface ConnectionMeterParts {
  readonly clock: Pick<Clock, "after">;
  readonly tell: (report: TrafficReport) => void;
}

/** Makes it. Between two portions of traffic it runs no timer. */
export function createConnectionMeter({ clock, tell }: ConnectionMeterParts): {
  /** Measures a connection that now stands, and took so long to. */
  watch(socket: MeteredSocket, roundTripMs: number): void;
} {
  const watched = new Set<Watched>();
  let isDue = false;
  let total = zero();

  const reportSoon = (): void => {
    if (isDue) return;
    isDue = true;
    clock.after(REPORT_PAUSE_MS, report);
  };
  const collect = (entry: Watched): void => {
    const { bytesRead, bytesWritten } = entry.socket;
    total.bytesIn += bytesRead - entry.read;
    total.bytesOut += bytesWritten - entry.written;
    entry.read = bytesRead;
    entry.written = bytesWritten;
  };
  const report = (): void => {
    isDue = false;
    for (const entry of watched) collect(entry);
    const { requests, bytesIn, bytesOut, roundTripsMs } = total;
    const isNew = requests + bytesIn + bytesOut + roundTripsMs.length > 0;
    if (isNew) tell(total);
    total = zero();
    // Nobody tells when an answer is written, so it is looked for as long as one is outstanding.
    const isWaiting = [...watched].some(
      ({ socket, writtenAtLastData }) => writtenAtLastData === socket.bytesWritten,
    );
    if (isNew || isWaiting) reportSoon();
  };

  return {
    watch(socket, roundTripMs) {
      const entry: Watched = { socket, read: 0, written: 0, writtenAtLastData: null };
      const count = createRequestCounter();
      watched.add(entry);
      total.roundTripsMs.push(roundTripMs);
      socket.on("data", (bytes) => {
        total.requests += count(bytes);
        entry.writtenAtLastData = socket.bytesWritten;
        reportSoon();
      });
      socket.once("close", () => {
        collect(entry);
        watched.delete(entry);
        reportSoon();
      });
      reportSoon();
    },
  };
}

function zero(): { requests: number; bytesIn: number; bytesOut: number; roundTripsMs: number[] } {
  return { requests: 0, bytesIn: 0, bytesOut: 0, roundTripsMs: [] };
}
