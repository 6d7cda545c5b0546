// Application JWTs: what to mint, and what may be shown of one.
import { z } from "zod";
import { WorkspaceId } from "./ids.ts";

/** Default life in seconds; the SDKs' and CLIs' default too. */
export const JWT_DEFAULT_LIFETIME_SECONDS = 900;
/** Shortest life that can be asked for, in seconds. */
export const JWT_MIN_LIFETIME_SECONDS = 30;
/** Longest life that can be asked for, in seconds. */
export const JWT_MAX_LIFETIME_SECONDS = 86_400;

/**
 * What the builder can say. Life is either `lifetimeSeconds` or `expiresAt`, and the default when neither is given.
 * `acl` and `claims` are JSON objects as text, checked by the minter.
 */
export const JwtRequest = z.object({
  workspace: WorkspaceId,
  /** Default: the workspace's. */
  applicationId: z.string().trim().max(64).optional(),
  lifetimeSeconds: z.int().min(JWT_MIN_LIFETIME_SECONDS).max(JWT_MAX_LIFETIME_SECONDS).optional(),
  /** Epoch seconds. */
  expiresAt: z.int().nonnegative().optional(),
  subject: z.string().max(200).optional(),
  /** Epoch seconds. */
  notBefore: z.int().nonnegative().optional(),
  jti: z.string().max(200).optional(),
  acl: z.string().max(10_000).optional(),
  claims: z.string().max(10_000).optional(),
});
export type JwtRequest = z.output<typeof JwtRequest>;

/** A minted JWT without the JWT: header and claims only. */
export const JwtPreview = z.object({
  header: z.record(z.string(), z.unknown()),
  claims: z.record(z.string(), z.unknown()),
  /** Epoch ms. */
  issuedAt: z.number(),
  expiresAt: z.number(),
});
export type JwtPreview = z.output<typeof JwtPreview>;

/** No JWT is longer; what is pasted by mistake may be. */
export const JWT_MAX_LENGTH = 64 * 1024;

/** A token that somebody pasted, to be judged for a workspace. It may stand in a header, in quotes, in several lines. */
export const JwtQuestion = z.object({ workspace: WorkspaceId, token: z.string().max(JWT_MAX_LENGTH) });
export type JwtQuestion = z.output<typeof JwtQuestion>;

/** What one check of a token came to. */
export const JwtFinding = z.object({
  check: z.enum(["form", "header", "signature", "application", "iat", "exp", "nbf", "jti", "acl"]),
  /** `refused`: Vonage would refuse the token for it. `unknown`: it could not be checked. */
  verdict: z.enum(["good", "doubtful", "refused", "unknown"]),
  /** One or two sentences. */
  text: z.string(),
});
export type JwtFinding = z.output<typeof JwtFinding>;

/** All that is known of a token, without its signature part. */
export const JwtVerdict = z.object({
  /** null when it cannot be decoded; `claims` likewise. */
  header: z.record(z.string(), z.unknown()).nullable(),
  claims: z.record(z.string(), z.unknown()).nullable(),
  findings: z.array(JwtFinding),
  wouldBeRefused: z.boolean(),
});
export type JwtVerdict = z.output<typeof JwtVerdict>;

/** As what a JWT is copied: bare, as an Authorization header, or in a curl command. */
export const JwtCopyForm = z.enum(["token", "header", "curl"]);
export type JwtCopyForm = z.output<typeof JwtCopyForm>;

/**
 * How a secret reached the clipboard: the desktop wrote it itself; the browser host answers with a single-use
 * address of its own, which the page fetches once, within 30 s, straight into the clipboard.
 */
export const SecretDelivery = z.discriminatedUnion("by", [
  z.object({ by: z.literal("host") }),
  z.object({ by: z.literal("ticket"), path: z.string() }),
]);
export type SecretDelivery = z.output<typeof SecretDelivery>;
