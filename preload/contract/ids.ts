// The identifiers of the field, branded so that one is never passed for another.
import { z } from "zod";

/** A person's page-scoped id. A string for ever: leading zeros and more than 2^53 both occur. 1 to 50 characters. */
export const Psid = z.string().min(1).max(50).brand<"Psid">();
export type Psid = z.output<typeof Psid>;

/** A Facebook Page's id. A string for the same reasons as {@link Psid}. */
export const PageId = z.string().min(1).max(50).brand<"PageId">();
export type PageId = z.output<typeof PageId>;

/** Whether it has the form of one. The API takes any text, so no other is refused. */
export function isPageIdForm(text: string): boolean {
  return /^\d+$/.test(text);
}

/** The id Vonage gives a message; inbound, reply and statuses share it. Kept as it came. */
export const MessageUuid = z.string().min(1).max(200).brand<"MessageUuid">();
export type MessageUuid = z.output<typeof MessageUuid>;

/** The id of a Vonage application. */
export const ApplicationId = z.string().min(1).max(64).brand<"ApplicationId">();
export type ApplicationId = z.output<typeof ApplicationId>;

/** Whether it has the form of one: a UUID, of which some of Vonage's answers leave the hyphens out. */
export function isApplicationIdForm(text: string): boolean {
  return /^[0-9a-f]{32}$/i.test(text.replaceAll("-", ""));
}

/** Hookline's own id of a workspace: stable, never reused. `simulated` is always there. */
export const WorkspaceId = z.string().min(1).max(64).brand<"WorkspaceId">();
export type WorkspaceId = z.output<typeof WorkspaceId>;

/** Row id of a logged event: grows, never used twice. */
export const EventId = z.int().positive().brand<"EventId">();
export type EventId = z.output<typeof EventId>;

/** The workspace of the built-in simulator. */
export const SIMULATED_WORKSPACE = WorkspaceId.parse("simulated");
