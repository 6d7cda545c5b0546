// A reply: what the composer hands over, and what Vonage answered.
import { z } from "zod";
import { EventRow, PayloadVersion } from "./event.ts";
import { MessageUuid, PageId, Psid, WorkspaceId } from "./ids.ts";
import { readJsonObject, readJsonObjects, type ReadJson } from "./json-text.ts";

/** Longest text the Messages API takes on Messenger, in UTF-16 units. Source: Messages API OpenAPI 1.20.0. */
export const REPLY_TEXT_LIMIT = 640;
/** Longest `client_ref`, in characters. Source: Messages API OpenAPI 1.20.0 and, for v0.1, 0.4.0. */
export const CLIENT_REF_LIMITS = { v1: 100, "v0.1": 40 } as const;

/** Types of a message that is an address of a file. */
export const MEDIA_TYPES = ["image", "audio", "video", "file"] as const;
/** Type of a media message. */
export const MediaType = z.enum(MEDIA_TYPES);
export type MediaType = z.output<typeof MediaType>;

/** What `messenger.category` may say; Vonage takes `response` when it is left out. */
export const MESSAGE_CATEGORIES = ["response", "update", "message_tag"] as const;
/** Category of a message. */
export const MessageCategory = z.enum(MESSAGE_CATEGORIES);
export type MessageCategory = z.output<typeof MessageCategory>;

/** JSON that a person typed. It stays text, so that nothing of it is lost on the way. */
function jsonText(read: (text: string) => ReadJson<unknown>) {
  return z
    .string()
    .max(100_000)
    .superRefine((text, context) => {
      const outcome = read(text);
      if (!outcome.ok) context.addIssue({ code: "custom", message: `it ${outcome.problem}` });
    });
}

const TextContent = z.object({ type: z.literal("text"), text: z.string().min(1).max(20_000) });
/** Any address at all: what is wrong with it, Vonage says. */
const MediaContent = z.object({ type: MediaType, url: z.string().min(1).max(4_000) });
/** A Messenger template, handed on as it is: nobody checks more of it than that it is JSON. */
const CustomContent = z.object({ type: z.literal("custom"), custom: jsonText(readJsonObject) });

/** What a message says. `custom` is v0.1 only. */
export const ReplyContent = z.discriminatedUnion("type", [TextContent, MediaContent, CustomContent]);
export type ReplyContent = z.output<typeof ReplyContent>;

/** What every draft has. Longer texts, unknown tags and the like are allowed on purpose: a test tool warns and sends. */
const addressed = {
  workspace: WorkspaceId,
  psid: Psid,
  pageId: PageId,
  /** null leaves `messenger.category` out. */
  category: MessageCategory.nullable().default(null),
  tag: z.string().min(1).max(100).nullable().default(null),
  clientRef: z.string().min(1).max(1_000).nullable().default(null),
};

/** A message for `POST /v1/messages`. */
export const V1Draft = z.object({
  apiVersion: z.literal("v1"),
  ...addressed,
  content: z.discriminatedUnion("type", [TextContent, MediaContent]),
  /** Where the statuses of this message go instead; null = where they always go. */
  webhookUrl: z.string().min(1).max(4_000).nullable().default(null),
  /** Shape of the statuses of this message; null = as the application or the account is set. */
  webhookVersion: PayloadVersion.nullable().default(null),
  /** What is sent, one after the other, when the one before is rejected: a JSON array of messages as the API takes them. */
  failover: jsonText(readJsonObjects).nullable().default(null),
});
export type V1Draft = z.output<typeof V1Draft>;

/** A message for `POST /v0.1/messages`. */
export const V01Draft = z.object({ apiVersion: z.literal("v0.1"), ...addressed, content: ReplyContent });
export type V01Draft = z.output<typeof V01Draft>;

/** A message to send, for one version of the API. */
export const ReplyDraft = z.discriminatedUnion("apiVersion", [V1Draft, V01Draft]);
export type ReplyDraft = z.output<typeof ReplyDraft>;
/** The same before defaults are filled. */
export type ReplyDraftInput = z.input<typeof ReplyDraft>;

/** Vonage's answer to a reply. A refusal is data, not an exception: the event is stored either way. */
export const SentReply = z.object({
  event: EventRow,
  messageUuid: MessageUuid.nullable(),
  /** Of a message with `failover` that was accepted. */
  workflowId: z.string().nullable(),
  /** null = accepted; else the words for the person, by the catalogue's codes. */
  refusal: z
    .object({
      code: z.string(),
      details: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
    })
    .nullable(),
});
export type SentReply = z.output<typeof SentReply>;
