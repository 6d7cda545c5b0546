// The published schedule: 5 s, doubled up to 15 minutes, for 24 hours.
import { describe, expect, it } from "vitest";
import type { RequestOutcome } from "../../../../main/network/request-once.ts";
import { retryDelay, verdictOn } from "../../../../main/simulator/retry-schedule.ts";

const DAY_MS = 24 * 60 * 60_000;

describe("a webhook that is never taken", () => {
  const delays: number[] = [];
  let sinceFirstMs = 0;
  for (let attempt = 1; ; attempt++) {
    const delayMs = retryDelay(attempt, sinceFirstMs);
    if (delayMs === null) break;
    delays.push(delayMs);
    sinceFirstMs += delayMs;
  }

  it("comes again after 5 s, doubled each time, then every 15 minutes", () => {
    expect(delays.slice(0, 10).map((ms) => ms / 1_000)).toEqual([5, 10, 20, 40, 80, 160, 320, 640, 900, 900]);
    expect(new Set(delays.slice(8))).toEqual(new Set([900_000]));
  });

  it("is given up when the next time would be later than 24 hours", () => {
    expect(delays).toHaveLength(102);
    expect(sinceFirstMs).toBeLessThanOrEqual(DAY_MS);
    expect(sinceFirstMs + 900_000).toBeGreaterThan(DAY_MS);
  });
});

function answered(status: number): RequestOutcome {
  return { kind: "answered", status, headers: {}, body: new Uint8Array(), durationMs: 1, roundTripMs: 1 };
}

const SILENCE: RequestOutcome = {
  kind: "no-answer",
  hasLeft: true,
  isTimeout: true,
  reason: "no answer within 15 s",
  code: null,
  proxy: null,
  durationMs: 15_000,
};

describe("an answer", () => {
  it.each([
    [200, "taken", "taken", "taken"],
    [205, "taken", "taken", "taken"],
    [299, "taken", "taken", "taken"],
    [302, "refused", "retry", "refused"],
    [400, "refused", "retry", "refused"],
    [401, "refused", "retry", "refused"],
    [429, "retry", "retry", "refused"],
    [500, "retry", "retry", "refused"],
    [503, "retry", "retry", "refused"],
  ] as const)(
    "of %i is %s, %s where all but 2xx count, %s where nothing does",
    (status, usual, strict, never) => {
      expect(verdictOn(answered(status), "429-or-5xx")).toBe(usual);
      expect(verdictOn(answered(status), "not-2xx")).toBe(strict);
      expect(verdictOn(answered(status), "never")).toBe(never);
    },
  );

  it("that never came brings the webhook again", () => {
    expect(verdictOn(SILENCE, "429-or-5xx")).toBe("retry");
    expect(verdictOn(SILENCE, "not-2xx")).toBe("retry");
    expect(verdictOn(SILENCE, "never")).toBe("refused");
  });
});
