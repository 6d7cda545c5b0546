// The one line over the facts: the gravest thing there is to say about an event.
import { LATE_MS, type EventRow, type LoggedEvent } from "../../../preload/contract/event.ts";
import type { Settings } from "../../../preload/contract/settings.ts";
import { dayOf, formatDatedTime, formatDuration, formatSpan } from "../../components/format.ts";
import { noAnswerOf, noAnswerSentence } from "./no-answer.ts";

/** A line for the person. */
export interface Notice {
  readonly rank:
    "bad-signature" | "answered" | "unanswered" | "retry" | "late" | "unknown-shape" | "duplicate";
  readonly tone: "bad" | "warning" | "plain";
  readonly text: string;
}

/**
 * The notice of an event, by rank; null when there is nothing to say.
 * @param previous the attempt before this one, when there was one
 */
export function noticeOf(
  event: LoggedEvent,
  previous: EventRow | null,
  timeFormat: Settings["timeFormat"],
): Notice | null {
  return (
    badSignature(event) ??
    refused(event) ??
    unanswered(event) ??
    retry(event, previous) ??
    late(event) ??
    unknownShape(event) ??
    duplicate(event, previous, timeFormat)
  );
}

function badSignature({ signature }: LoggedEvent): Notice | null {
  if (signature?.state !== "bad") return null;
  return {
    rank: "bad-signature",
    tone: "bad",
    text: signature.reason ?? "The signature is bad.",
  };
}

function refused({ kind, response, text }: LoggedEvent): Notice | null {
  if (response === null || response.status < 400) return null;
  const { status } = response;
  if (kind === "reply") return bad(`Vonage answered ${status}: the reply was not taken.`);
  return bad(
    `Hookline answered ${status}. ${kind === "inbound" || kind === "status" ? "" : reason(text)}`.trim(),
  );
}

function unanswered(event: LoggedEvent): Notice | null {
  const noAnswer = noAnswerOf(event);
  return noAnswer === null ? null : { rank: "unanswered", tone: "bad", text: noAnswerSentence(noAnswer) };
}

function bad(text: string): Notice {
  return { rank: "answered", tone: "bad", text };
}

function retry(event: LoggedEvent, previous: EventRow | null): Notice | null {
  if (previous === null || isAccepted(previous)) return null;
  const gap = formatDuration(event.receivedAt - previous.receivedAt);
  return {
    rank: "retry",
    tone: "warning",
    text: `Vonage retried after ${gap}: attempt ${previous.attempt} ${fateOf(previous)}.`,
  };
}

function fateOf({ answer }: EventRow): string {
  if (answer === null) return "got no answer";
  return answer.sent
    ? `was answered ${answer.status}`
    : `was to be answered ${answer.status}, but the caller had hung up`;
}

function late({ timestamp, receivedAt }: LoggedEvent): Notice | null {
  const lateMs = timestamp === null ? 0 : receivedAt - Date.parse(timestamp);
  if (lateMs <= LATE_MS) return null;
  return {
    rank: "late",
    tone: "warning",
    text: `Late: it arrived ${formatSpan(lateMs)} after its timestamp.`,
  };
}

function unknownShape({ kind, text }: LoggedEvent): Notice | null {
  if (kind !== "unparsed") return null;
  return {
    rank: "unknown-shape",
    tone: "warning",
    text: reason(text ?? "The shape of the body is not known."),
  };
}

/** What was stored of why a webhook could not be read, with no line that ends in "UTF-". */
function reason(text: string | null): string {
  return (text ?? "").replaceAll("UTF-8", "UTF\u20118");
}

function duplicate(
  event: LoggedEvent,
  previous: EventRow | null,
  timeFormat: Settings["timeFormat"],
): Notice | null {
  if (previous === null) return null;
  const day = dayOf(event.receivedAt, timeFormat);
  const at = formatDatedTime(previous.receivedAt, day, timeFormat, { precise: true });
  return {
    rank: "duplicate",
    tone: "plain",
    text: `Duplicate: attempt ${previous.attempt} was already answered ${previous.answer?.status ?? ""} at ${at}.`,
  };
}

/** As `is:duplicate` asks: a 2xx that did not reach the caller is none. */
function isAccepted({ answer }: EventRow): boolean {
  return answer !== null && answer.sent && answer.status >= 200 && answer.status < 300;
}
