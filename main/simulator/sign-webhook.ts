// Signs one webhook as Vonage does, or wrongly on purpose.
import { createHash } from "node:crypto";
import { SignJWT } from "jose";
import type { Headers } from "../../preload/contract/event.ts";
import { LATE_MS, type WebhookFaults } from "./webhook-faults.ts";

/** In whose name a webhook is signed. */
export interface WebhookSigner {
  readonly apiKey: string;
  readonly signatureSecret: string;
  /** null when no application was used (Basic authentication, the sandbox). */
  readonly applicationId: string | null;
}

/** What is signed, and how. */
export interface WebhookToSign {
  readonly body: Uint8Array;
  readonly signer: WebhookSigner;
  readonly faults: WebhookFaults;
  /** Epoch ms; `late` is taken off here. */
  readonly now: number;
  readonly jti: string;
}

/** A webhook as it goes out. */
export interface SignedWebhook {
  readonly headers: Headers;
  /** Those of a retry: the same token, but for a webhook that went out unsigned. */
  readonly retryHeaders: Headers;
  readonly body: Uint8Array;
}

/**
 * Signs a webhook. Fault `unsigned` leaves out the token, of the first attempt only: Vonage's page on signed webhooks says
 * that a 5xx brings it again with one. `bad-signature` signs with another secret, `wrong-hash` hashes another body, `late`
 * dates the token 90 s back.
 */
export async function signWebhook(webhook: WebhookToSign): Promise<SignedWebhook> {
  const { body, faults } = webhook;
  const headers: Headers = { "content-type": "application/json", "user-agent": "hookline-simulator" };
  const signed = { ...headers, authorization: `Bearer ${await tokenOf(webhook)}` };
  return { headers: faults.includes("unsigned") ? headers : signed, retryHeaders: signed, body };
}

function tokenOf({ body, signer, faults, now, jti }: WebhookToSign): Promise<string> {
  const hash = createHash("sha256").update(body);
  if (faults.includes("wrong-hash")) hash.update(" ");
  const { apiKey, applicationId, signatureSecret } = signer;
  return new SignJWT({
    iat: Math.floor((faults.includes("late") ? now - LATE_MS : now) / 1000),
    jti,
    iss: "Vonage",
    payload_hash: hash.digest("hex"),
    api_key: apiKey,
    ...(applicationId === null ? {} : { application_id: applicationId }),
  })
    .setProtectedHeader({ alg: "HS256", typ: "JWT" })
    .sign(
      new TextEncoder().encode(faults.includes("bad-signature") ? `not ${signatureSecret}` : signatureSecret),
    );
}
