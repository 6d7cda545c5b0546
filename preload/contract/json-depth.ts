// How deep a parsed JSON value nests. What walks through it with recursion, as schemas and `JSON.stringify` do, ends with
// the stack when a stranger's value goes thousands deep, so that is asked first.

/** Whether objects and lists are nested deeper than `limit`. Ends at the limit, so that it never goes deep itself. */
export function isDeeperThan(value: unknown, limit: number): boolean {
  if (typeof value !== "object" || value === null) return false;
  return limit === 0 || Object.values(value).some((inner) => isDeeperThan(inner, limit - 1));
}
