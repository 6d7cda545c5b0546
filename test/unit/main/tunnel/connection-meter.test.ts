import { EventEmitter } from "node:events";
import { expect, it } from "vitest";
import { createConnectionMeter, type TrafficReport } from "../../../../main/tunnel/connection-meter.ts";
import { createFrozenClock } from "../../../fakes/clock.ts";

/** A connection as the meter sees it. */
class Wire extends EventEmitter {
  bytesRead = 0;
  bytesWritten = 0;

  receive(text: string): void {
    const bytes = new TextEncoder().encode(text);
    this.bytesRead += bytes.byteLength;
    this.emit("data", bytes);
  }
}

const REQUEST = "POST / HTTP/1.1\r\ncontent-length: 2\r\n\r\n{}";

function start() {
  const clock = createFrozenClock();
  const told: TrafficReport[] = [];
  const meter = createConnectionMeter({ clock, tell: (report) => told.push(report) });
  const wire = new Wire();
  meter.watch(wire, 42);
  clock.advance(1_000);
  const [connected] = told.splice(0);
  return { clock, told, wire, meter, connected };
}

it("tells how long a connection took, and then runs no timer", () => {
  const { clock, connected } = start();

  expect(connected).toEqual({ requests: 0, bytesIn: 0, bytesOut: 0, roundTripsMs: [42] });
  expect(clock.pending()).toBe(0);
});

it("makes one report of what comes in a moment", () => {
  const { clock, told, wire } = start();

  wire.receive(REQUEST);
  wire.bytesWritten += 100;
  wire.receive(REQUEST);
  wire.bytesWritten += 100;
  clock.advance(1_000);

  expect(told).toEqual([{ requests: 2, bytesIn: 2 * REQUEST.length, bytesOut: 200, roundTripsMs: [] }]);
  expect(clock.pending()).toBe(0);
});

it("waits for an answer that is late", () => {
  const { clock, told, wire } = start();

  wire.receive(REQUEST);
  clock.advance(5_000);
  wire.bytesWritten += 100;
  clock.advance(1_000);

  expect(told.map(({ requests, bytesOut }) => [requests, bytesOut])).toEqual([
    [1, 0],
    [0, 100],
  ]);
  expect(clock.pending()).toBe(0);
});

it("does not lose what a connection carried that has closed", () => {
  const { clock, told, wire } = start();

  wire.receive(REQUEST);
  wire.bytesWritten += 100;
  wire.emit("close");
  clock.advance(1_000);
  wire.bytesWritten += 100;
  clock.advance(10_000);

  expect(told).toEqual([{ requests: 1, bytesIn: REQUEST.length, bytesOut: 100, roundTripsMs: [] }]);
  expect(clock.pending()).toBe(0);
});
