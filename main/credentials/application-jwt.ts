// Mints the short-lived JWT that authorises an application at the Messages API.
import { randomUUID } from "node:crypto";
import type { KeyObject } from "node:crypto";
import { SignJWT } from "jose";
import type { JwtPreview } from "../../preload/contract/jwt.ts";
import type { Clock } from "../ports.ts";
import { buildClaims } from "./jwt-claims.ts";
import type { ApplicationClaims, ClaimsRequest } from "./jwt-claims.ts";

/** What to mint, and with which key. */
export interface MintRequest extends ClaimsRequest {
  /** The parsed key. jose imports it once and remembers it by this very object, so keep handing in the same one. */
  readonly key: KeyObject;
}

/** The token, which is a secret, and what may be shown of it. */
export interface MintedJwt {
  readonly token: string;
  readonly preview: JwtPreview;
}

/** Mints application JWTs. */
export interface ApplicationJwts {
  /**
   * @throws AppError `JWT_LIFETIME_INVALID`, `JWT_EXPIRY_INVALID`, `JWT_START_INVALID`, `JWT_ACL_INVALID`,
   * `JWT_CLAIMS_INVALID`
   */
  mint(request: MintRequest): Promise<MintedJwt>;
  /** What {@link ApplicationJwts.mint} would say now, without a signature; needs no key. Throws as `mint` does. */
  preview(request: ClaimsRequest): JwtPreview;
}

const HEADER = { alg: "RS256", typ: "JWT" } as const;

/** Mints by the clock handed in, with RS256 by jose. */
export function createApplicationJwts({ clock }: { readonly clock: Clock }): ApplicationJwts {
  return {
    mint: async (request) => {
      const claims = buildClaims(request, clock.now(), randomUUID);
      const token = await new SignJWT(claims).setProtectedHeader(HEADER).sign(request.key);
      return { token, preview: previewOf(claims) };
    },
    preview: (request) => previewOf(buildClaims(request, clock.now(), randomUUID)),
  };
}

function previewOf(claims: ApplicationClaims): JwtPreview {
  return { header: { ...HEADER }, claims, issuedAt: claims.iat * 1000, expiresAt: claims.exp * 1000 };
}
