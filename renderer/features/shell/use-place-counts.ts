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

/** What of a place must not be forgotten, in a few words. `bad` needs an act. */
export interface PlaceAlert {
  readonly tone: "bad" | "warning";
  readonly words: string;
}

/** A Page link that a status proves expired, and the faults of the simulator that are in force. */
export function usePlaceAlerts(): Partial<Record<Route["page"], PlaceAlert>> {
  const { id } = useActiveWorkspace();
  const isExpired = (useCall("linking.state", { workspace: id }).data?.link.expiredBy ?? null) !== null;
  const faults = useFaultCount();
  return {
    ...(isExpired ? { linking: { tone: "bad", words: "link expired" } } : {}),
    ...(faults === 0 ? {} : { simulator: { tone: "warning", words: faultsInForceWords(faults) } }),
  };
}
