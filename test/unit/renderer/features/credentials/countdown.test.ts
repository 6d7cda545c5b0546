import { describe, expect, it } from "vitest";
import {
  formatCountdown,
  lifeAnnouncement,
  readJwtLife,
} from "../../../../../renderer/features/credentials/countdown.ts";

const jwt = { header: {}, claims: {}, issuedAt: 1_000_000, expiresAt: 1_900_000 };

describe("readJwtLife", () => {
  it("tells how much of its life is left", () => {
    expect(readJwtLife(jwt, 1_225_000)).toEqual({ state: "fresh", leftMs: 675_000, fraction: 0.75 });
  });

  it("turns amber under two minutes, not at them", () => {
    expect(readJwtLife(jwt, 1_780_000).state).toBe("fresh");
    expect(readJwtLife(jwt, 1_780_001).state).toBe("soon");
  });

  it("is over at its last moment", () => {
    expect(readJwtLife(jwt, 1_900_000)).toEqual({ state: "expired", leftMs: 0, fraction: 0 });
  });

  it("has no life before it is minted", () => {
    expect(readJwtLife(null, 0).state).toBe("none");
  });
});

describe("formatCountdown", () => {
  it("writes minutes and seconds, and hours when there are some", () => {
    expect([900_000, 59_000, 3_600_000, 86_399_000].map(formatCountdown)).toEqual([
      "15:00",
      "00:59",
      "01:00:00",
      "23:59:59",
    ]);
  });

  it("shows 00:00 only when nothing is left", () => {
    expect([1, 0, -5].map(formatCountdown)).toEqual(["00:01", "00:00", "00:00"]);
  });
});

describe("lifeAnnouncement", () => {
  it("speaks at two minutes and at the end only", () => {
    const spoken = [1_000_000, 1_700_000, 1_790_000, 1_899_000, 1_950_000].map((now) =>
      lifeAnnouncement(readJwtLife(jwt, now)),
    );

    expect(spoken).toEqual([
      "",
      "",
      "The JWT expires in less than 2 minutes.",
      "The JWT expires in less than 2 minutes.",
      "The JWT has expired.",
    ]);
  });
});
