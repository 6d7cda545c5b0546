import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { createSystemClock } from "../../../main/clock.ts";

const MONTH_MS = 30 * 24 * 60 * 60 * 1000;

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

it("calls back once after a delay longer than Node's timers hold", () => {
  let calls = 0;
  createSystemClock().after(MONTH_MS, () => {
    calls += 1;
  });

  vi.advanceTimersByTime(MONTH_MS - 1);
  const before = calls;
  vi.advanceTimersByTime(MONTH_MS);

  expect({ before, calls }).toEqual({ before: 0, calls: 1 });
});

it("does not call back once it was cancelled, also in a later part of a long delay", () => {
  let calls = 0;
  const cancel = createSystemClock().after(MONTH_MS, () => {
    calls += 1;
  });

  vi.advanceTimersByTime(MONTH_MS - 1);
  cancel();
  vi.advanceTimersByTime(MONTH_MS);

  expect({ calls, left: vi.getTimerCount() }).toEqual({ calls: 0, left: 0 });
});
