import { describe, expect, it } from "vitest";
import type { EventRow } from "../../../../preload/contract/event.ts";
import { ApplicationId, EventId, PageId, WorkspaceId } from "../../../../preload/contract/ids.ts";
import type { LinkingGeneration, LinkingState } from "../../../../preload/contract/linking.ts";
import { readMarks } from "../../../../preload/contract/marked-text.ts";
import type { TunnelState } from "../../../../preload/contract/tunnel.ts";
import {
  DAY_MS,
  blank,
  bot,
  doneIn,
  evidenceOf,
  nothing,
  now,
  openSandbox,
  openWorld,
  second,
  simulated,
  stepsOf,
  storedKey,
  witness,
} from "../../../fakes/linking-world.ts";

describe("the steps", () => {
  it.each([
    ["dashboard", [6, 5, 4, 3], "https://dashboard.nexmo.com/messages/social-channels/facebook-connect"],
    ["api-key-page", [6, 4, 4, 3], "https://messenger.nexmo.com/"],
    ["jwt-page", [6, 4, 4, 3], "https://static.nexmo.com/messenger/"],
  ] as const)("of the %s path are as its guide has them", async (generation, counts, page) => {
    const { calls } = openWorld();

    const state = await calls["linking.chooseGeneration"]({ workspace: bot, generation });

    expect(state.groups.map(({ id, steps }) => [id, steps.length])).toEqual([
      ["before", counts[0]],
      ["part1", counts[1]],
      ["part2", counts[2]],
      ["proof", counts[3]],
    ]);
    expect(state.total).toBe(counts.reduce<number>((sum, count) => sum + count, 0));
    expect(state.groups[1]?.steps[0]?.actions).toEqual([
      { kind: "open", label: "Open in browser", url: page },
    ]);
    expect(new Set(stepsOf(state).map(({ id }) => id)).size).toBe(state.total);
    expect(stepsOf(state).filter(({ title, mistake }) => title === "" || mistake === "")).toEqual([]);
  });

  it("name the Page, the application and what is to be pasted", async () => {
    const { world, calls } = openWorld();
    world.tunnel = openTunnel(false);

    const state = await calls["linking.state"]({ workspace: bot });

    const actions = stepsOf(state).flatMap((step) => step.actions);
    expect(actions.filter(({ kind }) => kind === "copy")).toEqual([
      { kind: "copy", label: "Copy inbound URL", value: "https://k7f2.example/webhooks/inbound" },
      { kind: "copy", label: "Copy status URL", value: "https://k7f2.example/webhooks/status" },
      { kind: "copy", label: "Copy Page ID", value: blank.pageId },
      { kind: "copy", label: "Copy API key", value: "a1b2c3d4" },
      { kind: "copy", label: "Copy application ID", value: blank.applicationId },
    ]);
    expect(stepsOf(state).find(({ id }) => id === "part2.link")?.title).toContain("**Acme Bikes**");
  });

  it("show a nickname as it was typed, whatever marks are in it", async () => {
    const { world, calls } = openWorld();
    const pageName = "Bikes** from the list, then press **Delete `all`";
    world.all.set(bot, { ...blank, pageName });

    const state = await calls["linking.state"]({ workspace: bot });

    const titles = stepsOf(state).map(({ id, title }) => [id, readMarks(title)] as const);
    expect(Object.fromEntries(titles)).toMatchObject({
      "part1.page": [{ look: "plain" }, { look: "strong", text: pageName }, { look: "plain" }],
      "part2.link": [
        { look: "plain" },
        { look: "strong", text: "Link" },
        { look: "plain" },
        { look: "strong", text: pageName },
        { look: "plain" },
        { look: "strong", text: "Facebook Messenger" },
      ],
    });
  });

  it("have Page ID, API key and API secret at hand where the API key page asks for them", async () => {
    const { world, calls } = openWorld();
    const stepNow = async (): Promise<LinkingState["groups"][number]["steps"][number] | undefined> => {
      const state = await calls["linking.chooseGeneration"]({ workspace: bot, generation: "api-key-page" });
      return stepsOf(state).find(({ id }) => id === "part1.api-key-page.credentials");
    };
    const key = { kind: "copy", label: "Copy API key", value: "a1b2c3d4" };
    const page = { kind: "copy", label: "Copy Page ID", value: blank.pageId };

    expect((await stepNow())?.actions).toEqual([
      key,
      { kind: "go", label: "Store key and secret", route: "#/keys" },
      page,
    ]);

    world.all.set(bot, { ...blank, hasApiSecret: true });
    expect((await stepNow())?.actions).toEqual([
      key,
      { kind: "copy-api-secret", label: "Copy API secret" },
      page,
    ]);
  });

  it("open the JWT page with a fresh JWT on the clipboard, where one can be minted", async () => {
    const { world, calls } = openWorld();
    const url = "https://static.nexmo.com/messenger/";
    const actionsNow = async () => {
      const state = await calls["linking.chooseGeneration"]({ workspace: bot, generation: "jwt-page" });
      const step = stepsOf(state).find(({ id }) => id === "part1.jwt-page.open");
      return [step?.actions, state.relinkActions];
    };
    const plain = [{ kind: "open", label: "Open in browser", url }];
    const withJwt = [{ kind: "open-with-jwt", label: "Copy JWT and open", url }];

    expect(await actionsNow()).toEqual([plain, plain]);

    world.all.set(bot, { ...blank, key: storedKey });
    expect(await actionsNow()).toEqual([withJwt, withJwt]);

    world.all.set(bot, { ...blank, key: storedKey, applicationId: null });
    expect(await actionsNow()).toEqual([plain, plain]);
  });

  it("have at hand what linking again asks for", async () => {
    const { calls } = openWorld();

    const dashboard = await calls["linking.state"]({ workspace: bot });
    const apiKeyPage = await calls["linking.chooseGeneration"]({
      workspace: bot,
      generation: "api-key-page",
    });

    expect(
      [dashboard, apiKeyPage].map(({ relinkActions }) => relinkActions.map(({ label }) => label)),
    ).toEqual([
      ["Open in browser", "Copy API key"],
      ["Open in browser", "Copy API key", "Store key and secret"],
    ]);
  });

  it("keep the ticks that both paths share when the path is changed", async () => {
    const { world, calls } = openWorld();
    world.all.set(bot, { ...blank, pageId: null });
    for (const step of ["before.urls", "part1.page", "part1.dashboard.open", "part2.tab"]) {
      await calls["linking.tick"]({ workspace: bot, step, done: true });
    }

    const state = await calls["linking.chooseGeneration"]({ workspace: bot, generation: "jwt-page" });
    const back = await calls["linking.chooseGeneration"]({ workspace: bot, generation: "dashboard" });

    expect(doneIn(state)).toEqual(["before.urls", "part1.page", "part2.tab"]);
    expect(doneIn(back)).toEqual(["before.urls", "part1.dashboard.open", "part1.page", "part2.tab"]);
  });

  it.each([
    ["dashboard", "part1.dashboard.open"],
    ["api-key-page", "part1.api-key-page.open"],
    ["jwt-page", "before.key"],
  ] as const)(
    "on the %s path, let Part 1 wait for no more than the JWT that its page asks for",
    async (generation, expected) => {
      const { calls } = openWorld();

      const state = await calls["linking.chooseGeneration"]({
        workspace: bot,
        generation: generation as LinkingGeneration,
      });

      expect(state.currentStep).toBe(expected);
    },
  );
});

