// One live log for the screen, started and stopped with it.
import { useEffect, useState, useSyncExternalStore } from "react";
import type { EventRow } from "../../../preload/contract/event.ts";
import { useBridge, useHostClock } from "../../bridge/bridge.tsx";
import type { Clock } from "../../bridge/host-clock.ts";
import { EventLog } from "./event-log.ts";
import { isAtTop, type EventPlace, type ScrollMemory } from "./event-places.tsx";
import { createFrameScheduler } from "./frame-scheduler.ts";
import type { LogFilter, LogView } from "./log-view.ts";
import { rowTest } from "./row-test.ts";

/** Where the list was when the screen was left. */
interface FormerPlace {
  readonly hold: EventPlace["hold"];
  readonly scroll: ScrollMemory;
}

/**
 * The log of this screen, for the given filter; paused, or scrolled away, where it was when the screen was left. Does not render
 * by itself: the parts that show it use {@link useLogView}.
 */
export function useEventLog({ workspace, query }: LogFilter, { hold, scroll }: FormerPlace): EventLog {
  const bridge = useBridge();
  const clock = useHostClock();
  const [log] = useState(
    () =>
      new EventLog(
        { bridge, scheduler: createFrameScheduler(window), rowTest: (text) => rowTest(text, clock) },
        { workspace, query },
        { ...hold.read(), isAtTop: isAtTop(scroll.read().above) },
      ),
  );
  useEffect(() => log.subscribe(() => hold.note(log.place)), [log, hold]);
  useEffect(() => log.start(), [log]);
  useEffect(() => log.setFilter({ workspace, query }), [log, workspace, query]);
  return log;
}

/**
 * Brings an event that is shown into its list, where it waits because the list is scrolled away. A pause goes on: what came in it
 * waits until it is over.
 */
export function letIn(log: EventLog, row: EventRow, clock: Clock): void {
  const { isPaused, reach } = log.place;
  if (isPaused || row.id <= (reach ?? 0)) return;
  const test = rowTest(log.view().filter.query, clock);
  // Only the store can tell whether it matches: it has, where the event waits.
  const isFound = test === null ? (log.isWaiting(row.id) ?? true) : test(row);
  if (isFound) log.showWaiting();
}

/** The state of the log; renders once for each change of it. */
export function useLogView(log: EventLog): LogView {
  return useSyncExternalStore(log.subscribe, log.view);
}

/** One plain value of the log's state; renders only when that value changes, not with every arrival. */
export function useLogPart<T extends string | number | boolean>(
  log: EventLog,
  pick: (view: LogView) => T,
): T {
  return useSyncExternalStore(log.subscribe, () => pick(log.view()));
}
