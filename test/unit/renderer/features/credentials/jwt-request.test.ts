import { describe, expect, it } from "vitest";
import { contract } from "../../../../../preload/contract/contract.ts";
import { SIMULATED_WORKSPACE } from "../../../../../preload/contract/ids.ts";
import {
  hasLife,
  INITIAL_FIELDS,
  LIFE_PRESETS,
  localMoment,
  readJwtRequest,
} from "../../../../../renderer/features/credentials/jwt-request.ts";

describe("readJwtRequest", () => {
  it("asks for 15 minutes and nothing else to begin with", () => {
    expect(readJwtRequest(SIMULATED_WORKSPACE, INITIAL_FIELDS)).toEqual({
      workspace: "simulated",
      lifetimeSeconds: 900,
    });
  });

  it("takes the optional claims that were filled in", () => {
    const request = readJwtRequest(SIMULATED_WORKSPACE, {
      ...INITIAL_FIELDS,
      subject: " alice ",
      notBefore: "2020-01-01T12:00:00",
      jti: "one",
      acl: '{"paths":{}}',
      claims: "  ",
    });

    expect(request).toEqual({
      workspace: "simulated",
      lifetimeSeconds: 900,
      subject: "alice",
      notBefore: new Date(2020, 0, 1, 12).getTime() / 1_000,
      jti: "one",
      acl: '{"paths":{}}',
    });
  });

  it("asks for a moment of expiry instead of a life, and for 15 minutes when it is empty", () => {
    const at = 1_577_887_200_000;

    const requests = [localMoment(at), ""].map((expiresAt) =>
      readJwtRequest(SIMULATED_WORKSPACE, { ...INITIAL_FIELDS, expiresAt, applicationId: " other " }),
    );

    expect(requests).toEqual([
      { workspace: "simulated", applicationId: "other", expiresAt: at / 1_000 },
      { workspace: "simulated", applicationId: "other" },
    ]);
  });

  it("offers only lives that the contract takes", () => {
    const { input } = contract.calls["jwt.preview"];

    const taken = LIFE_PRESETS.map(({ value }) =>
      readJwtRequest(SIMULATED_WORKSPACE, { ...INITIAL_FIELDS, lifetimeSeconds: Number(value) }),
    ).map((request) => input.safeParse(request).success);

    expect(taken).toEqual(LIFE_PRESETS.map(() => true));
  });
});

it("has nothing to mint while what was typed is no life, unless it ends at a moment", () => {
  const none = { ...INITIAL_FIELDS, lifetimeSeconds: null };

  const has = [INITIAL_FIELDS, none, { ...none, expiresAt: localMoment(0) }].map(hasLife);

  expect(has).toEqual([true, false, true]);
});
