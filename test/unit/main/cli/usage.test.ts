import { describe, expect, it } from "vitest";
import { readDuration } from "../../../../main/cli/usage.ts";

describe("a duration", () => {
  it.each([
    ["90", 90],
    ["30s", 30],
    ["15m", 900],
    ["24h", 86_400],
    ["8d", 691_200],
    ["0", 0],
  ])("of %s is %d s", (text, seconds) => {
    expect(readDuration(text)).toBe(seconds);
  });

  it.each(["", "d", "-1s", "1.5h", "1 h", "1w", "1constructor", "99999999s"])("is not %j", (text) => {
    expect(readDuration(text)).toBeNull();
  });
});
