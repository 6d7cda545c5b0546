// The newest ids of something that comes without end; the oldest are forgotten first.
import { forgetOldest } from "../forget-oldest.ts";

/** A set that holds the newest, and not many more than asked for. */
export interface RecentIds {
  add(id: string): void;
  has(id: string): boolean;
  clear(): void;
}

/** Makes an empty one that holds the newest `most` at least. */
export function createRecentIds(most: number): RecentIds {
  const ids = new Set<string>();
  return {
    add(id) {
      ids.add(id);
      forgetOldest(ids, most);
    },
    has: (id) => ids.has(id),
    clear: () => ids.clear(),
  };
}
