import { expect, it } from "vitest";
import {
  numberWithin,
  refusalWords,
  stepped,
  ungrouped,
  withUnit,
} from "../../../../renderer/components/number-words.ts";

const KIB = { min: 1, max: 16_384, unit: " KiB" };

it.each([
  ["1", 1],
  ["16384", 16_384],
  ["16,384 KiB", 16_384],
  ["007", 7],
  ["0", null],
  ["16385", null],
  ["1.5", null],
  ["1,5", null],
  ["1e3", null],
  ["-1", null],
  ["", null],
  ["-", null],
  ["99999999999999999999", null],
])("takes %j as %j", (typed, number) => {
  expect(numberWithin(typed, KIB)).toBe(number);
});

it.each([
  ["1,024 KiB", 1, 1_025],
  ["1", -1, 1],
  ["16384", 1, 16_384],
  ["99999", -1, 16_384],
  ["99999", 1, 16_384],
  ["0", -1, 1],
  ["", 1, 1],
  ["1e3", -1, 1],
])("steps from %j by %i to %i", (typed, by, number) => {
  expect(stepped(typed, KIB, by)).toBe(number);
});

it.each([
  ["32768", "32,768_KiB is more than 16,384_KiB, so it stays 1,024_KiB. Type_1_to_16,384_KiB."],
  ["0", "0_KiB is less than 1_KiB, so it stays 1,024_KiB. Type_1_to_16,384_KiB."],
  ["", "The field is empty, so it stays 1,024_KiB. Type_1_to_16,384_KiB."],
  ["-1", "-1_KiB is less than 1_KiB, so it stays 1,024_KiB. Type_1_to_16,384_KiB."],
  [
    "9007199254740993",
    "9,007,199,254,740,993_KiB is more than 16,384_KiB, so it stays 1,024_KiB. Type_1_to_16,384_KiB.",
  ],
  ["1e3", "That is no whole number, so it stays 1,024_KiB. Type_1_to_16,384_KiB."],
  ["-", "That is no whole number, so it stays 1,024_KiB. Type_1_to_16,384_KiB."],
])("says of %j what happened and what to do, each number and its unit in one line", (typed, words) => {
  const outcome = `so it stays ${withUnit(1_024, KIB.unit)}`;

  expect(refusalWords(typed, KIB, outcome)).toBe(words.replaceAll("_", "\u00a0"));
});

it.each([
  ["1,024 KiB", "1,0240 KiB", "10240 KiB"],
  ["3,600", "3,60", "360"],
  ["1,", "1,5", "1,5"],
  ["3,600", "3,6e00", "3,6e00"],
])("makes of %j, edited to %j, %j", (former, edited, text) => {
  expect(ungrouped(edited, former, KIB)).toBe(text);
});
