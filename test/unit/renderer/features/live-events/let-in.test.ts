// An event that is shown comes into its list, where it waits because the list is scrolled away.
import { expect, it } from "vitest";
import { WorkspaceId } from "../../../../../preload/contract/ids.ts";
import { EventLog } from "../../../../../renderer/features/live-events/event-log.ts";
import { letIn } from "../../../../../renderer/features/live-events/use-event-log.ts";
import { createSteppedScheduler, createStoreBridge, eventRow, settle } from "./log-fakes.ts";

const workspace = WorkspaceId.parse("simulated");

it.each([
  ["comes in where it waits", 6, "kind:inbound", [6, 6, 0]],
  ["comes in where only the store knows whether the search finds it", 6, "Hello", [6, 6, 0]],
  ["leaves the others waiting where the search does not find it", 6, "kind:status", [4, 4, 2]],
  ["leaves the others waiting where the store does not find it", 7, "Hello", [4, 4, 2]],
  ["leaves the others waiting where it is in the list", 4, "kind:inbound", [4, 4, 2]],
])("an event that is shown %s", async (_name, shownId, query, expected) => {
  const { log, shown } = await scrolledLog(query);

  letIn(log, eventRow(shownId), Date.now);

  expect(shown()).toEqual(expected);
});

it("an event that is shown waits until the pause is over", async () => {
  const { log, shown } = await scrolledLog("kind:inbound");
  log.pause();

  letIn(log, eventRow(6), Date.now);

  expect(shown()).toEqual([4, 4, 2]);
});

/** Four rows are in the list, and two wait. */
async function scrolledLog(query: string) {
  // To this store a query is a part of the text.
  const row = (id: number) => eventRow(id, { text: query });
  const bridge = createStoreBridge([1, 2, 3, 4].map(row));
  const scheduler = createSteppedScheduler();
  const log = new EventLog({ bridge, scheduler, rowTest: () => () => true }, { workspace, query });
  log.start();
  await settle();
  scheduler.frame();
  log.setAtTop(false);
  bridge.append([5, 6].map(row));
  scheduler.frame();
  return { log, shown: () => [log.rowAt(0)?.id, log.view().count, log.view().waiting] };
}
