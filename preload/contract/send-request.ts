// The request that sends a message: its address, headers and JSON, made in one place for sending, preview and snippets.
// Source of the two forms: Messages API OpenAPI 1.20.0 (v1) and 0.4.0 with the guide to custom objects (v0.1), read 2026-11.
import type { Headers } from "./event.ts";
import { readJsonObject, readJsonObjects, type JsonObject } from "./json-text.ts";
import type { ReplyContent, ReplyDraft, V01Draft, V1Draft } from "./reply.ts";
import type { Workspace } from "./workspace.ts";

/** A request as it goes out. */
export interface SendRequest {
  readonly method: "POST";
  readonly url: string;
  readonly path: string;
  /** Names in lower case. */
  readonly headers: Headers;
  /** What the body says, in the order in which it is written. */
  readonly json: JsonObject;
  /** The body itself: `json` as text. */
  readonly body: string;
}

/** Where a message goes, and what its `Authorization` says. */
export interface SendTarget {
  /** An origin, e.g. `https://api.nexmo.com`. */
  readonly apiHost: string;
  readonly authorization: string;
}

/** What authorises the messages of a workspace: a JWT of its application, or key and secret of its account. */
export type Authoriser = "application" | "account";

const PATHS = { v1: "/v1/messages", "v0.1": "/v0.1/messages" } as const;

/** The `Authorization` header as it may be shown and stored. */
export const MASKED_AUTHORIZATION: Readonly<Record<Authoriser, string>> = {
  application: "Bearer ***",
  account: "Basic ***",
};

/** The path of the endpoint that takes this version. */
export function sendPath(version: ReplyDraft["apiVersion"]): string {
  return PATHS[version];
}

/**
 * Tells what authorises the messages of a workspace. The sandbox knows no applications; elsewhere key and secret stand in
 * where there is no application.
 */
export function authoriserOf({
  kind,
  applicationId,
  apiKey,
  hasApiSecret,
}: Pick<Workspace, "kind" | "applicationId" | "apiKey" | "hasApiSecret">): Authoriser {
  if (kind === "sandbox") return "account";
  return applicationId === null && apiKey !== null && hasApiSecret ? "account" : "application";
}

/** Makes the request of a draft. Its JSON texts were read when the draft was checked, so they are JSON. */
export function buildSendRequest(draft: ReplyDraft, { apiHost, authorization }: SendTarget): SendRequest {
  const path = sendPath(draft.apiVersion);
  const json = draft.apiVersion === "v1" ? flatBody(draft) : nestedBody(draft);
  const body = JSON.stringify(json);
  return {
    method: "POST",
    url: apiHost + path,
    path,
    headers: {
      "content-type": "application/json",
      accept: "application/json",
      "user-agent": "hookline",
      authorization,
      host: apiHost.replace(/^https?:\/\//, ""),
      "content-length": String(utf8Length(body)),
    },
    json,
    body,
  };
}

/** Exactly what would be sent for a draft, with what authorises it masked. */
export function requestPreview(
  draft: ReplyDraft,
  workspace: Pick<Workspace, "kind" | "applicationId" | "apiKey" | "hasApiSecret" | "apiHost">,
): SendRequest {
  return buildSendRequest(draft, {
    apiHost: workspace.apiHost,
    authorization: MASKED_AUTHORIZATION[authoriserOf(workspace)],
  });
}

function flatBody({ psid, pageId, content, failover, ...draft }: V1Draft): JsonObject {
  return {
    channel: "messenger",
    message_type: content.type,
    to: psid,
    from: pageId,
    ...contentMember(content),
    ...messengerMember(draft),
    ...given("client_ref", draft.clientRef),
    ...given("webhook_url", draft.webhookUrl),
    ...given("webhook_version", draft.webhookVersion),
    ...given("failover", failover === null ? null : valueOf(readJsonObjects(failover))),
  };
}

function nestedBody({ psid, pageId, content, clientRef, ...draft }: V01Draft): JsonObject {
  return {
    from: { type: "messenger", id: pageId },
    to: { type: "messenger", id: psid },
    message: { content: { type: content.type, ...contentMember(content) }, ...messengerMember(draft) },
    ...given("client_ref", clientRef),
  };
}

function contentMember(content: ReplyContent): JsonObject {
  switch (content.type) {
    case "text":
      return { text: content.text };
    case "custom":
      return { custom: valueOf(readJsonObject(content.custom)) };
    case "image":
    case "audio":
    case "video":
    case "file":
      return { [content.type]: { url: content.url } };
  }
}

function messengerMember({ category, tag }: Pick<ReplyDraft, "category" | "tag">): JsonObject {
  return category === null && tag === null
    ? {}
    : { messenger: { ...given("category", category), ...given("tag", tag) } };
}

function given(name: string, value: unknown): JsonObject {
  return value === null ? {} : { [name]: value };
}

function valueOf<T>(
  read: { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problem: string },
): T {
  if (read.ok) return read.value;
  throw new TypeError(`A draft that was not checked: its JSON ${read.problem}.`);
}

/** Length in bytes. Half a character counts as the one that stands in for it. */
function utf8Length(text: string): number {
  let bytes = 0;
  for (const character of text) {
    const point = character.codePointAt(0) ?? 0;
    bytes += point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
  }
  return bytes;
}
