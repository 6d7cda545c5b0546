// What the composer holds for one person: every field as it was typed, whichever of them is shown now.
import { z } from "zod";
import { PayloadVersion } from "../../../../preload/contract/event.ts";
import type { PageId, Psid, WorkspaceId } from "../../../../preload/contract/ids.ts";
import { readJsonObjects } from "../../../../preload/contract/json-text.ts";
import {
  MEDIA_TYPES,
  MessageCategory,
  ReplyDraft,
  type ReplyContent,
} from "../../../../preload/contract/reply.ts";
import { formatCount } from "../../../components/format.ts";

/** Types of a message, in the order in which they are offered. `custom` is v0.1 only. */
export const MESSAGE_TYPES = ["text", ...MEDIA_TYPES, "custom"] as const;
/** Type of a message. */
export type MessageType = (typeof MESSAGE_TYPES)[number];

/** The fields as they are kept for the tab. */
export const StoredFields = z.object({
  type: z.enum(MESSAGE_TYPES),
  text: z.string(),
  /** Of whichever media type: changing the type keeps it. */
  url: z.string(),
  custom: z.string(),
  apiVersion: PayloadVersion,
  /** null leaves it out, which Vonage takes for `response`. */
  category: MessageCategory.nullable(),
  tag: z.string(),
  clientRef: z.string(),
  webhookUrl: z.string(),
  webhookVersion: PayloadVersion.nullable(),
  failover: z.string(),
});

/** The fields. Empty texts are left out of the request. */
export type ComposerDraft = Readonly<z.output<typeof StoredFields>>;

/** Nothing typed, nothing chosen. */
export const EMPTY_DRAFT: ComposerDraft = {
  type: "text",
  text: "",
  url: "",
  custom: "",
  apiVersion: "v1",
  category: null,
  tag: "",
  clientRef: "",
  webhookUrl: "",
  webhookVersion: null,
  failover: "",
};

/** Reads what was kept; null when it is none. */
export function readStoredDraft(stored: string): ComposerDraft | null {
  try {
    return StoredFields.safeParse(JSON.parse(stored)).data ?? null;
  } catch {
    // Kept by another version, or by somebody else: nothing that can be shown.
    return null;
  }
}

/** To whom, and by which workspace. */
export interface DraftTarget {
  readonly workspace: WorkspaceId;
  readonly psid: Psid;
  readonly pageId: PageId;
}

/** A message to send; or why there is none: nothing typed yet, or JSON that is none. */
export type SendableDraft =
  | { readonly state: "ready"; readonly draft: ReplyDraft }
  | { readonly state: "empty" }
  | { readonly state: "wrong"; readonly field: "custom" | "failover" | "other"; readonly problem: string };

/** The message of the fields, those that are not of its type or version left out. */
export function sendableDraft(fields: ComposerDraft, target: DraftTarget): SendableDraft {
  // Also while there is no content yet: what was typed elsewhere is wrong all the same.
  const failover = fields.apiVersion === "v1" ? orNull(fields.failover) : null;
  const list = failover === null ? null : readJsonObjects(failover);
  if (list?.ok === false) return { state: "wrong", field: "failover", problem: `it ${list.problem}` };
  if (isBlank(contentOf(fields))) return { state: "empty" };
  const { apiVersion, category, tag, clientRef } = fields;
  const parsed = ReplyDraft.safeParse({
    ...target,
    apiVersion,
    category,
    tag: category === "message_tag" ? orNull(tag) : null,
    clientRef: orNull(clientRef),
    content: { type: fields.type, [fieldOf(fields.type)]: contentOf(fields) },
    ...(apiVersion === "v1"
      ? {
          webhookUrl: orNull(fields.webhookUrl),
          webhookVersion: fields.webhookVersion,
          failover,
        }
      : {}),
  });
  if (parsed.success) return { state: "ready", draft: parsed.data };
  const issue = parsed.error.issues[0];
  const name = issue?.path.at(-1);
  const isJson = name === "custom" || name === "failover";
  return { state: "wrong", field: isJson ? name : "other", problem: problemOf(issue, { isJson }) };
}

/** What a person calls the members that are named by nothing beside them. */
const MEMBERS: Readonly<Record<string, string>> = {
  text: "the text",
  url: "the address",
  clientRef: "client_ref",
  webhookUrl: "webhook_url",
};

