// Finds the ids that match a query by looking at every event: for terms no index serves.
import type { DatabaseSync, SQLInputValue } from "node:sqlite";

/** A query over one snapshot of the log, compiled by query-sql.ts. */
export interface SearchRequest {
  /** The same for all pages of one result, although ages like `since:10m` are compiled anew for each. */
  readonly key: string;
  readonly where: string;
  readonly values: readonly SQLInputValue[];
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

/** Searches in the calling thread. */
export function createTextSearch(database: DatabaseSync): TextSearch {
  const kept = new Map<string, Float64Array>();

  return {
    search: ({ key, where, values, offset, limit }) => {
      const ids = kept.get(key) ?? findAll(database, where, values);
      kept.delete(key);
      kept.set(key, ids);
      const oldest = kept.keys().next();
      if (kept.size > KEPT_RESULTS && oldest.done !== true) kept.delete(oldest.value);
      return { ids: [...ids.subarray(offset, offset + limit)], total: ids.length };
    },
  };
}

const KEPT_RESULTS = 4;

/** Row by row: all rows at once would be many times the size of their ids. */
function findAll(database: DatabaseSync, where: string, values: readonly SQLInputValue[]): Float64Array {
  const statement = database.prepare(`SELECT e.id FROM events e WHERE ${where} ORDER BY e.id DESC`);
  const ids: number[] = [];
  for (const row of statement.iterate(...values)) ids.push(Number(row["id"]));
  return Float64Array.from(ids);
}
