// Explains a stored delivery's webhook JWT check by check. It needs no secret: what the mac said was stored at arrival.
import type { SignatureCheck, SignatureOutcome, SignatureReport } from "../../preload/contract/event.ts";
import type { EventId } from "../../preload/contract/ids.ts";
import { isSameApplication } from "../application-ids.ts";
import { bearerToken, decodeJwt, type DecodedJwt } from "../credentials/webhook-jwt.ts";
import { inWords } from "../network/diagnose-failure.ts";
import {
  checkOf,
  toSignatureOutcome,
  type SignatureFinding,
  type SignatureReason,
} from "./signature-reasons.ts";

/** What the report is made from. */
export interface SignatureEvidence {
  readonly eventId: EventId;
  /** As it was stored; null for what is no webhook. */
  readonly finding: SignatureFinding | null;
  readonly authorization: string | undefined;
  readonly bodySha256: string | null;
  /** Epoch ms. */
  readonly receivedAt: number;
  readonly secretTried: string | null;
  /** The application of the workspace the event belongs to; null when it has none. */
  readonly applicationId: string | null;
}

/** The same, with the finding in words and by name. */
interface Evidence extends Omit<SignatureEvidence, "finding"> {
  readonly outcome: SignatureOutcome;
  readonly failed: SignatureReason | null;
}

const NOT_A_WEBHOOK: SignatureOutcome = {
  state: "unchecked",
  reason: "It is not a webhook, so there is nothing to check.",
};

/** Older than this the token is pointed out: it may be a retry that carries the first one's. */
const FRESH_SECONDS = 300;

/** Takes the JWT apart and judges each check. Never throws; the signature part is never included. */
export function reportSignature({ finding, ...rest }: SignatureEvidence): SignatureReport {
  const evidence: Evidence = {
    ...rest,
    outcome: finding === null ? NOT_A_WEBHOOK : toSignatureOutcome(finding),
    failed: finding?.reason ?? null,
  };
  const token = bearerToken(evidence.authorization);
  const jwt = token === null ? null : decodeJwt(token);
  return {
    eventId: evidence.eventId,
    outcome: evidence.outcome,
    header: jwt === null ? null : { ...jwt.header },
    claims: jwt === null ? null : { ...jwt.claims },
    checks: jwt === null ? withoutJwt(evidence, token) : withJwt(evidence, jwt),
    secretTried: evidence.secretTried,
  };
}

const LABELS: Readonly<Record<SignatureCheck["id"], string>> = {
  present: "Webhook JWT",
  algorithm: "Algorithm",
  signature: "Signature",
  issuer: "Issuer",
  payload_hash: "payload_hash",
  issued_at: "Time of issue",
  application_id: "Application",
};

function check(id: SignatureCheck["id"], outcome: SignatureCheck["outcome"], detail: string): SignatureCheck {
  return { id, label: LABELS[id], outcome, detail };
}

function withoutJwt({ outcome }: Evidence, token: string | null): SignatureCheck[] {
  const present =
    token !== null
      ? check("present", "fail", "The Authorization header holds a token that is not a well-formed JWT.")
      : check(
          "present",
          outcome.reason === null ? "warn" : "fail",
          outcome.reason ?? "It carries no webhook JWT. No signature secret was stored for it either.",
        );
  const others = ["algorithm", "signature", "issuer", "payload_hash", "issued_at", "application_id"] as const;
  return [present, ...others.map((id) => check(id, "skipped", "There is no JWT to look at."))];
}

function withJwt(evidence: Evidence, jwt: DecodedJwt): SignatureCheck[] {
  return [
    check("present", "pass", "The Authorization header carries a JWT."),
    algorithm(jwt, evidence),
    signature(evidence),
    jwt.claims["iss"] === "Vonage"
      ? check("issuer", "pass", "iss is Vonage.")
      : check("issuer", "fail", `iss is ${show(jwt.claims["iss"])}; Vonage’s is "Vonage".`),
    payloadHash(evidence, jwt),
    issuedAt(evidence, jwt),
    application(evidence, jwt),
  ];
}

