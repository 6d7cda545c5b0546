// The headers of a request as they are stored: one text each, and none left out.
import type { IncomingMessage } from "node:http";
import type { Headers } from "../../preload/contract/event.ts";

/**
 * node:http keeps only the first of some headers that come twice (authorization, host, user-agent and others), and none that
 * is called `__proto__`. What came is what is shown, so repeats are joined here.
 */
export function headersOf({ headers, rawHeaders }: Pick<IncomingMessage, "headers" | "rawHeaders">): Headers {
  // Nearly always there are none: a list of two members for each is then what node has already read. `set-cookie` alone is a list.
  const isWhole =
    headers["set-cookie"] === undefined && Object.keys(headers).length * 2 === rawHeaders.length;
  return isWhole ? (headers as Headers) : joinAll(rawHeaders);
}

function joinAll(rawHeaders: readonly string[]): Headers {
  // Without a prototype, so that every name is a name.
  const joined = Object.create(null) as Record<string, string>;
  for (let index = 0; index + 1 < rawHeaders.length; index += 2) {
    const name = (rawHeaders[index] ?? "").toLowerCase();
    const value = rawHeaders[index + 1] ?? "";
    const before = joined[name];
    joined[name] = before === undefined ? value : `${before}${name === "cookie" ? "; " : ", "}${value}`;
  }
  return joined;
}
