// Up to which event a list has all there are when it begins to hold: what came later waits, whatever is shown then.
import { expect, it } from "vitest";
import { HELD_LIMIT } from "../../../../../renderer/features/live-events/held-arrivals.ts";
import { REFRESH_MS } from "../../../../../renderer/features/live-events/log-view.ts";
import { all, red, rows, startLog, workspace } from "./held-log.ts";
import { createStoreBridge, eventRow, settle } from "./log-fakes.ts";

/** The store alone can tell what matches. */
const storedReds = { workspace, query: "Red since:60000" };

/** More than a frame should ever hold. */
const lastOfBurst = HELD_LIMIT + 20;

it("goes up to the newest event, be it another workspace's", async () => {
  const { log, append, show, shown } = await startLog(createStoreBridge(rows(1, 4)));
  append([eventRow(5, { workspace: "other" })]);
  log.pause();
  append(rows(6, 7));

  await show({ workspace: null, query: "" });

  expect(shown()).toEqual([5, 5, 2]);
});

it("goes up to what was brought in while it holds", async () => {
  const { log, append, show, shown } = await startLog(createStoreBridge(rows(1, 4)));
  log.pause();
  append(rows(5, 7));
  log.showWaiting();
  append(rows(8, 9));

  await show(red);

  expect(shown()).toEqual([6, 3, 1]);
});

it("goes up to what the store has looked at, found or not", async () => {
  const { log, append, show, shown, scheduler } = await startLog(createStoreBridge(rows(1, 4)), {
    filter: storedReds,
  });
  append(rows(5, 5));
  scheduler.advance(REFRESH_MS);
  await settle();
  log.pause();
  append(rows(6, 7));

  await show(all);

  expect(shown()).toEqual([5, 5, 2]);
});

it("does not go up to what the store has not looked at", async () => {
  const { log, append, show, shown } = await startLog(createStoreBridge(rows(1, 4)), { filter: storedReds });
  append(rows(5, 6));
  log.pause();

  await show(all);

  expect(shown()).toEqual([4, 4, 2]);
});

it("stays where it was when a list that is scrolled away is paused", async () => {
  const { log, append, show, shown } = await startLog(createStoreBridge(rows(1, 4)));
  log.setAtTop(false);
  append(rows(5, 7));
  log.pause();

  await show(red);

  expect(shown()).toEqual([4, 2, 1]);
});

it("is known from when the list was scrolled away", async () => {
  const { log, append, show, shown } = await startLog(createStoreBridge(rows(1, 4)), { filter: red });
  append(rows(5, 5));
  log.setAtTop(false);
  append(rows(6, 7));
  log.pause();

  await show(all);

  expect(shown()).toEqual([5, 5, 2]);
});

it("leaves out a burst that is on its way into the list", async () => {
  const bridge = createStoreBridge(rows(1, 4));
  const { log, append, show, shown } = await startLog(bridge);
  const answer = bridge.holdAnswers();
  append(rows(5, lastOfBurst));
  log.pause();
  answer();
  await settle();

  await show(red);

  expect(shown()).toEqual([4, 2, lastOfBurst / 2 - 2]);
});

it("leaves out a burst that came since the last frame", async () => {
  const bridge = createStoreBridge(rows(1, 4));
  const { log, show, shown } = await startLog(bridge);
  bridge.append(rows(5, lastOfBurst));
  log.pause();

  await show(red);

  expect(shown()).toEqual([4, 2, lastOfBurst / 2 - 2]);
});

it("does not go back for an event that is told once it is shown", async () => {
  const bridge = createStoreBridge(rows(1, 4));
  const answer = bridge.holdAnswers({ readAt: "answer" });
  const { log, show, shown } = await startLog(bridge);
  bridge.append(rows(5, 6));
  answer();
  await settle();
  log.pause();

  await show(red);

  expect(shown()).toEqual([6, 3, 0]);
});
