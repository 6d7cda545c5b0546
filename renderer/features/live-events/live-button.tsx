// Pauses the view, never the capture.
import { Tooltip } from "@mantine/core";
import { IconPlayerPause } from "@tabler/icons-react";
import { useIsConnected } from "../../bridge/bridge.tsx";
import { formatCount } from "../../components/format.ts";
import type { EventLog } from "./event-log.ts";
import { useLogPart } from "./use-event-log.ts";
import classes from "./list-toolbar.module.css";

interface LiveButtonProps {
  readonly log: EventLog;
}

/** "Live", or "Paused" with how many wait. */
export function LiveButton({ log }: LiveButtonProps) {
  const isPaused = useLogPart(log, (view) => view.isPaused);
  const waiting = useLogPart(log, (view) => (view.isPaused ? view.waiting : 0));
  const isConnected = useIsConnected();
  const words = isPaused ? pausedWords(waiting) : isConnected ? "Live" : "Not live";
  return (
    <Tooltip
      label={
        isPaused
          ? "Resume the view (Space in the list)"
          : "Pause the view (Space in the list). Capture goes on"
      }
    >
      <button
        type="button"
        className={classes.live}
        data-paused={isPaused}
        aria-label={isPaused ? `${words}. Resume` : `${words}. Pause the view`}
        onClick={() => (isPaused ? log.resume() : log.pause())}
      >
        {isPaused ? (
          <IconPlayerPause size={14} stroke={1.75} aria-hidden="true" />
        ) : (
          <span className={classes.dot} data-off={!isConnected} aria-hidden="true" />
        )}
        {words}
      </button>
    </Tooltip>
  );
}

function pausedWords(waiting: number): string {
  return waiting === 0 ? "Paused" : `Paused, ${formatCount(waiting)} waiting`;
}
