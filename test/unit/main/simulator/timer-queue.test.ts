// Timers come in the order in which they are due, whatever is added and taken out meanwhile.
import * as fc from "fast-check";
import { expect, it } from "vitest";
import { createTimerQueue } from "../../../../main/simulator/timer-queue.ts";

const nothing = (): void => undefined;

it("keeps the order of a sorted list, and what was cancelled out of it", () => {
  const timer = fc.record({ due: fc.integer({ min: 0, max: 20 }), isCancelled: fc.boolean() });
  fc.assert(
    fc.property(fc.array(timer, { maxLength: 100 }), (timers) => {
      const queue = createTimerQueue();
      const fired: number[] = [];
      const added = timers.map(({ due }, index) => queue.add(due, () => fired.push(index)));
      for (const [index, { isCancelled }] of timers.entries()) if (isCancelled) added[index]?.();
      const kept = timers.flatMap(({ due, isCancelled }, index) => (isCancelled ? [] : [{ due, index }]));

      expect(queue.size()).toBe(kept.length);
      for (let next = queue.take(Infinity); next !== null; next = queue.take(Infinity)) next.callback();

      expect(fired).toEqual(kept.toSorted((a, b) => a.due - b.due).map(({ index }) => index));
      expect(queue.size()).toBe(0);
    }),
    { numRuns: 300 },
  );
});

it("gives out nothing before its time", () => {
  const queue = createTimerQueue();
  queue.add(10, nothing);

  expect(queue.take(9)).toBeNull();
  expect(queue.first()?.due).toBe(10);
  expect(queue.take(10)?.due).toBe(10);
});

it("sweeps out what was cancelled, so that a busy one does not grow without end", () => {
  const queue = createTimerQueue();
  queue.add(1, nothing);
  for (let count = 0; count < 10_000; count++) queue.add(5_000 + count, nothing)();

  expect(queue.size()).toBe(1);
  expect(queue.take(Infinity)?.due).toBe(1);
  expect(queue.take(Infinity)).toBeNull();
});

it("does not count a timer twice that is cancelled after it came", () => {
  const queue = createTimerQueue();
  const cancel = queue.add(1, nothing);
  queue.add(2, nothing);
  queue.take(1);

  cancel();
  cancel();

  expect(queue.size()).toBe(1);
});

it("forgets all at once", () => {
  const queue = createTimerQueue();
  const cancel = queue.add(1, nothing);

  queue.clear();
  cancel();

  expect([queue.size(), queue.first()]).toEqual([0, null]);
});
