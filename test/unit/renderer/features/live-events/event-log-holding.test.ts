// What waits goes on waiting, whatever else is looked at meanwhile.
import { describe, expect, it } from "vitest";
import { EventId } from "../../../../../preload/contract/ids.ts";
import { HELD_LIMIT } from "../../../../../renderer/features/live-events/held-arrivals.ts";
import { all, red, rows, startLog, workspace } from "./held-log.ts";
import { createStoreBridge, settle } from "./log-fakes.ts";

describe("what came to a paused list", () => {
  it("waits under another filter too, if it matches", async () => {
    const { log, append, show, shown } = await startLog(createStoreBridge(rows(1, 4)));
    log.pause();
    append(rows(5, 7));

    await show(red);
    const reds = shown();
    append(rows(8, 9));
    const later = shown();
    await show(all);

    expect({ reds, later, all: shown() }).toEqual({ reds: [4, 2, 1], later: [4, 2, 2], all: [4, 4, 5] });
    expect(log.view().isPaused).toBe(true);
  });

  it.each([
    ["later", [rows(6, 6), rows(5, 5)]],
    ["at once", [[...rows(6, 6), ...rows(5, 5)]]],
  ])("does not wait when an earlier one is told %s", async (_how, told) => {
    const bridge = createStoreBridge(rows(1, 4));
    const { log, show, append, shown } = await startLog(bridge, { filter: { workspace, query: "Blue" } });
    for (const more of told) append(more);
    log.pause();

    await show(red);

    expect(shown()).toEqual([6, 3, 0]);
  });

  it("waits among the events of all workspaces too", async () => {
    const { log, append, show, shown } = await startLog(createStoreBridge(rows(1, 4)));
    log.pause();
    append(rows(5, 7));

    await show({ workspace: null, query: "" });

    expect(shown()).toEqual([4, 4, 3]);
  });

  it("waits in the log that begins where the former one was", async () => {
    const bridge = createStoreBridge(rows(1, 4));
    const former = await startLog(bridge);
    former.log.pause();
    former.append(rows(5, 6));
    former.stop();
    bridge.append(rows(7, 7));

    const { log, shown } = await startLog(bridge, former.log.place);
    const before = shown();
    log.resume();

    expect({ before, after: shown() }).toEqual({ before: [4, 4, 3], after: [7, 7, 0] });
  });

  it("waits when the list was empty", async () => {
    const { log, append, show, shown } = await startLog(createStoreBridge());
    log.pause();
    append(rows(1, 3));

    await show(red);

    expect(shown()).toEqual([undefined, 0, 1]);
  });

  it("waits after a failure that is asked again", async () => {
    const bridge = createStoreBridge(rows(1, 4));
    const { log, append, show, shown } = await startLog(bridge);
    log.pause();
    append(rows(5, 7));
    bridge.failNext();
    await show(red);

    log.retry();
    await settle();

    expect(shown()).toEqual([4, 2, 1]);
  });

  it("is counted and comes in when asked for, however many there are", async () => {
    const { log, append, show, shown } = await startLog(createStoreBridge(rows(1, 4)));
    const last = HELD_LIMIT + 20;
    log.pause();
    append(rows(5, last));

    await show(red);
    const before = shown();
    log.showWaiting();
    await settle();

    expect({ before, after: shown() }).toEqual({
      before: [4, 2, last / 2 - 2],
      after: [last, last / 2, 0],
    });
  });

  it("comes in when asked for while another filter is awaited, and only once, however often", async () => {
    const bridge = createStoreBridge(rows(1, 4));
    const { log, append, shown } = await startLog(bridge);
    log.pause();
    append(rows(5, 7));
    const answerFormer = bridge.holdAnswers();
    log.setFilter(red);
    const answer = bridge.holdAnswers();
    const before = bridge.asked.length;

    for (let press = 1; press <= 3; press += 1) log.showWaiting();
    answer();
    await settle();
    answerFormer();
    await settle();

    expect({ shown: shown(), asked: bridge.asked.length - before }).toEqual({ shown: [6, 3, 0], asked: 1 });
    expect(log.view()).toMatchObject({ phase: "ready", isPaused: true });
  });

  it("comes in when the pause ends while the list is read anew, however much it is", async () => {
    const bridge = createStoreBridge(rows(1, 4));
    const last = HELD_LIMIT + 20;
    const answer = bridge.holdAnswers({ readAt: "answer" });
    const { log, append, shown } = await startLog(bridge, {
      isPaused: true,
      reach: EventId.parse(4),
      isAtTop: true,
    });
    append(rows(5, last));

    log.resume();
    answer();
    await settle();

    expect(shown()).toEqual([last, last, 0]);
  });

  it("is read once, however often it is asked for meanwhile", async () => {
    const bridge = createStoreBridge(rows(1, 4));
    const { log, append, shown } = await startLog(bridge);
    const last = HELD_LIMIT + 20;
    log.pause();
    append(rows(5, last));
    const answer = bridge.holdAnswers();
    const before = bridge.asked.length;

    for (let press = 1; press <= 3; press += 1) log.showWaiting();
    answer();
    await settle();

    const again = bridge.asked.slice(before).filter(({ offset }) => offset === 0);
    expect({ shown: shown(), asked: again.length }).toEqual({ shown: [last, last, 0], asked: 1 });
  });

  it("does not wait when it came before the pause, whatever was shown then", async () => {
    const { log, append, show, shown } = await startLog(createStoreBridge(rows(1, 4)), { filter: red });
    append(rows(5, 5));
    log.pause();
    append(rows(6, 7));

    await show(all);

    expect(shown()).toEqual([5, 5, 2]);
  });

  it("does not wait when it came before what is on its way into the list at the pause", async () => {
    const bridge = createStoreBridge(rows(1, 4));
    const { log, append, show, shown } = await startLog(bridge, { filter: red });
    append(rows(5, 5));
    bridge.append(rows(6, 6));
    log.pause();
    append(rows(7, 7));

    await show(all);

    expect(shown()).toEqual([5, 5, 2]);
  });
});

describe("what came above a list that is scrolled away", () => {
  it("waits in the log that begins where the former one was", async () => {
    const bridge = createStoreBridge(rows(1, 100));
    const former = await startLog(bridge);
    former.log.setAtTop(false);
    former.append(rows(101, 103));
    former.stop();

    const { log, shown } = await startLog(bridge, { ...former.log.place, isAtTop: false });
    const before = shown();
    log.setAtTop(true);

    expect({ before, after: shown() }).toEqual({ before: [100, 100, 3], after: [103, 103, 0] });
  });

  it("comes in with another filter, which begins at its top", async () => {
    const { log, append, show, shown } = await startLog(createStoreBridge(rows(1, 100)));
    log.setAtTop(false);
    append(rows(101, 104));

    await show(red);

    expect(shown()).toEqual([104, 52, 0]);
  });

  it("comes in where nothing is left to be scrolled away in", async () => {
    const { shown } = await startLog(createStoreBridge(rows(101, 103)), {
      reach: rows(100, 100)[0]?.id ?? 0,
      isAtTop: false,
    });

    expect(shown()).toEqual([103, 3, 0]);
  });
});
