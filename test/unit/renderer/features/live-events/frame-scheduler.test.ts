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
  const keys = new EventTarget();
  const page: SchedulerPage = {
    requestAnimationFrame: (run) => Number(setTimeout(() => run(0), isHidden ? 1e9 : FRAME_MS)),
    cancelAnimationFrame: (frame) => clearTimeout(frame),
    setTimeout: ((run: () => void, ms: number) => Number(setTimeout(run, ms))) as Window["setTimeout"],
    clearTimeout: (timer) => clearTimeout(timer),
    addEventListener: keys.addEventListener.bind(keys),
    removeEventListener: keys.removeEventListener.bind(keys),
    performance: {
      now: () => Date.now(),
      eventCounts: { get: (type) => (type === "keydown" ? presses : undefined) },
    },
  };
  function press(): void {
    presses += 1;
    keys.dispatchEvent(new Event("keydown"));
  }
  return { scheduler: createFrameScheduler(page), press };
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

it("gives a frame right after the one that shows a typed character, so that the next key is far", async () => {
  const page = pageOf();
  let pressedAt = Number.NEGATIVE_INFINITY;
  const typing = setInterval(() => {
    pressedAt = Date.now();
    page.press();
  }, 90);
  await countFrames(page, 200);
  const after: number[] = [];
  const next = (): void => {
    page.scheduler.nextFrame(() => {
      after.push(Date.now() - pressedAt);
      next();
    });
  };
  next();

  await vi.advanceTimersByTimeAsync(2_000);
  clearInterval(typing);

  expect(after.length).toBeGreaterThanOrEqual(9);
  expect(Math.max(...after)).toBeLessThanOrEqual(FRAME_MS + 1);
});

it("does not wait for ever for the next key of somebody who types slowly", async () => {
  const page = pageOf();
  page.press();
  await countFrames(page, FRAME_MS);

  expect(await countFrames(page, 390)).toBe(0);
  expect(await countFrames(page, 400)).toBe(1);
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
