// The wire schemas of Messages API v1 webhooks: `to` and `from` are strings. Source: OpenAPI 1.20.0, read 2026-11-21.
import { z } from "zod";
import type { EventError } from "../../preload/contract/event.ts";
import {
  type ParsedPayload,
  type UnknownShape,
  envelope,
  mediaUrl,
  people,
  problemOf,
  readTimestamp,
  readable,
  sentence,
  stringOrNull,
  toUsage,
  word,
} from "./payload.ts";

const id = z.string().min(1).max(50);

const inbound = z.looseObject({
  ...envelope,
  to: id,
  from: id,
  channel: z.unknown().optional(),
  message_type: z.string(),
});

const status = z.object({
  ...envelope,
  to: id,
  from: id,
  channel: z.unknown().optional(),
  status: z.string().min(1),
});

/** Reads a v1 inbound message. */
export function parseInboundV1(body: object): ParsedPayload | UnknownShape {
  const parsed = inbound.safeParse(body);
  if (!parsed.success) return unknownShape("inbound message", problemOf(parsed.error));
  const { data } = parsed;
  return {
    kind: "inbound",
    payloadVersion: "v1",
    messageUuid: data.message_uuid,
    channel: word(data.channel),
    ...people("inbound", data.from, data.to),
    timestamp: readTimestamp(data.timestamp),
    messageType: word(data.message_type),
    text: stringOrNull(data["text"]),
    mediaUrl: mediaUrl(data, data.message_type),
    status: null,
    error: null,
    clientRef: word(data.client_ref),
    usage: null,
  };
}

/** Reads a v1 message status. */
export function parseStatusV1(body: object): ParsedPayload | UnknownShape {
  const parsed = status.safeParse(body);
  if (!parsed.success) return unknownShape("message status", problemOf(parsed.error));
  const { data } = parsed;
  return {
    kind: "status",
    payloadVersion: "v1",
    messageUuid: data.message_uuid,
    channel: word(data.channel),
    ...people("status", data.from, data.to),
    timestamp: readTimestamp(data.timestamp),
    messageType: null,
    text: null,
    mediaUrl: null,
    status: word(data.status),
    error: toError(data.error),
    clientRef: word(data.client_ref),
    usage: toUsage(data.usage),
  };
}

const wireError = z.object({
  type: z.string().nullish(),
  title: z.union([z.string(), z.number()]).nullish(),
  detail: z.string().nullish(),
});

/** `error.title` is the code, as a string or (spec 1.1.0) a number; `detail` begins with its short name. */
function toError(value: unknown): EventError | null {
  if (value === undefined || value === null) return null;
  const parsed = wireError.safeParse(value);
  if (!parsed.success) {
    return { code: "", title: null, detail: readable(value) };
  }
  const { type, title, detail } = parsed.data;
  const titleText = title === undefined || title === null ? null : String(title);
  const isCode = titleText !== null && /^\d{1,6}$/.test(titleText);
  const code = isCode ? titleText : (/#(\d{1,6})$/.exec(type ?? "")?.[1] ?? "");
  const shortName = detail?.split(" - ", 1)[0] ?? null;
  return { code, title: word(isCode ? shortName : titleText), detail: sentence(detail) };
}

function unknownShape(what: string, problem: string): UnknownShape {
  return { kind: "unparsed", reason: `It looks like a v1 ${what}, but ${problem}` };
}
