// What the live log needs, what it shows, and how long it takes: the types, times and first state around `event-log.ts`.
import type { Bridge } from "../../../preload/contract/contract.ts";
import type { AppErrorValue } from "../../../preload/contract/errors.ts";
import type { EventRow, PageEnd } from "../../../preload/contract/event.ts";
import type { EventId, WorkspaceId } from "../../../preload/contract/ids.ts";
import type { FrameScheduler } from "./frame-scheduler.ts";

/** A query that only the store can evaluate is asked at most this often. */
export const REFRESH_MS = 250;

/** The search index is filled after the commit, so a search is repeated once after this. */
export const INDEX_LAG_MS = 1_000;

/** How long an arrival stays tinted. */
export const TINT_MS = 1_200;

/** Which events are shown. */
export interface LogFilter {
  /** null = those of every workspace, and those of none. */
  readonly workspace: WorkspaceId | null;
  /** The search language of the contract. */
  readonly query: string;
}

/** Whether it shows the events of every workspace. */
export function isOfAll({ workspace }: LogFilter): boolean {
  return workspace === null;
}

/** What the log needs of the outside. */
export interface EventLogPorts {
  readonly bridge: Bridge;
  readonly scheduler: FrameScheduler;
  /** How to tell whether an arrival matches a query; null when only the store can tell. */
  readonly rowTest: (query: string) => ((row: EventRow) => boolean) | null;
}

/** Where a log begins; one that was not looked at before is live. */
export interface LogStart {
  readonly isPaused?: boolean;
  /** Whether the newest row is in view. */
  readonly isAtTop?: boolean;
  /** Paused or scrolled away, it shows the events up to this one, and later ones wait; null = that is not known. */
  readonly reach?: PageEnd;
}

/** One state of the log. A new object whenever something that is seen changed; the rows are read by `EventLog.rowAt`. */
export interface LogView {
  readonly filter: LogFilter;
  /** `loading`: the first answer for this filter is awaited; rows of the former one may still be shown. */
  readonly phase: "loading" | "ready" | "failed";
  readonly error: AppErrorValue | null;
  /** Rows in the list. */
  readonly count: number;
  /** Epoch ms of the host's clock, since when there is no row; null while there are rows. */
  readonly emptySince: number | null;
  /** Arrivals held back, because the view is paused or scrolled away. */
  readonly waiting: number;
  readonly isPaused: boolean;
  /** Rows from this one up have just arrived; null = none, or too many to point at. */
  readonly freshFromId: EventId | null;
}

/** The view of a log that has not asked yet; `now` by the host's clock. */
export function beginView(filter: LogFilter, isPaused: boolean, now: number): LogView {
  return {
    filter,
    phase: "loading",
    error: null,
    count: 0,
    emptySince: now,
    waiting: 0,
    isPaused,
    freshFromId: null,
  };
}

/** The one that follows it; `now` by the host's clock. */
export function nextView(
  former: LogView,
  change: Partial<LogView> & Pick<LogView, "count" | "waiting">,
  now: number,
): LogView {
  const emptySince = change.count > 0 ? null : (former.emptySince ?? now);
  return { ...former, ...change, emptySince };
}
