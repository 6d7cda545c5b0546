// Turns a request for an application JWT into its claims. Pure: time and the default `jti` come in.
import { AppError } from "../../preload/contract/errors.ts";
import {
  JWT_DEFAULT_LIFETIME_SECONDS,
  JWT_MAX_LIFETIME_SECONDS,
  JWT_MIN_LIFETIME_SECONDS,
} from "../../preload/contract/jwt.ts";
import { isDeeperThan } from "../../preload/contract/json-depth.ts";
import { findRepeatedMember } from "../../preload/contract/json-members.ts";
import { findChangedNumber, type ChangedNumber } from "../../preload/contract/json-numbers.ts";
import { parseJson } from "../../preload/contract/json-text.ts";
import { checkAcl } from "./jwt-acl.ts";
import { show } from "./show-value.ts";
import { spellSpan } from "./spell-span.ts";

/** What a JWT shall say. `acl` and `claims` are JSON objects as text. Of the two ways to give its end, only one goes. */
export interface ClaimsRequest {
  readonly applicationId: string;
  /** Default: 15 min, unless `expiresAt` is given. */
  readonly lifetimeSeconds?: number | undefined;
  /** Epoch seconds. */
  readonly expiresAt?: number | undefined;
  readonly subject?: string | undefined;
  /** Epoch seconds. */
  readonly notBefore?: number | undefined;
  /** Default: a random UUID. */
  readonly jti?: string | undefined;
  readonly acl?: string | undefined;
  readonly claims?: string | undefined;
}

/** The claims as they are signed. */
export interface ApplicationClaims {
  readonly application_id: string;
  /** Epoch seconds, as all times in a JWT. */
  readonly iat: number;
  readonly exp: number;
  readonly jti: string;
  readonly [claim: string]: unknown;
}

/** Claims that have a field of their own in {@link ClaimsRequest}. */
export const RESERVED_CLAIMS = ["application_id", "iat", "exp", "jti", "nbf", "sub", "acl"] as const;

/** Far more than anybody writes, and far less than what overflows a program that walks through it. */
export const MAX_DEPTH = 32;
const TOO_DEEP = `Its objects and lists are nested more than ${MAX_DEPTH} deep.`;

/**
 * Builds the claims.
 * @param now epoch ms
 * @throws AppError `JWT_LIFETIME_INVALID`, `JWT_EXPIRY_INVALID`, `JWT_START_INVALID`, `JWT_ACL_INVALID`,
 * `JWT_CLAIMS_INVALID`
 * @see https://developer.vonage.com/en/getting-started/concepts/authentication, as of 2026-11: 30 s to 24 h
 */
export function buildClaims(request: ClaimsRequest, now: number, makeJti: () => string): ApplicationClaims {
  const iat = Math.floor(now / 1000);
  const exp = endOf(request, iat);
  const { notBefore, subject, acl, claims } = request;
  if (notBefore !== undefined && notBefore >= exp) throw new AppError("JWT_START_INVALID");
  return {
    application_id: request.applicationId,
    iat,
    exp,
    jti: request.jti === undefined || request.jti === "" ? makeJti() : request.jti,
    ...(notBefore === undefined ? {} : { nbf: notBefore }),
    ...(subject === undefined || subject === "" ? {} : { sub: subject }),
    ...(isBlank(acl) ? {} : { acl: parseAcl(acl) }),
    ...(isBlank(claims) ? {} : parseClaims(claims)),
  };
}

function isBlank(text: string | undefined): text is undefined {
  return text === undefined || text.trim() === "";
}

function endOf({ lifetimeSeconds, expiresAt }: ClaimsRequest, iat: number): number {
  if (lifetimeSeconds !== undefined && expiresAt !== undefined) {
    throw new AppError("JWT_LIFETIME_INVALID", { given: "Both a life and a time of expiry" });
  }
  if (expiresAt === undefined) {
    const seconds = lifetimeSeconds ?? JWT_DEFAULT_LIFETIME_SECONDS;
    if (!isLifetime(seconds)) throw new AppError("JWT_LIFETIME_INVALID", { given: spellSpan(seconds) });
    return iat + seconds;
  }
  if (!isLifetime(expiresAt - iat)) {
    const when =
      expiresAt > iat
        ? `${spellSpan(expiresAt - iat)} from now`
        : `${spellSpan(iat - expiresAt)} in the past`;
    throw new AppError("JWT_EXPIRY_INVALID", { when });
  }
  return expiresAt;
}

function isLifetime(seconds: number): boolean {
  return (
    Number.isInteger(seconds) && seconds >= JWT_MIN_LIFETIME_SECONDS && seconds <= JWT_MAX_LIFETIME_SECONDS
  );
}

function parseAcl(text: string): unknown {
  const parsed = parseJson(text);
  if (!parsed.ok) throw new AppError("JWT_ACL_INVALID", { problem: `It is not JSON${parsed.place}.` });
  if (isDeeperThan(parsed.value, MAX_DEPTH)) throw new AppError("JWT_ACL_INVALID", { problem: TOO_DEEP });
  const fault = repeatedIn(text) ?? changedIn(text);
  if (fault !== null) throw new AppError("JWT_ACL_INVALID", { problem: fault });
  const checked = checkAcl(parsed.value);
  if (!checked.ok) throw new AppError("JWT_ACL_INVALID", { problem: checked.problem });
  return checked.value;
}

function parseClaims(text: string): Record<string, unknown> {
  const parsed = parseJson(text);
  if (!parsed.ok) throw new AppError("JWT_CLAIMS_INVALID", { problem: `They are not JSON${parsed.place}.` });
  const { value } = parsed;
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw new AppError("JWT_CLAIMS_INVALID", { problem: "They are JSON, but not an object." });
  }
  if (isDeeperThan(value, MAX_DEPTH)) throw new AppError("JWT_CLAIMS_INVALID", { problem: TOO_DEEP });
  const fault = repeatedIn(text) ?? changedIn(text);
  if (fault !== null) throw new AppError("JWT_CLAIMS_INVALID", { problem: fault });
  const taken = RESERVED_CLAIMS.filter((name) => Object.hasOwn(value, name));
  if (taken.length > 0) {
    throw new AppError("JWT_CLAIMS_INVALID", { problem: `Set by fields of their own: ${taken.join(", ")}.` });
  }
  return { ...value };
}

function repeatedIn(json: string): string | null {
  const repeated = findRepeatedMember(json);
  if (repeated === null) return null;
  return `“${show(repeated.name)}” is there twice in one object, again in line ${repeated.line}: only the last would count.`;
}

function changedIn(json: string): string | null {
  const changed = findChangedNumber(json);
  return changed === null ? null : `There is ${sayChangedNumber(changed)}`;
}

/** What is wrong with a number that would be signed as another one; it goes on from “has” or “there is”. */
export function sayChangedNumber({ typed, sent }: ChangedNumber): string {
  return `the number ${show(typed)}, which would be signed as ${sent}: write it as a string, between quotation marks.`;
}
