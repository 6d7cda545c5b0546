// Why a delivery is not "verified", or what is odd about one that is, in plain words, and which check each reason
// belongs to.
import type { SignatureCheck, SignatureOutcome } from "../../preload/contract/event.ts";

/**
 * Failed, impossible or odd checks in words; of a bad signature the first sentence is short enough for a row. An event is
 * stored with the name; the names are never changed.
 */
const SIGNATURE_REASONS = {
  missing: "It carries no webhook JWT, although a signature secret is stored.",
  malformed: "Not a well-formed JWT. The token in the Authorization header cannot be read.",
  schemeMissing: "Bearer is missing. The Authorization header holds the JWT alone.",
  algorithm: "Algorithm is not HS256. The JWT names another one, or none.",
  critical: "Unknown extensions. The JWT demands some (crit) that Hookline does not know.",
  mismatch:
    "Signature mismatch. The token may have been changed, or the signature secret is of another account.",
  otherAccount: "Another account. It is signed for another one than that of this Page.",
  noSecret: "No signature secret is stored for this account.",
  issuer: "Issuer is not Vonage. The JWT (iss) names another one, or none.",
  issuedAt: "iat is not a number. It should be the time of issue.",
  start: "nbf is not a number. It should be the time from which on it is valid.",
  notBefore: "JWT not valid yet. Its nbf had not come when it arrived.",
  expiry: "exp is not a number. It should be the time of the end.",
  expired: "JWT has expired. Its exp had passed when it arrived.",
  hashMissing: "No payload_hash. Nothing protects the body from changes.",
  hashMismatch: "payload_hash mismatch. The body was changed on its way.",
  hashUnknown: "The body was over the limit, so payload_hash could not be compared.",
  otherApplication: "It is signed for another application than the one of this workspace.",
} as const;

/** Of a delivery that came to its workspace by the Page alone: its token names another application. */
export const OTHER_APPLICATION = "otherApplication" satisfies SignatureReason;

/** Why a signature is what it is, by the name that is stored. */
export type SignatureReason = keyof typeof SIGNATURE_REASONS;

/** What was found out about a signature, as it is stored: the reason by its name. */
export interface SignatureFinding {
  readonly state: SignatureOutcome["state"];
  readonly reason: SignatureReason | null;
}

const CHECKS: Readonly<Record<SignatureReason, SignatureCheck["id"]>> = {
  missing: "present",
  malformed: "present",
  schemeMissing: "present",
  algorithm: "algorithm",
  critical: "algorithm",
  mismatch: "signature",
  otherAccount: "signature",
  noSecret: "signature",
  issuer: "issuer",
  issuedAt: "issued_at",
  start: "issued_at",
  notBefore: "issued_at",
  expiry: "issued_at",
  expired: "issued_at",
  hashMissing: "payload_hash",
  hashMismatch: "payload_hash",
  hashUnknown: "payload_hash",
  otherApplication: "application_id",
};

/** The finding in words. */
export function toSignatureOutcome({ state, reason }: SignatureFinding): SignatureOutcome {
  return { state, reason: reason === null ? null : SIGNATURE_REASONS[reason] };
}

/** A stored name; null for one that a later version may have written. */
export function readSignatureReason(name: string | null): SignatureReason | null {
  // Own names only, so it is one of them.
  return name !== null && Object.hasOwn(SIGNATURE_REASONS, name) ? (name as SignatureReason) : null;
}

/** The check that a reason belongs to. */
export function checkOf(reason: SignatureReason): SignatureCheck["id"] {
  return CHECKS[reason];
}
