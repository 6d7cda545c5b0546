// Where there is room for the detail, it never stands empty beside a filled list.
import { useEffect } from "react";
import { navigate } from "../../router/router.ts";
import type { EventLog } from "./event-log.ts";
import { useLogPart } from "./use-event-log.ts";

/** Selects the newest event once, while none is selected. */
export function useSelectNewest(log: EventLog, { isWanted }: { readonly isWanted: boolean }): void {
  const hasRows = useLogPart(log, ({ phase, count }) => phase === "ready" && count > 0);
  const isReady = isWanted && hasRows;
  useEffect(() => {
    const newest = isReady ? log.rowAt(0) : null;
    if (newest !== null) navigate({ page: "events", id: newest.id }, { replace: true });
  }, [isReady, log]);
}
