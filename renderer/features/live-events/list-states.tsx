// What stands in place of the list: loading, failed, nothing yet, nothing matches, paused.
import { Button, Skeleton } from "@mantine/core";
import { IconFilterOff, IconPlayerPause } from "@tabler/icons-react";
import { useIsConnected } from "../../bridge/bridge.tsx";
import { isHostLost } from "../../bridge/host-lost.ts";
import { EmptyState } from "../../components/empty-state.tsx";
import { ErrorNotice } from "../../components/error-notice.tsx";
import { HostAway } from "../../components/host-away.tsx";
import { formatCount } from "../../components/format.ts";
import { useEventCounts } from "../../components/use-event-counts.ts";
import { useWorkspaces } from "../../workspace/active-workspace.tsx";
import type { EventLog } from "./event-log.ts";
import { useLogView } from "./use-event-log.ts";
import { WaitingForWebhook } from "./waiting-for-webhook.tsx";
import classes from "./list-states.module.css";

interface ListStateProps {
  readonly log: EventLog;
  readonly onClearFilter: () => void;
  /** Looks at all workspaces; null where they are looked at already. */
  readonly onSearchEverywhere: (() => void) | null;
}

const SKELETON_ROWS = Array.from({ length: 12 }, (_, at) => at);

/** Shown while there is no row to show. */
export function ListState({ log, onClearFilter, onSearchEverywhere }: ListStateProps) {
  const { phase, error, emptySince, isPaused, waiting, filter } = useLogView(log);
  const isConnected = useIsConnected();
  // The log is read again by itself.
  if (!isConnected && (phase === "loading" || (error !== null && isHostLost(error)))) return <HostAway />;
  if (phase === "failed" && error !== null)
    return (
      <div className={classes.padded}>
        <ErrorNotice error={error} action={<Button onClick={() => log.retry()}>Retry</Button>} />
      </div>
    );
  if (phase === "loading") return <RowSkeletons />;
  if (isPaused && waiting > 0)
    return (
      <EmptyState icon={IconPlayerPause} title="Paused">
        <p>{waiting === 1 ? "1 event waits." : `${formatCount(waiting)} events wait.`}</p>
        <Button mt="md" onClick={() => log.resume()}>
          Resume
        </Button>
      </EmptyState>
    );
  if (filter.query !== "") return <NoMatch log={log} {...{ onClearFilter, onSearchEverywhere }} />;
  return <WaitingForWebhook since={emptySince} />;
}

/** Drawn at once but seen only after 150 ms, by CSS: an answer that comes sooner never flashes. */
function RowSkeletons() {
  return (
    <div className={classes.skeletons} aria-hidden="true">
      {SKELETON_ROWS.map((row) => (
        <div key={row} className={classes.skeleton}>
          <Skeleton height={10} width={`${50 - (row % 4) * 7}%`} />
          <Skeleton height={8} width={`${72 - (row % 3) * 12}%`} />
        </div>
      ))}
    </div>
  );
}

function NoMatch({ log, onClearFilter, onSearchEverywhere }: ListStateProps) {
  const { filter } = useLogView(log);
  const counts = useEventCounts(filter.workspace);
  const { workspaces } = useWorkspaces();
  const hidden = counts?.all ?? 0;
  return (
    <EmptyState icon={IconFilterOff} title="No events match">
      <p>
        {hidden === 1 ? "1 is hidden by the filter." : `${formatCount(hidden)} are hidden by the filter.`}
      </p>
      <div className={classes.buttons}>
        <Button onClick={onClearFilter}>Clear filter</Button>
        {onSearchEverywhere !== null && workspaces.length > 1 && (
          <Button variant="subtle" onClick={onSearchEverywhere}>
            Search all workspaces
          </Button>
        )}
      </div>
    </EmptyState>
  );
}
