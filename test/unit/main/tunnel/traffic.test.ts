import { expect, it } from "vitest";
import type { TrafficReport } from "../../../../main/tunnel/connection-meter.ts";
import { createTraffic } from "../../../../main/tunnel/traffic.ts";
import type { TunnelTraffic } from "../../../../preload/contract/tunnel.ts";
import { createFrozenClock } from "../../../fakes/clock.ts";

function report(changes: Partial<TrafficReport> = {}): TrafficReport {
  return { requests: 0, bytesIn: 0, bytesOut: 0, roundTripsMs: [], ...changes };
}

function start() {
  const clock = createFrozenClock();
  const told: TunnelTraffic[] = [];
  const traffic = createTraffic({ clock, onChange: (state) => told.push(state) });
  return { clock, told, traffic };
}

it("adds up what connections report", () => {
  const { traffic } = start();

  traffic.add(report({ requests: 2, bytesIn: 300, bytesOut: 40, roundTripsMs: [12] }));
  traffic.add(report({ requests: 1, bytesIn: 7, bytesOut: 5 }));

  expect(traffic.state()).toEqual({
    requests: 3,
    bytesIn: 307,
    bytesOut: 45,
    roundTrip: { lastMs: 12, medianMs: 12, samples: 1 },
  });
});

it.each([
  [[], null],
  [[30], { lastMs: 30, medianMs: 30, samples: 1 }],
  [[30, 10], { lastMs: 10, medianMs: 20, samples: 2 }],
  [[30, 10, 500], { lastMs: 500, medianMs: 30, samples: 3 }],
  [
    [...Array<number>(100).fill(900), ...Array<number>(101).fill(50)],
    { lastMs: 50, medianMs: 50, samples: 101 },
  ],
])("of the round trips %j it tells the last and the median of the newest", (roundTripsMs, expected) => {
  const { traffic } = start();

  traffic.add(report({ roundTripsMs }));

  expect(traffic.state().roundTrip).toEqual(expected);
});

it("tells the first change at once and then no more than one a second, the last one in any case", () => {
  const { clock, told, traffic } = start();

  for (let count = 0; count < 30; count += 1) {
    traffic.add(report({ requests: 1 }));
    clock.advance(100);
  }
  clock.advance(5_000);

  expect(told.map(({ requests }) => requests)).toEqual([1, 10, 20, 30]);
  expect(clock.pending()).toBe(0);
});

it("is zero when it begins anew, and tells its first news at once and nothing of what was before", () => {
  const { clock, told, traffic } = start();
  traffic.add(report({ requests: 1 }));
  traffic.add(report({ requests: 1, roundTripsMs: [5] }));

  traffic.reset();
  const fresh = traffic.state();
  traffic.add(report({ bytesIn: 3 }));
  clock.advance(10_000);

  expect(fresh).toEqual({ requests: 0, bytesIn: 0, bytesOut: 0, roundTrip: null });
  expect(told.map(({ requests, bytesIn }) => [requests, bytesIn])).toEqual([
    [1, 0],
    [0, 3],
  ]);
});

it("tells nothing more when it is stopped, and goes on with what is new", () => {
  const { clock, told, traffic } = start();
  traffic.add(report({ requests: 1 }));
  traffic.add(report({ requests: 1 }));

  traffic.stop();
  clock.advance(10_000);
  traffic.add(report({ requests: 1 }));

  expect(told.map(({ requests }) => requests)).toEqual([1, 3]);
});
