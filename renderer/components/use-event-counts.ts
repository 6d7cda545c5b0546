// How many events there are. Kept fresh by TopicSync, once for all who ask.
import type { EventCounts } from "../../preload/contract/event.ts";
import type { WorkspaceId } from "../../preload/contract/ids.ts";
import { useCall } from "../bridge/use-call.ts";

/** Counts of a workspace (null = all); undefined until known. While events pour in they change four times a second. */
export function useEventCounts(workspace: WorkspaceId | null): EventCounts | undefined {
  return useCall("events.counts", { workspace }, { keepPrevious: true }).data;
}

/** What is there at all, which does not change with every event. */
export interface EventPresence {
  readonly any: boolean;
  readonly inbound: boolean;
  /** Some belong to no workspace; of all workspaces only. */
  readonly unassigned: boolean;
}

/** Whether a workspace has events; undefined until known, null when it cannot be told. */
export function useEventPresence(workspace: WorkspaceId | null): EventPresence | null | undefined {
  const { data, errorUpdateCount } = useCall(
    "events.counts",
    { workspace },
    { keepPrevious: true, select: presenceOf },
  );
  // One that failed is asked again with each event: meanwhile it can still not be told.
  return data ?? (errorUpdateCount > 0 ? null : undefined);
}

function presenceOf({ all, inbound, unassigned }: EventCounts): EventPresence {
  return { any: all > 0, inbound: inbound > 0, unassigned: unassigned > 0 };
}
