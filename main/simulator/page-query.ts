// Reads which page of a list is wanted.
import type { InvalidParameter } from "./problems.ts";

/** How an API names its two parameters, and its page size when none is named. */
interface PageNames {
  readonly page: string;
  readonly pageSize: string;
  readonly defaultSize: number;
}

/** A page, 1-based, or what is wrong with the query. */
export type PageQuery =
  | { readonly ok: true; readonly page: number; readonly pageSize: number }
  | { readonly ok: false; readonly invalidParameters: readonly InvalidParameter[] };

const MOST_PER_PAGE = 100;
const LAST_PAGE = 1_000_000;

/** Reads the query of a list. */
export function readPageQuery(
  query: Readonly<Record<string, unknown>>,
  { page, pageSize, defaultSize }: PageNames,
): PageQuery {
  const wanted = readInteger(query[page], 1, LAST_PAGE);
  const size = readInteger(query[pageSize], defaultSize, MOST_PER_PAGE);
  const invalidParameters = [
    ...(size === null ? [{ name: pageSize, reason: `must be between 1 and ${MOST_PER_PAGE}` }] : []),
    ...(wanted === null ? [{ name: page, reason: `must be between 1 and ${LAST_PAGE}` }] : []),
  ];
  return wanted === null || size === null
    ? { ok: false, invalidParameters }
    : { ok: true, page: wanted, pageSize: size };
}

function readInteger(value: unknown, otherwise: number, most: number): number | null {
  if (value === undefined) return otherwise;
  if (typeof value !== "string" || !/^\d{1,9}$/.test(value)) return null;
  const number = Number(value);
  return number >= 1 && number <= most ? number : null;
}
