// The counts beside the places of the navigation.
import { useCall } from "../../bridge/use-call.ts";
import { formatCount } from "../../components/format.ts";
import { useEventCounts } from "../../components/use-event-counts.ts";
import { faultsInForceWords } from "../../components/simulator-faults.ts";
import { useFaultCount } from "../../components/use-simulator.ts";
import type { Route } from "../../router/router.ts";
import { useActiveWorkspace } from "../../workspace/active-workspace.tsx";

/** Events kept, people, and linking steps done of all (the simulator links itself); only those that are known and worth saying. */
export function usePlaceCounts(): Partial<Record<Route["page"], string>> {
  const { id, kind } = useActiveWorkspace();
  const events = useEventCounts(id)?.all ?? 0;
  const people = useCall("conversations.people", { workspace: id, limit: 500 }).data?.length ?? 0;
  const linking = useCall("linking.state", { workspace: id }).data;
  return {
    ...(events === 0 ? {} : { events: formatCount(events) }),
    ...(people === 0 ? {} : { conversations: people === 500 ? "500+" : formatCount(people) }),
    ...(linking === undefined || kind === "simulated" ? {} : { linking: `${linking.done}/${linking.total}` }),
  };
}

/** What of a place must not be forgotten, in a few words: the faults of the simulator that are in force. */
export function usePlaceAlerts(): Partial<Record<Route["page"], string>> {
  const faults = useFaultCount();
  return faults === 0 ? {} : { simulator: faultsInForceWords(faults) };
}
