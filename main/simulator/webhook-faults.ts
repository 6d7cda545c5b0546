// Which faults a webhook has, and what they do to its body. What they do to its token: sign-webhook.ts; to its way over
// the wire: post-webhook.ts and callbacks.ts.
import type { PayloadVersion } from "../../preload/contract/event.ts";
import type { SimulatorFault, SimulatorFaultChoice } from "../../preload/contract/simulator.ts";

/** The faults of one webhook, each once. */
export type WebhookFaults = readonly SimulatorFault[];

/** How old a webhook of fault `late` is. */
export const LATE_MS = 90_000;
/** Size of a body of fault `huge-body`. */
export const HUGE_BODY_BYTES = 10 * 1024 * 1024;

/** A list, whether one was chosen, several, or none. */
export function faultList(choice: SimulatorFaultChoice | null | undefined): WebhookFaults {
  if (choice === null || choice === undefined) return [];
  return typeof choice === "string" ? [choice] : [...new Set(choice)];
}

/** Those that were chosen for this webhook, else those in force. */
export function faultsOf(
  choice: SimulatorFaultChoice | null | undefined,
  inForce: WebhookFaults,
): WebhookFaults {
  return choice === null || choice === undefined ? inForce : faultList(choice);
}

/** The other version of the two under fault `other-version`. */
export function versionUnder(faults: WebhookFaults, version: PayloadVersion): PayloadVersion {
  if (!faults.includes("other-version")) return version;
  return version === "v1" ? "v0.1" : "v1";
}

/** The time a webhook speaks of. */
export function timeUnder(faults: WebhookFaults, now: number): number {
  return faults.includes("late") ? now - LATE_MS : now;
}

type Payload = Readonly<Record<string, unknown>>;

/** Writes a payload as the faults have it: compact JSON, as it goes over the wire. */
export function writeBody(payload: Payload, faults: WebhookFaults): Uint8Array {
  const odd = faults.includes("integer-title") ? withIntegerTitle(payload) : payload;
  const more = faults.includes("unknown-members") ? { ...odd, ...UNKNOWN_MEMBERS } : odd;
  const body = Buffer.from(JSON.stringify(more));
  return faults.includes("huge-body") ? padded(body) : body;
}

/** As the specification of 2022 and Vonage's Java fixtures have it. */
function withIntegerTitle(payload: Payload): Payload {
  const { error } = payload;
  if (typeof error !== "object" || error === null || !("title" in error)) return payload;
  const title = Number(error.title);
  return Number.isInteger(title) ? { ...payload, error: { ...error, title } } : payload;
}

/** Those of other channels that SDKs list for all, and one that nobody has heard of. */
const UNKNOWN_MEMBERS: Payload = {
  _self: { href: "https://api-eu.vonage.com/v1/messages/aaaaaaaa-bbbb-cccc-dddd-0123456789ab" },
  profile: { name: "A person" },
  context: null,
  context_status: "none",
  provider_message: "",
  "x-hookline": { nested: [1, 2.5, true, null, { "": "an empty name" }] },
};

const PADDING = '"padding":"';

/** The same object with a member of padding at its end: exactly the size, and nothing in between is held. */
function padded(body: Buffer): Uint8Array {
  const whole = Buffer.alloc(HUGE_BODY_BYTES, "x");
  // Without the closing brace.
  const length = body.copy(whole, 0, 0, body.byteLength - 1);
  whole.write(`,${PADDING}`, length);
  whole.write('"}', HUGE_BODY_BYTES - 2);
  return whole;
}
