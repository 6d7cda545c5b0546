// Which event is shown, and which row of the list keys are at: the same where the two stand side by side.
import { useCallback, useState } from "react";
import type { EventId } from "../../../preload/contract/ids.ts";
import { navigate, useRoute } from "../../router/router.ts";
import type { EventLog } from "./event-log.ts";
import type { EventPlace } from "./event-places.tsx";
import { useSelectFirst } from "./use-select-first.ts";

interface SelectionParts {
  readonly log: EventLog;
  readonly selection: EventPlace["selection"];
  /** An event takes the place of the list. */
  readonly isNarrow: boolean;
}

/** The event that the address names, and the row. */
export interface EventSelection {
  readonly selectedId: EventId | null;
  /** Where there is one place for both, the event that was shown last, or the one that keys went to since. */
  readonly rowId: EventId | null;
  /** Goes to a row; the event that is shown goes along. */
  readonly goTo: (id: EventId) => void;
  /** Shows the event of a row. */
  readonly open: (id: EventId) => void;
  /** An event of this list is shown, whoever asked for it. */
  readonly noteShown: (id: EventId) => void;
}

/** Keeps both, also when a window is made wide or narrow meanwhile. */
export function useEventSelection({ log, selection, isNarrow }: SelectionParts): EventSelection {
  const route = useRoute();
  const selectedId = route.page === "events" ? route.id : null;
  const isListAlone = isNarrow && selectedId === null;
  const [activeId, setActiveId] = useState(() => selection.read().id);
  const [formerId, setFormerId] = useState(activeId);
  // Made wide, the list has the event of its row beside it.
  if (isListAlone && formerId !== activeId) setFormerId(activeId);
  const noteAsked = useSelectFirst(log, { isNarrow, selectedId, formerId });

  const note = useCallback(
    (id: EventId) => {
      selection.note({ id });
      setActiveId(id);
    },
    [selection],
  );
  const goTo = useCallback(
    (id: EventId) => {
      note(id);
      noteAsked();
      if (!isListAlone) navigate({ page: "events", id }, { replace: true });
    },
    [note, noteAsked, isListAlone],
  );
  const open = (id: EventId): void => {
    goTo(id);
    // A page of its own, so that Back returns to the list.
    if (isListAlone) navigate({ page: "events", id });
  };
  const noteShown = useCallback(
    (id: EventId) => {
      note(id);
      setFormerId(null);
    },
    [note],
  );
  return { selectedId, rowId: isNarrow ? activeId : selectedId, goTo, open, noteShown };
}
