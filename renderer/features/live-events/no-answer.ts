// What is said of a reply that got no answer.
import { isErrorCode } from "../../../preload/contract/errors.ts";
import type { LoggedEvent } from "../../../preload/contract/event.ts";
import { isUnanswered } from "../../../preload/contract/not-taken.ts";

/** The words, as the thread has them, and why, where that was kept. */
export interface NoAnswer {
  readonly words: "No answer came";
  readonly reason: string | null;
}

/** null of what was answered, or may be yet. */
export function noAnswerOf(event: LoggedEvent): NoAnswer | null {
  if (!isUnanswered(event, event.response)) return null;
  return { words: "No answer came", reason: isOwnError(event) ? (event.error?.detail ?? null) : null };
}

/** The same in a sentence or two. */
export function noAnswerSentence({ words, reason }: NoAnswer): string {
  if (reason === null) return `${words}.`;
  return `${words}. Reason: ${reason}${/[.!?…]$/.test(reason) ? "" : "."}`;
}

/** What stands where a response would. */
export function missingWords(event: LoggedEvent): string {
  const noAnswer = noAnswerOf(event);
  if (noAnswer !== null) return noAnswerSentence(noAnswer);
  switch (event.kind) {
    case "system":
      return "This event has no response.";
    case "reply":
      return "The answer was not kept: Hookline ended before.";
    default:
      return "There is no answer yet.";
  }
}

/** Whether the error is Hookline's word for a missing answer, not the API's. */
export function isOwnError({ error }: Pick<LoggedEvent, "error">): boolean {
  return error !== null && isErrorCode(error.code);
}
