// The newest ids of something that comes without end; the oldest is forgotten first.

/** A set that holds so many and no more. */
export interface RecentIds {
  add(id: string): void;
  has(id: string): boolean;
  clear(): void;
}

/** Makes an empty one that holds `most`. */
export function createRecentIds(most: number): RecentIds {
  const ids = new Set<string>();
  return {
    add(id) {
      ids.add(id);
      const oldest = ids.size > most ? ids.values().next() : { done: true as const };
      if (oldest.done !== true) ids.delete(oldest.value);
    },
    has: (id) => ids.has(id),
    clear: () => ids.clear(),
  };
}
