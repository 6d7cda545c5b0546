import { array, assert, constantFrom, jsonValue, property } from "fast-check";
import { describe, expect, it } from "vitest";
import { formatJson } from "../../../../preload/contract/format-json.ts";

describe("formatJson", () => {
  it("lays out as JSON.stringify does", () => {
    assert(
      property(jsonValue(), (value) => {
        const formatted = formatJson(JSON.stringify(value));
        expect(formatted).toMatchObject({ isJson: true, text: JSON.stringify(value, null, 2) });
      }),
    );
  });

  it("agrees with JSON.parse on what is JSON", () => {
    const pieces = constantFrom(
      "{",
      "}",
      "[",
      "]",
      ",",
      ":",
      '"a"',
      '"',
      "1",
      "-",
      "0.5",
      "01",
      "true",
      "nul",
      " ",
      "\n",
    );
    assert(
      property(array(pieces, { maxLength: 12 }), (parts) => {
        const source = parts.join("");
        expect(formatJson(source).isJson).toBe(isJson(source));
      }),
      { numRuns: 2_000 },
    );
  });

  it("changes no character of a value", () => {
    const source = String.raw`{"id":12345678901234567890,"id":1.0,"text":"\u00e9\/"}`;

    const formatted = formatJson(source);

    expect(formatted).toMatchObject({
      text: String.raw`{
  "id": 12345678901234567890,
  "id": 1.0,
  "text": "\u00e9\/"
}`,
    });
  });

  it("tells where each value ends, and its path", () => {
    const formatted = formatJson('{"from":{"id":"7"},"list":[true]}');

    if (!formatted.isJson) throw new Error("It is JSON.");
    expect(
      formatted.values.map(({ path, source, end }) => ({
        path,
        source,
        before: formatted.text.slice(0, end),
      })),
    ).toEqual([
      { path: ["from", "id"], source: '"7"', before: '{\n  "from": {\n    "id": "7"' },
      {
        path: ["list", "0"],
        source: "true",
        before: '{\n  "from": {\n    "id": "7"\n  },\n  "list": [\n    true',
      },
    ]);
  });

  it.each([
    ['{"to": oops}', "unexpected “o”", 7],
    ["", "it ends too early", 0],
    ['{"a":1', "it ends too early", 6],
    ['{"a":1} x', "unexpected “x” after the end of the value", 8],
    ["{a:1}", "unexpected “a” where a member name in double quotes belongs", 1],
    ['{"a" 1}', "unexpected “1” where “:” belongs", 5],
    ["[1 2]", "unexpected “2” where “,” or “]” belongs", 3],
    ['"a\nb"', "unexpected control character in a string", 2],
    [String.raw`"a\x"`, "unexpected escape in a string", 2],
  ])("says what is wrong with %j, and where", (source, message, at) => {
    expect(formatJson(source)).toEqual({ isJson: false, problem: { message, at } });
  });

  it("does not run out of stack on a deep or a long body", () => {
    const deep = formatJson("[".repeat(100_000));
    const long = formatJson(JSON.stringify("x".repeat(5_000_000)));

    expect(deep).toMatchObject({ isJson: false, problem: { message: "nested too deeply" } });
    expect(long.isJson).toBe(true);
  });
});

function isJson(source: string): boolean {
  try {
    JSON.parse(source);
    return true;
  } catch {
    return false;
  }
}
