// What can be copied of an event. Nothing here is a secret: tokens are masked.
import type { LoggedEvent } from "../../../preload/contract/event.ts";
import { hrefOf } from "../../router/router.ts";
import { curlSnippet } from "./curl-snippet.ts";
import { formatBody } from "./raw-body.ts";
import { headerLines } from "./header-words.ts";

/** One entry of the Copy menu. */
export interface CopyValue {
  readonly id: string;
  /** As the menu and the toast name it. */
  readonly label: string;
  /** Second key after `c`; null = menu only. */
  readonly key: string | null;
  readonly value: string;
  /** What the toast says after that it is copied. */
  readonly lack: string;
}

interface CopyPlaces {
  /** Scheme and host the request of the event would be sent to. */
  readonly base: string;
  /** Address of this page, without the part after `#`. */
  readonly page: string;
}

/** A string, kept whole, or the space between parts. Unrolled, so that a long string does not fill the matcher's stack. */
const STRING_OR_SPACE = /"[^"\\]*(?:\\.[^"\\]*)*"|\s+/g;

/** The values an event has, in the order of the menu. */
export function copyValues(event: LoggedEvent, { base, page }: CopyPlaces): readonly CopyValue[] {
  const minified = event.raw === null ? null : minify(event.raw);
  const curl = curlSnippet(event, base);
  const part = event.truncated === true ? ", its beginning alone" : "";
  return [
    entry("body", "Body", "b", event.raw, part),
    entry("body-minified", "Body, minified", null, minified),
    entry("uuid", "message_uuid", "u", event.messageUuid),
    entry("psid", "PSID", "p", event.psid),
    entry("page-id", "Page ID", "i", event.pageId),
    entry("headers", "Headers", "h", event.request === null ? null : headerLines(event.request.headers)),
    entry("curl", "curl command", "r", curl?.command ?? null, curl?.lack),
    entry("link", "Link to event", null, `${page}${hrefOf({ page: "events", id: event.id })}`),
  ].flat();
}

function entry(
  id: string,
  label: string,
  key: string | null,
  value: string | null,
  lack = "",
): readonly CopyValue[] {
  return value === null || value === "" ? [] : [{ id, label, key, value, lack }];
}

/** The body without the space between its parts; null when it is not JSON. Values keep every character. */
function minify(raw: string): string | null {
  const formatted = formatBody(raw);
  if (!formatted.isJson) return null;
  return formatted.text.replace(STRING_OR_SPACE, (part) => (part.startsWith('"') ? part : ""));
}
