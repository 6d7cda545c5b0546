// Signs one webhook as Vonage does, or wrongly on purpose.
import { createHash } from "node:crypto";
import { SignJWT } from "jose";
import type { Headers } from "../../preload/contract/event.ts";
import type { SimulatorFault } from "../../preload/contract/simulator.ts";
import type { Random } from "./random.ts";

/** How old a webhook of fault `late` is. */
export const LATE_MS = 90_000;

/** In whose name a webhook is signed. */
export interface WebhookSigner {
  readonly apiKey: string;
  readonly signatureSecret: string;
  /** null when no application was used (Basic authentication). */
  readonly applicationId: string | null;
}

/** What is signed, and how. */
export interface WebhookToSign {
  readonly body: Uint8Array;
  readonly signer: WebhookSigner;
  readonly fault: SimulatorFault | null;
  /** Epoch ms; `late` is taken off here. */
  readonly now: number;
  readonly random: Random;
}

/**
 * Headers of a signed webhook. Fault `unsigned` leaves out the token, `bad-signature` signs with another secret,
 * `wrong-hash` hashes another body, `late` dates the token 90 s back; `duplicate` is the sender's to do.
 */
export async function signWebhook({ body, signer, fault, now, random }: WebhookToSign): Promise<Headers> {
  const headers: Headers = { "content-type": "application/json", "user-agent": "hookline-simulator" };
  if (fault === "unsigned") return headers;

  const hash = createHash("sha256").update(body);
  if (fault === "wrong-hash") hash.update(" ");
  const token = await new SignJWT({
    iat: Math.floor((fault === "late" ? now - LATE_MS : now) / 1000),
    jti: random.uuid(),
    iss: "Vonage",
    payload_hash: hash.digest("hex"),
    api_key: signer.apiKey,
    ...(signer.applicationId === null ? {} : { application_id: signer.applicationId }),
  })
    .setProtectedHeader({ alg: "HS256", typ: "JWT" })
    .sign(
      new TextEncoder().encode(
        fault === "bad-signature" ? `not ${signer.signatureSecret}` : signer.signatureSecret,
      ),
    );
  return { ...headers, authorization: `Bearer ${token}` };
}
