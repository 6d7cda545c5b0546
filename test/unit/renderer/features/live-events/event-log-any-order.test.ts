// Whatever comes, fails and is touched in whatever order, in the end the list has each event of the store once.
import * as fc from "fast-check";
import { expect, it } from "vitest";
import type { ErrorCode } from "../../../../../preload/contract/errors.ts";
import type { EventRow } from "../../../../../preload/contract/event.ts";
import { WorkspaceId } from "../../../../../preload/contract/ids.ts";
import { EventLog } from "../../../../../renderer/features/live-events/event-log.ts";
import { HELD_LIMIT } from "../../../../../renderer/features/live-events/held-arrivals.ts";
import { createSteppedScheduler, createStoreBridge, eventRow, settle } from "./log-fakes.ts";

const steps = fc.oneof(
  ...(
    [
      [6, "arrive"],
      [1, "burst"],
      [2, "lose the connection"],
      [2, "connect"],
      [5, "frame"],
      [2, "hold answers, read when asked"],
      [2, "hold answers, read when given"],
      [2, "answer"],
      [1, "fail"],
      [1, "pause"],
      [1, "resume"],
      [1, "scroll away"],
      [1, "scroll to the top"],
      [1, "show what waits"],
      [1, "look aside"],
    ] as const
  ).map(([weight, step]) => ({ weight, arbitrary: fc.constant(step) })),
);

/** Rows are made once: that is most of the work. */
const rows: EventRow[] = [];

function rowOf(id: number): EventRow {
  return (rows[id] ??= eventRow(id));
}

it("has each event once in the end, and counts those that wait", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(steps, { maxLength: 40, size: "max" }), async (taken) => {
      let lastId = 3;
      let isConnected = true;
      let answer: ((code?: ErrorCode) => void) | null = null;
      const bridge = createStoreBridge([rowOf(1), rowOf(2), rowOf(3)]);
      const scheduler = createSteppedScheduler();
      const filter = { workspace: WorkspaceId.parse("simulated"), query: "" };
      const ports = { bridge, scheduler, rowTest: () => () => true };
      let isAtTop = true;
      let log = new EventLog(ports, filter);
      let stop = log.start();
      const append = (count: number): void => {
        const more = Array.from({ length: count }, () => rowOf((lastId += 1)));
        bridge.append(more, { tell: isConnected });
      };
      // An answer comes in a turn of its own, over both hosts.
      const release = async (code?: ErrorCode): Promise<void> => {
        answer?.(code);
        answer = null;
        await settle();
      };
      const connect = async (): Promise<void> => {
        if (isConnected) return;
        await release("CONTRACT_ANSWER_LOST");
        isConnected = true;
        bridge.setConnected(true);
      };
      const finish = async (): Promise<void> => {
        for (let turn = 0; turn < 4; turn += 1) {
          // oxlint-disable-next-line no-await-in-loop -- one after another
          await settle();
          scheduler.frame();
        }
      };
      const acts: Record<(typeof taken)[number], () => void | Promise<void>> = {
        arrive: () => append(1 + (lastId % 3)),
        burst: () => append(HELD_LIMIT + 1),
        "lose the connection": () => {
          isConnected = false;
          bridge.setConnected(false);
          append(2);
        },
        connect,
        frame: () => scheduler.frame(),
        "hold answers, read when asked": () => void (answer ??= bridge.holdAnswers({ readAt: "question" })),
        "hold answers, read when given": () => void (answer ??= bridge.holdAnswers({ readAt: "answer" })),
        answer: () => release(),
        fail: () => release("STORE_WRITE_FAILED"),
        pause: () => log.pause(),
        resume: () => log.resume(),
        "scroll away": () => log.setAtTop((isAtTop = false)),
        "scroll to the top": () => log.setAtTop((isAtTop = true)),
        "show what waits": () => {
          isAtTop = true;
          log.showWaiting();
        },
        "look aside": () => {
          stop();
          log = new EventLog(ports, filter, { ...log.place, isAtTop });
          stop = log.start();
        },
      };

      await finish();
      for (const step of taken) {
        // oxlint-disable-next-line no-await-in-loop -- one after another
        await acts[step]();
        // Each in a turn of its own: nothing comes between a promise and who awaits it.
        // oxlint-disable-next-line no-await-in-loop -- as above
        await settle();
      }
      await release();
      await connect();
      await finish();
      // What failed is made good by what comes next, or by who asks again.
      append(1);
      await finish();
      if (log.view().phase === "failed") log.retry();
      await finish();
      const { phase, count, waiting } = log.view();
      log.resume();
      log.setAtTop(true);
      await finish();
      log.show(0, 300);
      await finish();

      expect([phase, count + waiting, log.view().count, log.view().waiting]).toEqual([
        "ready",
        lastId,
        lastId,
        0,
      ]);
      const newest = Array.from({ length: Math.min(lastId, 300) }, (_, at) => lastId - at);
      expect(newest.map((_, at) => log.rowAt(at)?.id)).toEqual(newest);
    }),
    { numRuns: 150 },
  );
});
