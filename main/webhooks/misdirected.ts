// Counts requests that missed our two URLs, so that a wrong address in the dashboard is found.
import { isMeantForUs, type MisdirectedPath, type TurnedAway } from "../../preload/contract/listener.ts";

/** The requests by their paths. */
export interface MisdirectedPaths {
  add(method: string, path: string, at: number): void;
  /** The newest first. */
  list(): MisdirectedPath[];
  /** Those whose paths are not in the list any more; null = there are none. */
  unnamed(): TurnedAway | null;
}

const PATHS_KEPT = 20;
const PATH_LENGTH = 200;

/** Keeps 20 by method and path (without the query string). What a scanner tries goes before what was meant for us. */
export function createMisdirectedPaths(): MisdirectedPaths {
  const paths = new Map<string, MisdirectedPath>();
  let unnamed: TurnedAway | null = null;

  function forgetOne(): void {
    const oldestFirst = [...paths];
    const [key, gone] = oldestFirst.find(([, path]) => !isMeantForUs(path)) ?? oldestFirst[0] ?? [];
    if (key === undefined || gone === undefined) return;
    paths.delete(key);
    unnamed = {
      count: (unnamed?.count ?? 0) + gone.count,
      lastAt: Math.max(unnamed?.lastAt ?? 0, gone.lastAt),
      reason: `only ${PATHS_KEPT} of them are kept by name`,
    };
  }

  return {
    add: (method, path, at) => {
      const shown = path.slice(0, PATH_LENGTH);
      const key = `${method} ${shown}`;
      const count = (paths.get(key)?.count ?? 0) + 1;
      paths.delete(key);
      paths.set(key, { method, path: shown, count, lastAt: at });
      if (paths.size > PATHS_KEPT) forgetOne();
    },
    list: () => [...paths.values()].reverse(),
    unnamed: () => unnamed,
  };
}
