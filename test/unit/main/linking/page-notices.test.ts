import { describe, expect, it } from "vitest";
import { ApplicationId, PageId, WorkspaceId } from "../../../../preload/contract/ids.ts";
import {
  DAY_MS,
  blank,
  bot,
  evidenceOf,
  nothing,
  now,
  openWorld,
  second,
  simulated,
  stepsOf,
  witness,
} from "../../../fakes/linking-world.ts";

const pageId = PageId.parse("42");
const applicationId = blank.applicationId;
const other = ApplicationId.parse("other");
const UNLINKED = {
  linkedOn: null,
  source: null,
  guidesExpireOn: null,
  daysLeft: null,
  expiredBy: null,
  onAccountSince: null,
};

describe("a Page that a call of ours took off the account", () => {
  it("has no days left, no Part 1, and its link in the history with the end that was seen", async () => {
    const { linking, calls, clock } = openWorld();
    linking.noticeLinked(bot, pageId);
    clock.advance(DAY_MS);

    linking.noticeRemoved(bot, pageId);
    const state = await calls["linking.state"]({ workspace: bot });

    expect(state.link).toEqual({
      ...UNLINKED,
      ended: { at: now + DAY_MS, day: "2019-12-06", by: "removed" },
    });
    expect(state.history).toEqual([
      {
        linkedOn: "2019-12-05",
        source: "seen",
        recordedAt: now,
        endedAt: now + DAY_MS,
        endedOn: "2019-12-06",
      },
    ]);
    expect(state.groups[1]?.steps.map(({ evidence }) => evidence)).toEqual([null, null, null, null, null]);
  });

  it.each([
    ["Pacific/Kiritimati", "2019-12-06"],
    ["Etc/GMT+12", "2019-12-05"],
  ])("has one day of its end, that of a host in %s", async (zone, day) => {
    const { linking, calls } = openWorld(zone);
    linking.noticeLinked(bot, pageId);

    linking.noticeRemoved(bot, pageId);
    const { link, history, quiet } = await calls["linking.state"]({ workspace: bot });

    expect([history[0]?.linkedOn, history[0]?.endedOn, link.ended?.day, quiet?.day]).toEqual([
      day,
      day,
      day,
      day,
    ]);
  });

  it("is off it for every workspace on that Page, whoever recorded its day", async () => {
    const { linking, calls, told, clock } = openWorld();
    await calls["linking.setLinkedOn"]({ workspace: second, linkedOn: "2019-11-05" });
    clock.advance(1_000);
    told.length = 0;

    linking.noticeRemoved(bot, pageId);

    const ends = [bot, second].map(async (workspace) => (await calls["linking.state"]({ workspace })).link);
    expect(await Promise.all(ends)).toMatchObject([
      { linkedOn: null, ended: { by: "removed" } },
      { linkedOn: null, ended: { by: "removed" } },
    ]);
    expect(told).toEqual([bot, second]);
  });

  it("outweighs what was ticked by hand in either part, and ends re-linking", async () => {
    const { linking, calls } = openWorld();
    for (const step of ["part1.dashboard.complete", "part1.dashboard.open", "part2.link"])
      await calls["linking.tick"]({ workspace: bot, step, done: true });
    await calls["linking.startRelink"]({ workspace: bot });

    linking.noticeRemoved(bot, pageId);
    const state = await calls["linking.state"]({ workspace: bot });

    const parts = stepsOf(state).filter(({ id }) => id.startsWith("part"));
    expect(parts.filter(({ evidence }) => evidence !== null)).toEqual([]);
    expect(state.relinking).toBe(false);
  });

  it("keeps the end although the day is taken back", async () => {
    const { linking, calls } = openWorld();
    linking.noticeLinked(bot, pageId);
    linking.noticeRemoved(bot, pageId);

    const { history } = await calls["linking.setLinkedOn"]({ workspace: bot, linkedOn: null });

    expect(history).toHaveLength(1);
  });

  it("begins a new term when it is linked again, by a call or by hand", async () => {
    const { linking, calls, clock } = openWorld();
    linking.noticeLinked(bot, pageId);
    linking.noticeRemoved(bot, pageId);
    clock.advance(DAY_MS);
    const step = "part1.dashboard.complete";

    const byHand = await calls["linking.tick"]({ workspace: bot, step, done: true });
    linking.noticeRemoved(bot, pageId);
    clock.advance(DAY_MS);
    linking.noticeLinked(bot, pageId);
    const byCall = await calls["linking.state"]({ workspace: bot });

    expect(byHand.link).toMatchObject({ linkedOn: "2019-12-06", source: "ticked", ended: null });
    expect(byCall.link).toMatchObject({ linkedOn: "2019-12-07", source: "seen", ended: null });
    expect(byCall.history.map(({ linkedOn, endedAt }) => [linkedOn, endedAt])).toEqual([
      ["2019-12-07", null],
      ["2019-12-06", now + DAY_MS],
      ["2019-12-05", now],
    ]);
  });

  it("is expired by no status of the link that is over, but by one that comes later", async () => {
    const { world, linking, calls, clock } = openWorld();
    linking.noticeLinked(bot, pageId);
    world.facts = { ...nothing, linkExpired: witness(8, now + 1) };
    clock.advance(2);
    linking.noticeRemoved(bot, pageId);

    const before = await calls["linking.state"]({ workspace: bot });
    world.facts = { ...nothing, linkExpired: witness(9, now + 3) };
    const after = await calls["linking.state"]({ workspace: bot });

    expect([before.link.expiredBy, after.link.expiredBy]).toEqual([null, { eventId: 9, at: now + 3 }]);
  });

  it("of another account, or of the simulator, ends nothing here", async () => {
    const { world, linking, calls } = openWorld();
    const foreign = WorkspaceId.parse("foreign");
    world.all.set(foreign, { ...blank, id: foreign, apiKey: "another" });
    linking.noticeLinked(bot, pageId);

    linking.noticeRemoved(foreign, pageId);
    linking.noticeRemoved(simulated, pageId);

    const sources = [bot, simulated].map(
      async (id) => (await calls["linking.state"]({ workspace: id })).link,
    );
    expect(await Promise.all(sources)).toMatchObject([{ source: "seen" }, { source: "simulated" }]);
  });
});

