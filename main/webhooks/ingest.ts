// The whole inbound line in one place: parse, verify, append, publish. It decides the answer; the listener sends it.
import type { Headers, Timings } from "../../preload/contract/event.ts";
import { formatCount } from "../../preload/contract/format-count.ts";
import type { EventId } from "../../preload/contract/ids.ts";
import type { Settings } from "../../preload/contract/settings.ts";
import type { EventFeed } from "../events/event-feed.ts";
import type { EventStore } from "../events/event-store.ts";
import type { EventAnswer, NewEvent, NewEventRequest } from "../events/new-event.ts";
import type { Clock } from "../ports.ts";
import type { WebhookDirectory } from "./directory.ts";
import { parse, type ParseResult, type WebhookPath } from "./parse.ts";
import { verify, type Verdict } from "./verify.ts";

/** One request to a webhook URL as it came: bytes and headers. */
export interface Delivery {
  readonly webhook: WebhookPath;
  readonly method: string;
  /** As requested, with its query string. */
  readonly path: string;
  readonly headers: Headers;
  /** All of the body, or its first 64 KiB when `truncated`. */
  readonly body: Uint8Array;
  readonly bodyBytes: number;
  readonly truncated: boolean;
  /** Epoch ms. */
  readonly receivedAt: number;
}

/** What to answer. `eventId` is null only where nothing was stored. */
export interface IngestAnswer {
  readonly status: 200 | 400 | 401 | 405 | 413 | 429 | 503;
  readonly eventId: EventId | null;
  readonly verifyMs: number;
  readonly storeMs: number;
}

/** The line every delivery goes through. */
export interface Ingest {
  /**
   * `startedAt` is the monotonic time now, in milliseconds.
   * @throws AppError `STORE_WRITE_FAILED`, `STORE_LOCKED`, `STORE_MOVED`, `DATA_FILE_DAMAGED`: the delivery must not be
   * acknowledged
   */
  take(delivery: Delivery, startedAt: number): Promise<IngestAnswer>;
  /** Keeps how a delivery was answered, once the bytes left (or could not). */
  answered(id: EventId, answer: EventAnswer): void;
}

/** What the line needs. */
export interface IngestPorts {
  readonly store: Pick<EventStore, "append" | "answered">;
  readonly feed: EventFeed;
  readonly clock: Clock;
  readonly directory: WebhookDirectory;
  /** Read anew for each delivery. */
  readonly settings: () => Settings["webhooks"];
  /** Whether this unverified delivery is one too many; it is then answered 429 and not stored. */
  readonly isFlooding?: (delivery: Delivery) => boolean;
}

/** Makes the line. */
export function createIngest({ store, feed, clock, directory, settings, isFlooding }: IngestPorts): Ingest {
  return {
    take: (delivery, startedAt) => {
      const judged = judge(delivery, directory);
      const judgedAt = clock.elapsed();
      const verifyMs = judgedAt - startedAt;
      if (judged.verdict?.signature.state !== "verified" && directory.holdsSecret()) {
        if (isFlooding?.(delivery) === true) {
          return Promise.resolve({ status: 429, eventId: null, verifyMs, storeMs: 0 });
        }
      }
      return store.append(judged.event).then((row) => {
        feed.publish("events.appended", [row]);
        const status = answerTo(delivery, judged, settings());
        return { status, eventId: row.id, verifyMs, storeMs: clock.elapsed() - judgedAt };
      });
    },
    answered: (id, answer) => {
      store.answered(id, answer);
      const { status, durationMs, sent } = answer;
      feed.publish("events.answered", [{ id, status, durationMs, sent }]);
    },
  };
}

/** The event a delivery becomes. A wrong method is no delivery at all, so nothing is verified: `verdict` is null. */
interface Judged {
  readonly event: NewEvent;
  readonly parsed: ParseResult | null;
  readonly verdict: Verdict | null;
}

