import { expect, it } from "vitest";
import { createRecentIds } from "../../../../main/simulator/recent-ids.ts";

it("holds so many ids and forgets the oldest first", () => {
  const ids = createRecentIds(2);

  for (const id of ["a", "b", "b", "c"]) ids.add(id);

  expect(["a", "b", "c"].filter((id) => ids.has(id))).toEqual(["b", "c"]);
});

it("forgets all at once", () => {
  const ids = createRecentIds(2);
  ids.add("a");

  ids.clear();

  expect(ids.has("a")).toBe(false);
});
