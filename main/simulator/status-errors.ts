// The `error` member of a status webhook: one code, written as each API version writes it.
import type { PayloadVersion } from "../../preload/contract/event.ts";
import type { NewInstance } from "./problems.ts";

/** Short name and sentence of the codes that can concern Messenger. Source: OpenAPI 1.20.0 x-errors, read 2026-11. */
const NAMES: Readonly<Record<string, readonly [title: string, sentence: string]>> = {
  "1000": [
    "Throttled",
    "You have exceeded the submission capacity allowed on this account. Please wait and retry",
  ],
  "1021": ["Invalid tag", "The tag value is invalid."],
  "1300": ["Not part of the provider network", "The number or ID is not a user in the provider network."],
  "1330": ["Delivery failed", "The message could not be delivered."],
  "1331": [
    "Provider error",
    "The provider is not responding or unable to process the request. Please try sending your message in a few minutes time.",
  ],
  "1340": ["Outside of the allowed window", "This message is sent outside of allowed response window."],
  "1370": ["Expired access Token", "Please reauthenticate your Facebook Page with Vonage."],
  "1380": ["Invalid resource", "The media address could not be reached."],
  "1381": ["Resource size is too large", "Please try sending a smaller media file."],
  "1382": ["Resource type invalid", "The media is of a type that is not supported."],
};

/** Code used when a status needs an error and none was named; null for a status that has none. */
export function defaultErrorCode(status: string): string | null {
  if (status === "rejected") return "1330";
  return status === "undeliverable" ? "1331" : null;
}

/** v1: a problem whose title is the code. v0.1: an integer code and its short name. */
export function statusError(
  code: string,
  version: PayloadVersion,
  newInstance: NewInstance,
): Readonly<Record<string, unknown>> {
  const named = Object.hasOwn(NAMES, code) ? NAMES[code] : undefined;
  const [title, sentence] = named ?? ["Unknown", `Error ${code}.`];
  if (version === "v0.1") {
    return { code: /^\d{1,9}$/.test(code) ? Number(code) : code, reason: title };
  }
  return {
    type: `https://developer.vonage.com/api-errors/messages#${encodeURIComponent(code.toWellFormed())}`,
    title: code,
    detail: `${title} - ${sentence}`,
    instance: newInstance(),
  };
}