function judge(delivery: Delivery, directory: WebhookDirectory): Judged {
  if (delivery.method !== "POST") return judgeMethod(delivery);
  const parsed = delivery.truncated
    ? tooLarge(delivery)
    : parse(delivery.body, delivery.webhook, delivery.headers["content-encoding"]);
  const verdict = verify(
    {
      authorization: delivery.headers["authorization"],
      body: delivery.truncated ? null : delivery.body,
      pageId: parsed.kind === "unparsed" ? null : parsed.pageId,
      receivedAt: delivery.receivedAt,
    },
    directory,
  );
  return { event: toEvent(delivery, parsed, verdict), parsed, verdict };
}

function judgeMethod(delivery: Delivery): Judged {
  const refused: ParseResult = {
    kind: "unparsed",
    reason: `${delivery.method} ${delivery.path} was refused: webhooks come by POST. Set the HTTP method to POST in the dashboard.`,
    isJson: false,
  };
  const event = toEvent(delivery, refused, NO_VERDICT);
  return { event: { ...event, kind: "system", signature: null }, parsed: null, verdict: null };
}

const NO_VERDICT: Verdict = {
  signature: { state: "unchecked", reason: null },
  workspace: null,
  simulated: false,
  secretTried: null,
  isSecretStored: false,
};

function tooLarge({ bodyBytes, body }: Delivery): ParseResult {
  if (body.length === 0) {
    return {
      kind: "unparsed",
      reason: `The body is over the limit: ${formatCount(bodyBytes)} bytes were announced, and refused before they were sent.`,
      isJson: false,
    };
  }
  const kept = Math.round(body.length / 1024);
  return {
    kind: "unparsed",
    reason: `The body is over the limit: ${formatCount(bodyBytes)} bytes. Only its first ${kept} KiB were kept.`,
    isJson: false,
  };
}

function toRequest(delivery: Delivery): NewEventRequest {
  const { method, path, headers, body, bodyBytes, truncated } = delivery;
  return { method, path, headers, body, cutFrom: truncated ? bodyBytes : null };
}

/** Member by member: spreading objects costs a microsecond for each delivery. */
function toEvent(
  delivery: Delivery,
  parsed: ParseResult,
  { workspace, simulated, signature, secretTried }: Verdict,
): NewEvent {
  const isKnown = parsed.kind !== "unparsed";
  return {
    kind: parsed.kind,
    receivedAt: delivery.receivedAt,
    workspace: workspace === null ? null : workspace.id,
    simulated,
    payloadVersion: isKnown ? parsed.payloadVersion : null,
    messageUuid: isKnown ? parsed.messageUuid : null,
    channel: isKnown ? parsed.channel : null,
    psid: isKnown ? parsed.psid : null,
    pageId: isKnown ? parsed.pageId : null,
    timestamp: isKnown ? parsed.timestamp : null,
    messageType: isKnown ? parsed.messageType : null,
    text: isKnown ? parsed.text : parsed.reason,
    mediaUrl: isKnown ? parsed.mediaUrl : null,
    status: isKnown ? parsed.status : null,
    error: isKnown ? parsed.error : null,
    clientRef: isKnown ? parsed.clientRef : null,
    usage: isKnown ? parsed.usage : null,
    signature,
    secretTried,
    request: toRequest(delivery),
  };
}

/** In the order of the contract: method, size, signature, JSON; what is left is taken. */
function answerTo(
  delivery: Delivery,
  { parsed, verdict }: Judged,
  { badSignatureAnswer, unsignedAnswer }: Settings["webhooks"],
): IngestAnswer["status"] {
  if (parsed === null || verdict === null) return 405;
  if (delivery.truncated) return 413;
  const { state } = verdict.signature;
  if (verdict.isSecretStored && state === "bad" && badSignatureAnswer !== 200) return badSignatureAnswer;
  if (verdict.isSecretStored && state === "unsigned" && unsignedAnswer !== 200) return unsignedAnswer;
  return parsed.kind === "unparsed" && !parsed.isJson ? 400 : 200;
}

/** Steps of one delivery for the timing waterfall. */
export function timingsOf(
  readBodyMs: number,
  { verifyMs, storeMs }: Pick<IngestAnswer, "verifyMs" | "storeMs">,
  answerMs: number,
): Timings {
  return { readBodyMs, verifyMs, storeMs, answerMs };
}
