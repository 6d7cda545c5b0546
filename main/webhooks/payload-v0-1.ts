// The wire schemas of Messages API v0.1 webhooks: `to` and `from` are objects. Source: OpenAPI 0.4.0, read 2026-11-21.
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
  stringOrNull,
  toUsage,
  word,
} from "./payload.ts";

// Published examples also show `number` beside, or instead of, `id`, and ids without quotes.
const id = z.union([z.string().min(1).max(50), z.int().nonnegative()]);
const party = z.object({ type: z.string().optional(), id: id.optional(), number: id.optional() });

const inbound = z.object({
  ...envelope,
  to: party,
  from: party,
  message: z.object({ content: z.looseObject({ type: z.string() }) }),
});

const status = z.object({ ...envelope, to: party, from: party, status: z.string().min(1) });

/** Reads a v0.1 inbound message. */
export function parseInboundV01(body: object): ParsedPayload | UnknownShape {
  const parsed = inbound.safeParse(body);
  if (!parsed.success) return unknownShape("inbound message", problemOf(parsed.error));
  const { message, to, from } = parsed.data;
  const ids = idsOf(from, to);
  if (ids === null) return unknownShape("inbound message", "`to.id` or `from.id` is missing");
  const { content } = message;
  return {
    kind: "inbound",
    payloadVersion: "v0.1",
    messageUuid: parsed.data.message_uuid,
    channel: word(from.type ?? to.type),
    ...people("inbound", ids.from, ids.to),
    timestamp: readTimestamp(parsed.data.timestamp),
    messageType: word(content.type),
    text: stringOrNull(content["text"]),
    mediaUrl: mediaUrl(content, content.type),
    status: null,
    error: null,
    clientRef: word(parsed.data.client_ref),
    usage: null,
  };
}

/** Reads a v0.1 message status. */
export function parseStatusV01(body: object): ParsedPayload | UnknownShape {
  const parsed = status.safeParse(body);
  if (!parsed.success) return unknownShape("message status", problemOf(parsed.error));
  const { to, from } = parsed.data;
  const ids = idsOf(from, to);
  if (ids === null) return unknownShape("message status", "`to.id` or `from.id` is missing");
  return {
    kind: "status",
    payloadVersion: "v0.1",
    messageUuid: parsed.data.message_uuid,
    channel: word(to.type ?? from.type),
    ...people("status", ids.from, ids.to),
    timestamp: readTimestamp(parsed.data.timestamp),
    messageType: null,
    text: null,
    mediaUrl: null,
    status: word(parsed.data.status),
    error: toError(parsed.data.error),
    clientRef: word(parsed.data.client_ref),
    usage: toUsage(parsed.data.usage),
  };
}

function idsOf(
  from: z.output<typeof party>,
  to: z.output<typeof party>,
): { readonly from: string; readonly to: string } | null {
  const fromId = from.id ?? from.number;
  const toId = to.id ?? to.number;
  return fromId === undefined || toId === undefined ? null : { from: String(fromId), to: String(toId) };
}

const wireError = z.object({ code: z.union([z.string(), z.number()]), reason: z.unknown().optional() });

function toError(value: unknown): EventError | null {
  if (value === undefined || value === null) return null;
  const parsed = wireError.safeParse(value);
  if (parsed.success) {
    return { code: word(String(parsed.data.code)), title: word(parsed.data.reason), detail: null };
  }
  return { code: "", title: null, detail: readable(value) };
}

function unknownShape(what: string, problem: string): UnknownShape {
  return { kind: "unparsed", reason: `It looks like a v0.1 ${what}, but ${problem}` };
}
