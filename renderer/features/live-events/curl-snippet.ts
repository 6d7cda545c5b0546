// A delivery as a curl command. Everything that goes into it passes through one quoting function.
import type { LoggedEvent } from "../../../preload/contract/event.ts";
import { quoteForShell } from "../../../preload/contract/snippets/quote.ts";
import { maskHeader } from "../../../preload/contract/mask-header.ts";

/** Headers that curl makes by itself, and that would be wrong for another connection. */
const MADE_BY_CURL = new Set([
  "host",
  "content-length",
  "connection",
  "transfer-encoding",
  "accept-encoding",
]);

/**
 * The request of an event, to be sent again by hand. Authorization is masked.
 * @param base scheme and host to send it to, without a path
 * @returns null when there was no request, or its body is not text
 */
export function curlSnippet(event: Pick<LoggedEvent, "request" | "raw">, base: string): string | null {
  const { request, raw } = event;
  if (request === null || (raw === null && request.bodyBytes > 0)) return null;
  const headers = Object.entries(request.headers)
    .filter(([name]) => !MADE_BY_CURL.has(name.toLowerCase()))
    .map(([name, value]) => `-H ${quoteForShell(`${name}: ${maskHeader(name, value)}`)}`);
  const lines = [
    `curl -X ${quoteForShell(request.method)} ${quoteForShell(base.replace(/\/$/, "") + request.path)}`,
    ...headers,
    // As it is: curl would take line breaks out, and read a file if the body began with "@".
    ...(raw === null || raw === "" ? [] : [`--data-raw ${quoteForShell(raw)}`]),
  ];
  return lines.join(" \\\n  ");
}
