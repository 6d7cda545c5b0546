// Builds what is written to the Applications API. Pure.
import type { NewApplication } from "../../preload/contract/applications.ts";
import type { RawApplication } from "./applications-api.ts";

/** Where an application's webhooks go. */
export interface WebhookAddresses {
  readonly inbound: string;
  readonly status: string;
}

/** The body that creates an application; without `publicKeyPem` Vonage makes the key pair. */
export function newApplicationBody(
  { name, inboundUrl, statusUrl, version, mediaAuthentication, improveAi }: NewApplication,
  publicKeyPem: string | null,
): RawApplication {
  return {
    name,
    ...(publicKeyPem === null ? {} : { keys: { public_key: publicKeyPem } }),
    capabilities: {
      messages: {
        version,
        webhooks: webhooksTo({ inbound: inboundUrl, status: statusUrl }),
        authenticate_inbound_media: mediaAuthentication,
      },
    },
    privacy: { improve_ai: improveAi },
  };
}

/** The application with the Messages capability added; every other member as it was read. */
export function withMessages(raw: RawApplication, addresses: WebhookAddresses): RawApplication {
  const capabilities = raw["capabilities"];
  const others = typeof capabilities === "object" && capabilities !== null ? capabilities : {};
  return {
    ...raw,
    capabilities: { ...others, messages: { version: "v1", webhooks: webhooksTo(addresses) } },
  };
}

function webhooksTo({ inbound, status }: WebhookAddresses): object {
  return {
    inbound_url: { address: inbound, http_method: "POST" },
    status_url: { address: status, http_method: "POST" },
  };
}
