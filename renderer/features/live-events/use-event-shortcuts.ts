// The keys of the Events screen that work wherever the focus is, outside text fields.
import type { RefObject } from "react";
import { escapeBy } from "../../components/toast.ts";
import { useMediaWidth } from "../../components/use-media-width.ts";
import { useShortcuts } from "../../keyboard/shortcuts.tsx";
import { useRoute } from "../../router/router.ts";
import type { EventLog } from "./event-log.ts";
import type { ListNavigation } from "./use-list-navigation.ts";

interface EventShortcutsParts {
  readonly log: EventLog;
  readonly navigation: RefObject<ListNavigation | null>;
  readonly focusSearch: () => void;
  readonly focusDetail: () => void;
  readonly focusList: () => void;
}

/** Registers them while the screen is mounted. */
export function useEventShortcuts(parts: EventShortcutsParts): void {
  const { log, navigation, focusList } = parts;
  const isNarrow = useMediaWidth() === "narrow";
  const route = useRoute();
  // On a narrow page Esc goes back from it, which takes a moment.
  const isPage = isNarrow && route.page === "events" && route.id !== null;
  const toNext = { label: "Next event", run: () => navigation.current?.step(1), repeats: true };
  const toPrevious = { label: "Previous event", run: () => navigation.current?.step(-1), repeats: true };
  useShortcuts("Events", [
    { id: "search-events", keys: "/", label: "Search events", run: parts.focusSearch },
    { id: "next-event", keys: "j", ...toNext },
    { id: "previous-event", keys: "k", ...toPrevious },
    // The list hears its own; these are for a page that was just loaded, where nothing has the focus.
    { id: "next-event-by-arrow", keys: "ArrowDown", ...toNext, hidden: true },
    { id: "previous-event-by-arrow", keys: "ArrowUp", ...toPrevious, hidden: true },
    { id: "newest-event", keys: "g g", label: "Newest event", run: () => navigation.current?.toNewest() },
    { id: "oldest-event", keys: "G", label: "Oldest event", run: () => navigation.current?.toOldest() },
    { id: "focus-detail", keys: "Enter", label: "Go to the detail", run: parts.focusDetail },
    {
      id: "focus-list",
      keys: "Escape",
      label: "Back to the list",
      run: () => (isPage ? focusList() : escapeBy(focusList)),
    },
    {
      id: "pause-view",
      keys: "",
      ownKeys: "Space",
      label: "Pause or resume the view, in the list",
      run: () => (log.view().isPaused ? log.resume() : log.pause()),
    },
  ]);
}
