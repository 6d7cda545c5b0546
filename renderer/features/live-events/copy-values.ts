// What can be copied of an event. Nothing here is a secret: tokens are masked.
import type { LoggedEvent } from "../../../preload/contract/event.ts";
import { hrefOf } from "../../router/router.ts";
import { curlSnippet } from "./curl-snippet.ts";
import { formatBody } from "./raw-body.ts";
import { headerLines } from "./header-words.ts";

/** What may be copied of an event: one entry of the Copy menu. */
export interface CopyPart {
  readonly id: "body" | "body-minified" | "uuid" | "psid" | "page-id" | "headers" | "curl" | "link";
  /** As the menu and the toast name it. */
  readonly label: string;
  /** Second key after `c`; null = menu only. */
  readonly key: string | null;
}

/** All parts, in the order of the menu; no event need have each of them. */
export const COPY_PARTS: readonly CopyPart[] = [
  { id: "body", label: "Body", key: "b" },
  { id: "body-minified", label: "Body, minified", key: null },
  { id: "uuid", label: "message_uuid", key: "u" },
  { id: "psid", label: "PSID", key: "p" },
  { id: "page-id", label: "Page ID", key: "i" },
  { id: "headers", label: "Headers", key: "h" },
  { id: "curl", label: "curl command", key: "r" },
  { id: "link", label: "Link to event", key: null },
];

/** A part that an event has. */
export interface CopyValue extends CopyPart {
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
  const values: Readonly<Record<CopyPart["id"], string | null>> = {
    body: event.raw,
    "body-minified": minified,
    uuid: event.messageUuid,
    psid: event.psid,
    "page-id": event.pageId,
    headers: event.request === null ? null : headerLines(event.request.headers),
    curl: curl?.command ?? null,
    link: `${page}${hrefOf({ page: "events", id: event.id })}`,
  };
  const lacks: Partial<Record<CopyPart["id"], string | undefined>> = {
    body: event.truncated === true ? ", its beginning alone" : "",
    curl: curl?.lack,
  };
  return COPY_PARTS.flatMap((part) => {
    const value = values[part.id];
    if (value === null || value === "") return [];
    return [{ ...part, value, lack: lacks[part.id] ?? "" }];
  });
}

/** The body without the space between its parts; null when it is not JSON. Values keep every character. */
function minify(raw: string): string | null {
  const formatted = formatBody(raw);
  if (!formatted.isJson) return null;
  return formatted.text.replace(STRING_OR_SPACE, (part) => (part.startsWith('"') ? part : ""));
}
