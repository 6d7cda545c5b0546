// Replies that came to nothing, or of which nobody knows. A reply is logged once its request is over, so neither changes.
import type { EventResponse, EventRow, RowAnswer } from "./event.ts";

/** Whether Vonage named no message for a reply: it was refused, nothing came back, or what came back does not tell. */
export function isNotTaken({ kind, messageUuid }: Pick<EventRow, "kind" | "messageUuid">): boolean {
  return kind === "reply" && messageUuid === null;
}

/** Whether nothing came back for a reply. One that has a message lacks its answer only because Hookline was killed. */
export function isUnanswered(
  event: Pick<EventRow, "kind" | "messageUuid">,
  answer: RowAnswer | EventResponse | null,
): boolean {
  return answer === null && isNotTaken(event);
}
