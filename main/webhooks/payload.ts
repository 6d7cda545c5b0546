// What the wire schemas of both API versions share: the parsed result, and the parts that are spelled alike.
import { z } from "zod";
import type { EventError, PayloadVersion, Usage } from "../../preload/contract/event.ts";
import { MessageUuid, PageId, Psid } from "../../preload/contract/ids.ts";

/** What a delivery says, in our words. `timestamp` is epoch ms; null when it could not be read. */
export interface ParsedPayload {
  readonly kind: "inbound" | "status";
  readonly payloadVersion: PayloadVersion;
  readonly messageUuid: MessageUuid;
  readonly channel: string | null;
  readonly psid: Psid;
  readonly pageId: PageId;
  readonly timestamp: number | null;
  readonly messageType: string | null;
  readonly text: string | null;
  readonly mediaUrl: string | null;
  readonly status: string | null;
  readonly error: EventError | null;
  readonly clientRef: string | null;
  readonly usage: Usage | null;
}

/** A shape that is not known, said so that a developer can mend the sender. */
export interface UnknownShape {
  readonly kind: "unparsed";
  readonly reason: string;
}

/** `message_uuid` and `timestamp` tell a webhook from a request to send. */
export const envelope = {
  message_uuid: MessageUuid,
  timestamp: z.union([z.string(), z.number()]),
  client_ref: z.unknown().optional(),
  usage: z.unknown().optional(),
  error: z.unknown().optional(),
};

/** The two ids by direction: a person writes to the Page, and a status goes back the other way. */
export function people(kind: "inbound" | "status", from: string, to: string): { psid: Psid; pageId: PageId } {
  // Both schemas have limited the ids to what the brands demand.
  return kind === "inbound"
    ? { psid: from as Psid, pageId: to as PageId }
    : { psid: to as Psid, pageId: from as PageId };
}

/** What a schema minds, first problem only, in the words of a sentence: "`to` is empty". */
export function problemOf(error: z.ZodError): string {
  const issue = error.issues[0];
  if (issue === undefined) return "its shape is unknown";
  return `\`${issue.path.map(String).join(".")}\` ${wordsOf(issue)}`;
}

function wordsOf(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case "too_small":
      return issue.origin === "string" ? "is empty" : "is a negative number";
    case "too_big":
      return issue.origin === "string"
        ? `has more than ${issue.maximum} characters`
        : "is a number too large to be exact";
    case "invalid_type":
      return `is missing or not ${issue.expected === "string" ? "a text" : `an ${issue.expected}`}`;
    case "invalid_union":
      return "is missing or neither a text nor a whole number";
    default:
      return "has another form than documented";
  }
}

/** A string as it came, or null: for what a person wrote. A list cuts it by itself. */
export function stringOrNull(value: unknown): string | null {
  return typeof value === "string" ? value : null;
}

/**
 * Everything below goes into every row of every list, and a stranger may send a mebibyte of it: it is cut, and the body has
 * the whole.
 */
const WORD_LIMIT = 200;
const SENTENCE_LIMIT = 2_000;
/** An address that is cut is none. */
const ADDRESS_LIMIT = 8_000;

/** A type, status, channel, reference or code; null for what is no string. */
export function word<T>(value: T): T extends string ? string : string | null;
export function word(value: unknown): string | null {
  return typeof value === "string" ? value.slice(0, WORD_LIMIT) : null;
}

/** What explains an error; null for what is no string. */
export function sentence(value: unknown): string | null {
  return typeof value === "string" ? value.slice(0, SENTENCE_LIMIT) : null;
}

/** The price stays the string it came as; a number is printed. Anything else is not usage. */
export function toUsage(value: unknown): Usage | null {
  const parsed = usage.safeParse(value);
  return parsed.success
    ? { currency: word(parsed.data.currency), price: word(String(parsed.data.price)) }
    : null;
}

const usage = z.object({ currency: z.string(), price: z.union([z.string(), z.number()]) });

/** `url` of the member that is named like the message type. */
export function mediaUrl(content: Readonly<Record<string, unknown>>, type: string): string | null {
  const media = Object.hasOwn(content, type) ? content[type] : undefined;
  const url = typeof media === "object" && media !== null && "url" in media ? stringOrNull(media.url) : null;
  return url !== null && url.length > ADDRESS_LIMIT ? null : url;
}

/** As nearly every delivery has it; read without taking it apart. */
const UTC_TIMESTAMP = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?Z$/;
const TIMESTAMP =
  /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d:\d\d(?:\.\d{1,9})?) ?(Z|UTC|[+-](?:[01]\d|2[0-3]):?[0-5]\d)$/;

/**
 * Reads the API's time: `2025-02-03T12:14:25Z`, the same with milliseconds, `2020-01-01 14:00:00 UTC` (all three are in
 * Vonage's documentation, read 2026-11-21), or with an offset. Epoch ms; null for everything else.
 */
export function readTimestamp(value: string | number): number | null {
  if (typeof value !== "string") return null;
  if (UTC_TIMESTAMP.test(value)) return parseUtc(value);
  const match = TIMESTAMP.exec(value);
  if (match === null) return null;
  const [, day = "", time = "", zone = ""] = match;
  const at = parseUtc(`${day}T${time}Z`);
  return at === null || zone === "Z" || zone === "UTC" ? at : at - offsetMs(zone);
}

/** 24:00 and 30 February roll over to the next day; such a time was never meant. */
function parseUtc(value: string): number | null {
  const at = Date.parse(value);
  const day = Number(value.slice(8, 10));
  const mayRollOver = day > 28 || value.startsWith("24", 11);
  return Number.isNaN(at) || (mayRollOver && new Date(at).getUTCDate() !== day) ? null : at;
}

function offsetMs(zone: string): number {
  const digits = zone.replace(":", "");
  const minutes = Number(digits.slice(1, 3)) * 60 + Number(digits.slice(3, 5));
  return (zone.startsWith("-") ? -minutes : minutes) * 60_000;
}

/** A value nobody expected there, as text; null when it is nested too deep to be written down. */
export function readable(value: unknown): string | null {
  if (typeof value === "string") return sentence(value);
  try {
    return sentence(JSON.stringify(value));
  } catch {
    // The stack is full. The body itself is kept whole, so nothing is lost.
    return null;
  }
}