describe("steps that tick themselves", () => {
  it("do so from facts, with the event as evidence", async () => {
    const { world, calls } = openWorld();
    const key = {
      fingerprint: "SHA256:abcdefghijkl",
      bits: 2048,
      format: "PKCS#8",
      addedAt: 1,
      repairs: [],
    } as const;
    world.all.set(bot, { ...blank, key: { ...key, repairs: [] } });
    world.mintedAt = 2;
    world.tunnel = openTunnel(true);
    world.urls = { at: 6, by: "set" };
    world.facts = {
      ...nothing,
      firstInbound: witness(3, 30),
      firstVerifiedInbound: witness(4, 40),
      deliveredReply: { ...witness(5, 50), status: "read", sentAt: 45 },
    };

    const state = await calls["linking.state"]({ workspace: bot });

    expect(
      Object.fromEntries(
        stepsOf(state).flatMap(({ id, evidence }) => (evidence === null ? [] : [[id, evidence]])),
      ),
    ).toEqual({
      "before.facebook": { by: "hookline", at: null, text: "You have a Page", eventId: null },
      "before.page": { by: "hookline", at: 40, text: "A message came to the Page `42`", eventId: 4 },
      "before.key": { by: "hookline", at: 1, text: "Key `SHA256:abcdefgh…` is stored", eventId: null },
      "before.jwt": { by: "hookline", at: 2, text: "A JWT was minted", eventId: null },
      "before.tunnel": { by: "hookline", at: now, text: "The tunnel is live", eventId: null },
      "before.urls": { by: "hookline", at: 6, text: "Set by Hookline", eventId: null },
      "proof.inbound": { by: "hookline", at: 40, text: "A verified message arrived", eventId: 4 },
      "proof.delivered": { by: "hookline", at: 50, text: "Your reply was read", eventId: 5 },
    });
    expect({ done: state.done, current: state.currentStep }).toEqual({
      done: 8,
      current: "part1.dashboard.open",
    });
  });

  it.each([
    ["set", "Set by Hookline"],
    ["created", "Created with them by Hookline"],
    ["read", "The application has them"],
  ] as const)(
    "say how webhook URLs that lead here came to be known (%s), and wait again when they do not",
    async (by, text) => {
      const { world, calls } = openWorld();
      world.urls = { at: 6, by };
      const here = await calls["linking.state"]({ workspace: bot });
      world.urls = null;
      const gone = await calls["linking.state"]({ workspace: bot });

      expect(evidenceOf(here, "before.urls")).toEqual({ by: "hookline", at: 6, text, eventId: null });
      expect(evidenceOf(gone, "before.urls")).toBeNull();
    },
  );

  it("wait for a Page ID, and take a typed one as it is", async () => {
    const { world, calls } = openWorld();
    world.all.set(bot, { ...blank, pageId: null });
    const without = await calls["linking.state"]({ workspace: bot });
    world.all.set(bot, blank);
    const typed = await calls["linking.state"]({ workspace: bot });

    const step = stepsOf(without).find(({ id }) => id === "before.page");
    expect(step).toMatchObject({ evidence: null, waitsFor: "Waiting for a Page ID" });
    expect(step?.actions).toEqual([{ kind: "go", label: "Enter the Page ID", route: "#/keys" }]);
    expect(evidenceOf(typed, "before.page")).toEqual({
      by: "hookline",
      at: null,
      text: "The Page is `42`",
      eventId: null,
    });
  });

  it("explain the account's own webhook URLs and the sub-account's key beside the application's", async () => {
    const { calls } = openWorld();

    const state = await calls["linking.state"]({ workspace: bot });

    expect(stepsOf(state).find(({ id }) => id === "before.urls")?.notes).toEqual([
      expect.stringContaining("API settings"),
      expect.stringContaining("sub-account"),
    ]);
  });

  it("say what weaker evidence is worth", async () => {
    const { world, calls } = openWorld();
    world.tunnel = openTunnel(false);
    world.facts = { ...nothing, firstInbound: witness(3, 30), firstReply: witness(6, 60) };

    const state = await calls["linking.state"]({ workspace: bot });

    expect(["before.tunnel", "proof.inbound", "before.jwt"].map((id) => evidenceOf(state, id))).toEqual([
      { by: "hookline", at: now, text: "The tunnel is open, not proved yet", eventId: null },
      { by: "hookline", at: 30, text: "A message arrived, its signature not verified", eventId: 3 },
      { by: "hookline", at: 60, text: "Your first reply minted one", eventId: null },
    ]);
  });

  it("are asked of the log for this Page alone, since application and account are these", async () => {
    const { world, calls } = openWorld();
    world.moments.set(bot, { applicationSince: now - 5, accountSince: now - 9 });

    await calls["linking.state"]({ workspace: bot });

    expect(world.subjects).toContainEqual({
      workspace: bot,
      pageId: blank.pageId,
      applicationSince: now - 5,
      accountSince: now - 9,
    });
    expect(world.subjects).toContainEqual({
      workspace: second,
      pageId: blank.pageId,
      applicationSince: null,
      accountSince: null,
    });
  });

  it("name the other Page or application that is heard while nothing comes of those that are meant", async () => {
    const { world, calls } = openWorld();
    const other = { ...witness(7), pageId: PageId.parse("43") };
    const notesNow = async (): Promise<readonly string[] | undefined> => {
      const state = await calls["linking.state"]({ workspace: bot });
      return stepsOf(state).find(({ id }) => id === "proof.inbound")?.notes;
    };

    expect(await notesNow()).toEqual([]);
    world.facts = { ...nothing, inboundElsewhere: other };
    expect(await notesNow()).toEqual([
      "A message came to the Page `43`, none to `42`. Is `43` the Page that is meant? Then enter its ID under **Keys and JWT**.",
    ]);
    world.facts = { ...nothing, inboundElsewhere: other, inboundOfOther: witness(9) };
    expect(await notesNow()).toEqual([expect.stringContaining("names another application")]);
  });

  it("can be unticked by hand and get their evidence back", async () => {
    const { world, calls } = openWorld();
    world.facts = { ...nothing, firstVerifiedInbound: witness(4, 40) };

    const unticked = await calls["linking.tick"]({ workspace: bot, step: "proof.inbound", done: false });
    const ticked = await calls["linking.tick"]({ workspace: bot, step: "proof.inbound", done: true });

    expect(evidenceOf(unticked, "proof.inbound")).toBeNull();
    expect(evidenceOf(ticked, "proof.inbound")).toMatchObject({ by: "hookline", eventId: 4 });
  });

  it("can be ticked by hand", async () => {
    const { calls } = openWorld();

    const state = await calls["linking.tick"]({ workspace: bot, step: "before.tunnel", done: true });

    expect(evidenceOf(state, "before.tunnel")).toEqual({ by: "person", at: now });
  });

  it("count for the application and the Page they were ticked for, and for no other", async () => {
    const { world, calls } = openWorld();
    const later = ["part1.dashboard.open", "part2.open", "part2.link", "before.urls"];
    for (const step of later) await calls["linking.tick"]({ workspace: bot, step, done: true });
    const doneNow = async (): Promise<readonly string[]> => {
      const state = await calls["linking.state"]({ workspace: bot });
      return later.filter((step) => evidenceOf(state, step)?.by === "person");
    };

    world.all.set(bot, { ...blank, applicationId: ApplicationId.parse("another") });
    expect(await doneNow()).toEqual(["part1.dashboard.open"]);
    world.all.set(bot, { ...blank, pageId: PageId.parse("43") });
    expect(await doneNow()).toEqual(["before.urls"]);
    world.all.set(bot, { ...blank, apiKey: "e5f6a7b8" });
    expect(await doneNow()).toEqual(["before.urls"]);

    world.all.set(bot, blank);
    expect(await doneNow()).toEqual(later);
  });

  it("come back with the Page they were ticked for, whatever was ticked and unticked for another", async () => {
    const { world, calls } = openWorld();
    const both = ["part2.open", "part2.link"];
    for (const step of both) await calls["linking.tick"]({ workspace: bot, step, done: true });

    world.all.set(bot, { ...blank, pageId: PageId.parse("43") });
    for (const step of both) await calls["linking.tick"]({ workspace: bot, step, done: true });
    const there = await calls["linking.tick"]({ workspace: bot, step: "part2.link", done: false });
    world.all.set(bot, blank);
    const back = await calls["linking.state"]({ workspace: bot });

    expect(both.map((step) => evidenceOf(there, step)?.by ?? null)).toEqual(["person", null]);
    expect(both.map((step) => evidenceOf(back, step)?.by ?? null)).toEqual(["person", "person"]);
  });

  it("still count when what was not known then is known", async () => {
    const { world, calls } = openWorld();
    world.all.set(bot, { ...blank, applicationId: null, apiKey: null, pageId: null });
    await calls["linking.tick"]({ workspace: bot, step: "part2.open", done: true });

    world.all.set(bot, blank);

    const state = await calls["linking.state"]({ workspace: bot });
    expect(evidenceOf(state, "part2.open")).toEqual({ by: "person", at: now });

    // Untouched again for what is known now, it is not brought back by what was ticked before that.
    const unticked = await calls["linking.tick"]({ workspace: bot, step: "part2.open", done: false });
    expect(evidenceOf(unticked, "part2.open")).toBeNull();
  });

  it("refuse a step that does not exist", async () => {
    const { calls } = openWorld();

    const ticking = calls["linking.tick"]({ workspace: bot, step: "part1.jwt-page.jwt", done: true });

    await expect(ticking).rejects.toMatchObject({
      code: "LINKING_STEP_UNKNOWN",
      details: { step: "part1.jwt-page.jwt" },
    });
  });
});

