import { assert, json, property } from "fast-check";
import { describe, expect, it } from "vitest";
import { colourJson } from "../../../../renderer/components/json-text.tsx";

describe("colourJson", () => {
  it("tells keys, strings, literals and marks apart", () => {
    const pieces = colourJson('{"a": "b", "n": -1.5}').map(({ kind, text }) => `${kind} ${text}`);

    expect(pieces).toEqual([
      "mark {",
      'key "a"',
      "mark :",
      "mark  ",
      'string "b"',
      "mark , ",
      'key "n"',
      "mark :",
      "mark  ",
      "literal -1.5",
      "mark }",
    ]);
  });

  it("loses nothing of any JSON", () => {
    assert(
      property(json(), (text) => {
        expect(joined(text)).toBe(text);
      }),
    );
  });
});

function joined(text: string): string {
  return colourJson(text)
    .map((piece) => piece.text)
    .join("");
}
