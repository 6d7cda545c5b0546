import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { pauseByCost, pauseToBeat, throttle, type Throttle } from "../../../../renderer/bridge/throttle.ts";

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

describe("throttle", () => {
  it("runs at once after quiet, and what is asked for in the pause as one run at its end", async () => {
    const { runs, ask } = createRuns({ tookMs: 10 });

    ask();
    await vi.advanceTimersByTimeAsync(100);
    for (let count = 0; count < 50; count += 1) ask();
    await vi.advanceTimersByTimeAsync(149);
    expect(runs).toEqual([0]);
    await vi.advanceTimersByTimeAsync(1_000);

    expect(runs).toEqual([0, 250]);
  });

  it("runs at once again once the pause is over", async () => {
    const { runs, ask } = createRuns({ tookMs: 10 });

    ask();
    await vi.advanceTimersByTimeAsync(250);
    ask();

    expect(runs).toEqual([0, 250]);
  });

  it("never runs twice at a time, and rests from the end of a run", async () => {
    const { runs, ask } = createRuns({ tookMs: 400 });

    ask();
    await vi.advanceTimersByTimeAsync(399);
    ask();
    await vi.advanceTimersByTimeAsync(1_000);

    expect(runs).toEqual([0, 640]);
  });

  it("runs no more once it is stopped", async () => {
    const { runs, ask, stop } = createRuns({ tookMs: 10 });
    ask();
    ask();

    stop();
    await vi.advanceTimersByTimeAsync(1_000);
    ask();

    expect(runs).toEqual([0]);
  });
});

it.each([
  [2, 248, 250],
  [20, 230, 400],
  [55, 195, 1_000],
  [600, 0, 1_000],
])("a run of %d ms rests for %d ms to keep the beat, for %d ms by its cost", (tookMs, toBeat, byCost) => {
  expect([pauseToBeat(tookMs), pauseByCost(tookMs)]).toEqual([toBeat, byCost]);
});

/** When runs began, in ms since the first. */
function createRuns({
  tookMs,
}: {
  readonly tookMs: number;
}): Throttle & { readonly runs: readonly number[] } {
  const began = Date.now();
  const runs: number[] = [];
  const throttled = throttle({
    run: () => {
      runs.push(Date.now() - began);
      return new Promise((resolve) => setTimeout(resolve, tookMs));
    },
    pauseMs: () => 240,
    now: Date.now,
  });
  return { ...throttled, runs };
}
