// Timers in the order in which they are due, without a clock of their own.

/** A timer that waits for its time. */
export interface DueTimer {
  /** In whatever milliseconds its owner counts. */
  readonly due: number;
  readonly callback: () => void;
}

/** Timers, the earliest first; those of one moment in the order in which they were set. */
export interface TimerQueue {
  /** Returns what takes it out again. */
  add(due: number, callback: () => void): () => void;
  first(): DueTimer | null;
  /** Takes out the earliest if it is due at `until`. */
  take(until: number): DueTimer | null;
  size(): number;
  clear(): void;
}

interface Entry extends DueTimer {
  readonly order: number;
  isCancelled: boolean;
}

/** Cancelled timers stay in the heap until they come up; more than this many, and they are swept out. */
const MOST_CANCELLED = 1_000;

/** Makes an empty queue: a binary heap, because a busy simulator holds tens of thousands. */
export function createTimerQueue(): TimerQueue {
  let heap: Entry[] = [];
  let cancelled = 0;
  let order = 0;

  const sweep = (): void => {
    const kept = heap.filter(({ isCancelled }) => !isCancelled).sort(compare);
    // A sorted list is a heap.
    heap = kept;
    cancelled = 0;
  };
  /** The earliest that was not cancelled. */
  const top = (): Entry | null => {
    for (let [entry] = heap; entry !== undefined; [entry] = heap) {
      if (!entry.isCancelled) return entry;
      cancelled -= 1;
      removeTop(heap);
    }
    return null;
  };

  return {
    add(due, callback) {
      const entry: Entry = { due, callback, order: order++, isCancelled: false };
      insert(heap, entry);
      return () => {
        if (entry.isCancelled) return;
        entry.isCancelled = true;
        cancelled += 1;
        if (cancelled > MOST_CANCELLED && cancelled * 2 > heap.length) sweep();
      };
    },
    first: top,
    take(until) {
      const entry = top();
      if (entry === null || entry.due > until) return null;
      removeTop(heap);
      // What is taken can no longer be cancelled, and must not be counted as such.
      entry.isCancelled = true;
      return entry;
    },
    size: () => heap.length - cancelled,
    clear() {
      for (const entry of heap) entry.isCancelled = true;
      heap = [];
      cancelled = 0;
    },
  };
}

function compare(a: Entry, b: Entry): number {
  return a.due - b.due || a.order - b.order;
}

function insert(heap: Entry[], entry: Entry): void {
  let place = heap.length;
  while (place > 0) {
    const parent = (place - 1) >> 1;
    const above = heap[parent];
    if (above === undefined || compare(above, entry) <= 0) break;
    heap[place] = above;
    place = parent;
  }
  heap[place] = entry;
}

function removeTop(heap: Entry[]): void {
  const last = heap.pop();
  if (last === undefined || heap.length === 0) return;
  let place = 0;
  for (;;) {
    const left = heap[place * 2 + 1];
    const right = heap[place * 2 + 2];
    if (left === undefined) break;
    const isRight = right !== undefined && compare(right, left) < 0;
    const child = isRight ? right : left;
    if (compare(last, child) <= 0) break;
    heap[place] = child;
    place = place * 2 + (isRight ? 2 : 1);
  }
  heap[place] = last;
}
