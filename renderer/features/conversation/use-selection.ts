// The selected event, and the others of the same message: a copy or a status rings the bubble too.
import { useMemo } from "react";
import { EventId } from "../../../preload/contract/ids.ts";
import { useCall } from "../../bridge/use-call.ts";

/** What is selected on the screen around the thread. */
export interface Selection {
  readonly id: EventId | null;
  /** The event itself and all that share its message_uuid, once they are known. */
  readonly events: ReadonlySet<EventId>;
}

/** Never asked for: stands in while nothing is selected. */
const NO_EVENT = EventId.parse(1);

/** Looks up what belongs to the selected event. */
export function useSelection(id: EventId | null): Selection {
  const related = useCall("events.related", { id: id ?? NO_EVENT }, { enabled: id !== null }).data;
  return useMemo(
    () => ({ id, events: id === null ? new Set() : new Set([id, ...(related ?? [])]) }),
    [id, related],
  );
}
