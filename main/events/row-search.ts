// Finds one page of ids by the rows of events alone: what matches is counted, and the page cut, by SQL.
import type { DatabaseSync } from "node:sqlite";
import type { SearchRequest, SearchResult } from "./text-search.ts";

/** Searches in the calling thread. */
export function searchRows(
  database: DatabaseSync,
  { where, values, offset, limit }: SearchRequest,
): SearchResult {
  const counted = database.prepare(`SELECT count(*) AS n FROM events e WHERE ${where}`).get(...values);
  const ids = database
    .prepare(`SELECT e.id FROM events e WHERE ${where} ORDER BY e.id DESC LIMIT ? OFFSET ?`)
    .all(...values, limit, offset)
    .map((columns) => Number(columns["id"]));
  return { ids, total: Number(counted?.["n"] ?? 0) };
}
