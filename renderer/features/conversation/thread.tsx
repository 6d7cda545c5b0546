// The messages of one person, oldest first, kept at the bottom while the reader is there.
import { ActionIcon, Button, Loader, Tooltip } from "@mantine/core";
import { IconArrowDown } from "@tabler/icons-react";
import { useDeferredValue, useMemo } from "react";
import type { Thread as ThreadMessages } from "../../../preload/contract/conversation.ts";
import type { EventId } from "../../../preload/contract/ids.ts";
import { useNow } from "../../components/use-now.tsx";
import { MessageBubble, PendingBubble } from "./message-bubble.tsx";
import { drawnAtOnce } from "./thread-tail.ts";
import { dayLabel, threadRows } from "./thread-rows.ts";
import { useScrollPosition } from "./use-scroll-position.ts";
import type { PendingReply } from "./failed-replies.ts";
import type { Selection } from "./use-selection.ts";
import { useShowSelected } from "./use-show-selected.ts";
import classes from "./thread.module.css";

interface ThreadProps {
  readonly thread: ThreadMessages;
  readonly pending: readonly PendingReply[];
  readonly selection: Selection;
  readonly isLoadingOlder: boolean;
  readonly onLoadOlder: () => void;
  readonly onSelectEvent: (id: EventId) => void;
}

/** Over this many messages, those out of sight are not laid out. */
const LAZY_LAYOUT_FROM = 40;
const LOAD_OLDER_WITHIN_PX = 240;
const MINUTE_MS = 60_000;

/** The scrolling list of bubbles. Older messages are asked for when the top comes near. */
export function Thread(props: ThreadProps) {
  const { thread, pending, selection, isLoadingOlder, onLoadOlder, onSelectEvent } = props;
  const { hasOlder } = thread;
  const { scroller, content, isAtBottom, readPosition, goToBottom, show } = useScrollPosition(pending.length);
  const settled = useDeferredValue(thread.messages);
  // Who reads further up sees all at once: what is read must not go, not even for a moment.
  const messages = useMemo(
    () => (isAtBottom ? drawnAtOnce(thread.messages, settled) : thread.messages),
    [isAtBottom, thread.messages, settled],
  );
  const drawn = useMemo(() => ({ messages, hasOlder }), [messages, hasOlder]);
  const rows = useMemo(() => threadRows(messages, selection.events), [messages, selection.events]);
  useShowSelected({ scroller, show }, { ...props, thread: drawn });
  const now = useNow(MINUTE_MS);

  function onScroll(): void {
    readPosition();
    if (hasOlder && !isLoadingOlder && (scroller.current?.scrollTop ?? Infinity) < LOAD_OLDER_WITHIN_PX)
      onLoadOlder();
  }

  return (
    <div className={classes.frame}>
      <section
        ref={scroller}
        className={classes.scroller}
        onScroll={onScroll}
        aria-label="Messages"
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls, so the arrow keys must reach it
        tabIndex={0}
      >
        <ol ref={content} className={classes.list} data-lazy={messages.length > LAZY_LAYOUT_FROM}>
          {hasOlder && (
            <li className={classes.older}>
              {isLoadingOlder ? (
                <Loader size={16} aria-label="Loading older messages" />
              ) : (
                <Button size="xs" variant="subtle" onClick={onLoadOlder}>
                  Older messages
                </Button>
              )}
            </li>
          )}
          {rows.map((row) =>
            row.kind === "day" ? (
              <li key={row.key} className={classes.day}>
                {dayLabel(row.at, now)}
              </li>
            ) : (
              <li key={row.key} className={classes.row} data-event={row.message.event.id}>
                <MessageBubble
                  message={row.message}
                  isSelected={row.isSelected}
                  hasOpenTimeline={row.hasOpenTimeline}
                  onSelectEvent={onSelectEvent}
                />
              </li>
            ),
          )}
          {pending.map((reply) => (
            <li key={reply.key} className={classes.row}>
              <PendingBubble content={reply.content} />
            </li>
          ))}
        </ol>
      </section>
      {!isAtBottom && (
        <Tooltip label="Newest message">
          <ActionIcon
            className={classes.newest}
            variant="default"
            size={28}
            radius="xl"
            aria-label="Newest message"
            onClick={goToBottom}
          >
            <IconArrowDown size={16} stroke={1.75} aria-hidden="true" />
          </ActionIcon>
        </Tooltip>
      )}
    </div>
  );
}
