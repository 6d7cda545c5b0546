// A query may ask for an age: what is shown while the list holds grows no older.
import { describe, expect, it } from "vitest";
import type { EventRow } from "../../../../../preload/contract/event.ts";
import { EventId } from "../../../../../preload/contract/ids.ts";
import { REFRESH_MS } from "../../../../../renderer/features/live-events/log-view.ts";
import { findPlace } from "../../../../../renderer/features/live-events/use-place-finder.ts";
import { rows, startLog, workspace } from "./held-log.ts";
import { BEGIN, createStoreBridge, settle } from "./log-fakes.ts";

const MINUTE_MS = 60_000;

/** The store alone can tell what matches. */
const youngReds = { workspace, query: `Red since:${MINUTE_MS}` };

/** They come so many ms later than the first ones. */
function laterRows(first: number, last: number, laterMs: number): EventRow[] {
  return rows(first, last).map((row) => ({ ...row, receivedAt: BEGIN + laterMs }));
}

async function startYoung() {
  const bridge = createStoreBridge(rows(1, 6));
  const started = await startLog(bridge, { filter: youngReds });
  return {
    ...started,
    bridge,
    /** Time goes on, and events come. */
    appendLater: (first: number, last: number, laterMs: number) => {
      bridge.pass(laterMs);
      started.append(laterRows(first, last, laterMs));
    },
    refresh: async () => {
      started.scheduler.advance(REFRESH_MS);
      await settle();
    },
  };
}

describe("what waits for a paused list", () => {
  it("is counted whole, though what the list shows is too old by now", async () => {
    const { log, appendLater, refresh, shown } = await startYoung();
    log.pause();
    appendLater(7, 12, 2 * MINUTE_MS);

    await refresh();

    expect(shown()).toEqual([6, 3, 3]);
  });

  it("is counted whole after a connection was lost", async () => {
    const { log, bridge, shown } = await startYoung();
    log.pause();
    bridge.pass(2 * MINUTE_MS);
    bridge.append(laterRows(7, 1_006, 2 * MINUTE_MS), { tell: false });

    bridge.setConnected(true);
    await settle();

    expect(shown()).toEqual([6, 3, 500]);
  });

  it("is counted whole when the store was asked before the pause", async () => {
    const { log, bridge, appendLater, refresh, shown } = await startYoung();
    const answer = bridge.holdAnswers();
    appendLater(7, 12, 2 * MINUTE_MS);
    await refresh();
    log.pause();

    answer();
    await settle();

    expect(shown()).toEqual([6, 3, 3]);
  });

  it("is counted whole at once when events grow too old between the two questions of a list that begins", async () => {
    const bridge = createStoreBridge(rows(1, 6));
    const former = await startLog(bridge, { filter: youngReds });
    former.log.pause();
    former.stop();
    bridge.append(laterRows(7, 12, MINUTE_MS), { tell: false });
    const before = bridge.asked.length;
    const answer = bridge.holdAnswers();

    const { shown } = await startLog(bridge, { filter: youngReds, ...former.log.place });
    bridge.pass(2 * MINUTE_MS);
    answer();
    await settle();

    expect({ shown: shown(), asked: bridge.asked.length - before }).toEqual({ shown: [6, 3, 3], asked: 2 });
  });
});

it.each(["workspaces change", "the connection comes back"])(
  "keeps what a paused list of all shows when %s",
  async (what) => {
    const bridge = createStoreBridge(rows(1, 6));
    const { log, shown } = await startLog(bridge, { filter: { ...youngReds, workspace: null } });
    log.pause();
    const before = shown();
    bridge.pass(2 * MINUTE_MS);

    if (what === "workspaces change") bridge.removeWorkspace("another");
    else bridge.setConnected(true);
    await settle();

    expect({ before, after: shown() }).toEqual({ before: [6, 3, 0], after: [6, 3, 0] });
  },
);

it("counts the rows of a live list anew when something comes", async () => {
  const { appendLater, refresh, shown } = await startYoung();
  appendLater(7, 12, 2 * MINUTE_MS);

  await refresh();

  expect(shown()).toEqual([12, 3, 0]);
});

it("shows all it counts of a list that is scrolled through later", async () => {
  const bridge = createStoreBridge(rows(1, 2_000));
  const { log } = await startLog(bridge, { filter: youngReds });
  log.setAtTop(false);
  bridge.pass(2 * MINUTE_MS);

  log.show(900, 920);
  await settle();

  expect([log.view().count, log.rowAt(900)?.id, log.rowAt(999)?.id]).toEqual([1_000, 200, 2]);
});

it("finds the place of an event among the rows that have grown too old since they were read", async () => {
  const bridge = createStoreBridge(rows(1, 2_000));
  const { log } = await startLog(bridge, { filter: youngReds });
  bridge.pass(2 * MINUTE_MS);

  const places = [1_500, 1_501].map((id) => findPlace(bridge, log, EventId.parse(id)));

  expect(await Promise.all(places)).toEqual([
    { newer: 250, isListed: true },
    { newer: 250, isListed: false },
  ]);
});

it("counts the ages of a new query from now, though workspaces change before its first answer", async () => {
  const bridge = createStoreBridge(rows(1, 6));
  const { log, shown } = await startLog(bridge, { filter: { workspace: null, query: "" } });
  log.pause();
  bridge.pass(2 * MINUTE_MS);
  const answer = bridge.holdAnswers();
  log.setFilter({ ...youngReds, workspace: null });

  bridge.removeWorkspace("another");
  answer();
  await settle();

  expect(shown()).toEqual([undefined, 0, 0]);
});