describe("a Page that the account does not have", () => {
  it("counts no days, until something newer is recorded", async () => {
    const { linking, calls, clock } = openWorld();
    await calls["linking.setLinkedOn"]({ workspace: bot, linkedOn: "2019-11-05" });
    clock.advance(1_000);

    linking.noticePages(bot, [], true);
    const missing = await calls["linking.state"]({ workspace: bot });
    clock.advance(1_000);
    const entered = await calls["linking.setLinkedOn"]({ workspace: bot, linkedOn: "2019-11-06" });
    clock.advance(1_000);
    linking.noticeMissing(bot, pageId);
    const again = await calls["linking.state"]({ workspace: bot });

    expect(missing.link).toEqual({
      ...UNLINKED,
      ended: { at: now + 1_000, day: "2019-12-05", by: "missing" },
    });
    expect(entered.link).toMatchObject({ linkedOn: "2019-11-06", ended: null });
    expect(again.link).toEqual({ ...UNLINKED, ended: { at: now + 3_000, day: "2019-12-05", by: "missing" } });
    expect(again.history.map(({ endedAt }) => endedAt)).toEqual([null, null]);
  });

  it("has its day back once the account lists it again", async () => {
    const { linking, calls, clock } = openWorld();
    await calls["linking.setLinkedOn"]({ workspace: bot, linkedOn: "2019-11-05" });
    clock.advance(1_000);
    linking.noticePages(bot, [], true);

    linking.noticePages(bot, [{ pageId, applicationId: null }], true);

    expect((await calls["linking.state"]({ workspace: bot })).link).toMatchObject({
      linkedOn: "2019-11-05",
      ended: null,
    });
  });

  it("is not told by a list that may go on", async () => {
    const { linking, calls, clock } = openWorld();
    await calls["linking.setLinkedOn"]({ workspace: bot, linkedOn: "2019-11-05" });
    clock.advance(1_000);

    linking.noticePages(bot, [], false);

    expect((await calls["linking.state"]({ workspace: bot })).link.linkedOn).toBe("2019-11-05");
  });
});

describe("Part 1 of a Page whose day nobody knows", () => {
  it("is seen when the account has it", async () => {
    const { linking, calls } = openWorld();

    linking.noticePages(bot, [{ pageId, applicationId: null }], true);
    const state = await calls["linking.state"]({ workspace: bot });

    expect(evidenceOf(state, "part1.dashboard.complete")).toEqual({
      by: "hookline",
      at: now,
      text: "The account has the Page",
      eventId: null,
    });
    expect(state.link).toEqual({ ...UNLINKED, ended: null, onAccountSince: now });
    await calls["linking.setLinkedOn"]({ workspace: bot, linkedOn: "2019-11-05" });
    expect((await calls["linking.state"]({ workspace: bot })).link).toMatchObject({
      linkedOn: "2019-11-05",
      onAccountSince: null,
    });
  });
});

