// The history of Page links, and what was ticked, in the store.
//
// A link belongs to an account and a Page, so all applications on that Page share it. An entry made while the API key or
// the Page ID was not known yet belongs to its workspace.
import type { DatabaseSync, SQLOutputValue } from "node:sqlite";
import type { WorkspaceId } from "../../preload/contract/ids.ts";
import { LinkingGeneration, PageLink } from "../../preload/contract/linking.ts";
import { writeRows } from "../workspaces/workspace-rows.ts";
import type { Tick } from "./checklist.ts";
import { isStillAbout, type TickKey, type TickSubject } from "./tick-subject.ts";

/** Whose link is meant. */
export interface LinkKey {
  readonly workspace: WorkspaceId;
  readonly apiKey: string | null;
  readonly pageId: string | null;
}

/** An entry, and whether the asking workspace made it. */
export type LedgerEntry = PageLink & { readonly isOwn: boolean };

/** What a workspace chose. */
export interface LinkingChoice {
  readonly generation: LinkingGeneration;
  readonly isRelinking: boolean;
}

/** Reads and writes the ledger. Writing throws AppError `DATA_WRITE_FAILED`. */
export interface LinkLedger {
  /** Newest first. */
  history(key: LinkKey): readonly LedgerEntry[];
  record(key: LinkKey, link: Omit<PageLink, "endedAt">): void;
  /** As `record`, in place of the newest entry unless that has ended. */
  correct(key: LinkKey, link: Omit<PageLink, "endedAt">): void;
  /** The newest entry, if it has not ended yet, ended at that moment. */
  end(key: LinkKey, at: number): void;
  /** Takes the newest entry back unless it has ended; with `source`, only when it is of that source. */
  takeBack(key: LinkKey, source?: PageLink["source"]): void;
  /** Those that are still about what the workspace has now. */
  ticks(key: TickKey): ReadonlyMap<string, Tick>;
  /**
   * null forgets that the step was ever touched for that; what was ticked for another thing stays. While the Page is not
   * known, any Page is meant.
   */
  setTick(key: TickKey, step: string, tick: Tick | null): void;
  choice(workspace: WorkspaceId): LinkingChoice;
  choose(workspace: WorkspaceId, choice: LinkingChoice): void;
}

const MATCHES = `((api_key = :apiKey AND page_id = :pageId)
  OR (workspace_id = :workspace AND (api_key IS NULL OR api_key IS :apiKey) AND (page_id IS NULL OR page_id IS :pageId)))`;

/** Opens the ledger of a store that is at this version. */
export function createLinkLedger({ database }: { readonly database: DatabaseSync }): LinkLedger {
  const select = database.prepare(`SELECT * FROM page_links WHERE ${MATCHES} ORDER BY id DESC`);
  const insert = database.prepare(
    `INSERT INTO page_links(workspace_id, api_key, page_id, linked_on, source, recorded_at)
     VALUES (:workspace, :apiKey, :pageId, :linkedOn, :source, :recordedAt)`,
  );
  const drop = database.prepare("DELETE FROM page_links WHERE id = ?");
  const putEnd = database.prepare("UPDATE page_links SET ended_at = ? WHERE id = ?");
  const selectTicks = database.prepare("SELECT * FROM linking_ticks WHERE workspace_id = ? ORDER BY id");
  const putTick = database.prepare(
    `INSERT INTO linking_ticks(workspace_id, step, done, at, application_id, api_key, page_id)
     VALUES (?, ?, ?, ?, ?, ?, ?)`,
  );
  const dropTick = database.prepare("DELETE FROM linking_ticks WHERE id = ?");
  const selectChoice = database.prepare("SELECT generation, relinking FROM linking WHERE workspace_id = ?");
  const putChoice = database.prepare(
    `INSERT INTO linking VALUES (?, ?, ?)
     ON CONFLICT DO UPDATE SET generation = excluded.generation, relinking = excluded.relinking`,
  );

  function standing(key: LinkKey): Readonly<Record<string, SQLOutputValue>> | null {
    const newest = select.get({ ...key });
    return newest === undefined || newest["ended_at"] !== null ? null : newest;
  }

  /** The rows that say something of what the workspace has now, oldest first. */
  function ticksAbout(key: TickKey): readonly Readonly<Record<string, SQLOutputValue>>[] {
    return selectTicks
      .all(key.workspace)
      .filter((row) => isStillAbout(String(row["step"]), subjectIn(row), key));
  }

  return {
    history: (key) =>
      select.all({ ...key }).map((row) => ({
        ...PageLink.parse({
          linkedOn: row["linked_on"],
          source: row["source"],
          recordedAt: row["recorded_at"],
          endedAt: row["ended_at"],
        }),
        isOwn: row["workspace_id"] === key.workspace,
      })),
    record: (key, link) => writeRows(database, () => void insert.run({ ...key, ...link })),
    correct: (key, link) => {
      const newest = standing(key);
      writeRows(database, () => {
        if (newest !== null) drop.run(Number(newest["id"]));
        insert.run({ ...key, ...link });
      });
    },
    end: (key, at) => {
      const newest = standing(key);
      if (newest === null) return;
      const id = Number(newest["id"]);
      writeRows(database, () => void putEnd.run(at, id));
    },
    takeBack: (key, source) => {
      const newest = standing(key);
      if (newest === null || (source !== undefined && newest["source"] !== source)) return;
      const id = Number(newest["id"]);
      writeRows(database, () => void drop.run(id));
    },
    // Of two that say something of it, the newer one counts.
    ticks: (key) =>
      new Map(
        ticksAbout(key).map(
          ({ step, done, at }) => [String(step), { done: done === 1, at: Number(at) }] as const,
        ),
      ),
    setTick: (key, step, tick) => {
      const before = ticksAbout(key).filter((row) => row["step"] === step);
      const { workspace, applicationId, apiKey, pageId } = key;
      writeRows(database, () => {
        for (const { id } of before) dropTick.run(Number(id));
        if (tick !== null)
          putTick.run(workspace, step, Number(tick.done), tick.at, applicationId, apiKey, pageId);
      });
    },
    choice: (workspace) => {
      const row = selectChoice.get(workspace);
      return {
        generation: LinkingGeneration.catch("dashboard").parse(row?.["generation"]),
        isRelinking: row?.["relinking"] === 1,
      };
    },
    choose: (workspace, { generation, isRelinking }) =>
      writeRows(database, () => void putChoice.run(workspace, generation, Number(isRelinking))),
  };
}

function subjectIn(row: Readonly<Record<string, SQLOutputValue>>): TickSubject {
  return {
    applicationId: textIn(row, "application_id"),
    apiKey: textIn(row, "api_key"),
    pageId: textIn(row, "page_id"),
  };
}

function textIn(row: Readonly<Record<string, SQLOutputValue>>, column: string): string | null {
  const value = row[column];
  return typeof value === "string" ? value : null;
}
