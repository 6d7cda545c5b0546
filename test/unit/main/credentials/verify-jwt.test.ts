import { generateKeyPairSync } from "node:crypto";
import { SignJWT, UnsecuredJWT } from "jose";
import type { JWTPayload } from "jose";
import { describe, expect, it } from "vitest";
import { verifyJwt } from "../../../../main/credentials/verify-jwt.ts";

const pair = generateKeyPairSync("rsa", { modulusLength: 2048 });
const other = generateKeyPairSync("rsa", { modulusLength: 2048 });
const applicationId = "aaaaaaaa-bbbb-cccc-dddd-0123456789ab";
const now = 1_587_495_000_000;
const seconds = now / 1000;
const good: JWTPayload = { application_id: applicationId, iat: seconds - 38, exp: seconds + 862, jti: "one" };

const signed = (claims: JWTPayload, header: { alg: string; typ?: string } = { alg: "RS256", typ: "JWT" }) =>
  new SignJWT(claims).setProtectedHeader(header).sign(pair.privateKey);

const nested = (depth: number) =>
  Buffer.from(`{"a":${"[".repeat(depth)}${"]".repeat(depth)}}`).toString("base64url");

async function judge(claims: JWTPayload) {
  const { findings, wouldBeRefused } = await verifyJwt({
    token: await signed(claims),
    key: pair.publicKey,
    applicationId,
    now,
  });
  return { wouldBeRefused, remarks: findings.filter(({ verdict }) => verdict !== "good") };
}

describe("a token", () => {
  it("that is right passes every check, with the public key or the private one", async () => {
    const token = await signed({ ...good, nbf: seconds - 10, acl: { paths: { "/*/messages/**": {} } } });

    const byPublic = await verifyJwt({ token, key: pair.publicKey, applicationId, now });
    const byPrivate = await verifyJwt({ token, key: pair.privateKey, applicationId, now });

    expect(byPublic.findings).toEqual([
      { check: "header", verdict: "good", text: "RS256, JWT." },
      { check: "signature", verdict: "good", text: "The key made this signature." },
      { check: "application", verdict: "good", text: applicationId },
      { check: "iat", verdict: "good", text: "Issued 38 s ago, 2020-04-21 18:49:22 UTC." },
      { check: "exp", verdict: "good", text: "Valid for 14 min more, until 2020-04-21 19:04:22 UTC." },
      { check: "nbf", verdict: "good", text: "Valid since 10 s." },
      { check: "acl", verdict: "good", text: "Its form is right." },
    ]);
    expect(byPrivate).toEqual(byPublic);
    expect(byPublic).toMatchObject({
      wouldBeRefused: false,
      header: { alg: "RS256" },
      claims: { jti: "one" },
    });
  });

  it("is taken with the words of a header around it", async () => {
    const token = `Authorization: Bearer ${await signed(good)}\n`;

    expect((await verifyJwt({ token, key: pair.publicKey, applicationId: null, now })).wouldBeRefused).toBe(
      false,
    );
  });

  it("that came in several lines is put together, and said to need one", async () => {
    const token = (await signed(good)).replaceAll(/.{64}/g, "$&\n");

    const { findings, wouldBeRefused } = await verifyJwt({ token, key: pair.publicKey, applicationId, now });

    expect(wouldBeRefused).toBe(false);
    expect(findings[0]).toEqual({
      check: "form",
      verdict: "doubtful",
      text: "It had line breaks or spaces in it, which were taken out here. A header needs it in one piece.",
    });
  });

  it("is not called good or bad by a signature nobody could check", async () => {
    const { findings, wouldBeRefused } = await verifyJwt({
      token: await signed(good),
      key: null,
      applicationId: null,
      now,
    });

    expect(wouldBeRefused).toBe(false);
    expect(findings[1]).toEqual({
      check: "signature",
      verdict: "unknown",
      text: "Not checked: No key was given.",
    });
  });

  it("of another key is refused", async () => {
    const judgement = await verifyJwt({
      token: await signed(good),
      key: other.publicKey,
      applicationId,
      now,
    });

    expect(judgement.wouldBeRefused).toBe(true);
    expect(judgement.findings[1]).toEqual({
      check: "signature",
      verdict: "refused",
      text: "The key did not make this signature.",
    });
  });

  it("without a signature or with another algorithm is refused for that, and not for its signature", async () => {
    const unsecured = new UnsecuredJWT(good).encode();
    const shared = await new SignJWT(good).setProtectedHeader({ alg: "HS256" }).sign(new Uint8Array(32));
    const longer = await signed(good, { alg: "RS512" });

    const judgements = await Promise.all(
      [unsecured, shared, longer].map((token) =>
        verifyJwt({ token, key: pair.publicKey, applicationId, now }),
      ),
    );

    expect(judgements.map(({ findings }) => findings.slice(0, 2).map(({ verdict }) => verdict))).toEqual([
      ["refused", "unknown"],
      ["refused", "unknown"],
      ["refused", "unknown"],
    ]);
    expect(judgements.map(({ wouldBeRefused }) => wouldBeRefused)).toEqual([true, true, true]);
    expect(judgements[2]?.findings[1]?.text).toBe("Not checked: its alg is not RS256.");
    expect(judgements[0]?.findings[0]?.text).toBe("Its alg is none; Vonage takes RS256 only.");
  });

  it("with demands of its own (crit) is refused for them, and not for its signature", async () => {
    const token = await new SignJWT({ ...good, "x-thing": 1 })
      .setProtectedHeader({ alg: "RS256", typ: "JWT", crit: ["x-thing"], "x-thing": 1 })
      .sign(pair.privateKey, { crit: { "x-thing": true } });

    const { findings, wouldBeRefused } = await verifyJwt({ token, key: pair.publicKey, applicationId, now });

    expect({ wouldBeRefused, findings: findings.slice(0, 2) }).toEqual({
      wouldBeRefused: true,
      findings: [
        {
          check: "header",
          verdict: "refused",
          text: "It demands extensions (crit) that Hookline does not know.",
        },
        {
          check: "signature",
          verdict: "unknown",
          text: "Not checked: what the extensions (crit) demand is not known.",
        },
      ],
    });
  });

  it.each([
    ["", "A JWT has three parts between dots; this has 1."],
    ["a.b", "A JWT has three parts between dots; this has 2."],
    ["a.b.c", "Header or claims are not Base64url of a JSON object."],
    ["W10.W10.c", "Header or claims are not Base64url of a JSON object."],
    ["e30.e30.c.d.e", "A JWT has three parts between dots; this has 5."],
  ])("that cannot be decoded is refused (%j)", async (token, text) => {
    expect(await verifyJwt({ token, key: null, applicationId: null, now })).toMatchObject({
      wouldBeRefused: true,
      findings: [{ check: "form", verdict: "refused", text }],
    });
  });
});

