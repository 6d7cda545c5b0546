import { describe, expect, it } from "vitest";
import { previewNow } from "../../../../../renderer/features/credentials/claims-now.ts";

const MINTED_AT = Date.parse("2026-11-30T20:09:50Z");
const preview = {
  header: { alg: "RS256", typ: "JWT" },
  claims: {
    application_id: "aaaaaaaa-bbbb-cccc-dddd-0123456789ab",
    iat: MINTED_AT / 1_000,
    exp: MINTED_AT / 1_000 + 900,
    jti: "a",
  },
  issuedAt: MINTED_AT,
  expiresAt: MINTED_AT + 900_000,
};

describe("previewNow", () => {
  it("goes along with the clock in whole seconds, and keeps its life and all else", () => {
    expect(previewNow(preview, MINTED_AT + 60_999, { hasFixedEnd: false })).toEqual({
      ...preview,
      claims: { ...preview.claims, iat: MINTED_AT / 1_000 + 60, exp: MINTED_AT / 1_000 + 960 },
      issuedAt: MINTED_AT + 60_000,
      expiresAt: MINTED_AT + 960_000,
    });
  });

  it("leaves an end where it was set", () => {
    expect(previewNow(preview, MINTED_AT + 60_000, { hasFixedEnd: true })).toMatchObject({
      claims: { iat: MINTED_AT / 1_000 + 60, exp: MINTED_AT / 1_000 + 900 },
      expiresAt: MINTED_AT + 900_000,
    });
  });

  it("is not earlier than it was asked for, where the clock of the last second is", () => {
    expect(previewNow(preview, MINTED_AT - 800, { hasFixedEnd: false })).toEqual(preview);
  });
});
