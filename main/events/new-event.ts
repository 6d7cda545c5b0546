// An event on its way into the store: what ingest and send-reply hand over.
import type {
  EventError,
  EventKind,
  Headers,
  PayloadVersion,
  Timings,
  Usage,
} from "../../preload/contract/event.ts";
import type { MessageUuid, PageId, Psid, WorkspaceId } from "../../preload/contract/ids.ts";
import type { SignatureFinding } from "./signature-reasons.ts";

/** The request of an event: the exact bytes as they came, or as we sent them (Authorization already masked). */
export interface NewEventRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: Headers;
  /** All of the body, or its beginning when `cutFrom` says so. */
  readonly body: Uint8Array;
  /** Size of the whole body when only a part of it was kept; null = it is whole. */
  readonly cutFrom: number | null;
}

/** One row to be: everything but its id and attempt number, which the store gives. */
export interface NewEvent {
  readonly kind: EventKind;
  /** Epoch ms. */
  readonly receivedAt: number;
  readonly workspace: WorkspaceId | null;
  readonly simulated: boolean;
  readonly payloadVersion: PayloadVersion | null;
  readonly messageUuid: MessageUuid | null;
  readonly channel: string | null;
  readonly psid: Psid | null;
  readonly pageId: PageId | null;
  /** The API's time, epoch ms; null when it could not be read. */
  readonly timestamp: number | null;
  readonly messageType: string | null;
  readonly text: string | null;
  readonly mediaUrl: string | null;
  readonly status: string | null;
  readonly error: EventError | null;
  readonly clientRef: string | null;
  readonly usage: Usage | null;
  readonly signature: SignatureFinding | null;
  /** Which secret was tried, in words without the secret; null when none was. */
  readonly secretTried: string | null;
  readonly request: NewEventRequest | null;
}

/** The answer to an event, stored after it as its own append-only row. */
export interface EventAnswer {
  readonly status: number;
  readonly durationMs: number;
  readonly headers: Headers;
  readonly body: string | null;
  readonly timings: Timings | null;
  /** Whether the bytes of the answer left the socket. */
  readonly sent: boolean;
}
