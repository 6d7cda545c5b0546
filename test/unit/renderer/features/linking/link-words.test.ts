import { expect, it } from "vitest";
import { EventId } from "../../../../../preload/contract/ids.ts";
import type { LinkState } from "../../../../../preload/contract/linking.ts";
import {
  isPart1Done,
  linkTone,
  linkWords,
  relinkTitle,
} from "../../../../../renderer/features/linking/link-words.ts";

const unlinked: LinkState = {
  linkedOn: null,
  source: null,
  guidesExpireOn: null,
  daysLeft: null,
  expiredBy: null,
  ended: null,
  onAccountSince: null,
};
const at = Date.UTC(2019, 11, 5, 14, 20);
/** By the host's calendar, which may be behind this one by a day. */
const day = "2019-12-04";

it.each([
  ["no day is known", unlinked, "not linked yet"],
  ["the account has the Page", { ...unlinked, onAccountSince: at }, "linked, its day is not known"],
  [
    "a call removed the Page",
    { ...unlinked, ended: { at, day, by: "removed" } },
    "removed on 4\u00a0Dec\u00a02019",
  ],
  ["the account has no such Page", { ...unlinked, ended: { at, day, by: "missing" } }, "not on the account"],
] as const)("counts no days when %s", (_why, link, small) => {
  expect([linkTone(link), linkWords(link).small, linkWords(link).big]).toEqual(["unknown", small, "–"]);
});

it("says first that a status told the end", () => {
  const expiredBy = { eventId: EventId.parse(7), at };

  expect(linkTone({ ...unlinked, ended: { at, day, by: "removed" }, expiredBy })).toBe("expired");
});

it("calls a link expired by a status only, and not because the days of the guides are over", () => {
  const link: LinkState = { ...unlinked, linkedOn: "2019-09-01", daysLeft: -5 };

  expect(linkTone(link)).toBe("over");
  expect(linkTone({ ...link, expiredBy: { eventId: EventId.parse(7), at } })).toBe("expired");
});

it.each([
  [63, "days left", "63 days left of the 90 that the guides name."],
  [1, "day left", "1 day left of the 90 that the guides name."],
])("says of the figure %i what it is, then of how many", (daysLeft, small, sentence) => {
  const words = linkWords({ ...unlinked, linkedOn: "2019-12-05", daysLeft });

  expect(words).toEqual({ big: String(daysLeft), small, whole: "of the 90 the guides name", sentence });
});

it.each([
  ["no day is known", { onAccountSince: at }, "Re-link"],
  ["there is time", { linkedOn: "2019-12-05", daysLeft: 15 }, "Re-link early"],
  ["the day to do it has come", { linkedOn: "2019-12-05", daysLeft: 14 }, "Re-link now"],
  ["the last days run", { linkedOn: "2019-12-05", daysLeft: 0 }, "Re-link now"],
  ["the days of the guides are over", { linkedOn: "2019-12-05", daysLeft: -2 }, "Re-link now"],
  [
    "a status told the end before them",
    { linkedOn: "2019-12-05", daysLeft: 63, expiredBy: { eventId: EventId.parse(7), at } },
    "Re-link now",
  ],
] as const)("says how urgent it is to link again when %s", (_when, link, title) => {
  expect(relinkTitle({ ...unlinked, ...link })).toBe(title);
});

it.each([
  ["no Page is linked", {}, false],
  ["the account has the Page", { onAccountSince: at }, true],
  ["the last days run", { linkedOn: "2019-12-05", daysLeft: 0 }, true],
  ["the days of the guides are over", { linkedOn: "2019-12-05", daysLeft: -12 }, false],
  [
    "a status told the end",
    { linkedOn: "2019-12-05", daysLeft: 63, expiredBy: { eventId: EventId.parse(7), at } },
    false,
  ],
] as const)("says whether Part 1 needs nothing when %s", (_when, link, isDone) => {
  expect(isPart1Done({ ...unlinked, ...link })).toBe(isDone);
});
