// Builds the payloads of inbound and status webhooks in both API versions, member by member as documented.
// Source: Messages API OpenAPI 1.20.0 (v1) and 0.4.0 (v0.1), read 2026-11.
import type { PayloadVersion } from "../../preload/contract/event.ts";
import type { MessageUuid, PageId, Psid } from "../../preload/contract/ids.ts";
import { SIMULATED_GREETING, type SimulatedMessage } from "../../preload/contract/simulator.ts";
import type { NewInstance } from "./problems.ts";
import { statusError } from "./status-errors.ts";

/** What both kinds of webhook say of their message. */
interface MessageFacts {
  readonly messageUuid: MessageUuid;
  readonly psid: Psid;
  readonly pageId: PageId;
  /** Epoch ms. */
  readonly at: number;
  readonly version: PayloadVersion;
}

/** What a person wrote. */
export interface InboundFacts extends MessageFacts {
  readonly message: Pick<SimulatedMessage, "type" | "text" | "url">;
}

/** A message and those that stand in line behind it. */
export interface Workflow {
  readonly id: string;
  /** Place of this message, 1-based. */
  readonly item: number;
  readonly items: number;
}

/** What became of a message to a person. */
export interface StatusFacts extends MessageFacts {
  readonly channel: string;
  readonly status: string;
  readonly errorCode: string | null;
  readonly clientRef: string | null;
  readonly workflow: Workflow | null;
}

/** What the person sends when only the kind of media is named. */
const SAMPLE_URLS = {
  image: "https://example.com/image.jpg",
  audio: "https://example.com/audio.mp3",
  video: "https://example.com/video.mp4",
  file: "https://example.com/file.pdf",
} as const;

/** The published price of the examples; nothing is charged. */
const USAGE = { currency: "EUR", price: "0.0333" };

/** A payload before it is written. */
export type WebhookPayload = Readonly<Record<string, unknown>>;

/** Payload of an inbound webhook. */
export function inboundPayload({
  messageUuid,
  psid,
  pageId,
  at,
  version,
  message,
}: InboundFacts): WebhookPayload {
  const content = contentOf(message);
  if (version === "v0.1") {
    return {
      message_uuid: messageUuid,
      to: { type: "messenger", id: pageId },
      from: { type: "messenger", id: psid },
      timestamp: new Date(at).toISOString(),
      message: { content: { type: message.type, ...content } },
    };
  }
  return {
    channel: "messenger",
    message_uuid: messageUuid,
    to: pageId,
    from: psid,
    timestamp: wholeSeconds(at),
    message_type: message.type,
    ...content,
  };
}

/** Payload of a status webhook. `delivered` carries the price, since Messenger is charged on delivery. */
export function statusPayload(facts: StatusFacts, newInstance: NewInstance): WebhookPayload {
  const { messageUuid, channel, psid, pageId, at, version, status, errorCode, clientRef, workflow } = facts;
  const rest = {
    ...(errorCode === null ? {} : { error: statusError(errorCode, version, newInstance) }),
    ...(status === "delivered" ? { usage: USAGE } : {}),
    ...(clientRef === null ? {} : { client_ref: clientRef }),
  };
  if (version === "v0.1") {
    return {
      message_uuid: messageUuid,
      to: partyV01(channel, psid),
      from: partyV01(channel, pageId),
      timestamp: new Date(at).toISOString(),
      status,
      ...rest,
    };
  }
  return {
    message_uuid: messageUuid,
    to: psid,
    from: pageId,
    timestamp: wholeSeconds(at),
    channel,
    status,
    ...rest,
    ...(workflow === null
      ? {}
      : {
          workflow: {
            workflow_id: workflow.id,
            items_number: String(workflow.item),
            items_total: String(workflow.items),
          },
        }),
  };
}

/** On Messenger by id, elsewhere by number. */
function partyV01(channel: string, id: string): Readonly<Record<string, string>> {
  return channel === "messenger" ? { type: channel, id } : { type: channel, number: id };
}

function contentOf({ type, text, url }: InboundFacts["message"]): Readonly<Record<string, unknown>> {
  switch (type) {
    case "text":
      return { text: textOf({ type, text }) };
    case "unsupported":
      return {};
    case "image":
    case "audio":
    case "video":
    case "file":
      return { [type]: { url: mediaUrlOf({ type, url }) } };
  }
}

/** What the person writes; null for what is no text. */
export function textOf({ type, text }: Pick<SimulatedMessage, "type" | "text">): string | null {
  return type === "text" ? (text ?? SIMULATED_GREETING) : null;
}

/** Where the person's attachment is; null for what has none. */
export function mediaUrlOf({ type, url }: Pick<SimulatedMessage, "type" | "url">): string | null {
  return type === "text" || type === "unsupported" ? null : (url ?? SAMPLE_URLS[type]);
}

function wholeSeconds(at: number): string {
  return new Date(at).toISOString().replace(/\.\d{3}Z$/, "Z");
}
