// Judges what a token claims besides its application, by the rules that Vonage publishes. They stand here once: for whoever asks
// what Vonage would make of a token, and for the simulator, which has to make the same of it.
import type { JwtFinding } from "../../preload/contract/jwt.ts";
import { judgeTimes } from "./judge-times.ts";
import { checkAcl } from "./jwt-acl.ts";

type Claims = Readonly<Record<string, unknown>>;

/** Findings on `iat`, `exp`, `nbf`, `jti` and `acl`. `now` in epoch seconds. */
export function judgeClaims(claims: Claims, now: number): readonly JwtFinding[] {
  return [...judgeTimes(claims, now), ...judgeId(claims), ...judgeAcl(claims)];
}

function judgeId({ jti }: Claims): readonly JwtFinding[] {
  if (typeof jti === "string" && jti !== "") return [];
  return [{ check: "jti", verdict: "refused", text: "It has no jti, which Vonage demands." }];
}

function judgeAcl({ acl }: Claims): readonly JwtFinding[] {
  if (acl === undefined) return [];
  const checked = checkAcl(acl);
  return [
    checked.ok
      ? { check: "acl", verdict: "good", text: "Its form is right." }
      : { check: "acl", verdict: "refused", text: `It is not valid: ${checked.problem}` },
  ];
}
