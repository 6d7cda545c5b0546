// Account (API key and its secrets) has workspaces (application, Page, host, kind).
import { z } from "zod";
import { ApplicationId, PageId, WorkspaceId } from "./ids.ts";

/** Hosts of the Messages API that need no question. Source: Messages API OpenAPI 1.20.0 `servers`. */
export const DEFAULT_API_HOST = "https://api.nexmo.com";

/** What a workspace talks to: Vonage, its sandbox, or the built-in simulator. */
export const WorkspaceKind = z.enum(["real", "sandbox", "simulated"]);
export type WorkspaceKind = z.output<typeof WorkspaceKind>;

/** Facts about a stored private key that are safe to show. */
export const KeySummary = z.object({
  /** SHA-256 of the public key (SPKI DER), base64, as `SHA256:…`. */
  fingerprint: z.string(),
  bits: z.int(),
  format: z.enum(["PKCS#8", "PKCS#1"]),
  addedAt: z.number(),
  /** What was mended in the pasted text, in words, e.g. "literal \\n turned into line breaks". */
  repairs: z.array(z.string()),
});
export type KeySummary = z.output<typeof KeySummary>;

/** A workspace as everyone may see it. It never holds a secret, only whether one is stored. */
export const Workspace = z.object({
  id: WorkspaceId,
  name: z.string(),
  kind: WorkspaceKind,
  applicationId: ApplicationId.nullable(),
  pageId: PageId.nullable(),
  pageName: z.string().nullable(),
  apiHost: z.string(),
  apiKey: z.string().nullable(),
  key: KeySummary.nullable(),
  hasApiSecret: z.boolean(),
  hasSignatureSecret: z.boolean(),
  /** When a webhook first proved the stored signature secret right, epoch ms; null = none has yet. */
  signatureProvedAt: z.number().nullable(),
  /** During a rotation: until when the signature secret before is tried too, epoch ms; else null. */
  previousSignatureUntil: z.number().nullable(),
  /** Kept in memory only (secrets came from the environment). */
  ephemeral: z.boolean(),
  createdAt: z.number(),
});
export type Workspace = z.output<typeof Workspace>;

/** All workspaces, and the one the window is about. */
export const WorkspaceList = z.object({ workspaces: z.array(Workspace), activeId: WorkspaceId });
export type WorkspaceList = z.output<typeof WorkspaceList>;

const secretText = z.string().min(1).max(16_384);

/** A name with control or direction characters could pass for another one. */
const PLAIN_TEXT = /^[^\p{Cc}\u061c\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069]*$/u;

/** What a person may type for a workspace. Secrets travel inwards only; a field left out stays as it is, null removes it. */
export const WorkspaceInput = z.object({
  name: z
    .string()
    .trim()
    .min(1)
    .max(80)
    .regex(PLAIN_TEXT, "Control and direction characters are not allowed.")
    .optional(),
  applicationId: z.string().trim().min(1).max(64).nullable().optional(),
  pageId: z.string().trim().min(1).max(50).nullable().optional(),
  pageName: z.string().trim().min(1).max(80).nullable().optional(),
  apiHost: z.string().trim().max(300).optional(),
  apiKey: z.string().trim().min(1).max(64).nullable().optional(),
  privateKey: secretText.nullable().optional(),
  apiSecret: secretText.nullable().optional(),
  signatureSecret: secretText.nullable().optional(),
  /** null drops the signature secret before the present one at once. */
  previousSignatureSecret: z.null().optional(),
});
export type WorkspaceInput = z.output<typeof WorkspaceInput>;
