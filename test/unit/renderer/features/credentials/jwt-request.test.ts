import { describe, expect, it } from "vitest";
import { contract } from "../../../../../preload/contract/contract.ts";
import { SIMULATED_WORKSPACE } from "../../../../../preload/contract/ids.ts";
import {
  INITIAL_FIELDS,
  LIFE_PRESETS,
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

  it("offers only lives that the contract takes", () => {
    const { input } = contract.calls["jwt.preview"];

    const taken = LIFE_PRESETS.map(({ value }) =>
      readJwtRequest(SIMULATED_WORKSPACE, { ...INITIAL_FIELDS, lifetimeSeconds: Number(value) }),
    ).map((request) => input.safeParse(request).success);

    expect(taken).toEqual(LIFE_PRESETS.map(() => true));
  });
});
