// The logged event: one row of the log, as the command line, exports and the bridge show it.
import { z } from "zod";
import { EventId, MessageUuid, PageId, Psid, WorkspaceId } from "./ids.ts";

/** What an event can be. `system` is a request that was refused unread, e.g. one by GET. */
export const EVENT_KINDS = ["inbound", "status", "reply", "unparsed", "system"] as const;
/** Kind of an event. */
export const EventKind = z.enum(EVENT_KINDS);
export type EventKind = z.output<typeof EventKind>;

/** The statuses of the API, in the order in which a message goes through them; the last two are failures. */
export const MESSAGE_STATUSES = ["submitted", "delivered", "read", "rejected", "undeliverable"] as const;
/** A status of the API. Unknown words are kept in the event; this is the list the interface knows. */
export const MessageStatus = z.enum(MESSAGE_STATUSES);
export type MessageStatus = z.output<typeof MessageStatus>;

/** Version of the webhook payload, as its shape shows it. */
export const PayloadVersion = z.enum(["v0.1", "v1"]);
export type PayloadVersion = z.output<typeof PayloadVersion>;

/** What checking a webhook JWT can come to. `unchecked` = it could not be checked, e.g. for want of a secret. */
export const SIGNATURE_STATES = ["verified", "unsigned", "bad", "unchecked"] as const;
/** State of one signature. */
export const SignatureState = z.enum(SIGNATURE_STATES);
export type SignatureState = z.output<typeof SignatureState>;

/** Outcome of checking one delivery's webhook JWT. `reason` names the check that failed, or of a verified one is odd, in words. */
export const SignatureOutcome = z.object({ state: SignatureState, reason: z.string().nullable() });
export type SignatureOutcome = z.output<typeof SignatureOutcome>;

/**
 * The API's error of a status or a refused reply. `code` is always a string, whatever type it had on the wire, and empty
 * where none came. Of a reply that got no answer: Hookline's own code, and the reason as `detail`.
 */
export const EventError = z.object({
  code: z.string(),
  title: z.string().nullable(),
  detail: z.string().nullable(),
});
export type EventError = z.output<typeof EventError>;

/** What a delivered message cost; the price stays the string it came as. */
export const Usage = z.object({ currency: z.string(), price: z.string() });
export type Usage = z.output<typeof Usage>;

/** A delivery later than this after the API's own time is worth a word. */
export const LATE_MS = 60_000;

/** Longest `text` a row carries, in UTF-16 units; the detail has all of it. */
export const ROW_TEXT_LIMIT = 2_000;

/** How the `text` of an unparsed delivery begins whose body is no JSON, or not even text. */
export const NOT_JSON = "The body is not JSON";

/** What a row tells of the answer to its event: ours to Vonage, of a reply Vonage's. */
export const RowAnswer = z.object({
  status: z.int(),
  durationMs: z.number(),
  /** Whether it left: false = the caller hung up first, so it will send again whatever the status. Always true for a reply. */
  sent: z.boolean(),
});
export type RowAnswer = z.output<typeof RowAnswer>;

/** One event without body and headers: what the list, the thread and the topic `events.appended` carry. */
export const EventRow = z.object({
  id: EventId,
  kind: EventKind,
  /** Our clock when it reached us (or when we sent it), epoch ms. */
  receivedAt: z.number(),
  /** null = Unassigned. */
  workspace: WorkspaceId.nullable(),
  workspaceName: z.string().nullable(),
  simulated: z.boolean(),
  payloadVersion: PayloadVersion.nullable(),
  messageUuid: MessageUuid.nullable(),
  channel: z.string().nullable(),
  psid: Psid.nullable(),
  pageId: PageId.nullable(),
  /** The API's time, ISO 8601 UTC with milliseconds; null when it could not be read. */
  timestamp: z.string().nullable(),
  messageType: z.string().nullable(),
  /** At most {@link ROW_TEXT_LIMIT} units in a row. For `unparsed` and `system`: the reason, in words. */
  text: z.string().nullable(),
  mediaUrl: z.string().nullable(),
  status: z.string().nullable(),
  error: EventError.nullable(),
  clientRef: z.string().nullable(),
  usage: Usage.nullable(),
  /** null for replies and system events. */
  signature: SignatureOutcome.nullable(),
  /** How many deliveries of the same (kind, messageUuid, status, psid, pageId) there were in this workspace, with this one. */
  attempt: z.int().positive(),
  /** null until answered; of a reply for good. */
  answer: RowAnswer.nullable(),
});
export type EventRow = z.output<typeof EventRow>;

/**
 * Header names in lower case; one that came several times is joined by a comma, a cookie by a semicolon. Passed on as they
 * are: a record of zod leaves out a header called `__proto__`, and what came is what is shown.
 */
export const Headers = z
  .custom<Record<string, string>>(isHeaders)
  .meta({ type: "object", additionalProperties: { type: "string" } });
