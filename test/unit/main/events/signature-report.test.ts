import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { reportSignature } from "../../../../main/events/signature-report.ts";
import { verify } from "../../../../main/webhooks/verify.ts";
import type { SignatureReport } from "../../../../preload/contract/event.ts";
import { EventId } from "../../../../preload/contract/ids.ts";
import { createTestDirectory } from "../../../fakes/webhook-directory.ts";
import { signToken, TOKEN_TIME, type TokenParts } from "../../../fakes/webhook-token.ts";

const BODY = "{}";
const SHA256 = createHash("sha256").update(BODY).digest("hex");
const SECRET = "a secret";
const APPLICATION = "aaaaaaaa-bbbb-cccc-dddd-0123456789ab";

const directory = createTestDirectory({
  accounts: [
    { apiKey: "a1b2c3d4", secrets: [SECRET] },
    { apiKey: "nosecret", secrets: [] },
  ],
  workspaces: [
    { id: "w1", apiKey: "a1b2c3d4", applicationId: APPLICATION, pageId: "1" },
    { id: "w2", apiKey: "nosecret", pageId: "2" },
  ],
});

/** What the report says of a delivery that went through the real verification. */
function report(parts: Partial<TokenParts> | null, { pageId = "1", ageSeconds = 1 } = {}): SignatureReport {
  const authorization =
    parts === null ? undefined : `Bearer ${signToken({ secret: SECRET, body: BODY, ...parts })}`;
  const receivedAt = (TOKEN_TIME + ageSeconds) * 1000;
  const verdict = verify({ authorization, body: Buffer.from(BODY), pageId, receivedAt }, directory);
  return reportSignature({
    eventId: EventId.parse(1),
    finding: verdict.signature,
    authorization,
    bodySha256: SHA256,
    receivedAt,
    secretTried: verdict.secretTried,
    applicationId: APPLICATION,
  });
}

function outcomes({ checks }: SignatureReport): Record<string, string> {
  return Object.fromEntries(checks.map(({ id, outcome }) => [id, outcome]));
}

const ALL_PASS = {
  present: "pass",
  algorithm: "pass",
  signature: "pass",
  issuer: "pass",
  payload_hash: "pass",
  issued_at: "pass",
  application_id: "pass",
};

describe("the report", () => {
  it("passes every check of a genuine delivery and shows its claims, never its signature part", () => {
    const made = report({});

    expect(outcomes(made)).toEqual(ALL_PASS);
    expect(made).toMatchObject({
      outcome: { state: "verified" },
      header: { alg: "HS256", typ: "JWT" },
      claims: { iss: "Vonage", api_key: "a1b2c3d4" },
      secretTried: "signature secret of account a1b2c3d4",
    });
    const mac = signToken({ secret: SECRET, body: BODY }).split(".")[2] ?? "";
    expect(JSON.stringify(made)).not.toContain(mac);
  });

  const cases: readonly (readonly [string, Partial<TokenParts>, Record<string, string>])[] = [
    ["another secret", { secret: "wrong" }, { signature: "fail" }],
    ["another body", { body: "[]" }, { payload_hash: "fail" }],
    ["another issuer", { claims: { iss: "Nexmo" } }, { issuer: "fail" }],
    ["another algorithm", { header: { alg: "HS512" } }, { algorithm: "fail", signature: "unknown" }],
    ["no payload_hash", { claims: { payload_hash: undefined } }, { payload_hash: "fail" }],
    ["an expired token", { claims: { exp: 1 } }, { issued_at: "fail" }],
    ["an exp that is a text", { claims: { exp: "99999999999" } }, { issued_at: "fail" }],
    ["no iat", { claims: { iat: undefined } }, { issued_at: "warn" }],
    ["no application", { claims: { application_id: undefined } }, { application_id: "skipped" }],
    ["another application", { claims: { application_id: "other" } }, { application_id: "warn" }],
    ["an account without a secret", { claims: { api_key: "unknown" } }, { signature: "fail" }],
  ];

  it.each(cases)("points at the check that %s fails", (_what, parts, differing) => {
    expect(outcomes(report(parts))).toEqual({ ...ALL_PASS, ...differing });
  });

  it.each([
    [3_600, "60 min"],
    [49 * 3_600, "49 h"],
    [20 * 86_400, "20 days"],
    [1_795_964_231, "57 years"],
  ])("warns of a token %i s old in words, without judging it", (ageSeconds, words) => {
    const made = report({}, { ageSeconds });

    expect(made.outcome.state).toBe("verified");
    expect(made.checks.find(({ id }) => id === "issued_at")).toMatchObject({
      outcome: "warn",
      detail: `Issued ${words} before it arrived. A retry may carry the first one’s token.`,
    });
  });

  it("says unknown, not failed, when no secret is stored", () => {
    const made = report({ claims: { api_key: "unknown" } }, { pageId: "9" });

    expect([made.outcome.state, outcomes(made)["signature"]]).toEqual(["unchecked", "unknown"]);
  });

  it("has nothing to look at without a JWT", () => {
    const made = report(null);

    expect(made).toMatchObject({ header: null, claims: null });
    expect(outcomes(made)).toMatchObject({
      present: "fail",
      signature: "skipped",
      application_id: "skipped",
    });
  });

  it.each([
    ["has one", "1", "fail", "It carries no webhook JWT, although a signature secret is stored."],
    ["is not known", "9", "fail", "It carries no webhook JWT, although a signature secret is stored."],
    [
      "has none, while another account has",
      "2",
      "warn",
      "It carries no webhook JWT. No signature secret was stored for it either.",
    ],
  ])("says of an unsigned delivery what holds when its account %s", (_which, pageId, outcome, detail) => {
    expect(report(null, { pageId }).checks[0]).toMatchObject({ id: "present", outcome, detail });
  });
});
