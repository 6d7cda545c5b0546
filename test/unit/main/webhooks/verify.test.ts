import { createHash, createHmac } from "node:crypto";
import * as fc from "fast-check";
import { decodeProtectedHeader, jwtVerify } from "jose";
import { describe, expect, it } from "vitest";
import { verify, type Evidence, type Verdict } from "../../../../main/webhooks/verify.ts";
import type { SignatureReason } from "../../../../main/events/signature-reasons.ts";
import { createTestDirectory } from "../../../fakes/webhook-directory.ts";
import { signToken, TOKEN_TIME, type TokenParts } from "../../../fakes/webhook-token.ts";

const BODY = '{"message_uuid":"aaaaaaaa-bbbb-cccc-dddd-0123456789ab"}';
const BODY_SHA256 = createHash("sha256").update(BODY).digest("hex");
const OLD_SECRET = "the old secret";
const NEW_SECRET = "the new secret, during a rotation";
const PAGE = "0000000000000000";
const APPLICATION = "aaaaaaaa-bbbb-cccc-dddd-0123456789ab";

const directory = createTestDirectory({
  accounts: [
    { apiKey: "a1b2c3d4", secrets: [OLD_SECRET, NEW_SECRET] },
    { apiKey: "nosecret", secrets: [] },
    { apiKey: "simulat0", secrets: ["the simulator's secret"], simulated: true },
  ],
  workspaces: [
    { id: "by-application", apiKey: "a1b2c3d4", applicationId: APPLICATION },
    {
      id: "by-page",
      apiKey: "a1b2c3d4",
      pageId: PAGE,
      applicationId: "11111111-bbbb-cccc-dddd-0123456789ab",
    },
    { id: "without-application", apiKey: "a1b2c3d4", pageId: "5555" },
    { id: "without-secret", apiKey: "nosecret", pageId: "2222" },
    { id: "one-of-two", apiKey: "a1b2c3d4", pageId: "7777", applicationId: "one" },
    { id: "two-of-two", apiKey: "a1b2c3d4", pageId: "7777", applicationId: "two" },
    { id: "other-without-secret", apiKey: "nosecret", pageId: "6666", applicationId: "own" },
    { id: "simulated", apiKey: "simulat0", pageId: "3333", applicationId: "simulated-app", simulated: true },
  ],
});

function check(token: string | undefined, evidence: Partial<Evidence> = {}): Verdict {
  return verify(
    {
      authorization: token === undefined ? undefined : `Bearer ${token}`,
      body: Buffer.from(BODY),
      pageId: PAGE,
      receivedAt: TOKEN_TIME * 1000,
      ...evidence,
    },
    directory,
  );
}

function token(parts: Partial<TokenParts> = {}): string {
  return signToken({ secret: OLD_SECRET, body: BODY, ...parts });
}

describe("a token nobody can read, on the simulated Page alone", () => {
  const alone = createTestDirectory({
    accounts: [{ apiKey: "simulat0", secrets: ["the simulator's secret"], simulated: true }],
    workspaces: [{ id: "simulated", apiKey: "simulat0", pageId: "3333", simulated: true }],
  });

  it.each([
    ["another algorithm", `Bearer ${signToken({ secret: "x", body: BODY, header: { alg: "none" } })}`],
    [
      "extensions",
      `Bearer ${signToken({ secret: "x", body: BODY, header: { alg: "HS256", crit: ["b64"] } })}`,
    ],
    ["no JWT", "Bearer garbage"],
    ["no Bearer before it", signToken({ secret: "x", body: BODY })],
  ])("is refused, as every bad one there: %s", (_why, authorization) => {
    const evidence = {
      authorization,
      body: Buffer.from(BODY),
      pageId: "3333",
      receivedAt: TOKEN_TIME * 1000,
    };

    expect(verify(evidence, alone)).toMatchObject({ signature: { state: "bad" }, isSecretStored: true });
    expect(verify({ ...evidence, pageId: "9999" }, alone)).toMatchObject({ isSecretStored: false });
  });
});

