// What the thread shows, line by line: day separators, and bubbles with their timelines open or folded.
import type { ThreadMessage } from "../../../preload/contract/conversation.ts";
import type { EventId } from "../../../preload/contract/ids.ts";

const OPEN_TIMELINES = 2;

/** One line of the thread. */
export type ThreadRow =
  | { readonly kind: "day"; readonly key: string; readonly at: number }
  | {
      readonly kind: "message";
      readonly key: string;
      readonly message: ThreadMessage;
      readonly isSelected: boolean;
      /** Only for replies: the last two and the selected one show every stop. */
      readonly hasOpenTimeline: boolean;
    };

/**
 * Builds the lines of a thread, oldest first.
 * @param selected the selected event and those that share its message_uuid: a bubble knows only its first copy
 */
export function threadRows(messages: readonly ThreadMessage[], selected: ReadonlySet<EventId>): ThreadRow[] {
  const lastReplies = messages
    .filter((message) => message.event.kind === "reply")
    .slice(-OPEN_TIMELINES)
    .map((message) => message.event.id);
  const rows: ThreadRow[] = [];
  let day = "";
  for (const message of messages) {
    const at = message.event.receivedAt;
    const itsDay = new Date(at).toDateString();
    if (itsDay !== day) {
      day = itsDay;
      rows.push({ kind: "day", key: `day ${itsDay}`, at });
    }
    const isSelected = holdsEvent(message, selected);
    rows.push({
      kind: "message",
      key: String(message.event.id),
      message,
      isSelected,
      hasOpenTimeline:
        message.event.kind === "reply" && (isSelected || lastReplies.includes(message.event.id)),
    });
  }
  return rows;
}

/** Whether one of these events is this message or one of its statuses. */
export function holdsEvent(message: ThreadMessage, ids: ReadonlySet<EventId>): boolean {
  return ids.has(message.event.id) || message.stops.some((stop) => ids.has(stop.eventId));
}

/** Heading of a day: "Today", "Yesterday", "30 December", with the year when it is another one. */
export function dayLabel(at: number, now: number, locale?: string): string {
  const day = new Date(at);
  const today = new Date(now);
  if (day.toDateString() === today.toDateString()) return "Today";
  const yesterday = new Date(now);
  yesterday.setDate(yesterday.getDate() - 1);
  if (day.toDateString() === yesterday.toDateString()) return "Yesterday";
  const year = day.getFullYear() === today.getFullYear() ? {} : { year: "numeric" as const };
  return new Intl.DateTimeFormat(locale ?? "en-GB", { day: "numeric", month: "long", ...year }).format(day);
}
