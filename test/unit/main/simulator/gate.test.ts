// So much at once, and no more.
import { setImmediate as nextTurn } from "node:timers/promises";
import { expect, it } from "vitest";
import { createGate } from "../../../../main/simulator/gate.ts";

/** Runs `count` acts and answers the most places that were taken at once, and the order of their starts. */
async function run(size: number, places: readonly number[]): Promise<{ most: number; order: number[] }> {
  const gate = createGate(size);
  const order: number[] = [];
  let taken = 0;
  let most = 0;
  await Promise.all(
    places.map((wanted, index) =>
      gate.run(wanted, async () => {
        order.push(index);
        taken += Math.min(wanted, size);
        most = Math.max(most, taken);
        await nextTurn();
        taken -= Math.min(wanted, size);
      }),
    ),
  );
  expect(gate.waiting()).toBe(0);
  return { most, order };
}

it("lets as many through as there are places, in their order", async () => {
  const places = Array.from({ length: 3_000 }, () => 1);

  expect(await run(8, places)).toEqual({ most: 8, order: places.map((_, index) => index) });
});

it("counts the places of each, and lets nobody overtake a large one", async () => {
  expect(await run(4, [1, 4, 1, 2, 1, 1])).toEqual({ most: 4, order: [0, 1, 2, 3, 4, 5] });
});

it("lets one through alone that wants more than there are", async () => {
  expect(await run(4, [9, 1])).toEqual({ most: 4, order: [0, 1] });
});

it("gives its place back when it fails", async () => {
  const gate = createGate(1);

  await expect(gate.run(1, () => Promise.reject(new Error("broken")))).rejects.toThrow("broken");

  expect(await gate.run(1, () => Promise.resolve("through"))).toBe("through");
});