describe("a genuine token", () => {
  it("is verified into the workspace of its application", () => {
    const verdict = check(token());

    expect(verdict).toMatchObject({
      signature: { state: "verified", reason: null },
      workspace: { id: "by-application" },
      simulated: false,
      secretTried: "signature secret of account a1b2c3d4",
      isSecretStored: true,
    });
  });

  it.each([
    ["verified", OLD_SECRET, "a1b2c3d4", "stored"],
    ["unchecked", "whatever", "nosecret", "without-secret"],
  ])("is %s into its account's workspace though one without an account names its application", (...parts) => {
    const [state, secret, apiKey, workspace] = parts;
    const shared = createTestDirectory({
      accounts: [
        { apiKey: "a1b2c3d4", secrets: [OLD_SECRET] },
        { apiKey: "nosecret", secrets: [] },
      ],
      workspaces: [
        { id: "environment", applicationId: APPLICATION },
        { id: "stored", apiKey: "a1b2c3d4", applicationId: APPLICATION },
        { id: "without-secret", apiKey: "nosecret", applicationId: APPLICATION },
      ],
    });
    const authorization = `Bearer ${token({ secret, claims: { api_key: apiKey, application_id: APPLICATION } })}`;
    const evidence = {
      authorization,
      body: Buffer.from(BODY),
      pageId: "9999",
      receivedAt: TOKEN_TIME * 1000,
    };

    const verdict = verify(evidence, shared);

    expect([verdict.signature.state, verdict.workspace?.id]).toEqual([state, workspace]);
  });

  it("is verified by the second secret during a rotation", () => {
    expect(check(token({ secret: NEW_SECRET })).signature.state).toBe("verified");
  });

  it("is verified into the workspace of its Page when its application is not known", () => {
    const verdict = check(token({ claims: { application_id: "unknown" } }));

    expect([verdict.signature, verdict.workspace?.id]).toEqual([
      { state: "verified", reason: "otherApplication" },
      "by-page",
    ]);
  });

  it.each([
    ["written otherwise", "11111111BBBBCCCCDDDD0123456789AB", PAGE, "by-page"],
    ["not named", undefined, PAGE, "by-page"],
    ["one of a workspace that has none yet", "unknown", "5555", "without-application"],
  ])("has nothing odd about an application that is %s", (_what, application_id, pageId, id) => {
    const verdict = check(token({ claims: { application_id } }), { pageId });

    expect([verdict.signature, verdict.workspace?.id]).toEqual([{ state: "verified", reason: null }, id]);
  });

  it("stays Unassigned when neither is known", () => {
    const verdict = check(token({ claims: { application_id: undefined } }), { pageId: "9999" });

    expect([verdict.signature.state, verdict.workspace]).toEqual(["verified", null]);
  });

  it("never speaks in a workspace of another account, not even the simulator's", () => {
    const claims = { api_key: "simulat0", application_id: APPLICATION };
    const verdict = check(token({ secret: "the simulator's secret", claims }));

    expect(verdict).toMatchObject({ signature: { state: "verified" }, workspace: null, simulated: true });
  });

  it("may be old: a retry can carry the first one's", () => {
    expect(check(token({ claims: { iat: TOKEN_TIME - 86_400 } })).signature.state).toBe("verified");
  });

  it("may spell its hash in capital letters", () => {
    const claims = { payload_hash: BODY_SHA256.toUpperCase() };

    expect(check(token({ claims })).signature.state).toBe("verified");
  });
});