describe("the link", () => {
  it.each([
    ["2019-11-20", "4 Feb 2020"],
    ["2019-09-11", "7 Dec 2019"],
    ["2019-09-08", "6 Dec 2019"],
    ["2018-01-01", "6 Dec 2019"],
  ])("of %s is reminded of from %s on, which is never over", async (linkedOn, day) => {
    const { calls } = openWorld();

    const state = await calls["linking.setLinkedOn"]({ workspace: bot, linkedOn });

    expect(reminderTitle(state)).toBe(`Put a re-link reminder for ${day} in your calendar`);
  });

  it.each([
    ["Etc/GMT+12", "5 Dec 2019"],
    ["UTC", "16 Dec 2019"],
  ])(
    "is reminded of by the host's clock in %s: where 9 o'clock is over, on the next day",
    async (zone, day) => {
      const { calls } = openWorld(zone);

      const state = await calls["linking.setLinkedOn"]({ workspace: bot, linkedOn: "2019-09-20" });

      expect(reminderTitle(state)).toBe(`Put a re-link reminder for ${day} in your calendar`);
    },
  );

  it("is counted of one moment, which comes after the facts however long they take", async () => {
    const { calls, clock } = openWorld();
    await calls["linking.setLinkedOn"]({ workspace: bot, linkedOn: "2019-09-20" });

    const asked = calls["linking.state"]({ workspace: bot });
    clock.advance(DAY_MS);
    const state = await asked;

    expect([state.today.date, state.link.daysLeft, reminderTitle(state)]).toEqual([
      "2019-12-06",
      13,
      "Put a re-link reminder for 16 Dec 2019 in your calendar",
    ]);
  });

  it("names no day of a reminder once a status 1370 ended it", async () => {
    const { world, calls } = openWorld();
    world.facts = { ...nothing, linkExpired: witness(9) };

    const state = await calls["linking.setLinkedOn"]({ workspace: bot, linkedOn: "2019-09-20" });

    expect([state.link.linkedOn, reminderTitle(state)]).toEqual([
      "2019-09-20",
      "Put a re-link reminder in your calendar, before the 90 days end",
    ]);
  });

  it("of no known day is reminded of on days that are chosen elsewhere", async () => {
    const { calls } = openWorld();

    const state = await calls["linking.state"]({ workspace: bot });

    expect(reminderTitle(state)).toBe("Put a re-link reminder in your calendar, before the 90 days end");
  });

  it("begins when the last step of Part 1 is ticked, and ends when that is taken back", async () => {
    const { calls } = openWorld();
    const step = "part1.dashboard.complete";

    const linked = await calls["linking.tick"]({ workspace: bot, step, done: true });
    const back = await calls["linking.tick"]({ workspace: bot, step, done: false });

    expect(linked.link).toEqual({
      linkedOn: "2019-12-05",
      source: "ticked",
      guidesExpireOn: "2020-03-04",
      daysLeft: 90,
      expiredBy: null,
      ended: null,
      onAccountSince: null,
    });
    expect(linked.groups[1]?.steps.every(({ evidence }) => evidence?.by === "person")).toBe(true);
    expect(stepsOf(linked).find(({ id }) => id === "proof.reminder")?.title).toContain("19 Feb 2020");
    expect(back.link).toEqual({
      linkedOn: null,
      source: null,
      guidesExpireOn: null,
      daysLeft: null,
      expiredBy: null,
      ended: null,
      onAccountSince: null,
    });
    expect(doneIn(back)).toEqual(["before.facebook", "before.page"]);
  });

  it("is corrected by a day that is entered over an entered one", async () => {
    const { calls, clock } = openWorld();
    await calls["linking.tick"]({ workspace: bot, step: "part1.dashboard.complete", done: true });
    for (const linkedOn of ["2019-09-20", "2018-09-20"])
      await calls["linking.setLinkedOn"]({ workspace: bot, linkedOn });
    clock.advance(DAY_MS);

    const { link, history } = await calls["linking.setLinkedOn"]({ workspace: bot, linkedOn: "2019-09-21" });

    expect(link.linkedOn).toBe("2019-09-21");
    expect(history.map(({ linkedOn, source }) => [linkedOn, source])).toEqual([
      ["2019-09-21", "entered"],
      ["2019-12-05", "ticked"],
    ]);
  });

  it.each<[string, (world: ReturnType<typeof openWorld>) => unknown]>([
    [
      "a reply was delivered",
      ({ world }) => {
        const deliveredReply = { ...witness(3), status: "delivered", sentAt: now + 1 } as const;
        world.facts = { ...nothing, deliveredReply };
      },
    ],
    ["a status 1370 came", ({ world }) => (world.facts = { ...nothing, linkExpired: witness(9, now + 1) })],
    ["the account had no such Page", ({ linking }) => linking.noticeMissing(bot, PageId.parse("42"))],
    ["it was removed", ({ linking }) => linking.noticeRemoved(bot, PageId.parse("42"))],
    ["linking it again began", ({ calls }) => calls["linking.startRelink"]({ workspace: bot })],
  ])("stays in the history beside a day that is entered after %s", async (_what, happen) => {
    const world = openWorld();
    await world.calls["linking.setLinkedOn"]({ workspace: bot, linkedOn: "2019-09-20" });
    world.clock.advance(1_000);
    await happen(world);

    const { history } = await world.calls["linking.setLinkedOn"]({ workspace: bot, linkedOn: "2019-11-05" });

    expect(history.map(({ linkedOn }) => linkedOn)).toEqual(["2019-11-05", "2019-09-20"]);
  });

  it("stays in the history beside a day that was still ahead when it was entered", async () => {
    const { calls, clock } = openWorld();
    await calls["linking.setLinkedOn"]({ workspace: bot, linkedOn: "2019-09-20" });
    clock.advance(DAY_MS);

    const { history } = await calls["linking.setLinkedOn"]({ workspace: bot, linkedOn: "2019-12-06" });

    expect(history.map(({ linkedOn }) => linkedOn)).toEqual(["2019-12-06", "2019-09-20"]);
  });

  it("takes a date from the person, but none of the future, and gives the newest back", async () => {
    const { calls, clock } = openWorld();
    await calls["linking.setLinkedOn"]({ workspace: bot, linkedOn: "2019-08-01" });
    clock.advance(1_000);
    await calls["linking.startRelink"]({ workspace: bot });

    const entered = await calls["linking.setLinkedOn"]({ workspace: bot, linkedOn: "2019-11-05" });
    const takenBack = await calls["linking.setLinkedOn"]({ workspace: bot, linkedOn: null });

    expect({ link: entered.link.linkedOn, left: entered.link.daysLeft, history: entered.history }).toEqual({
      link: "2019-11-05",
      left: 60,
      history: [
        { linkedOn: "2019-11-05", source: "entered", recordedAt: now + 1_000, endedAt: null, endedOn: null },
        { linkedOn: "2019-08-01", source: "entered", recordedAt: now, endedAt: null, endedOn: null },
      ],
    });
    expect({ link: takenBack.link.linkedOn, left: takenBack.link.daysLeft }).toEqual({
      link: "2019-08-01",
      left: -36,
    });
    await expect(
      Promise.resolve().then(() => calls["linking.setLinkedOn"]({ workspace: bot, linkedOn: "2019-12-06" })),
    ).rejects.toMatchObject({
      code: "LINKING_DATE_INVALID",
      details: { date: "2019-12-06", fault: "lies in the future" },
    });
    await expect(
      Promise.resolve().then(() => calls["linking.setLinkedOn"]({ workspace: bot, linkedOn: "1900-01-01" })),
    ).rejects.toMatchObject({ details: { date: "1900-01-01", fault: "is before Messenger took bots" } });
  });

  it.each([
    ["Pacific/Kiritimati", "2019-12-06", "2019-12-06T10:00:00.000Z"],
    ["Etc/GMT+12", "2019-12-05", "2019-12-06T12:00:00.000Z"],
  ])("is counted by the host's day in %s, which is told with its end", async (zone, date, end) => {
    const { calls, clock } = openWorld(zone);

    const linked = await calls["linking.setLinkedOn"]({ workspace: bot, linkedOn: date });
    clock.advance(linked.today.endsAt - clock.now());
    const next = await calls["linking.state"]({ workspace: bot });

    expect(linked.today).toEqual({ date, endsAt: Date.parse(end) });
    expect(next.today.endsAt).toBe(Date.parse(end) + DAY_MS);
    expect([linked, next].map(({ link }) => link.daysLeft)).toEqual([90, 89]);
  });

  it("is shared by the applications of one account on one Page, which then start at Part 2", async () => {
    const { world, calls } = openWorld();
    world.tunnel = openTunnel(true);
    await calls["linking.tick"]({ workspace: bot, step: "part1.dashboard.complete", done: true });

    const state = await calls["linking.state"]({ workspace: second });

    expect(state.link.linkedOn).toBe("2019-12-05");
    expect(evidenceOf(state, "part1.page")).toEqual({
      by: "hookline",
      at: now,
      text: "This Page is on the account since 5 Dec 2019",
      eventId: null,
    });
    expect(state.groups[1]?.steps.every(({ evidence }) => evidence !== null)).toBe(true);
    expect(evidenceOf(state, "part2.open")).toBeNull();
  });

  it("is not taken back by unticking its step in another workspace than the one that recorded it", async () => {
    const { calls } = openWorld();
    const step = "part1.dashboard.complete";
    await calls["linking.tick"]({ workspace: bot, step, done: true });

    const unticked = await calls["linking.tick"]({ workspace: second, step, done: false });
    const kept = await calls["linking.state"]({ workspace: bot });
    const takenBack = await calls["linking.tick"]({ workspace: bot, step, done: false });

    expect([unticked, kept, takenBack].map(({ link }) => link.linkedOn)).toEqual([
      "2019-12-05",
      "2019-12-05",
      null,
    ]);
    expect(evidenceOf(unticked, step)).toBeNull();
  });

  it("is not shared with another Page or account", async () => {
    const { world, calls } = openWorld();
    await calls["linking.setLinkedOn"]({ workspace: bot, linkedOn: "2019-12-05" });
    const links: (string | null)[] = [];

    for (const other of [{ pageId: PageId.parse("43") }, { apiKey: "zzzzzzzz" }, { apiKey: null }]) {
      world.all.set(second, { ...blank, id: second, ...other });
      links.push((await calls["linking.state"]({ workspace: second })).link.linkedOn);
    }

    expect(links).toEqual([null, null, null]);
  });

  it("stays with its workspace when the API key becomes known later", async () => {
    const { world, calls } = openWorld();
    world.all.set(bot, { ...blank, apiKey: null, pageId: null });
    await calls["linking.setLinkedOn"]({ workspace: bot, linkedOn: "2019-12-01" });
    world.all.set(bot, blank);

    const state = await calls["linking.state"]({ workspace: bot });

    expect(state.link.linkedOn).toBe("2019-12-01");
  });

  it.each([
    ["after the day it was entered for", "2019-11-01", Date.UTC(2019, 11, 1), true],
    ["on the day it was entered for", "2019-11-01", Date.UTC(2019, 10, 1, 23), false],
    ["before it", "2019-11-01", Date.UTC(2019, 9, 30), false],
    ["earlier on the day it was recorded", "2019-12-05", now - 1, false],
    ["later on the day it was recorded", "2019-12-05", now + 1, true],
  ])(
    "is expired by a status 1370 only when that came after the link (%s)",
    async (_name, linkedOn, at, isExpired) => {
      const { world, calls } = openWorld();
      world.facts = { ...nothing, linkExpired: witness(9, at) };

      const state = await calls["linking.setLinkedOn"]({ workspace: bot, linkedOn });

      expect(state.link.expiredBy).toEqual(isExpired ? { eventId: 9, at } : null);
    },
  );

  it("is expired by a verified status 1370 alone, once the account is known to sign", async () => {
    const { world, calls } = openWorld();
    world.facts = { ...nothing, linkExpired: witness(9) };
    const before = await calls["linking.state"]({ workspace: bot });
    // The account of both applications.
    for (const [id, workspace] of world.all)
      world.all.set(id, { ...workspace, hasSignatureSecret: true, signatureProvedAt: now });
    const forged = await calls["linking.state"]({ workspace: bot });
    world.facts = { ...nothing, linkExpired: witness(9), verifiedLinkExpired: witness(8) };
    const verified = await calls["linking.state"]({ workspace: bot });

    expect([before, forged, verified].map(({ link }) => link.expiredBy?.eventId ?? null)).toEqual([
      9,
      null,
      8,
    ]);
  });

  it("is not expired by one that is not verified after the secret of a signing account was replaced", async () => {
    const { world, calls } = openWorld();
    world.facts = { ...nothing, linkExpired: witness(9) };
    world.all.delete(second);
    world.all.set(bot, { ...blank, hasSignatureSecret: true });
    const expiredNow = async () => (await calls["linking.state"]({ workspace: bot })).link.expiredBy;

    // Nothing ever showed that the account signs.
    expect(await expiredNow()).toMatchObject({ eventId: 9 });
    world.facts = { ...world.facts, firstVerified: witness(3) };
    expect(await expiredNow()).toBeNull();
    // Without a secret none can be verified any more, a true one neither.
    world.all.set(bot, blank);
    expect(await expiredNow()).toMatchObject({ eventId: 9 });
  });

  it.each([
    ["is good again", "after", now + 1, null],
    ["stays expired", "in the same moment as", now, 9],
    ["stays expired", "before", now - 1, 9],
  ])("%s once a reply is delivered that left %s the status 1370", async (_what, _when, sentAt, expiredBy) => {
    const { world, calls } = openWorld();
    const deliveredReply = { ...witness(10, now + 2), status: "delivered", sentAt } as const;
    world.facts = { ...nothing, linkExpired: witness(9, now), deliveredReply };

    const { link } = await calls["linking.state"]({ workspace: bot });

    expect(link.expiredBy?.eventId ?? null).toBe(expiredBy);
  });

  it("is expired by a status 1370 also when nobody ever gave a date", async () => {
    const { world, calls } = openWorld();
    world.facts = { ...nothing, linkExpired: witness(9) };

    expect((await calls["linking.state"]({ workspace: bot })).link).toMatchObject({
      linkedOn: null,
      expiredBy: { eventId: 9 },
    });
  });
});

