// The way back from a request that was sent to the draft it was made of, so that a copy of it can be edited.
import type { WorkspaceId } from "./ids.ts";
import { isJsonObject, parseJson, type JsonObject } from "./json-text.ts";
import { MEDIA_TYPES, ReplyDraft } from "./reply.ts";
import { sendPath } from "./send-request.ts";

/**
 * Reads a request body back.
 * @param path tells the version of the API
 * @returns null when it holds more than a draft can: what is edited must not lose anything unseen
 */
export function draftOfRequest(
  { path, body }: { readonly path: string; readonly body: string },
  workspace: WorkspaceId,
): ReplyDraft | null {
  const parsed = parseJson(body);
  if (!parsed.ok || !isJsonObject(parsed.value)) return null;
  const members =
    path === sendPath("v1")
      ? readFlat(parsed.value)
      : path === sendPath("v0.1")
        ? readNested(parsed.value)
        : null;
  return members === null ? null : (ReplyDraft.safeParse({ workspace, ...members }).data ?? null);
}

function readFlat(body: JsonObject): JsonObject | null {
  const {
    channel,
    message_type: type,
    to,
    from,
    messenger,
    client_ref,
    webhook_url,
    webhook_version,
    ...rest
  } = body;
  const { failover, ...beside } = rest;
  const content = readContent(type, beside);
  const options = readMessenger(messenger);
  if (channel !== "messenger" || content === null || options === null) return null;
  return {
    apiVersion: "v1",
    psid: to,
    pageId: from,
    content,
    ...options,
    ...given({ clientRef: client_ref, webhookUrl: webhook_url, webhookVersion: webhook_version }),
    ...given({ failover: failover === undefined ? undefined : written(failover) }),
  };
}

function readNested(body: JsonObject): JsonObject | null {
  const { to, from, message, client_ref: clientRef, ...beside } = body;
  if (!isJsonObject(to) || !isJsonObject(from) || !isJsonObject(message) || !isEmpty(beside)) return null;
  const { content: inner, messenger, ...besideContent } = message;
  if (!isJsonObject(inner) || !isEmpty(besideContent)) return null;
  const { type, ...members } = inner;
  const content = readContent(type, members);
  const options = readMessenger(messenger);
  if (to["type"] !== "messenger" || from["type"] !== "messenger" || content === null || options === null)
    return null;
  return {
    apiVersion: "v0.1",
    psid: to["id"],
    pageId: from["id"],
    content,
    ...options,
    ...given({ clientRef }),
  };
}

function readContent(type: unknown, members: JsonObject): JsonObject | null {
  const { [String(type)]: value, ...beside } = members;
  if (!isEmpty(beside)) return null;
  if (type === "text") return { type, text: value };
  if (type === "custom") return { type, custom: written(value) };
  if (!MEDIA_TYPES.some((known) => known === type) || !isJsonObject(value)) return null;
  const { url, ...rest } = value;
  return isEmpty(rest) ? { type, url } : null;
}

function readMessenger(messenger: unknown): JsonObject | null {
  if (messenger === undefined) return {};
  if (!isJsonObject(messenger)) return null;
  const { category, tag, ...beside } = messenger;
  return isEmpty(beside) ? given({ category, tag }) : null;
}

function given(members: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined));
}

function isEmpty(members: JsonObject): boolean {
  return Object.keys(members).length === 0;
}

/** As a person would write it. */
function written(value: unknown): string {
  return JSON.stringify(value, null, 2);
}
