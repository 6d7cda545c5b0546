// Would Vonage take these credentials? An application JWT against the application's public key, or key and secret.
// It guards an invented account only; its rules are Vonage's so that a JWT refused there is refused here too.
import { timingSafeEqual } from "node:crypto";
import { errors, type JWTPayload } from "jose";
import { judgeClaims } from "../credentials/judge-claims.ts";
import type { Clock } from "../ports.ts";
import type { AccountBook } from "./account-book.ts";
import type { SimulatedApplication } from "./account-state.ts";
import type { SimulatorIdentity } from "./identity.ts";
import type { VerifiedTokens } from "./verified-tokens.ts";

/** Who sent a request. With Basic authentication no application is known. */
export type Caller =
  | { readonly kind: "application"; readonly application: SimulatedApplication }
  | { readonly kind: "account" }
  | { readonly kind: "missing" }
  /** `reason` is for the log: Vonage never says which check failed. */
  | { readonly kind: "refused"; readonly reason: string };

/** What a caller is compared with: the account's key and secret, and the public keys of its applications. */
export interface AuthenticatePorts {
  readonly identity: SimulatorIdentity;
  readonly book: AccountBook;
  readonly clock: Clock;
  readonly verifiedTokens: VerifiedTokens;
}

/** Reads one `Authorization` header. Never throws on what a caller can send. */
export async function authenticate(header: string | undefined, ports: AuthenticatePorts): Promise<Caller> {
  if (header === undefined || header === "") return { kind: "missing" };
  const [, scheme = "", credentials = ""] = /^(\S+) +(\S+)$/.exec(header) ?? [];
  switch (scheme.toLowerCase()) {
    case "bearer":
      return await authenticateApplication(credentials, ports);
    case "basic":
      return authenticateAccount(credentials, ports.identity);
    default:
      return { kind: "refused", reason: "neither Bearer nor Basic" };
  }
}

async function authenticateApplication(
  token: string,
  { book, clock, verifiedTokens }: AuthenticatePorts,
): Promise<Caller> {
  let claims: JWTPayload | null;
  try {
    claims = await verifiedTokens.claimsOf(token, (id) => book.application(id)?.publicKey ?? null);
  } catch (error) {
    // Whatever a caller made of the token, it is refused; only the log tells how.
    return { kind: "refused", reason: error instanceof errors.JOSEError ? error.code : "unreadable" };
  }
  const id = claims?.["application_id"];
  const application = typeof id === "string" ? book.application(id) : null;
  if (claims === null || application === null) return { kind: "refused", reason: "unknown application_id" };
  const refused = judgeClaims(claims, Math.floor(clock.now() / 1000)).find(
    ({ verdict }) => verdict === "refused",
  );
  // Its words may repeat what the caller wrote; which claim it is says enough.
  return refused === undefined
    ? { kind: "application", application }
    : { kind: "refused", reason: `its ${refused.check}` };
}

function authenticateAccount(credentials: string, identity: SimulatorIdentity): Caller {
  const given = Buffer.from(credentials, "base64").toString("utf8");
  const expected = `${identity.apiKey}:${identity.apiSecret}`;
  return isEqual(given, expected) ? { kind: "account" } : { kind: "refused", reason: "wrong key or secret" };
}

/** Compares two secrets in a time that tells nothing of where they differ; how long a secret is, is no secret here. */
export function isEqual(given: string, expected: string): boolean {
  const [one, other] = [Buffer.from(given), Buffer.from(expected)];
  return one.length === other.length && timingSafeEqual(one, other);
}
