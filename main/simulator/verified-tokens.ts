// Remembers which tokens have a good signature, since many callers send the same one with every request. Nothing else of
// a token is remembered: what it claims is judged anew each time, and so is whose key it has to be.
import type { KeyObject } from "node:crypto";
import { compactVerify, decodeJwt, type JWTPayload } from "jose";
import { forgetOldest } from "../forget-oldest.ts";

/** Checks signatures, the same one only once. */
export interface VerifiedTokens {
  /**
   * What a token claims that is signed with RS256 by the key of the application it names.
   * @param keyOf the key of an application now; null = there is none of that id
   * @returns null when there is no such application
   * @throws JOSEError, SyntaxError when it is not signed so, or claims nothing readable
   */
  claimsOf(token: string, keyOf: (applicationId: string) => KeyObject | null): Promise<JWTPayload | null>;
}

interface Verified {
  readonly key: KeyObject;
  readonly applicationId: string;
  readonly claims: JWTPayload;
}

const MOST_TOKENS = 500;

/** Remembers none yet. */
export function createVerifiedTokens(): VerifiedTokens {
  const verified = new Map<string, Verified>();

  return {
    async claimsOf(token, keyOf) {
      const known = verified.get(token);
      // An application may have gone, or got another key.
      if (known !== undefined && keyOf(known.applicationId) === known.key) return known.claims;
      // The claim only chooses the key; nothing else of it is believed before the signature.
      const { application_id: applicationId } = decodeJwt(token);
      const key = typeof applicationId === "string" ? keyOf(applicationId) : null;
      if (typeof applicationId !== "string" || key === null) return null;
      const { payload, protectedHeader } = await compactVerify(token, key, { algorithms: ["RS256"] });
      if (protectedHeader.b64 === false) throw new SyntaxError("its payload is not encoded");
      const claims = readClaims(payload);
      verified.set(token, { key, applicationId, claims });
      forgetOldest(verified, MOST_TOKENS);
      return claims;
    },
  };
}

function readClaims(payload: Uint8Array): JWTPayload {
  const claims: unknown = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(payload));
  if (typeof claims !== "object" || claims === null || Array.isArray(claims)) {
    throw new SyntaxError("it claims nothing");
  }
  // As jose itself has it: what each claim is, whoever looks at it judges.
  return claims as JWTPayload;
}
