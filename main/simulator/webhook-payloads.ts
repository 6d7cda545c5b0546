// Builds the bodies of inbound and status webhooks in both API versions, member by member as documented.
// Source: Messages API OpenAPI 1.20.0 (v1) and 0.4.0 (v0.1), read 2026-11.
import type { PayloadVersion } from "../../preload/contract/event.ts";
import type { MessageUuid, PageId, Psid } from "../../preload/contract/ids.ts";
import { SIMULATED_GREETING, type SimulatedMessage } from "../../preload/contract/simulator.ts";
import { SAMPLE_NAMES } from "./media-samples.ts";
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
  /** Where the simulator keeps its samples of media; null while its endpoints are closed. */
  readonly samplesUrl: string | null;
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

/** What the person sends when only the kind of media is named and the simulator has no sample of it: nothing is there. */
const EXAMPLE_URLS = {
  image: "https://example.com/image.jpg",
  audio: "https://example.com/audio.mp3",
  video: "https://example.com/video.mp4",
  file: "https://example.com/file.pdf",
} as const;

/** The published price of the examples; nothing is charged. */
const USAGE = { currency: "EUR", price: "0.0333" };

/** Body of an inbound webhook, compact JSON as it goes over the wire. */
export function inboundBody(facts: InboundFacts): string {
  const { messageUuid, psid, pageId, at, version, message } = facts;
  const content = contentOf(facts);
  if (version === "v0.1") {
    return JSON.stringify({
      message_uuid: messageUuid,
      to: { type: "messenger", id: pageId },
      from: { type: "messenger", id: psid },
      timestamp: new Date(at).toISOString(),
      message: { content: { type: message.type, ...content } },
    });
  }
  return JSON.stringify({
    channel: "messenger",
    message_uuid: messageUuid,
    to: pageId,
    from: psid,
    timestamp: wholeSeconds(at),
    message_type: message.type,
    ...content,
  });
}

/** Body of a status webhook. `delivered` carries the price, since Messenger is charged on delivery. */
export function statusBody(facts: StatusFacts, newInstance: NewInstance): string {
  const { messageUuid, channel, psid, pageId, at, version, status, errorCode, clientRef, workflow } = facts;
  const rest = {
    ...(errorCode === null ? {} : { error: statusError(errorCode, version, newInstance) }),
    ...(status === "delivered" ? { usage: USAGE } : {}),
    ...(clientRef === null ? {} : { client_ref: clientRef }),
  };
  if (version === "v0.1") {
    return JSON.stringify({
      message_uuid: messageUuid,
      to: partyV01(channel, psid),
      from: partyV01(channel, pageId),
      timestamp: new Date(at).toISOString(),
      status,
      ...rest,
    });
  }
  return JSON.stringify({
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
  });
}

/** On Messenger by id, elsewhere by number. */
function partyV01(channel: string, id: string): Readonly<Record<string, string>> {
  return channel === "messenger" ? { type: channel, id } : { type: channel, number: id };
}

function contentOf({ message, samplesUrl }: InboundFacts): Readonly<Record<string, unknown>> {
  const { type, text, url } = message;
  switch (type) {
    case "text":
      return { text: text ?? SIMULATED_GREETING };
    case "unsupported":
      return {};
    case "image":
    case "audio":
    case "video":
    case "file":
      return { [type]: { url: url ?? sampleUrl(type, samplesUrl) } };
  }
}

function sampleUrl(type: keyof typeof EXAMPLE_URLS, samplesUrl: string | null): string {
  return samplesUrl === null || type === "video" ? EXAMPLE_URLS[type] : samplesUrl + SAMPLE_NAMES[type];
}

function wholeSeconds(at: number): string {
  return new Date(at).toISOString().replace(/\.\d{3}Z$/, "Z");
}
