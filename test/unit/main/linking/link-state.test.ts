import { describe, expect, it } from "vitest";
import { isCorrectedBy } from "../../../../main/linking/link-state.ts";
import type { PageSighting } from "../../../../main/linking/page-sightings.ts";
import type { PageLink } from "../../../../preload/contract/linking.ts";

const RECORDED_AT = Date.UTC(2026, 10, 21, 9);
const LATER = RECORDED_AT + 60_000;
const entered: PageLink = {
  linkedOn: "2026-11-01",
  source: "entered",
  recordedAt: RECORDED_AT,
  endedAt: null,
};

function seen(isOnAccount: boolean, since: number): PageSighting {
  return { isOnAccount, applicationId: null, since, by: "read" };
}

describe("a day that is entered after another", () => {
  it.each([
    ["2026-11-20", true],
    ["2026-11-21", true],
    ["2026-11-22", false],
  ])("%s: corrects the entry of 2026-11-21: %s", (day, isCorrection) => {
    expect(isCorrectedBy(day, entered, { expired: null, goodAt: null, page: null }, "UTC")).toBe(
      isCorrection,
    );
  });

  it.each([
    ["was found on the account since", seen(true, LATER), true],
    ["was missing there before the entry", seen(false, RECORDED_AT), true],
    ["was missing there after it", seen(false, LATER), false],
  ])("corrects it, or begins a link, when the Page %s", (_what, page, isCorrection) => {
    expect(isCorrectedBy("2026-11-20", entered, { expired: null, goodAt: null, page }, "UTC")).toBe(
      isCorrection,
    );
  });
});