describe("a token nested", () => {
  it.each([32, 10_000])("%i deep is not walked through", async (depth) => {
    const token = `e30.${nested(depth)}.c`;

    expect(await verifyJwt({ token, key: null, applicationId: null, now })).toMatchObject({
      claims: null,
      findings: [
        { check: "form", verdict: "refused", text: "Its objects and lists are nested more than 32 deep." },
      ],
    });
  });
});

describe("among workspaces", () => {
  const shop = { name: "Shop", applicationId: "other-application", key: other.privateKey };
  const stranger = generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey;

  async function judgeAmong(question: Partial<Parameters<typeof verifyJwt>[0]>) {
    const { findings } = await verifyJwt({
      token: await signed(good),
      key: pair.privateKey,
      applicationId,
      others: [shop],
      now,
      ...question,
    });
    return findings.filter(({ check }) => check === "signature" || check === "application");
  }

  it("a token of this one is called so", async () => {
    expect(await judgeAmong({})).toEqual([
      { check: "signature", verdict: "good", text: "The key stored in this workspace made this signature." },
      { check: "application", verdict: "good", text: applicationId },
    ]);
  });

  it("the one whose key made it, and the one that has its application, are named", async () => {
    const token = await new SignJWT({ ...good, application_id: "OTHER-application" })
      .setProtectedHeader({ alg: "RS256", typ: "JWT" })
      .sign(other.privateKey);

    expect(await judgeAmong({ token })).toEqual([
      {
        check: "signature",
        verdict: "refused",
        text: "The key stored in this workspace did not make this signature; that of the workspace “Shop” did.",
      },
      {
        check: "application",
        verdict: "refused",
        text: "It is of another application: OTHER-application, which the workspace “Shop” has.",
      },
    ]);
  });

  it("a key that none has is said to be none of theirs", async () => {
    const [signature] = await judgeAmong({ key: stranger });

    expect(signature).toEqual({
      check: "signature",
      verdict: "refused",
      text: "The key stored in this workspace did not make this signature, nor did that of another workspace.",
    });
  });

  it("nothing is refused for what this one does not have", async () => {
    const token = await new SignJWT(good)
      .setProtectedHeader({ alg: "RS256", typ: "JWT" })
      .sign(other.privateKey);

    expect(
      await judgeAmong({ token, key: null, noKeyBecause: "No key is stored.", applicationId: null }),
    ).toEqual([
      {
        check: "signature",
        verdict: "unknown",
        text: "Not checked: No key is stored. The key of the workspace “Shop” made this signature.",
      },
      {
        check: "application",
        verdict: "unknown",
        text: `This workspace has no application ID to compare with. It is of ${applicationId}.`,
      },
    ]);
  });
});

