import { afterEach, expect, it, vi } from "vitest";
import { hostTime, measureAhead } from "../../../../renderer/bridge/host-clock.ts";

afterEach(() => vi.useRealTimers());

it.each([
  ["one computer", { askedAt: 1_000, hostNow: 1_002, answeredAt: 1_004 }, 0],
  ["clocks that nearly agree", { askedAt: 10_000, hostNow: 12_000, answeredAt: 10_020 }, 0],
  ["an answer that was long on its way", { askedAt: 10_000, hostNow: 10_010, answeredAt: 18_000 }, 0],
  ["a host ahead", { askedAt: 1_000, hostNow: 961_010, answeredAt: 1_020 }, 960_000],
  ["a host behind", { askedAt: 961_000, hostNow: 1_010, answeredAt: 961_020 }, -960_000],
  ["an answer without a time", { askedAt: 1_000, hostNow: Number.NaN, answeredAt: 1_020 }, 0],
])("measures %s", (_what, answer, aheadMs) => {
  expect(measureAhead(answer)).toBe(aheadMs);
});

it("takes the page's time where the host has no other", () => {
  vi.useFakeTimers({ toFake: ["Date"], now: 5_000 });

  expect([hostTime({}), hostTime({ now: () => 7_000 })]).toEqual([5_000, 7_000]);
});
