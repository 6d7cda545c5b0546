import * as fc from "fast-check";
import { expect, it } from "vitest";
import { EventId } from "../../../../../preload/contract/ids.ts";
import { createRowSlots } from "../../../../../renderer/features/live-events/row-slots.ts";

const ids = (...numbers: readonly number[]): EventId[] => numbers.map((number) => EventId.parse(number));
const slotsOf = (slots: ReadonlyMap<EventId, number>): number[] => [...slots.values()];

it("makes new elements for a few that came, so that none of the many that stay is moved", () => {
  const slots = createRowSlots();
  expect(slotsOf(slots.assign(ids(4, 3, 2, 1)))).toEqual([0, 1, 2, 3]);

  expect(slotsOf(slots.assign(ids(5, 4, 3, 2)))).toEqual([4, 0, 1, 2]);
});

it("gives what came the elements of what left, in their order, when most of the list is new", () => {
  const slots = createRowSlots();
  slots.assign(ids(4, 3, 2, 1));

  expect(slotsOf(slots.assign(ids(9, 8, 7, 6)))).toEqual([0, 1, 2, 3]);
  expect(slotsOf(slots.assign(ids(11, 10, 9, 8)))).toEqual([2, 3, 0, 1]);
});

it("makes more when the list grows", () => {
  const slots = createRowSlots();
  slots.assign(ids(2, 1));

  expect(slotsOf(slots.assign(ids(6, 5, 4, 3)))).toEqual([0, 1, 2, 3]);
});

const someIds = fc.uniqueArray(fc.integer({ min: 1, max: 30 }), { maxLength: 12 }).map((all) => ids(...all));

it("never gives one element to two, nor another one to what stays, however often it is asked", () => {
  fc.assert(
    fc.property(fc.array(someIds, { maxLength: 12 }), (lists) => {
      const slots = createRowSlots();
      let before: ReadonlyMap<EventId, number> = new Map();
      for (const list of lists) {
        const now = slots.assign(list);
        expect(new Set(now.values()).size).toBe(list.length);
        for (const id of list) if (before.has(id)) expect(now.get(id)).toBe(before.get(id));
        expect(slots.assign(list)).toEqual(now);
        before = now;
      }
    }),
  );
});