describe("a token that cannot be trusted", () => {
  const cases: readonly (readonly [string, string, SignatureReason])[] = [
    ["two parts", "a.b", "malformed"],
    ["four parts", `${token()}.x`, "malformed"],
    ["claims that are no object", `${token().split(".")[0]}.${encode([1])}.x`, "malformed"],
    ["alg none", `${encode({ alg: "none" })}.${encode({ iss: "Vonage" })}.`, "algorithm"],
    ["alg RS256", token({ header: { alg: "RS256" } }), "algorithm"],
    ["alg HS512", token({ header: { alg: "HS512" } }), "algorithm"],
    ["crit", token({ header: { alg: "HS256", crit: ["b64"], b64: true } }), "critical"],
    ["another secret", token({ secret: "wrong" }), "mismatch"],
    ["a short mac", token().slice(0, -4), "mismatch"],
    ["no mac", `${token().split(".").slice(0, 2).join(".")}.`, "mismatch"],
    ["another issuer", token({ claims: { iss: "vonage" } }), "issuer"],
    ["no issuer", token({ claims: { iss: undefined } }), "issuer"],
    ["an iat that is no number", token({ claims: { iat: "now" } }), "issuedAt"],
    ["an exp in the past", token({ claims: { exp: TOKEN_TIME } }), "expired"],
    ["an exp that is a text", token({ claims: { exp: "99999999999" } }), "expiry"],
    ["an exp that is null", token({ claims: { exp: null } }), "expiry"],
    ["an nbf that is a text", token({ claims: { nbf: "0" } }), "start"],
    ["an nbf in the future", token({ claims: { nbf: TOKEN_TIME + 1 } }), "notBefore"],
    ["no payload_hash", token({ claims: { payload_hash: undefined } }), "hashMissing"],
    ["another payload_hash", token({ body: "another body" }), "hashMismatch"],
  ];

  it.each(cases)("is bad with %s", (_what, spoilt, reason) => {
    const verdict = check(spoilt);

    expect(verdict.signature).toEqual({ state: "bad", reason });
    expect(verdict.workspace?.id).toBe("by-page");
    expect(verdict.isSecretStored).toBe(true);
  });

  it.each([
    ["malformed", "Bearer a.b.c"],
    ["without the word Bearer", token()],
    [
      "of no known account and for another body",
      `Bearer ${token({ claims: { api_key: "unknown" }, body: "x" })}`,
    ],
  ])("is refused %s even when the body names no workspace, while any secret is stored", (_what, header) => {
    const verdict = check(undefined, { authorization: header, pageId: null });

    expect(verdict).toMatchObject({ signature: { state: "bad" }, workspace: null, isSecretStored: true });
  });

  it("is bad without the word Bearer, and said to be so", () => {
    const verdict = check(undefined, { authorization: token() });

    expect(verdict.signature).toEqual({
      state: "bad",
      reason: "schemeMissing",
    });
  });

  it("is bad when it is signed for another account than the one of its Page", () => {
    const verdict = check(token({ claims: { api_key: "unknown" } }));

    expect(verdict.signature.reason).toBe("otherAccount");
  });
});

it.each([
  ["of an account with a secret", PAGE, "by-page"],
  ["of the simulator", "3333", "simulated"],
])("is bad when it names an account without a secret, for a Page %s", (_whose, pageId, workspace) => {
  const verdict = check(token({ claims: { api_key: "nosecret", application_id: "unknown" } }), { pageId });

  expect(verdict).toMatchObject({
    signature: { state: "bad", reason: "otherAccount" },
    workspace: { id: workspace },
    isSecretStored: true,
  });
});