describe("Part 2", () => {
  const STEPS = ["part2.open", "part2.application", "part2.tab", "part2.link"];

  it("is seen as a whole when a call of ours linked the Page, and stays so when the account says it again", async () => {
    const { linking, calls, clock, told } = openWorld();

    linking.noticePage(bot, { pageId, applicationId }, "linked");
    clock.advance(60_000);
    linking.noticePages(bot, [{ pageId, applicationId }], true);
    const state = await calls["linking.state"]({ workspace: bot });

    expect(STEPS.map((step) => evidenceOf(state, step))).toEqual(
      STEPS.map(() => ({
        by: "hookline",
        at: now,
        text: "Linked by Hookline, and read again",
        eventId: null,
      })),
    );
    // Told once: the second answer was no news.
    expect(told).toEqual([bot, second]);
  });

  it("is seen when the account says so, whoever linked it, and however the ID is written", async () => {
    const { linking, calls } = openWorld();
    const spelled = ApplicationId.parse("AAAAAAAABBBBCCCCDDDD0123456789AB");

    linking.noticePages(bot, [{ pageId, applicationId: spelled }], true);

    const state = await calls["linking.state"]({ workspace: bot });
    expect(evidenceOf(state, "part2.link")).toMatchObject({ by: "hookline", text: "The account says so" });
  });

  it.each([
    ["another application", { pageId, applicationId: other }, /linked to the application `other`/],
    ["none", { pageId, applicationId: null }, /linked to no application/],
  ])("is contradicted when the account names %s, whatever was ticked", async (_name, page, note) => {
    const { linking, calls } = openWorld();
    await calls["linking.tick"]({ workspace: bot, step: "part2.open", done: true });
    linking.noticePage(bot, { pageId, applicationId }, "linked");

    linking.noticePages(bot, [page], true);
    const state = await calls["linking.state"]({ workspace: bot });

    expect(STEPS.map((step) => evidenceOf(state, step))).toEqual([null, null, null, null]);
    expect(stepsOf(state).find(({ id }) => id === "part2.link")?.notes).toEqual([
      expect.stringMatching(note),
    ]);
  });

  it("goes with the Page, and comes back with neither", async () => {
    const { linking, calls } = openWorld();
    linking.noticePage(bot, { pageId, applicationId }, "linked");

    linking.noticeRemoved(bot, pageId);
    linking.noticeLinked(bot, pageId);
    linking.noticePage(bot, { pageId, applicationId: null }, "read");

    const state = await calls["linking.state"]({ workspace: bot });
    expect(evidenceOf(state, "part2.link")).toBeNull();
    expect(evidenceOf(state, "part1.dashboard.complete")).toMatchObject({ by: "hookline" });
  });

  it("moves from one workspace to the other with the Page", async () => {
    const { linking, calls } = openWorld();
    linking.noticePage(bot, { pageId, applicationId }, "linked");

    linking.noticePage(second, { pageId, applicationId: other }, "linked");

    const seen = [bot, second].map(async (workspace) =>
      evidenceOf(await calls["linking.state"]({ workspace }), "part2.link"),
    );
    expect(await Promise.all(seen)).toMatchObject([null, { by: "hookline" }]);
  });

  it("stays unticked by hand while the account says nothing new, and is seen again when it is linked anew", async () => {
    const { linking, calls } = openWorld();
    const step = "part2.link";
    linking.noticePage(bot, { pageId, applicationId }, "linked");
    await calls["linking.tick"]({ workspace: bot, step, done: false });

    linking.noticePages(bot, [{ pageId, applicationId }], true);
    const unticked = await calls["linking.state"]({ workspace: bot });
    linking.noticePages(bot, [{ pageId, applicationId: null }], true);
    linking.noticePage(bot, { pageId, applicationId }, "linked");
    const linked = await calls["linking.state"]({ workspace: bot });

    expect(evidenceOf(unticked, step)).toBeNull();
    expect(evidenceOf(linked, step)).toMatchObject({ by: "hookline" });
  });

  it("is kept for a Page that the workspace takes afterwards", async () => {
    const { world, linking, calls } = openWorld();
    world.all.set(bot, { ...blank, pageId: null });
    linking.noticePage(bot, { pageId, applicationId }, "linked");

    world.all.set(bot, blank);

    const state = await calls["linking.state"]({ workspace: bot });
    expect(evidenceOf(state, "part2.link")).toMatchObject({ by: "hookline" });
  });
});