describe("the end of a link that applications share", () => {
  const expiry = row({
    kind: "status",
    status: "rejected",
    error: { code: "1370", title: null, detail: null },
    workspace: second,
  });

  it("shows in each of their workspaces, whichever of them was told", async () => {
    const { world, calls } = openWorld();
    await calls["linking.setLinkedOn"]({ workspace: bot, linkedOn: "2019-12-01" });
    world.factsOf.set(second, { ...nothing, linkExpired: witness(9) });
    const stranger = WorkspaceId.parse("stranger");
    world.all.set(stranger, { ...blank, id: stranger, apiKey: "zzzzzzzz" });

    const expiredIn = async (workspace: WorkspaceId) =>
      (await calls["linking.state"]({ workspace })).link.expiredBy;
    expect(await expiredIn(bot)).toEqual({ eventId: 9, at: now });
    expect(await expiredIn(second)).toEqual({ eventId: 9, at: now });
    expect([await expiredIn(stranger), await expiredIn(simulated)]).toEqual([null, null]);
  });

  it("is the newest that any of them saw", async () => {
    const { world, calls } = openWorld();
    world.factsOf.set(bot, { ...nothing, linkExpired: witness(8, now - 1) });
    world.factsOf.set(second, { ...nothing, linkExpired: witness(9, now) });

    const both = [bot, second].map(async (workspace) => calls["linking.state"]({ workspace }));

    expect((await Promise.all(both)).map(({ link }) => link.expiredBy?.eventId)).toEqual([9, 9]);
  });

  it("is over once any of them had a later reply delivered, which is told to all", async () => {
    const { world, linking, clock, told } = openWorld();
    world.factsOf.set(bot, { ...nothing, linkExpired: witness(9, now) });
    const expiredIn = async (workspace: WorkspaceId) =>
      (await linking.calls["linking.state"]({ workspace })).link.expiredBy?.eventId ?? null;
    const before = [await expiredIn(bot), await expiredIn(second)];
    const deliveredReply = { ...witness(11, now + 2), status: "read", sentAt: now + 1 } as const;
    world.factsOf.set(second, { ...nothing, deliveredReply });

    linking.noticeEvents([row({ kind: "status", status: "delivered", workspace: second })]);
    clock.advance(500);
    await settled();

    expect({ before, told: told.toSorted() }).toEqual({ before: [9, 9], told: [bot, second].toSorted() });
    expect([await expiredIn(bot), await expiredIn(second)]).toEqual([null, null]);
  });

  it("is told to all of them at once", async () => {
    const { world, linking, clock, told } = openWorld();
    await linking.calls["linking.state"]({ workspace: bot });
    world.factsOf.set(second, { ...nothing, linkExpired: witness(9) });

    linking.noticeEvents([expiry]);
    clock.advance(500);
    await settled();

    expect(told).toEqual([bot]);
  });
});

