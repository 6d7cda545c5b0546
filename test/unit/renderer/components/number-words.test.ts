import { expect, it } from "vitest";
import { numberWithin, refusalWords } from "../../../../renderer/components/number-words.ts";

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
  [32_768, "32,768 KiB is more than 16,384 KiB, so it stays 1,024 KiB. Type 1 to 16,384 KiB."],
  [0, "0 KiB is less than 1 KiB, so it stays 1,024 KiB. Type 1 to 16,384 KiB."],
  ["", "The field is empty, so it stays 1,024 KiB. Type 1 to 16,384 KiB."],
  ["-", "That is no whole number, so it stays 1,024 KiB. Type 1 to 16,384 KiB."],
])("says of %j what happened and what to do", (typed, words) => {
  expect(refusalWords(typed, KIB, "so it stays 1,024 KiB")).toBe(words);
});
