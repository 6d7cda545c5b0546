// The events on the line of the selected one.
import { useCallback, useMemo } from "react";
import { EventId } from "../../../preload/contract/ids.ts";
import { useCall } from "../../bridge/use-call.ts";
import { useTopic } from "../../bridge/use-topic.ts";

const NONE: readonly EventId[] = [];
/** Stands in while nothing is selected; the question is not asked then. */
const NO_EVENT = EventId.parse(1);

/** Ids of the events that share the message_uuid of the selected one, oldest first; kept current as more arrive. */
export function useRelatedEvents(selectedId: EventId | null): readonly EventId[] {
  const enabled = selectedId !== null;
  const id = selectedId ?? NO_EVENT;
  const { data, refetch } = useCall("events.related", { id }, { enabled });
  const { data: selected } = useCall("events.get", { id }, { enabled });
  const messageUuid = selected?.messageUuid ?? null;
  const onAppended = useCallback(
    (rows: readonly { readonly messageUuid: string | null }[]) => {
      if (messageUuid !== null && rows.some((row) => row.messageUuid === messageUuid)) void refetch();
    },
    [messageUuid, refetch],
  );
  useTopic("events.appended", onAppended);
  return useMemo(() => (enabled ? (data ?? NONE) : NONE), [enabled, data]);
}
