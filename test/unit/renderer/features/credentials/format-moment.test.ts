import { describe, expect, it } from "vitest";
import { formatMoment } from "../../../../../renderer/features/credentials/format-moment.ts";

describe("formatMoment", () => {
  it("writes day and time, local or UTC", () => {
    const at = new Date(2026, 10, 22, 8, 5).getTime();

    expect([formatMoment(at, "local"), formatMoment(at, "relative")]).toEqual([
      "22 Nov, 08:05",
      "22 Nov, 08:05",
    ]);
    expect(formatMoment(Date.UTC(2026, 10, 22, 8, 5), "utc")).toBe("22 Nov, 08:05 UTC");
  });
});
