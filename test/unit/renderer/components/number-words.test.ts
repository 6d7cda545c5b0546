import { expect, it } from "vitest";
import { numberWithin, refusalWords, withUnit } from "../../../../renderer/components/number-words.ts";

const KIB = { min: 1, max: 16_384, unit: " KiB" };

it.each([
  [1, 1],
  [16_384, 16_384],
  ["007", 7],
  [0, null],
  [16_385, null],
  [1.5, null],
  ["", null],
  ["-", null],
  ["99999999999999999999", null],
])("takes %j as %j", (typed, number) => {
  expect(numberWithin(typed, KIB)).toBe(number);
});

it.each([
  [32_768, "32,768_KiB is more than 16,384_KiB, so it stays 1,024_KiB. Type 1_to_16,384_KiB."],
  [0, "0_KiB is less than 1_KiB, so it stays 1,024_KiB. Type 1_to_16,384_KiB."],
  ["", "The field is empty, so it stays 1,024_KiB. Type 1_to_16,384_KiB."],
  ["-", "That is no whole number, so it stays 1,024_KiB. Type 1_to_16,384_KiB."],
])("says of %j what happened and what to do, each number and its unit in one line", (typed, words) => {
  const outcome = `so it stays ${withUnit(1_024, KIB.unit)}`;

  expect(refusalWords(typed, KIB, outcome)).toBe(words.replaceAll("_", "\u00a0"));
});
