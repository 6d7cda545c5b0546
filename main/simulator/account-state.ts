// What the simulated Vonage account holds: applications, and Facebook Pages that may be linked to one of them each.
import { createPublicKey, type KeyObject } from "node:crypto";
import type { PayloadVersion } from "../../preload/contract/event.ts";
import { ApplicationId, PageId } from "../../preload/contract/ids.ts";
import type { ApplicationMembers, MessagesCapability } from "./application-members.ts";
import type { SimulatorIdentity } from "./identity.ts";
import type { WebhookTargets } from "./webhook-addresses.ts";

/** An application of the account. */
export interface SimulatedApplication {
  readonly id: ApplicationId;
  /** As it was given, so that it is handed out as it was given. */
  readonly publicKeyPem: string;
  readonly publicKey: KeyObject;
  readonly members: ApplicationMembers;
}

/** A Page of the account: an external account in the API's words. */
export interface SimulatedPage {
  readonly pageId: PageId;
  /** Invented, or what somebody typed into the simulated workspace. */
  readonly accessToken: string;
  readonly name: string | null;
  /** The one application it is linked to. */
  readonly applicationId: ApplicationId | null;
}

/** Applications and Pages, in the order they were made, and the account's own setting. */
export interface AccountState {
  readonly applications: readonly SimulatedApplication[];
  readonly pages: readonly SimulatedPage[];
  /** Shape of the statuses of messages that no application sent; v1 unless set. */
  readonly messagesVersion?: PayloadVersion;
}

/** The URLs of a bot in production, as a developer has them before Hookline comes. They are never called. */
export const EARLIER_WEBHOOKS: WebhookTargets = {
  inbound: "https://bot.example.com/webhooks/inbound",
  status: "https://bot.example.com/webhooks/status",
};

/** The account at its first moment: the simulator's application, with the simulator's Page linked to it. */
export function firstAccountState(
  { applicationId, publicKey, pageId, apiKey }: SimulatorIdentity,
  webhooks: WebhookTargets | null,
): AccountState {
  const urls = webhooks === null ? {} : { webhooks: webhookMembers(webhooks) };
  return {
    applications: [
      {
        id: applicationId,
        publicKeyPem: publicKey.export({ type: "spki", format: "pem" }).toString(),
        publicKey,
        members: {
          name: "Simulated application",
          capabilities: { messages: { version: "v1", authenticate_inbound_media: false, ...urls } },
          privacy: { improve_ai: false },
        },
      },
    ],
    pages: [{ pageId, name: "Simulated Page", accessToken: `simulated-page-token-${apiKey}`, applicationId }],
  };
}

/**
 * The public key in a PEM.
 * @throws Error in words that follow the member's name
 */
export function readPublicKey(pem: string): KeyObject {
  // The same function would read a private key, which nobody should have to hand over.
  if (!/^\s*-----BEGIN PUBLIC KEY-----/.test(pem)) throw new Error("must be a public key in PEM format");
  let key: KeyObject;
  try {
    key = createPublicKey(pem);
  } catch (error) {
    throw new Error("must be a public key in PEM format", { cause: error });
  }
  const bits = key.asymmetricKeyType === "rsa" ? (key.asymmetricKeyDetails?.modulusLength ?? 0) : 0;
  if (bits < 2_048 || bits > 8_192) throw new Error("must be an RSA key of 2048 to 8192 bits");
  return key;
}

/** Its Messages capability; null for an application of another kind. */
export function messagesOf(application: SimulatedApplication | null): MessagesCapability | null {
  return application?.members.capabilities.messages ?? null;
}

function webhookMembers({ inbound, status }: WebhookTargets): NonNullable<MessagesCapability["webhooks"]> {
  return {
    inbound_url: { address: inbound, http_method: "POST" },
    status_url: { address: status, http_method: "POST" },
  };
}
