// The delivery timeline of one reply: which stops it passed, which it waits for, and how it ended.
import type { DeliveryStop, ThreadMessage } from "../../../preload/contract/conversation.ts";
import type { EventError } from "../../../preload/contract/event.ts";
import type { EventId } from "../../../preload/contract/ids.ts";
import { isNotTaken, isUnanswered } from "../../../preload/contract/not-taken.ts";
import { isUnclearAnswer } from "../../../preload/contract/unclear-answer.ts";
import { isFailure, statusRemarks, type StatusRemark } from "./status-remarks.ts";

const STATIONS = ["submitted", "delivered", "read"] as const;

/** The three stops every reply has before it. */
export type Station = (typeof STATIONS)[number];

/** One stop: passed with its moment, or still to come. */
export type TimelineStop =
  | {
      /** A {@link Station}; of a reply that failed, any status that came. */
      readonly station: string;
      readonly state: "passed";
      readonly eventId: EventId;
      readonly at: number;
      /** Milliseconds after the first stop that is shown; negative when it came before that; null for that one. */
      readonly afterFirstMs: number | null;
    }
  | {
      readonly station: Station;
      /** `waiting` is the next one to come, `later` the ones behind it, `skipped` never came but a later one did. */
      readonly state: "waiting" | "later" | "skipped";
    };

interface Told {
  readonly stops: readonly TimelineStop[];
  /** What is odd about the statuses: none is hidden for it. */
  readonly remarks: readonly StatusRemark[];
}

/** How a reply is doing. */
export type Delivery =
  /** Vonage refused the request: no status will come. */
  | { readonly kind: "refused"; readonly answerStatus: number }
  /** The answer does not tell whether the message was taken, and names none, so no status can be joined. */
  | { readonly kind: "unclear"; readonly answerStatus: number }
  /** No answer to the request and no status: nobody knows. */
  | { readonly kind: "unanswered" }
  /** Its stops are all statuses that came, in the order in which they did. */
  | ({
      readonly kind: "failed";
      readonly status: string;
      readonly at: number;
      readonly eventId: EventId;
      readonly error: EventError | null;
    } & Told)
  | ({ readonly kind: "under-way"; readonly waitingSince: number } & Told)
  | ({ readonly kind: "read"; readonly at: number } & Told);

/**
 * Reads the timeline of a reply from its statuses, in whatever order they arrived. A reply is logged once its request is
 * over, so one that Vonage named no message for and that has no answer will never get any.
 */
export function readDelivery(message: ThreadMessage): Delivery {
  const { answer, receivedAt } = message.event;
  const isRefused = answer !== null && (answer.status < 200 || answer.status > 299);
  if (message.stops.length === 0) {
    if (isUnanswered(message.event, answer)) return { kind: "unanswered" };
    if (answer !== null && isNotTaken(message.event) && isUnclearAnswer(answer.status))
      return { kind: "unclear", answerStatus: answer.status };
    if (isRefused) return { kind: "refused", answerStatus: answer.status };
  }
  const remarks = statusRemarks(message.stops, { refusedWith: isRefused ? answer.status : null });
  const failure = message.stops.find(({ status }) => isFailure(status));
  if (failure !== undefined) {
    return {
      kind: "failed",
      status: failure.status,
      at: failure.receivedAt,
      eventId: failure.eventId,
      error: failure.error,
      stops: message.stops.map((stop) => passed(stop, message.stops[0])),
      remarks,
    };
  }
  const stops = timeline(message.stops);
  const last = stops.at(-1);
  if (last?.state === "passed") return { kind: "read", stops, remarks, at: last.at };
  const passedAt = stops.flatMap((stop) => (stop.state === "passed" ? [stop.at] : []));
  return { kind: "under-way", stops, remarks, waitingSince: Math.max(receivedAt, ...passedAt) };
}

function timeline(arrived: readonly DeliveryStop[]): TimelineStop[] {
  const byStation = STATIONS.map((station) => arrived.find((stop) => stop.status === station));
  const furthest = byStation.findLastIndex((stop) => stop !== undefined);
  const first = byStation.find((stop) => stop !== undefined);
  return STATIONS.map((station, index) => {
    const stop = byStation[index];
    if (stop !== undefined) return passed(stop, first);
    const state = index < furthest ? "skipped" : index === furthest + 1 ? "waiting" : "later";
    return { station, state };
  });
}

function passed(stop: DeliveryStop, first: DeliveryStop | undefined): TimelineStop {
  return {
    station: stop.status,
    state: "passed",
    eventId: stop.eventId,
    at: stop.receivedAt,
    afterFirstMs: stop === first || first === undefined ? null : stop.receivedAt - first.receivedAt,
  };
}

/** The furthest stop a folded timeline names: "Read 09:14:05". null when no status came yet. */
export function furthestStop(delivery: Delivery): { readonly status: string; readonly at: number } | null {
  switch (delivery.kind) {
    case "refused":
    case "unclear":
    case "unanswered":
      return null;
    case "failed":
      return { status: delivery.status, at: delivery.at };
    case "under-way":
    case "read": {
      const stop = delivery.stops.findLast(({ state }) => state === "passed");
      return stop?.state === "passed" ? { status: stop.station, at: stop.at } : null;
    }
  }
}