describe("a link that a call of ours made", () => {
  const page = PageId.parse("42");

  it("is seen: its day, its source, and all of Part 1", async () => {
    const { linking, calls, told } = openWorld();

    linking.noticeLinked(bot, page);
    const state = await calls["linking.state"]({ workspace: bot });

    expect(state.link).toEqual({
      linkedOn: "2019-12-05",
      source: "seen",
      guidesExpireOn: "2020-03-04",
      daysLeft: 90,
      expiredBy: null,
      ended: null,
      onAccountSince: null,
    });
    expect(state.history).toEqual([
      { linkedOn: "2019-12-05", source: "seen", recordedAt: now, endedAt: null, endedOn: null },
    ]);
    expect(evidenceOf(state, "part1.dashboard.complete")).toEqual({
      by: "hookline",
      at: now,
      text: "Hookline linked the Page on 5 Dec 2019",
      eventId: null,
    });
    expect(state.groups[1]?.steps.every(({ evidence }) => evidence?.by === "hookline")).toBe(true);
    expect(evidenceOf(state, "part2.link")).toBeNull();
    expect(told).toEqual([bot, second]);
  });

  it("stands in the history beside what was entered and ticked, each with its source", async () => {
    const { linking, calls, clock } = openWorld();
    await calls["linking.tick"]({ workspace: bot, step: "part1.dashboard.complete", done: true });
    await calls["linking.setLinkedOn"]({ workspace: bot, linkedOn: "2019-11-05" });
    clock.advance(DAY_MS);

    linking.noticeLinked(bot, page);

    const { history } = await calls["linking.state"]({ workspace: bot });
    expect(history.map(({ linkedOn, source }) => [linkedOn, source])).toEqual([
      ["2019-12-06", "seen"],
      ["2019-11-05", "entered"],
      ["2019-12-05", "ticked"],
    ]);
  });

  it("counts for every workspace of the account on that Page, and for no other", async () => {
    const { world, linking, calls } = openWorld();
    const other = WorkspaceId.parse("other");
    world.all.set(other, { ...blank, id: other, pageId: PageId.parse("43") });

    linking.noticeLinked(bot, page);

    const sourceIn = async (workspace: WorkspaceId) =>
      (await calls["linking.state"]({ workspace })).link.source;
    expect([await sourceIn(bot), await sourceIn(second), await sourceIn(other)]).toEqual([
      "seen",
      "seen",
      null,
    ]);
  });

  it("of another Page than the workspace's own is there once that Page is chosen", async () => {
    const { world, linking, calls } = openWorld();

    linking.noticeLinked(bot, PageId.parse("43"));
    const before = await calls["linking.state"]({ workspace: bot });
    world.all.set(bot, { ...blank, pageId: PageId.parse("43") });
    const after = await calls["linking.state"]({ workspace: bot });

    expect([before.link.source, after.link.source]).toEqual([null, "seen"]);
  });

  it("is kept for a workspace that knows neither its API key nor its Page yet", async () => {
    const { world, linking, calls } = openWorld();
    world.all.set(bot, { ...blank, apiKey: null, pageId: null });

    linking.noticeLinked(bot, page);
    world.all.set(bot, blank);

    expect((await calls["linking.state"]({ workspace: bot })).link.source).toBe("seen");
  });

  it("ends re-linking, makes up for an expiry, and outweighs what was unticked before", async () => {
    const { world, linking, calls, clock } = openWorld();
    const step = "part1.dashboard.complete";
    await calls["linking.tick"]({ workspace: bot, step, done: true });
    await calls["linking.tick"]({ workspace: bot, step: "part1.dashboard.open", done: false });
    await calls["linking.startRelink"]({ workspace: bot });
    world.facts = { ...nothing, linkExpired: witness(9, now + 1) };
    clock.advance(1_000);
    const expired = await calls["linking.state"]({ workspace: bot });

    linking.noticeLinked(bot, page);
    const state = await calls["linking.state"]({ workspace: bot });

    expect(expired.link.expiredBy).toEqual({ eventId: 9, at: now + 1 });
    expect({ relinking: state.relinking, expiredBy: state.link.expiredBy }).toEqual({
      relinking: false,
      expiredBy: null,
    });
    expect(evidenceOf(state, "part1.dashboard.open")).toMatchObject({ by: "hookline" });
  });

  it("expires by a status 1370 that comes later on the same day", async () => {
    const { world, linking, calls } = openWorld();
    linking.noticeLinked(bot, page);
    world.facts = { ...nothing, linkExpired: witness(9, now + 1) };

    const { link } = await calls["linking.state"]({ workspace: bot });

    expect(link).toMatchObject({ source: "seen", daysLeft: 90, expiredBy: { eventId: 9 } });
  });

  it("is not taken back by unticking its step", async () => {
    const { linking, calls } = openWorld();
    linking.noticeLinked(bot, page);
    const step = "part1.dashboard.complete";

    const unticked = await calls["linking.tick"]({ workspace: bot, step, done: false });
    const ticked = await calls["linking.tick"]({ workspace: bot, step, done: true });

    expect({ evidence: evidenceOf(unticked, step), source: unticked.link.source }).toEqual({
      evidence: null,
      source: "seen",
    });
    expect(evidenceOf(ticked, step)).toMatchObject({ by: "hookline" });
    expect(ticked.history).toHaveLength(1);
  });

  it("of the simulator's Page is the simulator's own business", async () => {
    const { linking, calls } = openWorld();

    linking.noticeLinked(simulated, page);

    expect((await calls["linking.state"]({ workspace: simulated })).history).toHaveLength(1);
    expect((await calls["linking.state"]({ workspace: bot })).history).toEqual([]);
  });
});

