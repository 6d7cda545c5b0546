// What of an application is shown, read from whatever the API gave. Missing and odd members become null.
//
// Threat model: the host knows the secret it was sent, and may repeat it. It is hidden here and not where answers are read:
// what is read is written back as a whole, and must not be another application for it.
import { createPublicKey } from "node:crypto";
import type { Application, ApplicationWebhook } from "../../preload/contract/applications.ts";
import { ApplicationId } from "../../preload/contract/ids.ts";
import { fingerprintOf } from "../credentials/private-key.ts";
import { shownName } from "../network/shown-name.ts";
import { hideSecretsOf, type AccountAccess, type JsonObject } from "../network/vonage-call.ts";
import type { RawApplication } from "./applications-api.ts";

/** The view of one application. @param account what it was asked for with */
export function toApplication(raw: RawApplication, account: AccountAccess): Application {
  const messages = objectIn(objectIn(raw, "capabilities"), "messages");
  const webhooks = objectIn(messages, "webhooks");
  const version = textIn(messages, "version");
  return {
    id: ApplicationId.parse(raw["id"]),
    name: shownText(textIn(raw, "name") ?? "", account),
    hasMessages: messages !== null,
    inbound: webhookOf(objectIn(webhooks, "inbound_url")),
    status: webhookOf(objectIn(webhooks, "status_url")),
    version: version === null ? null : shownText(version, account),
    mediaAuthentication: flagIn(messages, "authenticate_inbound_media"),
    improveAi: flagIn(objectIn(raw, "privacy"), "improve_ai"),
    keyFingerprint: fingerprintIn(raw),
  };
}

/** A text of an application as it may be shown to who asked for it with this account. */
export function shownText(text: string, account: AccountAccess): string {
  return shownName(hideSecretsOf(account)(text));
}

/** Fingerprint of the public key that the application shows; null when it shows none that can be read. */
function fingerprintIn(raw: RawApplication): string | null {
  const pem = textIn(objectIn(raw, "keys"), "public_key");
  if (pem === null) return null;
  try {
    return fingerprintOf(createPublicKey(pem));
  } catch {
    // Examples of the documentation are no keys; nothing can be compared then, which the view says by null.
    return null;
  }
}

/** One webhook URL; null when there is none. The API's default method is POST. */
export function webhookOf(webhook: JsonObject | null): ApplicationWebhook | null {
  const address = textIn(webhook, "address");
  return address === null ? null : { address, method: textIn(webhook, "http_method") ?? "POST" };
}

/** The member of that name when it is an object, else null. */
export function objectIn(parent: JsonObject | null, name: string): JsonObject | null {
  const value = parent !== null && Object.hasOwn(parent, name) ? parent[name] : null;
  // A JSON object has string keys and unknown values, which is all that is claimed here.
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as JsonObject) : null;
}

function textIn(parent: JsonObject | null, name: string): string | null {
  const value = parent?.[name];
  return typeof value === "string" && value !== "" ? value : null;
}

function flagIn(parent: JsonObject | null, name: string): boolean | null {
  const value = parent?.[name];
  return typeof value === "boolean" ? value : null;
}
