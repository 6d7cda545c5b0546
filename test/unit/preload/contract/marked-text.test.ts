import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { escapeMarks, readMarks, withoutMarks } from "../../../../preload/contract/marked-text.ts";

describe("a sentence", () => {
  it("is read as words, words of a page and values", () => {
    expect(readMarks("Press **Link** beside `a*b`, then **Save all**")).toEqual([
      { look: "plain", text: "Press " },
      { look: "strong", text: "Link" },
      { look: "plain", text: " beside " },
      { look: "code", text: "a*b" },
      { look: "plain", text: ", then " },
      { look: "strong", text: "Save all" },
    ]);
  });

  it.each(["2 * 3", "a ** b", "one ` alone", "ends with \\", "****", "``"])("keeps “%s” as it is", (text) => {
    expect(withoutMarks(text)).toBe(text);
  });
});

describe("a name of somebody else’s", () => {
  const names = fc.string({ unit: fc.constantFrom("*", "`", "\\", "a", " ", "\n", "😀"), minLength: 1 });

  it("is one part of the sentence, whatever it is made of", () => {
    fc.assert(
      fc.property(names, (name) => {
        const sentence = `Press **Link** beside **${escapeMarks(name)}** of \`${escapeMarks(name)}\`.`;

        expect(readMarks(sentence)).toEqual([
          { look: "plain", text: "Press " },
          { look: "strong", text: "Link" },
          { look: "plain", text: " beside " },
          { look: "strong", text: name },
          { look: "plain", text: " of " },
          { look: "code", text: name },
          { look: "plain", text: "." },
        ]);
      }),
    );
  });

  it("is plain where the sentence sets nothing apart", () => {
    fc.assert(
      fc.property(names, (name) => {
        expect(readMarks(escapeMarks(name))).toEqual([{ look: "plain", text: name }]);
      }),
    );
  });
});