async function quiet({ calls }: Pick<ReturnType<typeof openWorld>, "calls">, workspace = bot) {
  return (await calls["linking.state"]({ workspace })).quiet;
}

describe("messages that stopped with the link", () => {
  it("are told from the status that ended it until one comes", async () => {
    const opened = openWorld();
    opened.world.facts = { ...nothing, linkExpired: witness(9), lastInbound: witness(5, now - 1) };
    const before = await quiet(opened);

    opened.world.facts = { ...opened.world.facts, lastInbound: witness(10, now + 1) };

    expect([before, await quiet(opened)]).toEqual([{ day: "2019-12-05", by: "status" }, null]);
  });

  it("are told from the end of the guides' 90 days, which is no proof, until one comes", async () => {
    const opened = openWorld();
    await opened.calls["linking.setLinkedOn"]({ workspace: bot, linkedOn: "2019-11-05" });
    const within = await quiet(opened);
    opened.clock.advance(60 * DAY_MS);
    const onLastDay = await quiet(opened);
    opened.clock.advance(DAY_MS);
    opened.world.facts = { ...nothing, lastInbound: witness(5, Date.UTC(2020, 1, 3, 23)) };
    const after = await quiet(opened);

    opened.world.facts = { ...nothing, lastInbound: witness(6, Date.UTC(2020, 1, 4, 1)) };

    expect([within, onLastDay, after, await quiet(opened)]).toEqual([
      null,
      null,
      { day: "2020-02-03", by: "term" },
      null,
    ]);
  });

  it("are told from when the Page left the account", async () => {
    const opened = openWorld();
    opened.linking.noticeRemoved(bot, PageId.parse("42"));

    expect(await quiet(opened)).toEqual({ day: "2019-12-05", by: "ended" });
  });

  it("come to another application of the Page, which is no silence", async () => {
    const opened = openWorld();
    opened.world.facts = { ...nothing, linkExpired: witness(9) };
    opened.world.factsOf.set(second, { ...nothing, lastInbound: witness(10, now + 1) });

    expect(await quiet(opened)).toBeNull();
  });

  it("are of no concern where there is no term: in the simulator, and in the sandbox", async () => {
    const opened = openWorld();
    opened.clock.advance(100 * DAY_MS);
    const sandbox = openSandbox();
    sandbox.world.facts = { ...nothing, linkExpired: witness(9) };

    expect([await quiet(opened, simulated), await quiet(sandbox)]).toEqual([null, null]);
  });

  it("make the next one news at either application, and no later one", async () => {
    const { world, linking, calls, clock, told } = openWorld();
    const seen = {
      ...nothing,
      firstInbound: witness(5),
      firstVerifiedInbound: witness(5),
      linkExpired: witness(9),
    };
    world.facts = seen;
    for (const workspace of [bot, second]) await calls["linking.state"]({ workspace });
    world.factsOf.set(bot, { ...seen, lastInbound: witness(10, now + 1) });

    linking.noticeEvents([row({ kind: "inbound" })]);
    clock.advance(500);
    await expect.poll(() => told).toEqual([bot, second]);
    for (const workspace of [bot, second]) await calls["linking.state"]({ workspace });
    linking.noticeEvents([row({ kind: "inbound" })]);

    expect(clock.pending()).toBe(0);
  });
});

