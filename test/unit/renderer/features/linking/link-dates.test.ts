import { expect, it } from "vitest";
import {
  ageName,
  calendarStretches,
  linkCalendar,
} from "../../../../../renderer/features/linking/link-dates.ts";

it("says the 90 days in a few lines", () => {
  const stretches = calendarStretches(linkCalendar("2019-12-05", "2019-12-07"));

  expect(stretches).toEqual([
    { mark: "past", from: "2019-12-05", to: "2019-12-06", count: 2 },
    { mark: "today", from: "2019-12-07", to: "2019-12-07", count: 1 },
    { mark: "ahead", from: "2019-12-08", to: "2020-02-18", count: 73 },
    { mark: "relink", from: "2020-02-19", to: "2020-03-03", count: 14 },
    { mark: "expires", from: "2020-03-04", to: "2020-03-04", count: 1 },
  ]);
});

it("goes on after today where today is a day of re-linking", () => {
  const stretches = calendarStretches(linkCalendar("2019-12-05", "2020-02-20"));

  expect(stretches.map(({ mark, count }) => [mark, count])).toEqual([
    ["past", 77],
    ["today", 1],
    ["relink", 12],
    ["expires", 1],
  ]);
});

it.each([
  [0, "today"],
  [1, "yesterday"],
  [89, "89 days ago"],
  [120, "120 days ago"],
])("says how long ago a link was made (%i days)", (days, words) => {
  expect(ageName(days)).toBe(words);
});
