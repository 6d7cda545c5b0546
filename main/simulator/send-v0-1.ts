// Would Vonage accept this message? Reads the nested body of POST /v0.1/messages by the published rules.
// Source: Messages API OpenAPI 0.4.0 and the guide to custom objects, read 2026-11.
import type { PageId, Psid } from "../../preload/contract/ids.ts";
import type { InvalidParameter } from "./problems.ts";
import {
  checkContent,
  contentOf,
  CONTENT_TYPES,
  isClientRef,
  isMembers,
  readMessenger,
} from "./send-content.ts";
import { readId, refuse, type MaySendFrom, type ReadSend } from "./send-request.ts";

const CLIENT_REF_LIMIT = 40;

/** Reads a v0.1 body. `content.type` may also be `custom`, which is passed through. */
export function readSendV01(body: unknown, maySendFrom: MaySendFrom): ReadSend {
  if (!isMembers(body)) return refuse("1150", "body", "must be a JSON object.");
  const to = isMembers(body["to"]) ? body["to"] : {};
  const from = isMembers(body["from"]) ? body["from"] : {};
  const message = isMembers(body["message"]) ? body["message"] : {};
  const content = isMembers(message["content"]) ? message["content"] : {};
  const type = content["type"];
  const clientRef = body["client_ref"];

  const wrong: InvalidParameter[] = [];
  const add = (name: string, reason: string): void => void wrong.push({ name, reason });
  if (to["type"] !== "messenger") add("to.type", "must be `messenger`.");
  if (from["type"] !== "messenger") add("from.type", "must be `messenger`.");
  const psid = readId<Psid>(to["id"]);
  if (psid === null) add("to.id", "must be a string of 1 to 50 characters.");
  const pageId = readId<PageId>(from["id"]);
  if (pageId === null || !maySendFrom(pageId)) add("from.id", "is not a Page of this account.");
  if (typeof type !== "string" || ![...CONTENT_TYPES, "custom"].includes(type)) {
    add("message.content.type", "must be text, image, audio, video, file or custom.");
  } else if (type === "custom") {
    if (!isMembers(content["custom"])) add("message.content.custom", "is required.");
  } else {
    wrong.push(...checkContent(content, type, "message.content."));
  }
  const isReference = isClientRef(clientRef, CLIENT_REF_LIMIT);
  if (!isReference) add("client_ref", `must be a string of up to ${CLIENT_REF_LIMIT} characters.`);
  const options = readMessenger(message["messenger"], "message.messenger");
  if (!options.ok) wrong.push(...options.refusal.invalidParameters);
  const isKnown = psid !== null && pageId !== null && typeof type === "string" && isReference && options.ok;
  if (!isKnown || wrong.length > 0) {
    return { ok: false, refusal: { code: "1150", invalidParameters: wrong } };
  }

  return {
    ok: true,
    request: {
      channel: "messenger",
      psid,
      pageId,
      messageType: type,
      ...contentOf(content, type),
      clientRef: clientRef ?? null,
      // v0.1 has neither: statuses go where, and come as, the application or the account is set.
      webhookUrl: null,
      webhookVersion: null,
      tag: options.tag,
      failover: null,
    },
  };
}