describe("re-linking", () => {
  it("has the path of its page and starts the term again", async () => {
    const { clock, calls } = openWorld();
    await calls["linking.setLinkedOn"]({ workspace: bot, linkedOn: "2019-12-05" });
    clock.advance(92 * DAY_MS);

    const started = await calls["linking.startRelink"]({ workspace: bot });
    const ended = await calls["linking.endRelink"]({ workspace: bot, done: true });

    expect({ relinking: started.relinking, left: started.link.daysLeft }).toEqual({
      relinking: true,
      left: -2,
    });
    expect({
      relinking: ended.relinking,
      link: ended.link,
      entries: ended.history.map(({ source }) => source),
    }).toEqual({
      relinking: false,
      link: {
        linkedOn: "2020-03-06",
        source: "relinked",
        guidesExpireOn: "2020-06-04",
        daysLeft: 90,
        expiredBy: null,
        ended: null,
        onAccountSince: null,
      },
      entries: ["relinked", "entered"],
    });
  });

  it("can be left without linking", async () => {
    const { calls } = openWorld();
    await calls["linking.startRelink"]({ workspace: bot });

    const state = await calls["linking.endRelink"]({ workspace: bot, done: false });

    expect({ relinking: state.relinking, history: state.history }).toEqual({ relinking: false, history: [] });
  });

  it.each([
    ["dashboard", "Complete setup"],
    ["api-key-page", "Unsubscribe"],
    ["jwt-page", "Unsubscribe"],
  ] as const)("goes, on the %s path, by “%s”", async (generation, button) => {
    const { calls } = openWorld();

    const { relinkSteps } = await calls["linking.chooseGeneration"]({ workspace: bot, generation });

    expect(relinkSteps.join("\n")).toContain(`**${button}**`);
    expect(relinkSteps).toHaveLength(3);
  });
});