/** In words that go on from the field where it has some of its own, else with its name. */
function problemOf(issue: z.core.$ZodIssue | undefined, { isJson }: { readonly isJson: boolean }): string {
  const subject = isJson ? "it" : (MEMBERS[String(issue?.path.at(-1))] ?? "something in it");
  if (issue?.code !== "too_big")
    return isJson && issue !== undefined ? issue.message : `${subject} has the wrong form`;
  return `${subject} is longer than the ${formatCount(Number(issue.maximum))} characters that Hookline sends`;
}

/** The fields of a message that was sent, for a copy of it. */
export function fieldsOf(draft: ReplyDraft): ComposerDraft {
  const { content, apiVersion, category, tag, clientRef } = draft;
  return {
    ...EMPTY_DRAFT,
    apiVersion,
    category,
    tag: tag ?? "",
    clientRef: clientRef ?? "",
    ...(draft.apiVersion === "v1"
      ? {
          webhookUrl: draft.webhookUrl ?? "",
          webhookVersion: draft.webhookVersion,
          failover: draft.failover ?? "",
        }
      : {}),
    type: content.type,
    [fieldOf(content.type)]: valueOf(content),
  };
}

/** What is left in the fields once their message is on its way: all but what it says. */
export function withoutContent(fields: ComposerDraft): ComposerDraft {
  return { ...fields, [fieldOf(fields.type)]: "" };
}

/** The fields with another message in its field, and its options with it. What was typed for other types stays. */
export function putBack(now: ComposerDraft, message: ComposerDraft): ComposerDraft {
  const field = fieldOf(message.type);
  return { ...message, text: now.text, url: now.url, custom: now.custom, [field]: message[field] };
}

/** What stands in the field of a message's type, as a message of its own. */
export function standingAt(now: ComposerDraft, { type, apiVersion }: ComposerDraft): ComposerDraft {
  return fieldOf(now.type) === fieldOf(type) ? now : { ...now, type, apiVersion };
}

const TYPED_OPTIONS = ["clientRef", "webhookUrl", "failover"] as const;

/** What would be lost of the fields where a message is put back, as a message of its own; null = nothing would. */
export function displacedBy(now: ComposerDraft, message: ComposerDraft): ComposerDraft | null {
  const isLost = (field: "text" | "url" | "custom" | (typeof TYPED_OPTIONS)[number]): boolean =>
    !isBlank(now[field]) && now[field] !== message[field];
  return [fieldOf(message.type), ...TYPED_OPTIONS].some(isLost) ? standingAt(now, message) : null;
}

/** The fields with a copy of a message, where nothing is lost by it in any of them. */
export function withCopyOf(now: ComposerDraft, message: ComposerDraft): ComposerDraft {
  return isBlank(contentOf(now)) && displacedBy(now, message) === null ? putBack(now, message) : now;
}

/** What there is to know a message by: what it says, or what was typed beside it while it says nothing. */
export function excerptOf(fields: ComposerDraft): string {
  return (
    [contentOf(fields), ...TYPED_OPTIONS.map((field) => fields[field])].find((text) => !isBlank(text)) ?? ""
  );
}

/** Another version of the API. v1 has no templates. */
export function withApiVersion(fields: ComposerDraft, apiVersion: PayloadVersion): ComposerDraft {
  const type = apiVersion === "v1" && fields.type === "custom" ? "text" : fields.type;
  return { ...fields, apiVersion, type };
}

/** How many of the options beside the message are set. */
export function countOptions(fields: ComposerDraft): number {
  const { apiVersion, clientRef, webhookUrl, webhookVersion, failover } = fields;
  const ofV1 = apiVersion === "v1" ? [webhookUrl !== "", webhookVersion !== null, failover !== ""] : [];
  return [apiVersion !== "v1", clientRef !== "", ...ofV1].filter(Boolean).length;
}

/** What the message says: the text of the field that is shown. */
export function contentOf(fields: ComposerDraft): string {
  return fields[fieldOf(fields.type)];
}

/** Whether a text says nothing. */
export function isBlank(text: string): boolean {
  return text.trim() === "";
}

/** The field in which a message of a type is written. */
export function fieldOf(type: MessageType): "text" | "url" | "custom" {
  return type === "text" || type === "custom" ? type : "url";
}

function valueOf(content: ReplyContent): string {
  switch (content.type) {
    case "text":
      return content.text;
    case "custom":
      return content.custom;
    case "image":
    case "audio":
    case "video":
    case "file":
      return content.url;
  }
}

function orNull(text: string): string | null {
  return isBlank(text) ? null : text;
}
