// Exact numbers for the chips and the sidebar: counted once from the store, then kept up to date by what is appended.
import type { DatabaseSync } from "node:sqlite";
import { setImmediate as nextTurn } from "node:timers/promises";
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
  /** Of one workspace; null = of all. The first question counts the log, in parts between which webhooks have their turn. */
  of(workspace: WorkspaceId | null): Promise<EventCounts>;
  added(event: CountedEvent): void;
  /** An event that was no problem by itself was answered with 400 or more. */
  becameProblem(id: number, workspace: string | null): void;
  /** All events of a workspace are gone. */
  removed(workspace: WorkspaceId): void;
  /** Counts anew at the next question. */
  forget(): void;
}

type Tally = Omit<EventCounts, "unassigned">;

/** What was counted of the log: all up to `through`, and what was added after `upTo`, the last id when counting began. */
interface Counted {
  readonly tallies: Map<string | null, Tally>;
  readonly upTo: number;
  through: number;
}

/** Ids that are counted in one part: with a cold disk, some tens of milliseconds. */
const COUNTED_AT_ONCE = 10_000;

/** Counts nothing until it is first asked. `workspaceName` is null of a workspace that is not there: its events belong to none. */
export function createRunningCounts(
  database: DatabaseSync,
  workspaceName: (id: string) => string | null,
): RunningCounts {
  const newest = database.prepare("SELECT max(id) AS id FROM events");
  const byKind = database.prepare(
    `SELECT workspace_id, kind, count(*) AS n, sum(problem) AS problems FROM events
     WHERE id > :through AND id <= :to GROUP BY workspace_id, kind`,
  );
  const refused = database.prepare(
    `SELECT e.workspace_id, count(*) AS n FROM answers a JOIN events e ON e.id = a.event_id
     WHERE a.status >= 400 AND e.problem = 0 AND a.event_id > :through AND a.event_id <= :to GROUP BY e.workspace_id`,
  );
  let counted: Counted | null = null;

  function tallyOf({ tallies }: Counted, workspace: string | null): Tally {
    const tally = tallies.get(workspace) ?? { all: 0, inbound: 0, status: 0, problems: 0 };
    tallies.set(workspace, tally);
    return tally;
  }

  function isWhole({ through, upTo }: Counted): boolean {
    return through >= upTo;
  }

  function countPart(into: Counted): void {
    const to = Math.min(into.through + COUNTED_AT_ONCE, into.upTo);
    const part = { through: into.through, to };
    for (const row of byKind.all(part)) {
      const tally = tallyOf(into, toWorkspace(row["workspace_id"]));
      const count = Number(row["n"]);
      tally.all += count;
      if (row["kind"] === "inbound") tally.inbound += count;
      if (row["kind"] === "status") tally.status += count;
      tally.problems += Number(row["problems"]);
    }
    for (const row of refused.all(part)) {
      tallyOf(into, toWorkspace(row["workspace_id"])).problems += Number(row["n"]);
    }
    into.through = to;
  }

  /** Whoever asks meanwhile counts on where the others are; what was forgotten meanwhile is begun anew. */
  async function countAll(): Promise<Counted> {
    for (;;) {
      counted ??= { tallies: new Map(), upTo: Number(newest.get()?.["id"] ?? 0), through: 0 };
      if (!isWhole(counted)) countPart(counted);
      if (isWhole(counted)) return counted;
      // oxlint-disable-next-line no-await-in-loop -- the webhooks that came meanwhile have their turn
      await nextTurn();
      // The store was closed: nobody is left to be told.
      if (!database.isOpen) return counted ?? { tallies: new Map(), upTo: 0, through: 0 };
    }
  }

  return {
    of: async (workspace) => {
      const whole = await countAll();
      if (workspace !== null) return { ...tallyOf(whole, workspace), unassigned: 0 };
      const sum = { all: 0, inbound: 0, status: 0, problems: 0, unassigned: 0 };
      for (const [of, tally] of whole.tallies) {
        if (of === null || workspaceName(of) === null) sum.unassigned += tally.all;
        sum.all += tally.all;
        sum.inbound += tally.inbound;
        sum.status += tally.status;
        sum.problems += tally.problems;
      }
      return sum;
    },
    added: ({ workspace, kind, isProblem }) => {
      if (counted === null) return;
      const tally = tallyOf(counted, workspace);
      tally.all += 1;
      if (kind === "inbound") tally.inbound += 1;
      if (kind === "status") tally.status += 1;
      if (isProblem) tally.problems += 1;
    },
    becameProblem: (id, workspace) => {
      if (counted === null) return;
      // One that is not counted yet will be, with its answer.
      const isToCome = id > counted.through && id <= counted.upTo;
      if (!isToCome) tallyOf(counted, workspace).problems += 1;
    },
    removed: (workspace) => {
      if (counted !== null && isWhole(counted)) counted.tallies.delete(workspace);
      else counted = null;
    },
    forget: () => {
      counted = null;
    },
  };
}

function toWorkspace(value: unknown): string | null {
  return typeof value === "string" ? value : null;
}