describe("what cannot be checked", () => {
  it("is unsigned without a token, with a reason only while a secret is stored", () => {
    const withSecret = check(undefined);
    const without = check(undefined, { pageId: "2222" });

    expect(withSecret).toMatchObject({
      signature: { state: "unsigned", reason: "missing" },
      isSecretStored: true,
    });
    expect(without).toMatchObject({
      signature: { state: "unsigned", reason: null },
      workspace: { id: "without-secret" },
      isSecretStored: false,
    });
  });

  it.each([
    ["names no Page", null],
    ["names a Page of no workspace", "9999"],
    ["names a Page that two workspaces have", "7777"],
  ])("is unsigned although a secret is stored when it %s", (_what, pageId) => {
    expect(check(undefined, { pageId })).toMatchObject({
      signature: { state: "unsigned", reason: "missing" },
      workspace: null,
      isSecretStored: true,
    });
  });

  it("is unsigned without a reason when it is nobody's and only the simulator has a secret", () => {
    const alone = createTestDirectory({
      accounts: [{ apiKey: "simulat0", secrets: ["the simulator's secret"], simulated: true }],
      workspaces: [{ id: "simulated", apiKey: "simulat0", pageId: "3333", simulated: true }],
    });
    const evidence = { authorization: undefined, body: Buffer.from(BODY), receivedAt: TOKEN_TIME * 1000 };

    expect(verify({ ...evidence, pageId: "9999" }, alone)).toMatchObject({
      signature: { state: "unsigned", reason: null },
      isSecretStored: false,
    });
    expect(verify({ ...evidence, pageId: "3333" }, alone)).toMatchObject({ isSecretStored: true });
  });

  it("is unsigned with another scheme than Bearer", () => {
    expect(check(undefined, { authorization: "Basic dXNlcjpwYXNz" }).signature.state).toBe("unsigned");
  });

  it("is unchecked when no secret is stored for its account", () => {
    const claims = { api_key: "nosecret", application_id: undefined };
    const verdict = check(token({ secret: "whatever", claims }), { pageId: "2222" });

    expect(verdict).toMatchObject({
      signature: { state: "unchecked", reason: "noSecret" },
      workspace: { id: "without-secret" },
      isSecretStored: false,
    });
  });

  it("is unchecked for an unknown account on a Page without a secret", () => {
    const verdict = check(token({ claims: { api_key: "unknown" } }), { pageId: "2222" });

    expect(verdict.signature.state).toBe("unchecked");
  });

  it("is bad without any secret when its hash contradicts the body", () => {
    const verdict = check(token({ claims: { api_key: "nosecret", payload_hash: "00" } }), { pageId: "2222" });

    expect(verdict).toMatchObject({ signature: { state: "bad" }, isSecretStored: false });
  });

  it("is odd where it names another application than the one of its Page", () => {
    const claims = { api_key: "nosecret", application_id: "another" };

    expect(check(token({ claims }), { pageId: "6666" })).toMatchObject({
      signature: { state: "unchecked", reason: "otherApplication" },
      workspace: { id: "other-without-secret" },
    });
  });

  it("is unchecked, yet placed, when the body was too large to hash", () => {
    const verdict = check(token(), { body: null });

    expect(verdict).toMatchObject({ signature: { state: "unchecked" }, workspace: { id: "by-application" } });
  });
});

