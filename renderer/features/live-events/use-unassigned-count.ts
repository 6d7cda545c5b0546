// Events that belong to no workspace: nothing that arrives may stay unseen because no workspace lists it.
import { useQueries, type UseQueryResult } from "@tanstack/react-query";
import type { EventCounts } from "../../../preload/contract/event.ts";
import { useBridge } from "../../bridge/bridge.tsx";
import { useState } from "react";
import { CallError } from "../../bridge/query-cache.ts";
import { useWorkspaces } from "../../workspace/active-workspace.tsx";

/** How many there are: all events less those of every workspace. 0 until known. */
export function useUnassignedCount(): number {
  const bridge = useBridge();
  const { workspaces } = useWorkspaces();
  const [known, setKnown] = useState(0);
  const places = [null, ...workspaces.map(({ id }) => id)];
  const difference = useQueries({
    // The keys of `useCall`, so that these answers are the ones the chips have, and are renewed with them.
    queries: places.map((workspace) => ({
      queryKey: ["events.counts", { workspace }],
      queryFn: async (): Promise<EventCounts> => {
        const result = await bridge.call("events.counts", { workspace });
        if (!result.ok) throw new CallError(result.error);
        return result.value;
      },
    })),
    combine: differenceOf,
  });
  if (difference !== null && difference !== known) setKnown(difference);
  return known;
}

/**
 * The first answer less all others; null while one is asked for anew: a new answer less an old one tells of events that are
 * nobody's, and there are none.
 */
function differenceOf(answers: readonly UseQueryResult<EventCounts>[]): number | null {
  if (answers.some(({ isFetching }) => isFetching)) return null;
  const [all, ...own] = answers.map(({ data }) => data?.all);
  if (all === undefined) return 0;
  let rest = all;
  for (const count of own) {
    if (count === undefined) return 0;
    rest -= count;
  }
  return Math.max(0, rest);
}
