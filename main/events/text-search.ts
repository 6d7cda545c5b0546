// Finds the ids that match a query by looking at every event: for terms no index serves.
import type { DatabaseSync, SQLInputValue } from "node:sqlite";
import { forgetOldest } from "../forget-oldest.ts";

/** A query over one snapshot of the log, compiled by query-sql.ts. */
export interface SearchRequest {
  /** The same for all pages of one result. */
  readonly key: string;
  readonly where: string;
  readonly values: readonly SQLInputValue[];
  /** More than the rows of events is looked into. */
  readonly isHeavy: boolean;
  readonly offset: number;
  readonly limit: number;
}

/** One page of ids, newest first, and how many there are in all. */
export interface SearchResult {
  readonly ids: readonly number[];
  readonly total: number;
}

/** Runs searches one after another, keeping the newest results so that turning pages costs nothing. */
export interface TextSearch {
  search(request: SearchRequest): SearchResult;
}

/**
 * Searches in the calling thread.
 * @param isWanted asked now and then while events are looked at: a search that nobody waits for any more ends with an error
 */
export function createTextSearch(database: DatabaseSync, isWanted: () => boolean = () => true): TextSearch {
  const kept = new Map<string, Float64Array>();
  database.function(IS_WANTED, (_id: unknown) => {
    if (!isWanted()) throw new Error("Nobody waits for this search any more.");
    return 1;
  });

  return {
    search: ({ key, where, values, offset, limit }) => {
      const ids = kept.get(key) ?? findAll(database, where, values);
      kept.delete(key);
      kept.set(key, ids);
      forgetOldest(kept, KEPT_RESULTS);
      return { ids: [...ids.subarray(offset, offset + limit)], total: ids.length };
    },
  };
}

const KEPT_RESULTS = 4;

const IS_WANTED = "is_wanted";

/** A call from SQL costs as much as a plain event does: asked at each one, searches took a quarter longer. */
const EVENTS_PER_QUESTION = 64;

/**
 * Row by row: all rows at once would be many times the size of their ids. The question whether it is still wanted stands in
 * the query, since one that matches nothing gives no row to ask at; it names the row, or it would be asked once for all.
 */
function findAll(database: DatabaseSync, where: string, values: readonly SQLInputValue[]): Float64Array {
  const statement = database.prepare(
    `SELECT e.id FROM events e WHERE (e.id % ${EVENTS_PER_QUESTION} <> 0 OR ${IS_WANTED}(e.id)) AND (${where})
      ORDER BY e.id DESC`,
  );
  const ids: number[] = [];
  for (const row of statement.iterate(...values)) ids.push(Number(row["id"]));
  return Float64Array.from(ids);
}
