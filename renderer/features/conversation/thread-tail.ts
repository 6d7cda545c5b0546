// What of a thread is drawn at once when much of it is new at the same time: its end, which is where the reader is. The rest
// follows when nothing more urgent is due, as typing is. Pure.
import type { ThreadMessage } from "../../../preload/contract/conversation.ts";

/** More than fit on a screen. */
const TAIL = 30;

/**
 * The end of a thread, without a gap: the newest messages, and before them those that are drawn already.
 * @param drawn what was drawn whole the last time
 */
export function drawnAtOnce(
  messages: readonly ThreadMessage[],
  drawn: readonly ThreadMessage[],
): readonly ThreadMessage[] {
  if (messages === drawn) return messages;
  const known = new Set(drawn.map(({ event }) => event.id));
  let start = Math.max(0, messages.length - TAIL);
  while (start > 0) {
    const before = messages[start - 1];
    if (before === undefined || !known.has(before.event.id)) break;
    start -= 1;
  }
  return start === 0 ? messages : messages.slice(start);
}