export type Headers = z.output<typeof Headers>;

function isHeaders(value: unknown): boolean {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
  return Object.values(value).every((header) => typeof header === "string");
}

/** The request as it came (or as we sent it, with Authorization masked). */
export const EventRequest = z.object({
  method: z.string(),
  path: z.string(),
  headers: Headers,
  bodyBytes: z.int().nonnegative(),
  bodySha256: z.string().nullable(),
});
export type EventRequest = z.output<typeof EventRequest>;

/** Steps of one delivery in milliseconds, for the timing waterfall; null where a step did not happen. */
export const Timings = z.object({
  readBodyMs: z.number().nullable(),
  verifyMs: z.number().nullable(),
  storeMs: z.number().nullable(),
  answerMs: z.number().nullable(),
});
export type Timings = z.output<typeof Timings>;

/** What was answered to the request of an event: by us to a webhook, by Vonage to a reply. */
export const EventResponse = z.object({
  status: z.int(),
  durationMs: z.number(),
  headers: Headers,
  body: z.string().nullable(),
  timings: Timings.nullable(),
  /** Whether our bytes left the socket (false: the caller hung up first). Always true for a reply. */
  sent: z.boolean(),
});
export type EventResponse = z.output<typeof EventResponse>;

/** A whole logged event: CONTRACT of `events --json`, exports and the detail pane. */
export const LoggedEvent = EventRow.omit({ answer: true }).extend({
  request: EventRequest.nullable(),
  response: EventResponse.nullable(),
  /** The exact body when it is UTF-8, else null and `rawBase64` has it. */
  raw: z.string().nullable(),
  rawBase64: z.string().optional(),
  /** Only the first 64 KiB were kept, because the body was over the limit. */
  truncated: z.literal(true).optional(),
});
export type LoggedEvent = z.output<typeof LoggedEvent>;

/** One line of the Signature tab. `unknown` = could not be checked, `skipped` = does not apply. */
export const SignatureCheck = z.object({
  id: z.enum(["present", "algorithm", "signature", "issuer", "payload_hash", "issued_at", "application_id"]),
  label: z.string(),
  outcome: z.enum(["pass", "fail", "warn", "unknown", "skipped"]),
  detail: z.string(),
});
export type SignatureCheck = z.output<typeof SignatureCheck>;

/** The webhook JWT of one event, taken apart. Its signature part is never included. */
export const SignatureReport = z.object({
  eventId: EventId,
  outcome: SignatureOutcome,
  header: z.record(z.string(), z.unknown()).nullable(),
  claims: z.record(z.string(), z.unknown()).nullable(),
  checks: z.array(SignatureCheck),
  /** Which secret was tried, in words, e.g. "signature secret of account a1b2c3d4"; null when none was. */
  secretTried: z.string().nullable(),
});
export type SignatureReport = z.output<typeof SignatureReport>;

/** Snapshot: only events with an id up to this one; 0 = none, null = all there are now. */
export const PageEnd = z.union([EventId, z.literal(0)]).nullable();
export type PageEnd = z.output<typeof PageEnd>;

/** A window onto the filtered log: newest first, offset counted from `upToId` downwards. */
export const EventPageQuery = z.object({
  workspace: WorkspaceId.nullable(),
  /** Search language of event-query.ts, which has a limit of its own; empty = all. */
  query: z.string(),
  upToId: PageEnd,
  /** Epoch ms: ages like `since:10m` are counted from then; left out = now. */
  readAt: z.number().optional(),
  offset: z.int().nonnegative(),
  limit: z.int().min(1).max(500),
  /** Who asks: once it asks for other events, nobody looks any more for what it asked for before. */
  asker: z.string().min(1).max(64).optional(),
});
export type EventPageQuery = z.output<typeof EventPageQuery>;

/** One page of the filtered log, newest first. */
export const EventPage = z.object({
  rows: z.array(EventRow),
  /** Exact number of matching events up to `upToId`. */
  total: z.int().nonnegative(),
  /** The snapshot this page belongs to: pass it back as `upToId`; null = the log is empty. */
  upToId: EventId.nullable(),
  /** A part of the snapshot, epoch ms: passed back, too, no event grows too old for the other pages. */
  readAt: z.number(),
});
export type EventPage = z.output<typeof EventPage>;

/** Counts for the chips and the sidebar, of one workspace (null = all). */
export const EventCounts = z.object({
  all: z.int(),
  inbound: z.int(),
  status: z.int(),
  /**
   * rejected, undeliverable, bad signature, unsigned while a secret is stored, answered >= 400, unparsed, a reply that
   * Vonage named no message for.
   */
  problems: z.int(),
  /** Those of `all` that belong to no workspace. */
  unassigned: z.int(),
});
export type EventCounts = z.output<typeof EventCounts>;