describe("against jose", () => {
  const key = Buffer.from(OLD_SECRET);

  /** jose's opinion, plus what only we demand: no `crit` at all, and the hash of the body. */
  async function joseAccepts(candidate: string): Promise<boolean> {
    try {
      const { payload } = await jwtVerify(candidate, key, {
        algorithms: ["HS256"],
        issuer: "Vonage",
        currentDate: new Date(TOKEN_TIME * 1000),
      });
      const hash = payload["payload_hash"];
      return (
        !("crit" in decodeProtectedHeader(candidate)) &&
        typeof hash === "string" &&
        hash.toLowerCase() === BODY_SHA256
      );
    } catch {
      // Whatever jose dislikes, it does not accept.
      return false;
    }
  }

  const oneSecret = createTestDirectory({
    accounts: [{ apiKey: "a1b2c3d4", secrets: [OLD_SECRET] }],
    workspaces: [{ id: "w", apiKey: "a1b2c3d4", applicationId: APPLICATION, pageId: PAGE }],
  });

  function weAccept(candidate: string): boolean {
    const evidence = { body: Buffer.from(BODY), pageId: PAGE, receivedAt: TOKEN_TIME * 1000 };
    return (
      verify({ ...evidence, authorization: `Bearer ${candidate}` }, oneSecret).signature.state === "verified"
    );
  }

  const number = fc.oneof(
    fc.integer({ min: TOKEN_TIME - 2, max: TOKEN_TIME + 2 }),
    fc.double(),
    fc.constant("soon"),
    fc.constant(null),
  );
  const header = fc.oneof(
    { weight: 4, arbitrary: fc.constant<unknown>({ alg: "HS256", typ: "JWT" }) },
    fc.record(
      {
        alg: fc.constantFrom<unknown>("HS256", "HS256", "hs256", "HS384", "RS256", "none", "", null, 256),
        typ: fc.constantFrom("JWT", "jwt", "at+jwt"),
        crit: fc.constantFrom<unknown>(["b64"], [], ["exp"], null, "b64"),
        b64: fc.boolean(),
        kid: fc.string(),
      },
      { requiredKeys: ["alg"] },
    ),
    fc.jsonValue(),
  );
  // api_key stays: it only picks the secret, which jose is simply given.
  const claims = fc.oneof(
    { weight: 2, arbitrary: fc.constant({}) },
    fc.record(
      {
        iss: fc.constantFrom<unknown>("Vonage", "vonage", ["Vonage"], null, 1),
        iat: number,
        exp: number,
        nbf: number,
        payload_hash: fc.constantFrom<unknown>(BODY_SHA256, BODY_SHA256.toUpperCase(), "00", null, [
          BODY_SHA256,
        ]),
        ünïcode: fc.string({ unit: "grapheme" }),
      },
      { requiredKeys: [] },
    ),
  );
  const signed = fc
    .record({ header, claims, secret: fc.constantFrom(OLD_SECRET, OLD_SECRET, OLD_SECRET, "wrong", " ") })
    .map((parts) => token(parts));

  /** Ways of spoiling the text of a token. */
  const mutated = fc
    .tuple(
      signed,
      fc.nat(),
      fc.constantFrom("keep", "flip", "cut", "insert", "pad", "dot", "swap", "space"),
      fc.nat(63),
    )
    .map(([text, at, how, digit]) => {
      const position = at % text.length;
      const letter = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".charAt(digit);
      const insert = (what: string): string => text.slice(0, position) + what + text.slice(position);
      switch (how) {
        case "flip":
          return text.slice(0, position) + letter + text.slice(position + 1);
        case "cut":
          return text.slice(0, Math.max(1, position));
        case "insert":
          return insert(letter);
        case "pad":
          return `${text}${"=".repeat((digit % 3) + 1)}`;
        case "dot":
          return insert(".");
        case "swap":
          return text.split(".").reverse().join(".");
        case "space":
          return text.replace(".", ". ");
        default:
          return text;
      }
    });

  it("agrees on every token", async () => {
    let accepted = 0;
    await fc.assert(
      fc.asyncProperty(mutated, async (candidate) => {
        const expected = await joseAccepts(candidate);
        if (expected) accepted += 1;
        expect(weAccept(candidate)).toBe(expected);
      }),
      { numRuns: 4_000 },
    );
    // Both sides were tried, not only refusals.
    expect(accepted).toBeGreaterThan(100);
  });

  it("agrees on the raw bytes of a header or claims part, signed", async () => {
    const part = fc.oneof(
      fc.uint8Array({ maxLength: 40 }),
      fc.json().map((text) => Buffer.from(text)),
    );
    await fc.assert(
      fc.asyncProperty(part, part, async (first, second) => {
        const text = `${Buffer.from(first).toString("base64url")}.${Buffer.from(second).toString("base64url")}`;
        const candidate = `${text}.${createHmac("sha256", OLD_SECRET).update(text).digest("base64url")}`;
        expect(weAccept(candidate)).toBe(await joseAccepts(candidate));
      }),
      { numRuns: 1_000 },
    );
  });
});

function encode(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString("base64url");
}
