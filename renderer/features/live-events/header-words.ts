// Headers in words: as lines, and the known names explained.
import type { Headers } from "../../../preload/contract/event.ts";
import { maskHeader } from "../../../preload/contract/mask-header.ts";

/** Headers as lines, masked: what "Copy headers" gives. */
export function headerLines(headers: Headers): string {
  return Object.entries(headers)
    .map(([name, value]) => `${name}: ${maskHeader(name, value)}`)
    .join("\n");
}

const KNOWN: Readonly<Record<string, string>> = {
  authorization:
    "Bearer and the JWT Vonage signed with the account’s signature secret. Its signature part is masked here.",
  "content-type": "Form of the body. Vonage sends application/json.",
  "content-length": "Size of the body in bytes.",
  "transfer-encoding": "The body came in pieces, without its size told before.",
  host: "The address Vonage called: the tunnel’s, when it came through one.",
  "user-agent": "The program that sent the request.",
  accept: "Forms of answer the sender takes.",
  "accept-encoding": "Compressions the sender can read.",
  connection: "Whether the connection is kept for more requests.",
  "x-forwarded-for": "Address of the sender, as the tunnel saw it.",
  "x-forwarded-proto": "Scheme by which the tunnel was called.",
  "x-forwarded-host": "Host by which the tunnel was called.",
  "x-real-ip": "Address of the sender, as the tunnel saw it.",
  traceparent: "Vonage’s trace of this request; name it when asking their support.",
  "x-request-id": "Vonage’s id of this request; name it when asking their support.",
  date: "When the answer was made.",
  allow: "Methods this address takes.",
  "retry-after": "Seconds to wait before trying again.",
  "keep-alive": "How long an idle connection is kept.",
};

/** What a header is for; null for one that is not known. */
export function headerMeaning(name: string): string | null {
  const key = name.toLowerCase();
  return Object.hasOwn(KNOWN, key) ? (KNOWN[key] ?? null) : null;
}
