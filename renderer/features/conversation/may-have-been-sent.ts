// Whether a message that failed may be at Vonage all the same, so that sending it again might send it twice.
import type { AppErrorValue } from "../../../preload/contract/errors.ts";

const MAY_BE_SENT: ReadonlySet<string> = new Set([
  // Hookline, or Vonage, had been asked and was not heard of again.
  "CONTRACT_ANSWER_LOST",
  "REPLY_LEFT_BEHIND",
  "REPLY_NO_ANSWER",
  "REPLY_CONNECTION_LOST",
  "NETWORK_NO_ANSWER",
  "NETWORK_BROKEN",
  // It answered, but not whether it was taken.
  "REPLY_UNCLEAR",
  // Vonage has it; only the log has not.
  "REPLY_NOT_LOGGED",
  "REPLY_WORKSPACE_REMOVED",
  // It may have gone wrong after the message was out.
  "UNEXPECTED",
]);

/** True unless it is known that the message was not taken. */
export function mayHaveBeenSent({ code }: AppErrorValue): boolean {
  return MAY_BE_SENT.has(code);
}
