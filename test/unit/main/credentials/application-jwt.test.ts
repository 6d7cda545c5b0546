import { generateKeyPairSync } from "node:crypto";
import { jwtVerify } from "jose";
import { describe, expect, it } from "vitest";
import { createApplicationJwts } from "../../../../main/credentials/application-jwt.ts";
import { createFrozenClock } from "../../../fakes/clock.ts";

const { privateKey, publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
const applicationId = "aaaaaaaa-bbbb-cccc-dddd-0123456789ab";
const now = 1_587_494_962_400;

function createMinter() {
  const clock = createFrozenClock({ now });
  return { clock, jwts: createApplicationJwts({ clock }) };
}

describe("minting", () => {
  it("signs the documented header and claims so that the public key verifies them", async () => {
    const { jwts } = createMinter();

    const { token, preview } = await jwts.mint({
      applicationId,
      key: privateKey,
      lifetimeSeconds: 900,
      jti: "one",
    });

    const { payload, protectedHeader } = await jwtVerify(token, publicKey, { currentDate: new Date(now) });
    expect(protectedHeader).toEqual({ alg: "RS256", typ: "JWT" });
    expect(payload).toEqual({
      application_id: applicationId,
      iat: 1_587_494_962,
      exp: 1_587_495_862,
      jti: "one",
    });
    expect(preview).toEqual({
      header: protectedHeader,
      claims: payload,
      issuedAt: 1_587_494_962_000,
      expiresAt: 1_587_495_862_000,
    });
  });

  it("carries every optional claim that was asked for", async () => {
    const { jwts } = createMinter();

    const { preview } = await jwts.mint({
      applicationId,
      key: privateKey,
      lifetimeSeconds: 30,
      jti: "two",
      subject: "alice",
      notBefore: 1_587_494_970,
      acl: '{"paths":{"/*/messages/**":{"methods":["POST"],"filters":{"to":"1"}}}}',
      claims: '{"tenant":{"id":7}}',
    });

    expect(preview.claims).toEqual({
      application_id: applicationId,
      iat: 1_587_494_962,
      exp: 1_587_494_992,
      jti: "two",
      nbf: 1_587_494_970,
      sub: "alice",
      acl: { paths: { "/*/messages/**": { methods: ["POST"], filters: { to: "1" } } } },
      tenant: { id: 7 },
    });
  });

  it("gives each token an id of its own, also when the field was left blank", async () => {
    const { jwts } = createMinter();
    const request = {
      applicationId,
      key: privateKey,
      lifetimeSeconds: 900,
      jti: "",
      subject: "",
      acl: " ",
      claims: "",
    };

    const first = await jwts.mint(request);
    const second = await jwts.mint(request);

    expect(first.preview.claims["jti"]).toMatch(/^[0-9a-f-]{36}$/);
    expect(first.preview.claims["jti"]).not.toBe(second.preview.claims["jti"]);
    expect(Object.keys(first.preview.claims)).toEqual(["application_id", "iat", "exp", "jti"]);
  });

  it("lives 15 min when nothing is said, and until a moment that is given", () => {
    const { jwts } = createMinter();

    const lives = [
      jwts.preview({ applicationId }),
      jwts.preview({ applicationId, expiresAt: 1_587_495_022 }),
    ].map(({ issuedAt, expiresAt }) => expiresAt - issuedAt);

    expect(lives).toEqual([900_000, 60_000]);
  });

  it("previews without a key what it would mint", () => {
    const { jwts } = createMinter();

    const preview = jwts.preview({ applicationId, lifetimeSeconds: 86_400, jti: "three" });

    expect(preview.claims).toEqual({
      application_id: applicationId,
      iat: 1_587_494_962,
      exp: 1_587_581_362,
      jti: "three",
    });
  });
});

describe("what cannot be minted", () => {
  it.each([
    ["a life under 30 s", { lifetimeSeconds: 29 }, "JWT_LIFETIME_INVALID", { given: "29 s" }],
    ["a life over 24 h", { lifetimeSeconds: 86_401 }, "JWT_LIFETIME_INVALID", { given: "24 h 1 s" }],
    [
      "a life that is no whole number",
      { lifetimeSeconds: 90.5 },
      "JWT_LIFETIME_INVALID",
      { given: "1 min 30.5 s" },
    ],
    ["a start after the end", { notBefore: 1_587_495_862 }, "JWT_START_INVALID", {}],
    [
      "an ACL that is not JSON",
      { acl: "{paths}" },
      "JWT_ACL_INVALID",
      { problem: "It is not JSON from line 1, column 2 on." },
    ],
    [
      "an ACL with a mistake further on",
      { acl: '{\n  "paths": {\n    "/a": {]\n' },
      "JWT_ACL_INVALID",
      { problem: "It is not JSON from line 3, column 12 on." },
    ],
    [
      "both a life and a time of expiry",
      { lifetimeSeconds: 900, expiresAt: 1_587_495_862 },
      "JWT_LIFETIME_INVALID",
      { given: "Both a life and a time of expiry" },
    ],
    [
      "an expiry over 24 h away",
      { lifetimeSeconds: undefined, expiresAt: 1_587_581_363 },
      "JWT_EXPIRY_INVALID",
      { when: "24 h 1 s from now" },
    ],
    [
      "an expiry in another year",
      { lifetimeSeconds: undefined, expiresAt: 3_862_351_460 },
      "JWT_EXPIRY_INVALID",
      { when: "26,329 days 8 h from now" },
    ],
    [
      "an expiry that is over",
      { lifetimeSeconds: undefined, expiresAt: 1_587_494_952 },
      "JWT_EXPIRY_INVALID",
      { when: "10 s in the past" },
    ],
    [
      "an expiry of this very moment",
      { lifetimeSeconds: undefined, expiresAt: 1_587_494_962 },
      "JWT_EXPIRY_INVALID",
      { when: "0 s in the past" },
    ],
    ["an ACL without paths", { acl: "{}" }, "JWT_ACL_INVALID", { problem: "paths: an object belongs here." }],
    [
      "an ACL with another member",
      { acl: '{"paths":{},"x":1}' },
      "JWT_ACL_INVALID",
      { problem: "the ACL: “x” is not known here." },
    ],
    [
      "an ACL path without a slash",
      { acl: '{"paths":{"messages":{}}}' },
      "JWT_ACL_INVALID",
      { problem: "paths → messages: a path begins with “/” and holds no white space." },
    ],
    [
      "an ACL path with white space",
      { acl: '{"paths":{"/a b":{}}}' },
      "JWT_ACL_INVALID",
      { problem: "paths → /a b: a path begins with “/” and holds no white space." },
    ],
    [
      "an ACL with an unknown method",
      { acl: '{"paths":{"/a":{"methods":["HEAD"]}}}' },
      "JWT_ACL_INVALID",
      { problem: "paths → /a → methods → item 1: only GET, POST, PUT, DELETE, PATCH may stand here." },
    ],
    [
      "an ACL with a method that is no list",
      { acl: '{"paths":{"/a":{"methods":"GET"}}}' },
      "JWT_ACL_INVALID",
      { problem: "paths → /a → methods: a list belongs here." },
    ],
    [
      "an ACL that gives a path two rules",
      { acl: '{"paths":{"/a":{"methods":["GET"]},\n"\\u002fa":{}}}' },
      "JWT_ACL_INVALID",
      { problem: "“/a” is there twice in one object, again in line 2: only the last would count." },
    ],
    [
      "claims that say one thing twice",
      { claims: '{"tenant":7,"user":{"id":1,"id":2}}' },
      "JWT_CLAIMS_INVALID",
      { problem: "“id” is there twice in one object, again in line 1: only the last would count." },
    ],
    [
      "claims that are not JSON",
      { claims: "tenant=7" },
      "JWT_CLAIMS_INVALID",
      { problem: "They are not JSON." },
    ],
    [
      "claims that are a list",
      { claims: "[]" },
      "JWT_CLAIMS_INVALID",
      { problem: "They are JSON, but not an object." },
    ],
    [
      "claims nested without end",
      { claims: `{"a":${"[".repeat(4_500)}${"]".repeat(4_500)}}` },
      "JWT_CLAIMS_INVALID",
      { problem: "Its objects and lists are nested more than 32 deep." },
    ],
    [
      "an ACL nested without end",
      { acl: `{"paths":${'{"a":'.repeat(1_900)}1${"}".repeat(1_900)}}` },
      "JWT_ACL_INVALID",
      { problem: "Its objects and lists are nested more than 32 deep." },
    ],
    [
      "claims with a number that would be another one",
      { claims: '{"psid":24071234567890123}' },
      "JWT_CLAIMS_INVALID",
      {
        problem:
          "There is the number 24071234567890123, which would be signed as 24071234567890124: write it as a string, between quotation marks.",
      },
    ],
    [
      "claims that have a field of their own",
      { claims: '{"exp":1,"sub":"x"}' },
      "JWT_CLAIMS_INVALID",
      { problem: "Set by fields of their own: exp, sub." },
    ],
  ] as const)("refuses %s", async (_name, wrong, code, details) => {
    const { jwts } = createMinter();

    const minting = jwts.mint({ applicationId, key: privateKey, lifetimeSeconds: 900, ...wrong });

    await expect(minting).rejects.toMatchObject({ code, details });
  });
});
