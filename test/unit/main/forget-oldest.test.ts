import { describe, expect, test } from "vitest";
import { forgetOldest } from "../../../main/forget-oldest.ts";

describe("forgetOldest", () => {
  test("keeps what is few, and a little more", () => {
    const kept = new Set(Array.from({ length: 104 }, (_, index) => index));
    forgetOldest(kept, 100);
    expect(kept.size).toBe(104);
  });

  test("drops the oldest of a twentieth too many, down to the most", () => {
    const kept = new Map(Array.from({ length: 105 }, (_, index) => [index, "x"]));
    forgetOldest(kept, 100);
    expect([...kept.keys()]).toEqual(Array.from({ length: 100 }, (_, index) => index + 5));
  });

  test("holds a short list exactly", () => {
    const kept = new Set(["a", "b", "c"]);
    forgetOldest(kept, 2);
    expect([...kept]).toEqual(["b", "c"]);
  });

  test("lets its caller forget more than the entry", () => {
    const kept = new Map([
      ["a", 1],
      ["b", 2],
    ]);
    const gone: string[] = [];
    forgetOldest(kept, 1, (key) => {
      gone.push(key);
      kept.delete(key);
    });
    expect(gone).toEqual(["a"]);
  });
});
