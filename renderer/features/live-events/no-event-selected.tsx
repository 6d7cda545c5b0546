// The detail pane while there is nothing in it.
import { IconActivity } from "@tabler/icons-react";
import { useIsConnected } from "../../bridge/bridge.tsx";
import { EmptyState } from "../../components/empty-state.tsx";
import { HostAway } from "../../components/host-away.tsx";
import type { EventLog } from "./event-log.ts";
import { useLogPart } from "./use-event-log.ts";
import classes from "./live-events.module.css";

interface NoEventSelectedProps {
  readonly log: EventLog;
}

/** Says what will stand here. Quiet while the list is still being read, and where it says itself that nothing matches. */
export function NoEventSelected({ log }: NoEventSelectedProps) {
  const isReady = useLogPart(log, ({ phase }) => phase === "ready");
  const isEmpty = useLogPart(log, ({ count }) => count === 0);
  const isFiltered = useLogPart(log, ({ filter }) => filter.query !== "");
  const isConnected = useIsConnected();
  return (
    <section className={classes.pane} aria-label="Selected event" data-region="Event" data-ring="above">
      {!isReady && !isConnected && <HostAway />}
      {isReady && !(isEmpty && isFiltered) && (
        <EmptyState icon={IconActivity} title={isEmpty ? "No event yet" : "No event selected"}>
          {isEmpty
            ? "The first one that arrives is shown here, with its conversation."
            : "Select an event to see its body, headers, signature and conversation."}
        </EmptyState>
      )}
    </section>
  );
}
