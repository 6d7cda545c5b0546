import { expect, it } from "vitest";
import { EventId } from "../../../../../preload/contract/ids.ts";
import type { LinkState } from "../../../../../preload/contract/linking.ts";
import { linkNote } from "../../../../../renderer/features/shell/link-note.ts";

const link: LinkState = {
  linkedOn: "2019-12-05",
  source: "entered",
  guidesExpireOn: "2020-03-04",
  daysLeft: 41,
  expiredBy: null,
  ended: null,
  onAccountSince: null,
};
const unknown: LinkState = { ...link, linkedOn: null, source: null, guidesExpireOn: null, daysLeft: null };

it.each([
  ["while days are left", link, "41 of the 90 days left"],
  ["on the last day", { ...link, daysLeft: 0 }, "0 of the 90 days left"],
  ["past the term, without negative days", { ...link, daysLeft: -5 }, "Past the 90 days by 5"],
  ["while no day is known", unknown, "The Page is linked"],
  [
    "when a status told the end",
    { ...link, expiredBy: { eventId: EventId.parse(7), at: 0 } },
    "The link expired",
  ],
  [
    "when the Page left the account",
    { ...unknown, ended: { at: 0, day: "1970-01-01", by: "missing" } },
    "The link is over",
  ],
  [
    "when Hookline took the Page off",
    { ...unknown, ended: { at: 0, day: "1970-01-01", by: "removed" } },
    "The link is over",
  ],
] as const)("says how the link stands %s", (_when, state, note) => {
  expect(linkNote(state)).toBe(note);
});
