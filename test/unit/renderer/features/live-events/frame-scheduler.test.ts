import { afterEach, beforeEach, expect, it, vi } from "vitest";
import {
  createFrameScheduler,
  type SchedulerPage,
} from "../../../../../renderer/features/live-events/frame-scheduler.ts";

const FRAME_MS = 16;

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** A page with a frame every 16 ms, or hidden, with none. */
function pageOf({ isHidden = false } = {}) {
  let presses = 0;
  const page: SchedulerPage = {
    requestAnimationFrame: (run) => Number(setTimeout(() => run(0), isHidden ? 1e9 : FRAME_MS)),
    cancelAnimationFrame: (frame) => clearTimeout(frame),
    setTimeout: ((run: () => void, ms: number) => Number(setTimeout(run, ms))) as Window["setTimeout"],
    clearTimeout: (timer) => clearTimeout(timer),
    performance: {
      now: () => Date.now(),
      eventCounts: { get: (type) => (type === "keydown" ? presses : undefined) },
    },
  };
  return { scheduler: createFrameScheduler(page), press: () => (presses += 1) };
}

/** How many frames are given in that time to somebody who always asks for the next one. */
async function countFrames({ scheduler }: ReturnType<typeof pageOf>, ms: number): Promise<number> {
  let count = 0;
  let cancel: () => void = vi.fn();
  const next = (): void => {
    cancel = scheduler.nextFrame(() => {
      count += 1;
      next();
    });
  };
  next();
  await vi.advanceTimersByTimeAsync(ms);
  cancel();
  return count;
}

it("gives every frame while nobody types", async () => {
  expect(await countFrames(pageOf(), 1_600)).toBe(100);
});

it("gives some frames a second while somebody types, and every one again a moment after", async () => {
  const page = pageOf();
  const typing = setInterval(page.press, 90);

  const meanwhile = await countFrames(page, 1_500);
  clearInterval(typing);
  await countFrames(page, 600);

  expect(meanwhile).toBeGreaterThanOrEqual(9);
  expect(meanwhile).toBeLessThanOrEqual(16);
  expect(await countFrames(page, 1_600)).toBe(100);
});

it("gives the first frame at once, also to somebody who types", async () => {
  const page = pageOf();
  page.press();

  expect(await countFrames(page, FRAME_MS)).toBe(1);
});

it("goes on by a timer while the page is hidden", async () => {
  expect(await countFrames(pageOf({ isHidden: true }), 1_000)).toBe(4);
});

it("gives nothing that was cancelled", async () => {
  const { scheduler } = pageOf();
  const run = vi.fn();

  scheduler.nextFrame(run)();
  await vi.advanceTimersByTimeAsync(1_000);

  expect(run).not.toHaveBeenCalled();
});
