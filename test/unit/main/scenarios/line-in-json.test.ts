import { assert, dictionary, jsonValue, property, string } from "fast-check";
import { describe, expect, it } from "vitest";
import { lineInJson } from "../../../../main/scenarios/line-in-json.ts";

const text = `{
  "format": 1,
  "people": { "ana": {},
    "bob": { "psid": "1" } },
  "steps": [
    { "step": "say", "text": "a \\"quoted\\" { [ word" },
    {
      "step": "pause",
      "ms": -1.5e3
    }
  ]
}
`;

describe("the line in a JSON text", () => {
  it.each([
    [[], 1],
    [["format"], 2],
    [["people", "bob"], 4],
    [["people", "bob", "psid"], 4],
    [["steps"], 5],
    [["steps", 0, "text"], 6],
    [["steps", 1], 7],
    [["steps", 1, "ms"], 9],
  ])("of %j is %i", (path, line) => {
    expect(lineInJson(text, path)).toBe(line);
  });

  it.each([
    ["a member that is missing, of what it is missing in", ["steps", 1, "person"], 7],
    ["a list that is not long enough, of the list", ["steps", 5, "ms"], 5],
    ["nothing of the path, of the whole", ["title"], 1],
  ])("is, for %s", (_what, path, line) => {
    expect(lineInJson(text, path)).toBe(line);
  });

  it.each([
    ['{\n  "a": 1\n  "b": 2\n}', 3],
    ['{\n  "a": oops\n}', 2],
    ['{\n  "a": "not closed\n}', 2],
    ['{\n  "a": [1,\n  2\n', 4],
    ["{}\n{}", 2],
    ["", 1],
    ["[".repeat(100_000), 1],
  ])("of what is no JSON is where it stops being so: %j", (broken, line) => {
    expect(lineInJson(broken, ["a"])).toBe(line);
  });

  it("is found for every member of any JSON, by its last line where each stands on one of its own", () => {
    assert(
      property(dictionary(string(), jsonValue({ maxDepth: 3 })), (object) => {
        const lines = JSON.stringify(object, null, 1).split("\n");
        for (const key of Object.keys(object)) {
          const at = lines.findIndex((line) => line.startsWith(` ${JSON.stringify(key)}:`));
          expect(lineInJson(lines.join("\n"), [key])).toBe(at + 1);
        }
      }),
    );
  });
});
