// A workspace takes its events along, also out of the list of all of them.
import { describe, expect, it } from "vitest";
import type { EventRow } from "../../../../../preload/contract/event.ts";
import { WorkspaceId } from "../../../../../preload/contract/ids.ts";
import type { LogFilter } from "../../../../../renderer/features/live-events/log-view.ts";
import { all, rows, startLog } from "./held-log.ts";
import { createStoreBridge, settle } from "./log-fakes.ts";

const ofAll: LogFilter = { workspace: null, query: "" };

const redBot = WorkspaceId.parse("red");

/** The red ones are another workspace's. */
function mixed(first: number, last: number): EventRow[] {
  return rows(first, last).map((row) => (row.text === "Red" ? { ...row, workspace: redBot } : row));
}

describe("a list of all workspaces", () => {
  it("loses the events of one that is removed", async () => {
    const bridge = createStoreBridge(mixed(1, 6));
    const { shown } = await startLog(bridge, { filter: ofAll });

    bridge.removeWorkspace(redBot);
    await settle();

    expect(shown()).toEqual([5, 3, 0]);
  });

  it.each(["paused", "scrolled away"])("counts what still waits where it is %s", async (how) => {
    const bridge = createStoreBridge(mixed(1, 6));
    const { log, append, shown } = await startLog(bridge, { filter: ofAll });
    if (how === "paused") log.pause();
    else log.setAtTop(false);
    append(mixed(7, 11));
    const before = shown();

    bridge.removeWorkspace(redBot);
    await settle();

    expect({ before, after: shown() }).toEqual({ before: [6, 6, 5], after: [5, 3, 3] });
  });

  it("takes nothing in of it that came just before", async () => {
    const bridge = createStoreBridge(mixed(1, 6));
    const { scheduler, shown } = await startLog(bridge, { filter: ofAll });

    bridge.append(mixed(7, 8));
    bridge.removeWorkspace(redBot);
    await settle();
    scheduler.frame();

    expect(shown()).toEqual([7, 4, 0]);
  });

  it("is read anew where one may have been removed while the connection was lost", async () => {
    const bridge = createStoreBridge(mixed(1, 6));
    const { log, append, shown } = await startLog(bridge, { filter: ofAll });
    log.pause();
    append(mixed(7, 11));
    bridge.setConnected(false);
    bridge.removeWorkspace(redBot, { tell: false });

    bridge.setConnected(true);
    await settle();

    expect(shown()).toEqual([5, 3, 3]);
  });
});

it("is not told to the list of one workspace, which goes with its screen", async () => {
  const bridge = createStoreBridge(mixed(1, 6));
  await startLog(bridge, { filter: all });
  const before = bridge.asked.length;

  bridge.removeWorkspace(redBot);
  await settle();

  expect(bridge.asked.length).toBe(before);
});
