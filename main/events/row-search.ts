// Finds one page of ids by the rows of events alone: what matches is counted, and the page cut, by SQL.
import type { DatabaseSync } from "node:sqlite";
import type { SearchRequest, SearchResult } from "./text-search.ts";

/** Searches in the calling thread. By one statement: two would see the log before and after what another thread removes. */
export function searchRows(
  database: DatabaseSync,
  { where, values, offset, limit }: SearchRequest,
): SearchResult {
  const found = database
    .prepare(
      `SELECT (SELECT count(*) FROM events e WHERE ${where}) AS total, (SELECT json_group_array(id)
         FROM (SELECT e.id FROM events e WHERE ${where} ORDER BY e.id DESC LIMIT ? OFFSET ?)) AS ids`,
    )
    .get(...values, ...values, limit, offset);
  // Made just now, of ids.
  const ids = JSON.parse(String(found?.["ids"])) as number[];
  return { ids, total: Number(found?.["total"]) };
}
