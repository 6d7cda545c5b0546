import { describe, expect, it } from "vitest";
import { watchForSilence } from "../../../../renderer/bridge/silence-watch.ts";
import { createFrozenClock } from "../../../fakes/clock.ts";

describe("the watch for silence", () => {
  it("takes for a sign of life only what is heard after it asked, once each time", () => {
    const clock = createFrozenClock();
    const told: string[] = [];
    const watch = watchForSilence({
      givenUp: 0,
      setTimer: (run, delayMs) => clock.after(delayMs, run),
      ask: () => told.push("asked"),
      onSign: () => told.push("sign"),
      onSilent: () => told.push("silent"),
    });

    watch.heard();
    clock.advance(4_000);
    for (const _message of [1, 2, 3]) watch.heard();
    clock.advance(4_000);
    watch.heard();
    watch.stop();

    expect(told).toEqual(["asked", "sign", "asked", "sign"]);
    expect(clock.pending()).toBe(0);
  });
});
