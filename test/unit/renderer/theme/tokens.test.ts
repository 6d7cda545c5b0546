// Sizes that have a name are written by their name, so that the scale can be changed in one place.
import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";

const root = join(import.meta.dirname, "../../../../renderer");

const NAMED: readonly (readonly [property: RegExp, values: RegExp])[] = [
  [/^font-size$/, /(?<![\w.-])[\d.]+px/],
  [/^border(?:-[a-z]+)*-radius$/, /(?<![\w.-])(?:4|6|10|14)px/],
  [
    /^(?:padding|margin|gap|row-gap|column-gap)(?:-(?:top|right|bottom|left|inline|block)(?:-(?:start|end))?)?$/,
    /(?<![\w.-])(?:2|4|6|8|12|16|24|32)px/,
  ],
];

function rawSizes(css: string): readonly string[] {
  return [...css.matchAll(/^\s*([a-z-]+): ([^;{}]+);/gm)]
    .filter(([, property = "", value = ""]) =>
      NAMED.some(
        ([properties, values]) => properties.test(property) && !value.includes("calc(") && values.test(value),
      ),
    )
    .map(([declaration]) => declaration.trim());
}

it("finds a size that is written out", () => {
  const css =
    ".a {\n  padding: 10px 8px;\n  font-size: 13px;\n  margin: 0 -4px;\n  gap: var(--space-2);\n}\n";

  expect(rawSizes(css)).toEqual(["padding: 10px 8px;", "font-size: 13px;"]);
});

it("is what no style sheet outside the theme does", () => {
  const sheets = globSync("**/*.css", { cwd: root }).filter((file) => !file.startsWith("theme"));

  expect(sheets.length).toBeGreaterThan(50);
  expect(
    sheets.flatMap((file) =>
      rawSizes(readFileSync(join(root, file), "utf8")).map((found) => `${file}: ${found}`),
    ),
  ).toEqual([]);
});
