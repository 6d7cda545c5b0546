// The counts beside the places of the navigation.
import { useCall, useRefresh } from "../../bridge/use-call.ts";
import { useTopic } from "../../bridge/use-topic.ts";
import { formatCount } from "../../components/format.ts";
import { useEventCounts, useThrottled } from "../../components/use-event-counts.ts";
import type { Route } from "../../router/router.ts";
import { useActiveWorkspace } from "../../workspace/active-workspace.tsx";

const PAUSE_MS = 1_000;

/** Events kept, people, and linking steps done of all; only those that are known and worth saying. */
export function usePlaceCounts(): Partial<Record<Route["page"], string>> {
  const { id } = useActiveWorkspace();
  const refresh = useRefresh();
  useTopic(
    "events.appended",
    useThrottled(() => refresh("conversations.people"), PAUSE_MS),
  );
  const events = useEventCounts(id)?.all ?? 0;
  const people = useCall("conversations.people", { workspace: id, limit: 500 }).data?.length ?? 0;
  const linking = useCall("linking.state", { workspace: id }).data;
  return {
    ...(events === 0 ? {} : { events: formatCount(events) }),
    ...(people === 0 ? {} : { conversations: people === 500 ? "500+" : formatCount(people) }),
    ...(linking === undefined ? {} : { linking: `${linking.done}/${linking.total}` }),
  };
}