describe("claims", () => {
  const { exp: _exp, ...noExp } = good;
  const { iat: _iat, ...noIat } = good;
  const { jti: _jti, ...noJti } = good;
  const { application_id: _application, ...noApplication } = good;

  it.each([
    ["expired", { ...good, exp: seconds }, "refused", "exp", "It expired 0 s ago, 2020-04-21 18:50:00 UTC."],
    ["without exp, still young", noExp, null, null, null],
    [
      "without exp, 15 min old",
      { ...noExp, iat: seconds - 900 },
      "refused",
      "exp",
      "Without exp Vonage counts 15 min from iat: they ended 0 s ago.",
    ],
    [
      "over 24 h old",
      { ...good, iat: seconds - 86_400 },
      "refused",
      "exp",
      "It was issued more than 24 h ago, which ends it whatever exp says.",
    ],
    [
      "with a life over 24 h",
      { ...good, exp: seconds + 90_000 },
      "doubtful",
      "exp",
      "Its exp is more than 24 h after iat; only 24 h are honoured.",
    ],
    [
      "with a life under 30 s",
      { ...good, iat: seconds, exp: seconds + 29 },
      "refused",
      "exp",
      "Its life is shorter than the 30 s that Vonage demands.",
    ],
    [
      "with exp in milliseconds",
      { ...good, exp: now + 900_000 },
      "refused",
      "exp",
      "Its exp looks like milliseconds; a JWT counts seconds.",
    ],
    ["without iat", noIat, "refused", "iat", "It has no iat, which Vonage demands."],
    [
      "issued in the future",
      { ...good, iat: seconds + 120 },
      "refused",
      "iat",
      "It was issued 2 min from now, 2020-04-21 18:52:00 UTC: a clock is off, here or where it was made.",
    ],
    [
      "issued a little in the future",
      { ...good, iat: seconds + 30 },
      "doubtful",
      "iat",
      "It was issued 30 s from now: the clocks differ.",
    ],
    [
      "not valid yet",
      { ...good, nbf: seconds + 1 },
      "refused",
      "nbf",
      "It becomes valid only in 1 s, 2020-04-21 18:50:01 UTC.",
    ],
    ["without jti", noJti, "refused", "jti", "It has no jti, which Vonage demands."],
    ["with an empty jti", { ...good, jti: "" }, "refused", "jti", "It has no jti, which Vonage demands."],
    ["without application_id", noApplication, "refused", "application", "It has no application_id."],
    [
      "of another application",
      { ...good, application_id: "other" },
      "refused",
      "application",
      "It is of another application: other.",
    ],
    [
      "of the application written otherwise",
      { ...good, application_id: "AAAAAAAABBBBCCCCDDDD0123456789AB" },
      null,
      null,
      null,
    ],
    [
      "with an ACL of another form",
      { ...good, acl: { paths: { x: {} } } },
      "refused",
      "acl",
      "It is not valid: paths → x: a path begins with “/” and holds no white space.",
    ],
  ] as const)("%s are judged", async (_name, claims, verdict, check, text) => {
    expect(await judge(claims)).toEqual({
      wouldBeRefused: verdict === "refused",
      remarks: verdict === null ? [] : [{ check, verdict, text }],
    });
  });

  it("are quoted short, and without characters that hide what follows", async () => {
    const application_id = `\u202Eevil\n${"x".repeat(5_000)}`;

    const { remarks } = await judge({ ...good, application_id });

    expect(remarks[0]?.text).toBe(`It is of another application: ·evil·${"x".repeat(74)}….`);
  });

  it("with neither iat nor exp are refused for both", async () => {
    const { exp: _none, ...neither } = noIat;

    expect((await judge(neither)).remarks.map(({ check }) => check)).toEqual(["iat", "exp"]);
  });
});
