// Account (API key and its secrets) has workspaces (application, Page, host, kind).
import { z } from "zod";
import { ApplicationId, PageId, WorkspaceId } from "./ids.ts";
import { plainText } from "./plain-text.ts";

/** Where a workspace talks to unless another host is chosen. */
export const DEFAULT_API_HOST = "https://api.nexmo.com";

const OPENAPI = "Messages API OpenAPI 1.20.0, `servers`";

/** Vonage's hosts for messages by region, the one for everybody first, each with where it is written. */
export const API_HOSTS = [
  { host: DEFAULT_API_HOST, name: "Vonage, any region", source: OPENAPI },
  { host: "https://api-eu.nexmo.com", name: "Vonage, Europe", source: OPENAPI },
  { host: "https://api-us.nexmo.com", name: "Vonage, United States", source: OPENAPI },
  { host: "https://api-ap.nexmo.com", name: "Vonage, Asia Pacific", source: OPENAPI },
  {
    host: "https://api-eu.vonage.com",
    name: "Vonage, Europe (newer name)",
    source: "specs of Vonage's Ruby client, and `_self.href` of webhooks",
  },
] as const;

/** The host of the sandbox. Source: `useSandboxEndpoint` of Vonage's Java client. */
export const SANDBOX_HOST = "https://messages-sandbox.nexmo.com";
/** The Page that everybody shares in the sandbox. Source: Vonage's public articles on it. */
export const SANDBOX_PAGE = "107083064136738";
/** The sandbox takes one message a second. Source: page "Messages API Sandbox", "Rate Limit", read 2026-11. */
export const SANDBOX_PACE_MS = 1_000;

/** What a workspace talks to: Vonage, its sandbox, or the built-in simulator. */
export const WorkspaceKind = z.enum(["real", "sandbox", "simulated"]);
export type WorkspaceKind = z.output<typeof WorkspaceKind>;

/** By name or number, as the origin of a URL writes it. */
const LOOPBACK_ORIGIN = /^https?:\/\/(?:localhost|\[::1\]|127(?:\.\d{1,3}){3})(?::\d+)?$/;

/** Whether a host, as a workspace has it, is this computer by loopback. */
export function isLoopbackHost(apiHost: string): boolean {
  return LOOPBACK_ORIGIN.test(apiHost);
}

/**
 * Whether what a workspace sends reaches real people: it is for a Page of production, and not for a stand-in of Vonage on
 * this very computer.
 */
export function isForProduction({ kind, apiHost }: Pick<Workspace, "kind" | "apiHost">): boolean {
  return kind === "real" && !isLoopbackHost(apiHost);
}

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
  /** Empty of {@link isRestingSimulator}: it is nowhere. */
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

/** Whether it is the simulator's workspace while the simulator does not run: nothing can be sent or minted there. */
export function isRestingSimulator({ kind, apiHost }: Pick<Workspace, "kind" | "apiHost">): boolean {
  return kind === "simulated" && apiHost === "";
}

/** Whether it is the simulator's workspace while the simulator runs. */
export function isRunningSimulator({ kind, apiHost }: Pick<Workspace, "kind" | "apiHost">): boolean {
  return kind === "simulated" && apiHost !== "";
}

/** Whether secrets of it that somebody entered lie in the vault. */
export function isKeptInVault(workspace: Workspace): boolean {
  const { kind, ephemeral, key, hasApiSecret, hasSignatureSecret } = workspace;
  return kind !== "simulated" && !ephemeral && (key !== null || hasApiSecret || hasSignatureSecret);
}

/** All workspaces, and the one the window is about. */
export const WorkspaceList = z.object({ workspaces: z.array(Workspace), activeId: WorkspaceId });
export type WorkspaceList = z.output<typeof WorkspaceList>;

const secretText = z.string().min(1).max(16_384);

/** What a person may type for a workspace. Secrets travel inwards only; a field left out stays as it is, null removes it. */
export const WorkspaceInput = z.object({
  name: plainText(80).optional(),
  applicationId: plainText(64).nullable().optional(),
  pageId: plainText(50).nullable().optional(),
  pageName: plainText(80).nullable().optional(),
  apiHost: z.string().trim().max(300).optional(),
  /** Left out, the host tells: the sandbox's own makes it one. */
  kind: WorkspaceKind.exclude(["simulated"]).optional(),
  apiKey: plainText(64).nullable().optional(),
  privateKey: secretText.nullable().optional(),
  apiSecret: secretText.nullable().optional(),
  signatureSecret: secretText.nullable().optional(),
  /** null drops the signature secret before the present one at once. */
  previousSignatureSecret: z.null().optional(),
});
export type WorkspaceInput = z.output<typeof WorkspaceInput>;

/** The same, as a person saves it: a foreign host and the account's key and secret are asked about before. */
export const WorkspaceToSave = WorkspaceInput.extend({
  /** The host outside Vonage's that the person agreed to, as it was asked about. */
  agreedHost: z.string().max(300).optional(),
  /** Stores key and secret although Vonage could not be asked about them. */
  unchecked: z.literal(true).optional(),
});
export type WorkspaceToSave = z.output<typeof WorkspaceToSave>;

const UNASKED = new Set([
  "VONAGE_SERVER_ERROR",
  "VONAGE_THROTTLED",
  "VONAGE_NOT_FOUND",
  "VONAGE_UNEXPECTED_ANSWER",
]);

/** Whether a failure says nothing of key and secret: nobody who knows them could be asked. */
export function isUnasked(code: string): boolean {
  return code.startsWith("NETWORK_") || UNASKED.has(code);
}
