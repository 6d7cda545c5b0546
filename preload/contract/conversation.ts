// One person's thread: messages both ways, each with what is known of its delivery.
import { z } from "zod";
import { EventError, EventRow } from "./event.ts";
import { EventId, PageId, Psid, WorkspaceId } from "./ids.ts";

/** One person who wrote to, or was written to by, a Page of a workspace. */
export const Person = z.object({
  workspace: WorkspaceId.nullable(),
  psid: Psid,
  pageId: PageId,
  lastEventId: EventId,
  lastAt: z.number(),
  /** As much as a row has of it. null where the message was no text; `lastType` says what it was. */
  lastText: z.string().nullable(),
  /** `text`, `image` and so on; null when it could not be read. */
  lastType: z.string().nullable(),
  lastDirection: z.enum(["inbound", "reply"]),
  /**
   * When this person last wrote (verified or not), epoch ms; null = never. Opens the 24-hour window. Of the simulated
   * workspace it is by the simulator's clock.
   */
  lastInboundAt: z.number().nullable(),
});
export type Person = z.output<typeof Person>;

/** Whom to list: the people of a workspace, or of all with null; with a PSID that person alone, at each Page. */
export const PeopleQuery = z.object({
  workspace: WorkspaceId.nullable(),
  psid: Psid.optional(),
  limit: z.int().min(1).max(500),
});
export type PeopleQuery = z.output<typeof PeopleQuery>;

/** One stop of a delivery timeline: the first arrival of that status; later ones are counted. */
export const DeliveryStop = z.object({
  status: z.string(),
  eventId: EventId,
  receivedAt: z.number(),
  /** The API's time, ISO 8601; null when it could not be read. */
  timestamp: z.string().nullable(),
  error: EventError.nullable(),
  count: z.int().positive(),
});
export type DeliveryStop = z.output<typeof DeliveryStop>;

/**
 * Whether a status may tell what became of the reply with its message_uuid. It comes from where the reply was sent (or is
 * nobody's), and was verified, or could not be because no secret was stored: an unsigned one has no reason then. One that is
 * nobody's and unchecked says nothing: the account of the reply may have a secret, and it names another one.
 */
export function isBelieved(
  status: Pick<EventRow, "workspace" | "simulated" | "signature">,
  reply: Pick<EventRow, "workspace" | "simulated">,
): boolean {
  const isNobodys = status.workspace === null;
  if (isNobodys ? status.simulated !== reply.simulated : status.workspace !== reply.workspace) return false;
  switch (status.signature?.state) {
    case "verified":
      return true;
    case "unsigned":
      return status.signature.reason === null;
    case "unchecked":
      return !isNobodys;
    case "bad":
    case undefined:
      return false;
  }
}

/** A bubble. Repeated deliveries of one inbound message are one bubble with `copies`. */
export const ThreadMessage = z.object({
  /** The delivery of this message that is best signed: verified, else unchecked or unsigned, else bad; the first of those. */
  event: EventRow,
  copies: z.int().positive(),
  /** For a reply: its statuses that {@link isBelieved}, in order of arrival, joined by message_uuid on reading. */
  stops: z.array(DeliveryStop),
});
export type ThreadMessage = z.output<typeof ThreadMessage>;

/** Messages of one person with one Page, and who the person is. */
export const Thread = z.object({
  person: Person.nullable(),
  /** Oldest first. */
  messages: z.array(ThreadMessage),
  /** There are older messages than these. */
  hasOlder: z.boolean(),
});
export type Thread = z.output<typeof Thread>;

/** Which part of a thread: the newest `limit` messages, or those before one. */
export const ThreadQuery = z.object({
  workspace: WorkspaceId.nullable(),
  psid: Psid,
  pageId: PageId,
  beforeId: EventId.nullable(),
  limit: z.int().min(1).max(500),
});
export type ThreadQuery = z.output<typeof ThreadQuery>;

/** Life of the standard messaging window after the person's last message. */
export const MESSAGING_WINDOW_MS = 24 * 60 * 60 * 1000;
