// Where there is room for the detail, it never stands empty beside a filled list.
import { useEffect } from "react";
import type { EventId } from "../../../preload/contract/ids.ts";
import { navigate } from "../../router/router.ts";
import type { EventLog } from "./event-log.ts";
import { useLogPart } from "./use-event-log.ts";

interface FirstSelection {
  readonly isWanted: boolean;
  /** The event that was selected when the screen was left; null = none, or one was shown since. */
  readonly formerId: EventId | null;
}

/** Selects the former event, else the newest, once, while none is selected. */
export function useSelectFirst(log: EventLog, { isWanted, formerId }: FirstSelection): void {
  const hasRows = useLogPart(log, ({ phase, count }) => phase === "ready" && count > 0);
  const isReady = isWanted && (hasRows || formerId !== null);
  useEffect(() => {
    const id = isReady ? (formerId ?? log.rowAt(0)?.id ?? null) : null;
    if (id !== null) navigate({ page: "events", id }, { replace: true });
  }, [isReady, formerId, log]);
}
