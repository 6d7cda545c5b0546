// Counts requests that missed our two URLs, so that a wrong address in the dashboard is found.
import type { MisdirectedPath } from "../../preload/contract/listener.ts";
import { forgetOldest } from "../forget-oldest.ts";

/** The newest paths, most recent first. */
export interface MisdirectedPaths {
  add(method: string, path: string, at: number): void;
  list(): MisdirectedPath[];
}

const PATHS_KEPT = 20;
const PATH_LENGTH = 200;

/** Keeps the 20 newest by method and path (without the query string). */
export function createMisdirectedPaths(): MisdirectedPaths {
  const paths = new Map<string, MisdirectedPath>();
  return {
    add: (method, path, at) => {
      const shown = path.slice(0, PATH_LENGTH);
      const key = `${method} ${shown}`;
      const count = (paths.get(key)?.count ?? 0) + 1;
      paths.delete(key);
      paths.set(key, { method, path: shown, count, lastAt: at });
      forgetOldest(paths, PATHS_KEPT);
    },
    list: () => [...paths.values()].reverse(),
  };
}
