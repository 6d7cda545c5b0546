// How many events there are. Kept fresh by TopicSync, once for all who ask.
import type { EventCounts } from "../../preload/contract/event.ts";
import type { WorkspaceId } from "../../preload/contract/ids.ts";
import { useCall } from "../bridge/use-call.ts";

/** Counts of a workspace (null = all); undefined until known. */
export function useEventCounts(workspace: WorkspaceId | null): EventCounts | undefined {
  return useCall("events.counts", { workspace }, { keepPrevious: true }).data;
}