function algorithm(jwt: DecodedJwt, { failed }: Evidence): SignatureCheck {
  if (jwt.header["alg"] !== "HS256") {
    return check("algorithm", "fail", `alg is ${show(jwt.header["alg"])}; Vonage’s is "HS256".`);
  }
  if (failed === "critical") return check("algorithm", "fail", "The JWT demands extensions (crit).");
  return check("algorithm", "pass", "alg is HS256.");
}

/** The mac was looked at unless an earlier check ended it; a later one that failed says that the mac was right. */
function signature({ outcome, failed, secretTried }: Evidence): SignatureCheck {
  const tried = secretTried === null ? "" : ` Tried: ${secretTried}.`;
  if (outcome.state === "verified") return check("signature", "pass", `It matches.${tried}`);
  if (failed === "mismatch") {
    return check("signature", "fail", `${outcome.reason ?? ""}${tried}`);
  }
  if (failed === "otherAccount") return check("signature", "fail", outcome.reason ?? "");
  if (secretTried !== null) return check("signature", "pass", `It matches.${tried}`);
  const why =
    failed !== null && checkOf(failed) === "algorithm"
      ? "the header of the JWT was refused before."
      : "no signature secret is stored for the account it names.";
  return check("signature", "unknown", `It was not checked: ${why}`);
}

function payloadHash({ bodySha256 }: Evidence, jwt: DecodedJwt): SignatureCheck {
  const hash = jwt.claims["payload_hash"];
  if (typeof hash !== "string")
    return check("payload_hash", "fail", "The JWT has none, so the body is not protected.");
  if (bodySha256 === null)
    return check("payload_hash", "unknown", "The body was over the limit and not kept whole.");
  return hash.toLowerCase() === bodySha256
    ? check("payload_hash", "pass", `It is the SHA-256 of the body: ${bodySha256}`)
    : check("payload_hash", "fail", `The JWT says ${hash.slice(0, 80)}, the body has ${bodySha256}`);
}

function issuedAt({ receivedAt, outcome, failed }: Evidence, jwt: DecodedJwt): SignatureCheck {
  if (failed !== null && checkOf(failed) === "issued_at")
    return check("issued_at", "fail", outcome.reason ?? "");
  const iat = jwt.claims["iat"];
  if (typeof iat !== "number") return check("issued_at", "warn", "The JWT does not say when it was issued.");
  const age = Math.floor(receivedAt / 1000) - iat;
  if (age > FRESH_SECONDS) {
    return check(
      "issued_at",
      "warn",
      `Issued ${inWords(age * 1_000)} before it arrived. A retry may carry the first one’s token.`,
    );
  }
  if (age < -FRESH_SECONDS) {
    return check(
      "issued_at",
      "warn",
      `Issued ${inWords(-age * 1_000)} after it arrived: a clock is off, perhaps this computer’s.`,
    );
  }
  return check("issued_at", "pass", `Issued ${Math.abs(age)} s ${age < 0 ? "after" : "before"} it arrived.`);
}

function application({ applicationId }: Evidence, jwt: DecodedJwt): SignatureCheck {
  const claimed = jwt.claims["application_id"];
  if (typeof claimed !== "string") {
    return check(
      "application_id",
      "skipped",
      "The JWT names none: the message was sent without an application.",
    );
  }
  if (applicationId === null) return check("application_id", "unknown", `The JWT names ${claimed}.`);
  return isSameApplication(claimed, applicationId)
    ? check("application_id", "pass", "It is the application of this workspace.")
    : check("application_id", "warn", `The JWT names ${claimed}; this workspace has ${applicationId}.`);
}

function show(value: unknown): string {
  return value === undefined ? "missing" : JSON.stringify(value).slice(0, 80);
}
