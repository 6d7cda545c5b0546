// The foot of the window: is it listening, is anything wrong.
import { UnstyledButton } from "@mantine/core";
import type { ReactNode } from "react";
import type { EventCounts } from "../../../preload/contract/event.ts";
import { useIsConnected } from "../../bridge/bridge.tsx";
import { formatCount } from "../../components/format.ts";
import { useAppState } from "../../components/use-app-state.ts";
import { useEventCounts } from "../../components/use-event-counts.ts";
import { KeyHint } from "../../keyboard/key-hint.tsx";
import { useActiveWorkspace } from "../../workspace/active-workspace.tsx";
import { listenerWords } from "./listener-words.ts";
import { TurnedAway } from "./turned-away.tsx";
import classes from "./status-bar.module.css";

interface StatusBarProps {
  readonly activity: ReactNode;
  readonly onOpenShortcuts: () => void;
}

/** Listener address, what goes on, problems counted, and the way to the shortcuts. */
export function StatusBar({ activity, onOpenShortcuts }: StatusBarProps) {
  const app = useAppState();
  const { id, kind } = useActiveWorkspace();
  const isConnected = useIsConnected();
  const counts = useEventCounts(id);
  const problems = counts === undefined ? null : problemWords(counts);
  const isSimulated = kind === "simulated" && app?.simulator.running === true;
  const listener = listenerWords({ app, isConnected, isSimulated });
  return (
    <footer className={classes.bar} data-region="Status bar">
      <span className={classes.item}>
        <span className={classes.dot} data-tone={listener.tone} aria-hidden="true" />
        <span>{listener.words}</span>
        {listener.address !== null && <span className="mono">{listener.address}</span>}
      </span>
      {app !== undefined && kind === "simulated" && !app.simulator.running && (
        <span className={classes.item}>Simulator is off</span>
      )}
      {app !== undefined && <TurnedAway listener={app.listener} />}
      {activity}
      <span className={classes.right}>
        {problems !== null && <span className="num">{problems}</span>}
        <UnstyledButton className={classes.shortcuts} onClick={onOpenShortcuts}>
          <KeyHint keys="?" />
          Shortcuts
        </UnstyledButton>
      </span>
    </footer>
  );
}

/** Nothing while there is no event: that the list says, which is drawn sooner than the counts are known. */
function problemWords({ all, problems }: EventCounts): string | null {
  if (all === 0) return null;
  if (problems === 0) return "No problems";
  return problems === 1 ? "1 problem" : `${formatCount(problems)} problems`;
}
