import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { gatherWishes } from "../../../../../renderer/features/conversation/gathered-wishes.ts";

const PACE = { delayMs: 60, pauseMs: 400 };

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** Grants that last `lastsMs`; tells when each began. */
function started(lastsMs: number) {
  const wishes = gatherWishes(PACE);
  const began: number[] = [];
  const startedAt = Date.now();
  const end = wishes.start(async () => {
    began.push(Date.now() - startedAt);
    await new Promise((resolve) => setTimeout(resolve, lastsMs));
  });
  return { wish: wishes.wish, end, began };
}

it("grants what is wished together once, soon", async () => {
  const { wish, began } = started(10);

  for (let count = 0; count < 5; count++) wish();
  await vi.advanceTimersByTimeAsync(5_000);

  expect(began).toEqual([60]);
});

it("grants the next one after a pause from the end of the one before, and never two at once", async () => {
  const { wish, began } = started(100);

  for (let at = 0; at < 2_000; at += 20) {
    wish();
    await vi.advanceTimersByTimeAsync(20);
  }
  await vi.advanceTimersByTimeAsync(10_000);

  expect(began).toEqual([60, 560, 1_060, 1_560, 2_060]);
});

it("rests four times as long as a grant took, where that is longer", async () => {
  const { wish, began } = started(1_000);

  for (let at = 0; at < 8_000; at += 20) {
    wish();
    await vi.advanceTimersByTimeAsync(20);
  }

  expect(began).toEqual([60, 5_060]);
});

it("does not lose a wish that comes while another is granted", async () => {
  const { wish, began } = started(100);
  wish();
  await vi.advanceTimersByTimeAsync(110);

  wish();
  await vi.advanceTimersByTimeAsync(5_000);

  expect(began).toEqual([60, 560]);
});

it("is as soon again after some quiet", async () => {
  const { wish, began } = started(10);
  wish();
  await vi.advanceTimersByTimeAsync(1_000);

  wish();
  await vi.advanceTimersByTimeAsync(1_000);

  expect(began).toEqual([60, 1_060]);
});

it("grants nothing once it was ended", async () => {
  const { wish, end, began } = started(10);
  wish();
  end();
  wish();
  await vi.advanceTimersByTimeAsync(5_000);

  expect(began).toEqual([]);
});
