// A caller that asks before it sends its body (`Expect: 100-continue`): what its headers alone already decide.
import type { IncomingMessage } from "node:http";
import type { ReadBody } from "./read-body.ts";

const NOTHING = Buffer.alloc(0);

/** What there is of a body that must not be sent, since the answer is settled without it; null when it is to be sent. */
export function unwantedBody({ method, headers }: IncomingMessage, limit: number): ReadBody | null {
  if (method !== "POST") return { body: NOTHING, bodyBytes: 0, truncated: false };
  const announced = Number(headers["content-length"] ?? 0);
  return announced > limit ? { body: NOTHING, bodyBytes: announced, truncated: true } : null;
}
