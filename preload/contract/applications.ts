// Applications of a Vonage account as the Applications API shows them, and what may be done with them.
import { z } from "zod";
import { ApplicationId, WorkspaceId } from "./ids.ts";
import { PayloadVersion } from "./event.ts";
import { plainText } from "./plain-text.ts";

/** One webhook URL of an application. Older applications have other methods than POST. */
export const ApplicationWebhook = z.object({ address: z.string(), method: z.string() });
export type ApplicationWebhook = z.output<typeof ApplicationWebhook>;

/**
 * Does the workspace's private key belong to the application's public key? `no-key` = the workspace has none,
 * `no-public-key` = the API showed none.
 */
export const KeyPairing = z.enum(["paired", "unpaired", "no-key", "no-public-key"]);
export type KeyPairing = z.output<typeof KeyPairing>;

/** What of an application is shown. Members that the API left out are null: they may be set all the same. */
export const Application = z.object({
  id: ApplicationId,
  name: z.string(),
  /** False: it can neither be linked to a Page nor get Messenger webhooks. */
  hasMessages: z.boolean(),
  inbound: ApplicationWebhook.nullable(),
  status: ApplicationWebhook.nullable(),
  version: z.string().nullable(),
  mediaAuthentication: z.boolean().nullable(),
  improveAi: z.boolean().nullable(),
  /** SHA-256 of the public key (SPKI DER), base64, as `SHA256:…`. */
  keyFingerprint: z.string().nullable(),
});
export type Application = z.output<typeof Application>;

/** One as it was read; `checkedAt` = when, epoch ms. */
export const ReadApplication = z.object({ application: Application, checkedAt: z.number() });
export type ReadApplication = z.output<typeof ReadApplication>;

/**
 * A key pair that was made here for an application of which no answer told whether it was made. The private key is in the
 * vault until an application with this public key takes it.
 */
export const PendingKey = z.object({
  /** As an application's. */
  keyFingerprint: z.string(),
  /** The name that was asked for. */
  applicationName: z.string(),
  /** Where and for which account it was asked for. */
  apiHost: z.string(),
  apiKey: z.string(),
  /** Epoch ms. */
  madeAt: z.number(),
});
export type PendingKey = z.output<typeof PendingKey>;

/** One page of the list, 1-based. */
export const ApplicationPage = z.object({
  applications: z.array(Application),
  page: z.int().min(1),
  pages: z.int().min(0),
  total: z.int().min(0),
});
export type ApplicationPage = z.output<typeof ApplicationPage>;

const HttpUrl = z.url({ protocol: /^https?$/ }).max(2_000);

/** What a new application is made of. */
export const NewApplication = z.object({
  workspace: WorkspaceId,
  name: plainText(255),
  inboundUrl: HttpUrl,
  statusUrl: HttpUrl,
  version: PayloadVersion,
  mediaAuthentication: z.boolean(),
  improveAi: z.boolean(),
  /**
   * `local` = the pair is made here and only the public key sent; `vonage` = Vonage makes it and its private key goes
   * straight to the vault; `own` = a public key in PEM whose private key the person keeps.
   */
  key: z.discriminatedUnion("from", [
    z.object({ from: z.literal("local") }),
    z.object({ from: z.literal("vonage") }),
    z.object({ from: z.literal("own"), publicKey: z.string().min(1).max(16_384) }),
  ]),
  /** Whether the workspace takes it as its application at once. False for a throw-away one that only links the Page. */
  use: z.boolean(),
});
export type NewApplication = z.output<typeof NewApplication>;

/** What the API made of it: checked key, secret and host. */
export const AccountCheck = z.object({
  apiKey: z.string(),
  /** Applications of the account; the proof that key and secret were taken. */
  applications: z.int(),
  /** Our clock minus the server's, in seconds; null when it gave no date. */
  clockOffSeconds: z.int().nullable(),
  checkedAt: z.number(),
});
export type AccountCheck = z.output<typeof AccountCheck>;

/**
 * Whose key and secret to check: the stored ones of a workspace, or typed ones before they are stored. A typed host never
 * gets a stored secret.
 */
export const AccountToCheck = z.union([
  z.object({ workspace: WorkspaceId }).strict(),
  z
    .object({
      apiHost: z.string().trim().max(300),
      apiKey: z.string().trim().min(1).max(64),
      apiSecret: z.string().trim().min(1).max(16_384),
    })
    .strict(),
]);
export type AccountToCheck = z.output<typeof AccountToCheck>;
