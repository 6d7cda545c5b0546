import { describe, expect, it } from "vitest";
import type { ScenarioList } from "../../../../../preload/contract/scenario-run.ts";
import {
  builtInEntries,
  DOCTOR,
  keyOfRun,
  matchesFilter,
  ownEntries,
} from "../../../../../renderer/features/scenarios/entries.ts";

const scenario = { name: "image", title: "An image", about: "Somebody sends a picture.", steps: 4 };
const error = { code: "SCENARIO_INVALID", details: { line: 3 } };
const own: ScenarioList["own"] = {
  folder: "/home/ana/scenarios",
  files: [
    { state: "whole", file: "mine.json", scenario },
    { state: "broken", file: "half.json", line: 3, error },
  ],
  leftOut: 0,
  error: null,
};
const builtIn = builtInEntries({ scenarios: [scenario] });
const owned = ownEntries({ own });
const all = [DOCTOR, ...builtIn, ...owned];

describe("what can be played", () => {
  it("tells a scenario of one's own from a built-in one of the same name", () => {
    expect(all.map(({ kind, key }) => [kind, key])).toEqual([
      ["doctor", "doctor"],
      ["built-in", "built-in image"],
      ["own", "own mine.json"],
      ["broken", "own half.json"],
    ]);
  });

  it("is found by its run", () => {
    expect(keyOfRun({ file: null, name: "image" })).toBe(builtIn[0]?.key);
    expect(keyOfRun({ file: "mine.json", name: "image" })).toBe(owned[0]?.key);
  });

  it("keeps its place when its file breaks", () => {
    const broken = ownEntries({
      own: { ...own, files: [{ state: "broken", file: "mine.json", line: 1, error }] },
    });

    expect(broken[0]?.key).toBe(owned[0]?.key);
  });

  it.each([
    ["", [true, true, true]],
    ["  picture  SOMEBODY ", [true, true, false]],
    ["mine.json", [false, true, false]],
    ["half", [false, false, true]],
    ["image nothing", [false, false, false]],
  ])("is filtered by %j", (filter, kept) => {
    expect([...builtIn, ...owned].map((entry) => matchesFilter(entry, filter))).toEqual(kept);
  });
});
