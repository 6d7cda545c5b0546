// Events on their way into the store, with everything a test does not care about filled in.
import type { NewEvent } from "../../main/events/new-event.ts";
import { MessageUuid, PageId, Psid, WorkspaceId } from "../../preload/contract/ids.ts";

/** What a test says of an event: a verified v1 text message, but for this. */
export interface EventParts extends Partial<
  Omit<NewEvent, "workspace" | "messageUuid" | "psid" | "pageId" | "request">
> {
  readonly workspace?: string | null;
  readonly messageUuid?: string | null;
  readonly psid?: string | null;
  readonly pageId?: string | null;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
}

/** A whole event. */
export function newEvent({
  workspace = "w1",
  messageUuid = "aaaaaaaa-bbbb-cccc-dddd-0123456789ab",
  psid = "1111111111111111",
  pageId = "0000000000000000",
  headers = { "content-type": "application/json" },
  body = "{}",
  ...rest
}: EventParts = {}): NewEvent {
  const bytes = Buffer.from(body);
  return {
    kind: "inbound",
    receivedAt: 1_577_887_200_000,
    workspace: workspace === null ? null : WorkspaceId.parse(workspace),
    simulated: false,
    payloadVersion: "v1",
    messageUuid: messageUuid === null ? null : MessageUuid.parse(messageUuid),
    channel: "messenger",
    psid: psid === null ? null : Psid.parse(psid),
    pageId: pageId === null ? null : PageId.parse(pageId),
    timestamp: 1_577_887_200_000,
    messageType: rest.kind === undefined || rest.kind === "inbound" ? "text" : null,
    text: null,
    mediaUrl: null,
    status: null,
    error: null,
    clientRef: null,
    usage: null,
    signature: { state: "verified", reason: null },
    secretTried: null,
    request: {
      method: "POST",
      path: "/webhooks/inbound",
      headers,
      body: bytes,
      cutFrom: null,
    },
    ...rest,
  };
}
