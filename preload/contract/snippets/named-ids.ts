// The ids of a message under the names that Vonage's guides give them.
import type { JsonObject } from "../json-text.ts";
import { isJsonObject } from "../json-text.ts";
import type { ReplyDraft } from "../reply.ts";
import { buildSendRequest, type SendRequest } from "../send-request.ts";
import { Name } from "./literal.ts";

/** Name of the Page's id. Source: Vonage's guide “Send a text message with Facebook Messenger”, read 2026-11. */
export const SENDER = "FB_SENDER_ID";
/** Name of the person's PSID. Source: as above. */
export const RECIPIENT = "FB_RECIPIENT_ID";

/** What a message says, with the names in the place of the ids. */
export function namedBody(draft: ReplyDraft): JsonObject {
  const { json } = buildSendRequest(draft, { apiHost: "", authorization: "" });
  const { from, to } = json;
  return draft.apiVersion === "v1"
    ? { ...json, to: new Name(RECIPIENT), from: new Name(SENDER) }
    : { ...json, from: withId(from, SENDER), to: withId(to, RECIPIENT) };
}

/** The address that a snippet sends to. */
export function snippetUrl(draft: ReplyDraft, { apiHost }: { readonly apiHost: string }): SendRequest["url"] {
  return buildSendRequest(draft, { apiHost, authorization: "" }).url;
}

function withId(address: unknown, name: string): JsonObject {
  return { ...(isJsonObject(address) ? address : {}), id: new Name(name) };
}
