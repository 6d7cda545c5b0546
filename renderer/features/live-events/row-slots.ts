// Which element of the page shows which event. When most of the list is new, elements whose events have left it are given
// the ones that came: to change what stands in an element costs a fraction of taking it out and making another.
import type { EventId } from "../../../preload/contract/ids.ts";

/** Gives events their elements. */
export interface RowSlots {
  /** The slot of each event that is drawn now, in this order; one that was drawn before keeps its own. */
  assign(ids: readonly EventId[]): ReadonlyMap<EventId, number>;
}

/** Makes slots of which none is taken. Asked twice for the same events, it answers the same. */
export function createRowSlots(): RowSlots {
  let taken: ReadonlyMap<EventId, number> = new Map();
  let made = 0;

  return {
    assign(ids) {
      const drawn = new Set(ids);
      const left = [...taken].filter(([id]) => !drawn.has(id)).map(([, slot]) => slot);
      const kept = taken.size - left.length;
      // React would move the kept ones behind those that came: where they are many, it is better to make a few new ones.
      const free = kept <= ids.length - kept ? left.values() : [].values();
      taken = new Map(ids.map((id) => [id, taken.get(id) ?? free.next().value ?? made++]));
      return taken;
    },
  };
}
