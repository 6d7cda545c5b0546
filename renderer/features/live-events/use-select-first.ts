// Where there is room for the detail, it never stands empty beside a filled list.
import { useCallback, useEffect, useLayoutEffect, useRef } from "react";
import type { EventId } from "../../../preload/contract/ids.ts";
import { navigate, useRoute } from "../../router/router.ts";
import type { EventLog } from "./event-log.ts";
import { useLogPart } from "./use-event-log.ts";

interface FirstSelection {
  /** There is no such room. */
  readonly isNarrow: boolean;
  readonly selectedId: EventId | null;
  /** The event that was selected when the screen was left, or whose row is marked; null = none, or one was shown since. */
  readonly formerId: EventId | null;
}

/**
 * Selects the former event, else the newest, once, while none is selected. In a window that was made wide, that is for as long as
 * it is: made narrow again, it shows the list that was there, unless somebody asked for an event meanwhile: that is what the
 * function is called for which is returned.
 */
export function useSelectFirst(
  log: EventLog,
  { isNarrow, selectedId, formerId }: FirstSelection,
): () => void {
  const { page } = useRoute();
  const hasRows = useLogPart(log, ({ phase, count }) => phase === "ready" && count > 0);
  const isWanted = !isNarrow && selectedId === null && page === "events";
  const isReady = isWanted && (hasRows || formerId !== null);
  const wasListAlone = useRef(false);
  const unaskedId = useRef<EventId | null>(null);
  useEffect(() => {
    const id = isReady ? (formerId ?? log.rowAt(0)?.id ?? null) : null;
    if (id === null) return;
    unaskedId.current = wasListAlone.current ? id : null;
    wasListAlone.current = false;
    navigate({ page: "events", id }, { replace: true });
  }, [isReady, formerId, log]);
  useLayoutEffect(() => {
    if (!isNarrow) return;
    wasListAlone.current = selectedId === null;
    if (selectedId !== null && selectedId === unaskedId.current)
      navigate({ page: "events", id: null }, { replace: true });
    unaskedId.current = null;
  }, [isNarrow, selectedId]);
  return useCallback(() => {
    unaskedId.current = null;
  }, []);
}
