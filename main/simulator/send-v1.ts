// Would Vonage accept this message? Reads the flat body of POST /v1/messages by the published rules.
// Source: Messages API OpenAPI 1.20.0, read 2026-11.
import type { PageId, Psid } from "../../preload/contract/ids.ts";
import { readFailover } from "./failover.ts";
import {
  callbackOf,
  checkCallback,
  checkContent,
  contentOf,
  CONTENT_TYPES,
  isClientRef,
  isMembers,
  readMessenger,
  type Members,
} from "./send-content.ts";
import { readId, refuse, type MaySendFrom, type ReadSend } from "./send-request.ts";

const CLIENT_REF_LIMIT = 100;

/** Reads a v1 body. */
export function readSendV1(body: unknown, maySendFrom: MaySendFrom): ReadSend {
  if (!isMembers(body)) return refuse("1150", "body", "must be a JSON object.");
  const first = readMessage(body, maySendFrom);
  const { failover } = body;
  if (!first.ok || failover === undefined) return first;
  const line = readFailover(failover, (item) => readMessage(item, maySendFrom));
  return line.ok ? { ok: true, request: { ...first.request, failover: line.requests } } : line;
}

function readMessage(body: Members, maySendFrom: MaySendFrom): ReadSend {
  if (body["channel"] !== "messenger") return refuse("1100");
  const type = body["message_type"];
  if (typeof type !== "string" || !CONTENT_TYPES.includes(type)) return refuse("1140");
  const psid = readId<Psid>(body["to"]);
  if (psid === null) return refuse("110");
  const pageId = readId<PageId>(body["from"]);
  if (pageId === null || !maySendFrom(pageId)) return refuse("1120");

  const wrong = [...checkContent(body, type, ""), ...checkCallback(body)];
  if (wrong.length > 0) return { ok: false, refusal: { code: "1150", invalidParameters: wrong } };
  const options = readMessenger(body["messenger"], "messenger");
  if (!options.ok) return options;
  const clientRef = body["client_ref"];
  if (!isClientRef(clientRef, CLIENT_REF_LIMIT)) return refuse("1060");

  return {
    ok: true,
    request: {
      channel: "messenger",
      psid,
      pageId,
      messageType: type,
      ...contentOf(body, type),
      clientRef: clientRef ?? null,
      ...callbackOf(body),
      tag: options.tag,
      failover: null,
    },
  };
}
