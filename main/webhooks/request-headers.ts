// The headers of a request as they are stored: one text each.
import type { IncomingMessage } from "node:http";
import type { Headers } from "../../preload/contract/event.ts";

/** node:http joins repeated headers, all but set-cookie: a request has no business with it, and may carry it all the same. */
export function headersOf({ headers }: Pick<IncomingMessage, "headers">): Headers {
  const cookies = headers["set-cookie"];
  // Every other member is a string.
  return (cookies === undefined ? headers : { ...headers, "set-cookie": cookies.join(", ") }) as Headers;
}