describe("the simulated workspace", () => {
  it("counts as linked by the simulator, and cannot be linked by hand", async () => {
    const { calls } = openWorld();

    const state = await calls["linking.state"]({ workspace: simulated });

    expect(state.link).toMatchObject({ linkedOn: "2019-12-05", source: "simulated", daysLeft: 90 });
    expect(state.history).toEqual([
      { linkedOn: "2019-12-05", source: "simulated", recordedAt: now, endedAt: null, endedOn: null },
    ]);
    expect(stepsOf(state).flatMap(({ id, evidence }) => (evidence === null ? [id] : []))).toEqual([
      "before.key",
      "before.jwt",
      "proof.inbound",
      "proof.delivered",
    ]);
    await expect(
      Promise.resolve().then(() => calls["linking.startRelink"]({ workspace: simulated })),
    ).rejects.toMatchObject({ code: "WORKSPACE_FIXED" });
  });

  it("counts only what was seen, and never the steps that it does without", async () => {
    const { world, calls } = openWorld();
    world.facts = { ...nothing, firstVerifiedInbound: witness(4, 40), firstReply: witness(6, 60) };

    const state = await calls["linking.state"]({ workspace: simulated });
    const ticked = await calls["linking.tick"]({ workspace: simulated, step: "before.tunnel", done: true });

    expect({ done: state.done, total: state.total }).toEqual({ done: 2, total: 4 });
    expect(state.groups[0]?.lede).toBe("Key stored, JWT minted");
    expect(["before.tunnel", "part1.page", "proof.reminder"].map((id) => evidenceOf(state, id))).toEqual(
      Array.from({ length: 3 }, () => ({ by: "simulator", text: "Not needed in the simulator" })),
    );
    expect(ticked.groups).toEqual(state.groups);
  });

  it("offers nothing at the steps that it does without", async () => {
    const { calls } = openWorld();

    const state = await calls["linking.chooseGeneration"]({ workspace: simulated, generation: "jwt-page" });

    const offering = stepsOf(state).filter(({ actions }) => actions.length > 0);
    expect(offering.map(({ id }) => id)).toEqual([
      "before.key",
      "before.jwt",
      "proof.inbound",
      "proof.delivered",
    ]);
  });

  it("is not linked while the simulator does not run", async () => {
    const { world, calls } = openWorld();
    world.all.set(simulated, { ...blank, id: simulated, kind: "simulated", applicationId: null });

    expect((await calls["linking.state"]({ workspace: simulated })).link.linkedOn).toBeNull();
  });
});

describe("telling", () => {
  it("says once, a moment later, that facts changed, and nothing when they did not", async () => {
    const { world, linking, clock, told } = openWorld();
    await linking.calls["linking.state"]({ workspace: bot });
    world.facts = { ...nothing, firstInbound: witness(1) };

    linking.noticeEvents([row({ kind: "inbound" }), row({ kind: "inbound" })]);
    linking.refresh(bot);
    clock.advance(500);
    await settled();
    const first = [...told];
    linking.refresh(bot);
    clock.advance(500);
    await settled();

    expect({ first, afterwards: told }).toEqual({ first: [bot], afterwards: [bot] });
  });

  it("does not even look at events that can change no fact", async () => {
    const { world, linking, clock } = openWorld();
    world.facts = {
      ...nothing,
      firstVerifiedInbound: witness(1),
      firstReply: witness(2),
      deliveredReply: { ...witness(3), status: "delivered", sentAt: now },
    };
    await linking.calls["linking.state"]({ workspace: bot });
    const { asked } = world;

    linking.noticeEvents([
      row({ kind: "inbound" }),
      row({ kind: "reply" }),
      row({ kind: "status", status: "delivered" }),
      row({ kind: "status", status: "submitted" }),
      row({ kind: "system" }),
      row({ kind: "inbound", workspace: second }),
      row({ kind: "inbound", workspace: null }),
    ]);
    const idle = clock.pending();
    const askedForThem = world.asked - asked;
    linking.noticeEvents([
      row({ kind: "status", status: "rejected", error: { code: "1370", title: null, detail: null } }),
    ]);

    expect({ idle, after: clock.pending(), askedForThem }).toEqual({ idle: 0, after: 1, askedForThem: 0 });
  });

  it("says so after every act of the person", async () => {
    const { calls, told } = openWorld();

    await calls["linking.tick"]({ workspace: bot, step: "part2.open", done: true });
    await calls["linking.startRelink"]({ workspace: bot });

    expect(told).toEqual([bot, bot]);
  });

  it("leaves no timer behind when it stops", () => {
    const { linking, clock } = openWorld();
    linking.refresh(bot);

    linking.stop();

    expect(clock.pending()).toBe(0);
  });
});

function openTunnel(proved: boolean): TunnelState {
  return {
    state: "open",
    provider: "localtunnel",
    url: "https://k7f2.example",
    inbound: "https://k7f2.example/webhooks/inbound",
    status: "https://k7f2.example/webhooks/status",
    openedAt: now,
    proved,
    addressChanged: false,
  };
}

function row(part: Partial<EventRow>): EventRow {
  return {
    id: EventId.parse(1),
    kind: "inbound",
    receivedAt: now,
    workspace: bot,
    workspaceName: "Staging bot",
    simulated: false,
    payloadVersion: "v1",
    messageUuid: null,
    channel: "messenger",
    psid: null,
    pageId: null,
    timestamp: null,
    messageType: null,
    text: null,
    mediaUrl: null,
    status: null,
    error: null,
    clientRef: null,
    usage: null,
    signature: null,
    attempt: 1,
    answer: null,
    ...part,
  };
}

/** Lets what was started by a timer run to its end: everything here is answered without waiting for the outside. */
async function settled(): Promise<void> {
  for (let turn = 0; turn < 10; turn += 1) await Promise.resolve();
}

describe("a workspace of the sandbox", () => {
  it("has steps of its own, and says which of the others it does without", async () => {
    const { calls } = openSandbox();

    const state = await calls["linking.state"]({ workspace: bot });

    expect(state.groups[0]?.steps.map(({ id }) => id)).toEqual([
      "before.sandbox.account",
      "before.sandbox.passphrase",
      "before.tunnel",
      "before.sandbox.urls",
    ]);
    expect(evidenceOf(state, "before.sandbox.account")).toMatchObject({ text: "Key and secret are stored" });
    const unneeded = state.groups.slice(1, 3).flatMap(({ steps }) => steps);
    expect(unneeded.map(({ evidence }) => evidence)).toEqual(
      unneeded.map(() => ({ by: "simulator", text: "Not needed in the sandbox" })),
    );
    expect({ done: state.done, total: state.total }).toEqual({ done: 1, total: 6 });
    expect(state.currentStep).toBe("before.sandbox.passphrase");
  });

  it("takes ticks of its own steps, and none of an application's", async () => {
    const { calls } = openSandbox();

    const state = await calls["linking.tick"]({ workspace: bot, step: "before.sandbox.urls", done: true });
    const ticking = calls["linking.tick"]({ workspace: bot, step: "before.key", done: true });

    expect(evidenceOf(state, "before.sandbox.urls")).toEqual({ by: "person", at: now });
    await expect(ticking).rejects.toMatchObject({ code: "LINKING_STEP_UNKNOWN" });
  });
});

function reminderTitle(state: LinkingState): string | undefined {
  return stepsOf(state).find(({ id }) => id === "proof.reminder")?.title;
}
