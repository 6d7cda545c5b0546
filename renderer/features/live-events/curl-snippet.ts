// A delivery as a curl command. Everything that goes into it passes through one quoting function.
import type { LoggedEvent } from "../../../preload/contract/event.ts";
import { quoteForShell } from "../../../preload/contract/snippets/quote.ts";
import { isMaskedHeader, maskHeader } from "../../../preload/contract/mask-header.ts";

/** Headers that curl makes by itself, and that would be wrong for another connection. */
const MADE_BY_CURL = new Set([
  "host",
  "content-length",
  "connection",
  "transfer-encoding",
  "accept-encoding",
]);

/** A command for a shell. */
export interface CurlSnippet {
  readonly command: string;
  /** What it lacks of the request; the end of "curl command copied". */
  readonly lack: string;
}

/**
 * The request of an event, to be sent again by hand. What authorises it is never in it whole. A webhook without its signature
 * is taken, one with a masked one refused: so it is left out, but for one that was bad before and is to stay so.
 * Of an oversize body it sends what was kept, its beginning.
 * @param base scheme and host to send it to, without a path; empty where there is none
 * @returns null when there was no request, its body is not text, or there is nowhere to send it
 */
export function curlSnippet(
  event: Pick<LoggedEvent, "kind" | "request" | "raw" | "signature" | "truncated">,
  base: string,
): CurlSnippet | null {
  const { request, raw } = event;
  if (base === "" || request === null || (raw === null && request.bodyBytes > 0)) return null;
  const sent = Object.entries(request.headers).filter(([name]) => !MADE_BY_CURL.has(name.toLowerCase()));
  const isAuthorized = sent.some(([name]) => isMaskedHeader(name));
  const isKept = event.kind === "reply" || event.signature?.state === "bad";
  const headers = sent
    .filter(([name]) => isKept || !isMaskedHeader(name))
    .map(([name, value]) => `-H ${quoteForShell(`${name}: ${maskHeader(name, value)}`)}`);
  const lines = [
    `curl -X ${quoteForShell(request.method)} ${quoteForShell(base.replace(/\/$/, "") + request.path)}`,
    ...headers,
    // As it is: curl would take line breaks out, and read a file if the body began with "@".
    ...(raw === null || raw === "" ? [] : [`--data-raw ${quoteForShell(raw)}`]),
  ];
  const lacks = [
    event.truncated === true ? "with the beginning of its body alone" : [],
    !isAuthorized ? [] : isKept ? "with its token masked" : `without ${whatIsMasked(event)}`,
  ].flat();
  return { command: lines.join(" \\\n  "), lack: lacks.map((lack) => `, ${lack}`).join("") };
}

/** Vonage signs by a token of its own form; another one says who sends. */
function whatIsMasked({ signature }: Pick<LoggedEvent, "signature">): string {
  return signature?.state === "unsigned" ? "its authorization" : "the signature";
}
