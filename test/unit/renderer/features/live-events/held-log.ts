// A log over a store in which every second event is red, for the tests of what waits.
import type { EventRow } from "../../../../../preload/contract/event.ts";
import { WorkspaceId } from "../../../../../preload/contract/ids.ts";
import { EventLog } from "../../../../../renderer/features/live-events/event-log.ts";
import type { LogFilter, LogStart } from "../../../../../renderer/features/live-events/log-view.ts";
import { createSteppedScheduler, eventRow, settle, type StoreBridge } from "./log-fakes.ts";

export const workspace = WorkspaceId.parse("simulated");
export const all: LogFilter = { workspace, query: "" };
export const red: LogFilter = { workspace, query: "Red" };

/** Every second one is red. */
export function rows(first: number, last: number): EventRow[] {
  return Array.from({ length: last - first + 1 }, (_, at) =>
    eventRow(first + at, { text: (first + at) % 2 === 0 ? "Red" : "Blue" }),
  );
}

function rowTest(query: string): ((row: EventRow) => boolean) | null {
  return query.includes("since:") ? null : (row) => (row.text ?? "").includes(query);
}

/** Starts a log, and answers what it asks first. A query with `since:` only the store can evaluate. */
export async function startLog(
  bridge: StoreBridge,
  { filter = all, ...start }: LogStart & { filter?: LogFilter } = {},
) {
  const scheduler = createSteppedScheduler();
  const log = new EventLog({ bridge, scheduler, rowTest }, filter, start);
  const stop = log.start();
  await settle();
  scheduler.frame();
  return {
    log,
    stop,
    scheduler,
    append: (more: readonly EventRow[]) => {
      bridge.append(more);
      scheduler.frame();
    },
    show: async (next: LogFilter) => {
      log.setFilter(next);
      await settle();
      scheduler.frame();
    },
    /** The newest row that is shown, how many there are, and how many wait. */
    shown: () => [log.rowAt(0)?.id, log.view().count, log.view().waiting],
  };
}
