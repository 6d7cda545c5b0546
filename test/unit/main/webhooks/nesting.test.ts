import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { nestsDeeperThan } from "../../../../main/webhooks/nesting.ts";
import { isDeeperThan } from "../../../../preload/contract/json-depth.ts";

const anyJson = fc.jsonValue({
  maxDepth: 6,
  stringUnit: fc.constantFrom("[", "{", "]", "}", '"', "\\", "ü"),
});

describe("nestsDeeperThan", () => {
  it("sees in the bytes what a walk through the value sees, whatever stands in its texts", () => {
    fc.assert(
      fc.property(anyJson, fc.nat({ max: 6 }), (value, limit) => {
        expect(nestsDeeperThan(Buffer.from(JSON.stringify(value)), limit)).toBe(isDeeperThan(value, limit));
      }),
    );
  });

  it("ends where the limit is passed, and says something of what is no JSON", () => {
    expect(nestsDeeperThan(Buffer.from("[".repeat(501)), 500)).toBe(true);
    expect(nestsDeeperThan(Buffer.from("[".repeat(500)), 500)).toBe(false);
    expect(nestsDeeperThan(Buffer.from(`"${"[".repeat(501)}`), 500)).toBe(false);
    expect(nestsDeeperThan(Buffer.from(']]"\\'), 500)).toBe(false);
  });
});
