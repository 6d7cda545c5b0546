// A reply: what the composer hands over, and what Vonage answered.
import { z } from "zod";
import { EventRow } from "./event.ts";
import { MessageUuid, PageId, Psid, WorkspaceId } from "./ids.ts";

/** Longest text the Messages API takes on Messenger, in UTF-16 units. Source: Messages API OpenAPI 1.20.0. */
export const REPLY_TEXT_LIMIT = 640;

/** A v1 text reply. Longer texts are allowed on purpose: this is a test tool, it warns and sends. */
export const ReplyDraft = z.object({
  workspace: WorkspaceId,
  psid: Psid,
  pageId: PageId,
  text: z.string().min(1).max(20_000),
});
export type ReplyDraft = z.output<typeof ReplyDraft>;

/** Vonage's answer to a reply. A refusal is data, not an exception: the event is stored either way. */
export const SentReply = z.object({
  event: EventRow,
  messageUuid: MessageUuid.nullable(),
  /** null = accepted; else the words for the person, by the catalogue's codes. */
  refusal: z
    .object({
      code: z.string(),
      details: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
    })
    .nullable(),
});
export type SentReply = z.output<typeof SentReply>;
