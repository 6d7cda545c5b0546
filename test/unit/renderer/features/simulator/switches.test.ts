import { describe, expect, it } from "vitest";
import {
  countFaults,
  faultLabels,
  faultsInForceWords,
} from "../../../../../renderer/components/simulator-faults.ts";
import {
  hasOtherTiming,
  RETRY_CHOICES,
  TIMING_NUMBERS,
  USUAL_TIMING,
} from "../../../../../renderer/features/simulator/switches/timing-words.ts";
import { ALL_WELL, withToggledFault } from "../../../../../renderer/features/simulator/use-switches.ts";
import { SimulatorTiming } from "../../../../../preload/contract/simulator.ts";

describe("the faults in force", () => {
  const faults = {
    api: "throttled",
    webhooks: ["late", "duplicate"],
    messenger: "unreachable-media",
    account: "slow",
  } as const;

  it("are counted, and called by name", () => {
    const all = { ...faults, webhooks: [...faults.webhooks] };

    expect(countFaults(ALL_WELL)).toBe(0);
    expect(countFaults(all)).toBe(5);
    expect(faultLabels(all)).toEqual([
      "Late",
      "Duplicate",
      "API: 429 throttled",
      "Messenger: Media cannot be had",
      "Account: Slow answer",
    ]);
    expect([1, 5].map(faultsInForceWords)).toEqual(["1 fault in force", "5 faults in force"]);
  });

  it("are switched one by one, beside the others", () => {
    const late = withToggledFault(ALL_WELL, "late");
    const both = withToggledFault(late, "burst");

    expect(both).toEqual({ ...ALL_WELL, webhooks: ["late", "burst"] });
    expect(withToggledFault(both, "late")).toEqual({ ...ALL_WELL, webhooks: ["burst"] });
  });
});

describe("the timing", () => {
  it("is another one when a single value differs", () => {
    expect(hasOtherTiming(USUAL_TIMING, { ...USUAL_TIMING })).toBe(false);
    expect(hasOtherTiming(USUAL_TIMING, { ...USUAL_TIMING, readMs: null })).toBe(true);
    expect(hasOtherTiming(USUAL_TIMING, { ...USUAL_TIMING, retryAfter: "never" })).toBe(true);
  });

  it.each(TIMING_NUMBERS)("has the contract's bounds for $name", ({ name, min, max }) => {
    const accepts = (value: number): boolean =>
      SimulatorTiming.safeParse({ ...USUAL_TIMING, [name]: value }).success;

    expect([min, max].map(accepts)).toEqual([true, true]);
    expect([min - 1, max + 1].map(accepts)).toEqual([false, false]);
  });

  it("offers every answer that can make a webhook come again", () => {
    expect(RETRY_CHOICES.map(({ value }) => value)).toEqual(
      SimulatorTiming.shape.retryAfter.unwrap().options,
    );
  });
});
