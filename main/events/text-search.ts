// Finds the ids that match a query by looking at every event: for terms no index serves.
import type { DatabaseSync } from "node:sqlite";
import { compileQuery } from "./query-sql.ts";

/** A query over one snapshot of the log. `now` (epoch ms) is what ages like `since:10m` count from. */
export interface SearchRequest {
  readonly query: string;
  readonly workspace: string | null;
  readonly upToId: number;
  readonly offset: number;
  readonly limit: number;
  readonly now: number;
}

/** One page of ids, newest first, and how many there are in all. */
export interface SearchResult {
  readonly ids: readonly number[];
  readonly total: number;
}

/** Runs searches one after another, keeping the newest results so that turning pages costs nothing. */
export interface TextSearch {
  /** @throws AppError `QUERY_INVALID` */
  search(request: SearchRequest): SearchResult;
}

/** Searches in the calling thread. */
export function createTextSearch(database: DatabaseSync): TextSearch {
  const kept = new Map<string, Float64Array>();

  return {
    search: ({ query, workspace, upToId, offset, limit, now }) => {
      const key = JSON.stringify([query, workspace, upToId]);
      const ids = kept.get(key) ?? findAll(database, { query, workspace, upToId, now });
      kept.delete(key);
      kept.set(key, ids);
      const oldest = kept.keys().next();
      if (kept.size > KEPT_RESULTS && oldest.done !== true) kept.delete(oldest.value);
      return { ids: [...ids.subarray(offset, offset + limit)], total: ids.length };
    },
  };
}

const KEPT_RESULTS = 4;

function findAll(
  database: DatabaseSync,
  request: Pick<SearchRequest, "query" | "workspace" | "upToId" | "now">,
): Float64Array {
  const { where, values } = compileQuery(request.query, request);
  const found = database
    .prepare(`SELECT e.id FROM events e WHERE ${where} ORDER BY e.id DESC`, { returnArrays: true })
    .all(...values);
  return Float64Array.from(found, (row) => Number(Object.values(row)[0]));
}
