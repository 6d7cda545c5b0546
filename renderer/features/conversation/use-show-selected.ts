// Brings the bubble of the selected event into sight.
import { useEffect, useRef } from "react";
import type { ThreadMessage } from "../../../preload/contract/conversation.ts";
import type { EventId } from "../../../preload/contract/ids.ts";
import { holdsEvent } from "./thread-rows.ts";
import type { ScrollPosition } from "./use-scroll-position.ts";
import type { Selection } from "./use-selection.ts";

/** Pages of older messages that are fetched to find one event; further back, the reader scrolls. */
const SEARCH_PAGES = 5;

interface ShowSelected {
  /** What is drawn of it. */
  readonly thread: { readonly messages: readonly ThreadMessage[]; readonly hasOlder: boolean };
  readonly selection: Selection;
  readonly isLoadingOlder: boolean;
  readonly onLoadOlder: () => void;
}

/** Scrolls to the selected event once, fetching some older pages for it if it must. */
export function useShowSelected(
  { scroller, show }: Pick<ScrollPosition, "scroller" | "show">,
  wanted: ShowSelected,
): void {
  const { thread, selection, isLoadingOlder, onLoadOlder } = wanted;
  const shown = useRef<EventId | null>(null);
  const asked = useRef({ id: selection.id, pages: 0 });
  useEffect(() => {
    const selectedEventId = selection.id;
    if (selectedEventId === null || shown.current === selectedEventId) return;
    const message = thread.messages.find((one) => holdsEvent(one, selection.events));
    if (message !== undefined) {
      shown.current = selectedEventId;
      const line = scroller.current?.querySelector(`[data-event="${message.event.id}"]`);
      if (line != null) show(line);
      return;
    }
    const oldest = thread.messages[0]?.event.id;
    if (oldest === undefined || selectedEventId > oldest || !thread.hasOlder || isLoadingOlder) return;
    if (asked.current.id !== selectedEventId) asked.current = { id: selectedEventId, pages: 0 };
    if (asked.current.pages >= SEARCH_PAGES) return;
    asked.current.pages += 1;
    onLoadOlder();
  }, [scroller, show, thread, selection, isLoadingOlder, onLoadOlder]);
}
