// Exact numbers for the chips and the sidebar: counted once from the store, then kept up to date by what is appended.
import type { DatabaseSync } from "node:sqlite";
import type { EventCounts } from "../../preload/contract/event.ts";
import type { WorkspaceId } from "../../preload/contract/ids.ts";

/** What a counted event was. */
export interface CountedEvent {
  readonly workspace: string | null;
  readonly kind: string;
  readonly isProblem: boolean;
}

/** Running counts per workspace. */
export interface RunningCounts {
  /** Of one workspace; null = of all. */
  of(workspace: WorkspaceId | null): EventCounts;
  added(event: CountedEvent): void;
  /** An event that was no problem by itself was answered with 400 or more. */
  becameProblem(workspace: string | null): void;
  /** All events of a workspace are gone. */
  removed(workspace: WorkspaceId): void;
  /** Counts anew at the next question. */
  forget(): void;
}

type Tally = Omit<EventCounts, "unassigned">;

/** Counts nothing until it is first asked. `workspaceName` is null of a workspace that is not there: its events belong to none. */
export function createRunningCounts(
  database: DatabaseSync,
  workspaceName: (id: string) => string | null,
): RunningCounts {
  let tallies: Map<string | null, Tally> | null = null;

  function tallyOf(counts: Map<string | null, Tally>, workspace: string | null): Tally {
    const tally = counts.get(workspace) ?? { all: 0, inbound: 0, status: 0, problems: 0 };
    counts.set(workspace, tally);
    return tally;
  }

  function countAll(): Map<string | null, Tally> {
    const counts = new Map<string | null, Tally>();
    const byKind = database.prepare(
      "SELECT workspace_id, kind, count(*) AS n, sum(problem) AS problems FROM events GROUP BY workspace_id, kind",
    );
    for (const row of byKind.all()) {
      const tally = tallyOf(counts, toWorkspace(row["workspace_id"]));
      const count = Number(row["n"]);
      tally.all += count;
      if (row["kind"] === "inbound") tally.inbound += count;
      if (row["kind"] === "status") tally.status += count;
      tally.problems += Number(row["problems"]);
    }
    const refused = database.prepare(
      `SELECT e.workspace_id, count(*) AS n FROM answers a JOIN events e ON e.id = a.event_id
       WHERE a.status >= 400 AND e.problem = 0 GROUP BY e.workspace_id`,
    );
    for (const row of refused.all()) {
      tallyOf(counts, toWorkspace(row["workspace_id"])).problems += Number(row["n"]);
    }
    return counts;
  }

  return {
    of: (workspace) => {
      tallies ??= countAll();
      if (workspace !== null) return { ...tallyOf(tallies, workspace), unassigned: 0 };
      const sum = { all: 0, inbound: 0, status: 0, problems: 0, unassigned: 0 };
      for (const [of, tally] of tallies) {
        if (of === null || workspaceName(of) === null) sum.unassigned += tally.all;
        sum.all += tally.all;
        sum.inbound += tally.inbound;
        sum.status += tally.status;
        sum.problems += tally.problems;
      }
      return sum;
    },
    added: ({ workspace, kind, isProblem }) => {
      if (tallies === null) return;
      const tally = tallyOf(tallies, workspace);
      tally.all += 1;
      if (kind === "inbound") tally.inbound += 1;
      if (kind === "status") tally.status += 1;
      if (isProblem) tally.problems += 1;
    },
    becameProblem: (workspace) => {
      if (tallies !== null) tallyOf(tallies, workspace).problems += 1;
    },
    removed: (workspace) => void tallies?.delete(workspace),
    forget: () => {
      tallies = null;
    },
  };
}

function toWorkspace(value: unknown): string | null {
  return typeof value === "string" ? value : null;
}
