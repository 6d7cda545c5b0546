// Why a delivery is not "verified", or what is odd about one that is, in plain words, and which check each sentence
// belongs to.
import type { SignatureCheck, SignatureOutcome } from "../../preload/contract/event.ts";

/** Sentences of failed, impossible or odd checks. An event is stored with the name; the names are never changed. */
const SIGNATURE_REASONS = {
  missing: "It carries no webhook JWT, although a signature secret is stored.",
  malformed: "The Authorization header does not hold a well-formed JWT.",
  schemeMissing: "The Authorization header holds a JWT without the word Bearer before it.",
  algorithm: "The algorithm of the JWT is not HS256.",
  critical: "The JWT demands extensions (crit) that Hookline does not know.",
  mismatch: "The signature does not match the stored secret.",
  otherAccount: "It is signed for another account than the one of this Page.",
  noSecret: "No signature secret is stored for this account.",
  issuer: "The issuer (iss) is not Vonage.",
  issuedAt: "The time of issue (iat) is not a number.",
  notBefore: "The JWT is not valid yet (nbf).",
  expired: "The JWT has expired (exp).",
  hashMissing: "The JWT has no payload_hash.",
  hashMismatch: "payload_hash does not match the body: the body was changed on its way.",
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
  notBefore: "issued_at",
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
